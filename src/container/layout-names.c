/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/layout-names.h"

#include <string.h>

static const char *const folders[] = {
  "all mail", "archive", "archives", "bulk mail", "calendar", "contacts", "deleted", "deleted items", "deleted messages",
  "draft", "drafts", "finder", "inbox", "ipm_subtree", "journal", "junk", "junk e-mail", "junk email", "mailbox", "notes",
  "old mail", "outbox", "recoverable items", "sent", "sent items", "sent mail", "sent messages", "sent-mail", "spam", "starred",
  "tasks", "templates", "top of information store", "top of outlook data file", "top of personal folders", "trash",
  "unsent messages", "[gmail]", "[google mail]",
};
static const char *const folder_endings[] = { ".sbd", ".mbox" };
static const char *const stores[] = { "maildir", ".maildir", "mail", ".mail", "mails", "imapmail", "takeout", "local folders",
                                      "mdbox", "sdbox", "mailstore" };
static const char *const generics[] = {
  "appdata", "application support", "archives", "backup", "backups", "cur", "data", "dump", "e-mail", "email", "emails", "eml",
  "evidence", "export", "exports", "files", "home", "input", "library", "local", "mailboxes", "mbox", "messages", "new",
  "profiles", "roaming", "root", "spool", "stdin", "thunderbird", ".thunderbird", "tmp", "users", "var", "vmail",
};
static const char *const index_names[] = {
  ".ds_store", ".mh_sequences", ".mh_profile", ".nov", ".overview", ".uidvalidity", ".xmhcache", "courierimapacl",
  "courierimapkeywords", "courierimapsubscribed", "courierimapuiddb", "courierpop3dsizelist", "cyrus.cache", "cyrus.header",
  "cyrus.index", "cyrus.squat", "desktop.ini", "dovecot-acl", "dovecot-acl-list", "dovecot-keywords", "dovecot-uidlist",
  "dovecot-uidvalidity", "dovecot.list.index", "dovecot.list.index.log", "dovecot.mailbox.log", "dovecot.sieve",
  "filterlog.html", "maildirfolder", "maildirsize", "msgfilterrules.dat", "popstate.dat", "subscriptions", "table_of_contents",
  "thumbs.db",
};
static const char *const index_beginnings[] = { "dovecot.index", "dovecot-uidvalidity.", "envelope index" };
static const char *const index_endings[] = { ".msf", ".dotlock" };
static const char *const stem_endings[] = {
  ".mbox", ".mbx", ".mboxo", ".mboxrd", ".mboxcl", ".mboxcl2", ".pst", ".ost", ".olm", ".zip", ".tar", ".tgz", ".tbz", ".tbz2",
  ".txz", ".7z", ".rar", ".gz", ".bz2", ".xz", ".zst", ".lz4", ".lzma", ".lz", ".z", ".iso", ".cab",
};

static gboolean
is_in (const char *name, const char *const *table, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_ascii_strcasecmp (name, table[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Length of the ending of name that is in table; 0 if there is none, or nothing before it. */
static gsize
match_ending (const char *name, const char *const *table, gsize n)
{
  gsize len = strlen (name);

  for (gsize i = 0; i < n; i++)
    {
      gsize ending = strlen (table[i]);

      if (len > ending && g_ascii_strcasecmp (name + len - ending, table[i]) == 0)
        return ending;
    }
  return 0;
}

/* 8-4-4-4-12 hexadecimal digits. */
static gboolean
is_uuid (const char *name)
{
  gsize i = 0;

  for (; name[i] != '\0'; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? name[i] != '-' : !g_ascii_isxdigit (name[i]))
      return FALSE;
  return i == 36;
}

gboolean
msp_layout_is_folder (const char *dir)
{
  return is_in (dir, folders, G_N_ELEMENTS (folders)) || match_ending (dir, folder_endings, G_N_ELEMENTS (folder_endings)) > 0;
}

gboolean
msp_layout_is_store (const char *dir)
{
  return is_in (dir, stores, G_N_ELEMENTS (stores));
}

gboolean
msp_layout_is_technical (const char *dir)
{
  gboolean is_version = (dir[0] == 'V' || dir[0] == 'v') && dir[1] != '\0' && strspn (dir + 1, "0123456789") == strlen (dir + 1);
  gboolean is_profile = strlen (dir) > 8 && strncmp (dir + 8, ".default", 8) == 0;

  return is_version || is_profile || is_uuid (dir);
}

gboolean
msp_layout_is_generic (const char *dir)
{
  g_autofree char *stem = msp_layout_dup_stem (dir);

  return msp_layout_is_store (stem) || is_in (stem, generics, G_N_ELEMENTS (generics)) || msp_layout_is_technical (dir);
}

gboolean
msp_layout_is_index (const char *file)
{
  for (gsize i = 0; i < G_N_ELEMENTS (index_beginnings); i++)
    if (g_ascii_strncasecmp (file, index_beginnings[i], strlen (index_beginnings[i])) == 0)
      return TRUE;
  return is_in (file, index_names, G_N_ELEMENTS (index_names))
         || match_ending (file, index_endings, G_N_ELEMENTS (index_endings)) > 0;
}

gboolean
msp_layout_is_between (const char *dir)
{
  return is_uuid (dir) || strcmp (dir, "Data") == 0 || strcmp (dir, "Messages") == 0
         || (g_ascii_isdigit (dir[0]) && dir[1] == '\0');
}

char *
msp_layout_dup_stem (const char *name)
{
  char *stem = g_strdup (name);
  gsize ending;

  while ((ending = match_ending (stem, stem_endings, G_N_ELEMENTS (stem_endings))) > 0)
    stem[strlen (stem) - ending] = '\0';
  return stem;
}
