/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/layout.h"

#include <string.h>

#include "base/mutf7.h"
#include "container/layout-cyrus.h"
#include "container/layout-names.h"
#include "model/record.h"

/* The mailbox is one person's store: the most telling directory above the folders. In order:

     a directory with '@'                            export/jane@example.com/Work/1.eml           jane@example.com   Work
     a mail store of Outlook                         export/jane.pst/Inbox/2097188.eml        jane               Inbox
     the one behind "user" in a spool of Cyrus       spool/user/jane^doe/Sent/12.                 jane.doe           Sent
     the one before "Maildir", "Mail", "Takeout" …   home/jane/Maildir/.Sent.2023/cur/1:2,S       jane               Sent/2023
     the first one behind such a store, if none is   ImapMail/imap.example.com/Inbox.sbd/Work     imap.example.com   Inbox/Work
     the one before a well-known folder              export/hr/jane.doe/Inbox/New/1.eml           jane.doe           Inbox/New
     the first one below the root                    export/jane/Projects/X/1.eml                 jane               Projects/X
     the name of a mailbox file that stands alone    export/jane.mbox, var/mail/jane              jane
     the root                                        jane/1.eml                                   jane

   Names without meaning ("export", "home", UUIDs) are passed over, archive and mailbox extensions taken off. */

typedef struct {
  GPtrArray *dirs;     /* borrowed names above the file, noise dropped */
  GPtrArray *leaves;   /* parts of the folder that come from the file or from a Maildir++ name, UTF-8 */
  gboolean   is_file;  /* leaves holds the stem of a mailbox file */
  gboolean   is_spool; /* "var/mail/jane" */
  gboolean   is_maildir;
} Path;

/* Outlook keeps a whole mailbox in one file, which is a directory to what is inside. */
static gboolean
is_mail_store (const char *dir)
{
  gsize len = strlen (dir);

  return len > 4 && (g_ascii_strcasecmp (dir + len - 4, ".pst") == 0 || g_ascii_strcasecmp (dir + len - 4, ".ost") == 0
                     || g_ascii_strcasecmp (dir + len - 4, ".olm") == 0);
}

static gboolean
is_mbox (const char *kind)
{
  return kind != NULL && g_str_has_prefix (kind, "mbox");
}

/* The flags behind ":2,", or behind ";2,", "!2," and "-2," where the file system or the archive knows no colon; NULL without. */
static const char *
find_maildir_flags (const char *name)
{
  const char *found = NULL;

  for (const char *at = name; (at = strstr (at, "2,")) != NULL; at++)
    if (at > name && strchr (":;!-", at[-1]) != NULL)
      found = at + 2;
  return found;
}

static guint32
parse_maildir_flags (const char *flags)
{
  guint32 result = 0;

  for (; flags != NULL && g_ascii_isalpha (*flags); flags++)
    result |= *flags == 'S' ? MSP_MESSAGE_SEEN : *flags == 'T' ? MSP_MESSAGE_DELETED : *flags == 'D' ? MSP_MESSAGE_DRAFT : 0;
  return result;
}

static gboolean
is_maildir_dir (const char *dir)
{
  return strcmp (dir, "cur") == 0 || strcmp (dir, "new") == 0 || strcmp (dir, "tmp") == 0;
}

/* Seconds since 1970 and more ("1673000000.M1P2.host"), or anything with flags. */
static gboolean
is_maildir_name (const char *name)
{
  gsize digits = strspn (name, "0123456789");

  return find_maildir_flags (name) != NULL || (digits >= 6 && name[digits] == '.' && strchr (name + digits + 1, '.') != NULL);
}

/* MH marks a deleted message by a comma before its number. */
static gboolean
is_deleted_mh_name (const char *name)
{
  return (name[0] == ',' || name[0] == '#') && name[1] != '\0' && strspn (name + 1, "0123456789") == strlen (name + 1);
}

/* "jane.mbox.gz" holds just "jane.mbox": the archive adds nothing. */
static gboolean
is_wrapper (const char *dir, const char *inner)
{
  gsize len = strlen (inner);

  return strncmp (dir, inner, len) == 0 && dir[len] == '.' && strchr (dir + len + 1, '.') == NULL;
}

static void
add_leaf (Path *path, const char *name)
{
  g_ptr_array_add (path->leaves, msp_mutf7_dup_utf8 (name));
}

/* ".Sent.2023" is the folder Sent/2023 (Maildir++). */
static void
take_maildir_dirs (Path *path)
{
  path->is_maildir = TRUE;
  g_ptr_array_set_size (path->dirs, (gint) path->dirs->len - 1);
  const char *last = path->dirs->len > 0 ? g_ptr_array_index (path->dirs, path->dirs->len - 1) : "";
  if (last[0] != '.' || last[1] == '\0' || msp_layout_is_store (last))
    return;
  g_auto (GStrv) parts = g_strsplit (last + 1, ".", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      add_leaf (path, parts[i]);
  g_ptr_array_set_size (path->dirs, (gint) path->dirs->len - 1);
}

/* Apple keeps "Inbox.mbox/mbox", or "Inbox.mbox/UUID/Data/1/Messages/12.emlx". */
static void
drop_between (Path *path)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < path->dirs->len;)
    {
      const char *dir = g_ptr_array_index (path->dirs, i);

      if (inside && msp_layout_is_between (dir))
        g_ptr_array_remove_index (path->dirs, i);
      else
        i++;
      inside = inside || g_str_has_suffix (dir, ".mbox");
    }
}

static void
take_mbox_name (Path *path, const char *name)
{
  guint n = path->dirs->len;
  const char *last = n > 0 ? g_ptr_array_index (path->dirs, n - 1) : "";
  gboolean is_inner = strcmp (name, "mbox") == 0 && g_str_has_suffix (last, ".mbox");
  g_autofree char *stem = msp_layout_dup_stem (is_inner ? last : name);

  if (is_inner)
    g_ptr_array_set_size (path->dirs, (gint) --n);
  path->is_spool = n >= 2 && strcmp (g_ptr_array_index (path->dirs, n - 1), "mail") == 0
                   && (strcmp (g_ptr_array_index (path->dirs, n - 2), "var") == 0
                       || strcmp (g_ptr_array_index (path->dirs, n - 2), "spool") == 0);
  path->is_file = TRUE;
  add_leaf (path, stem);
}

static const char *
get_dir (const Path *path, gint i)
{
  return g_ptr_array_index (path->dirs, i);
}

/* The last telling directory before end, or -1. */
static gint
find_telling_before (const Path *path, gint end)
{
  gint i = end - 1;

  while (i >= 0 && (msp_layout_is_generic (get_dir (path, i)) || msp_layout_is_folder (get_dir (path, i))))
    i--;
  return i;
}

static gint
find_telling_from (const Path *path, gint start, gint end)
{
  for (gint i = start; i < end; i++)
    if (!msp_layout_is_generic (get_dir (path, i)))
      return i;
  return -1;
}

/* A mail store of Outlook, or the one whose it is if its name says nothing ("archive.pst"). */
static gint
find_store_owner (const Path *path, gint store)
{
  /* An archive of Outlook for Mac has a directory for each account. */
  if (store + 2 < (gint) path->dirs->len && g_ascii_strcasecmp (get_dir (path, store + 1), "Accounts") == 0)
    return store + 2;
  g_autofree char *stem = msp_layout_dup_stem (get_dir (path, store));
  gint owner = msp_layout_is_generic (stem) || msp_layout_is_folder (stem) || g_ascii_strcasecmp (stem, "outlook") == 0
                 ? find_telling_before (path, store) : store;

  return owner >= 0 ? owner : store;
}

/* The index of the owner's directory, or -1: then a mailbox file stands for itself, and else the root. */
static gint
find_owner (const Path *path)
{
  gint n = (gint) path->dirs->len, folder = 0, store = 0, owner;

  for (gint i = n - 1; i >= 0; i--)
    if (is_mail_store (get_dir (path, i)))
      return find_store_owner (path, i);
  for (gint i = n - 1; i >= 0; i--)
    if (strchr (get_dir (path, i), '@') != NULL && !msp_layout_is_folder (get_dir (path, i)))
      return i;
  while (folder < n && !msp_layout_is_folder (get_dir (path, folder)))
    folder++;
  while (store < folder && !msp_layout_is_store (get_dir (path, store)))
    store++;
  if (store < folder)
    {
      owner = find_telling_before (path, store);
      return owner >= 0 ? owner : find_telling_from (path, store, folder);
    }
  if (folder < n || (path->is_file && msp_layout_is_folder (g_ptr_array_index (path->leaves, 0))))
    return find_telling_before (path, folder);
  if (path->is_maildir)
    return find_telling_before (path, n);
  owner = find_telling_from (path, 1, n);
  return owner >= 0 || path->is_file ? owner : find_telling_from (path, 0, n);
}

static char *
dup_folder (const Path *path, gint owner)
{
  GString *folder = g_string_new (NULL);
  gint n = (gint) path->dirs->len, start = owner + 1;

  for (gint i = owner + 1; i < n && !msp_layout_is_folder (get_dir (path, i)); i++)
    if (msp_layout_is_store (get_dir (path, i)))
      start = i + 1;
  for (gint i = start; i < n; i++)
    if (is_mail_store (get_dir (path, i)))
      start = i + 1;
  for (gint i = start; i < n; i++)
    {
      const char *dir = get_dir (path, i);
      g_autofree char *name = msp_mutf7_dup_utf8 (dir);

      if (msp_layout_is_technical (dir) || g_str_has_prefix (dir, "com.microsoft.__"))
        continue;
      if (g_str_has_suffix (name, ".sbd") || g_str_has_suffix (name, ".mbox"))
        *strrchr (name, '.') = '\0';
      g_string_append_printf (folder, "%s%s", folder->len > 0 ? "/" : "", name);
    }
  for (guint i = 0; i < path->leaves->len; i++)
    g_string_append_printf (folder, "%s%s", folder->len > 0 ? "/" : "", (const char *) g_ptr_array_index (path->leaves, i));
  return g_string_free (folder, FALSE);
}

static void
set_mailbox (MspLayout *self, const Path *path, const char *name)
{
  gint owner = path->is_spool ? -1 : find_owner (path);
  gboolean alone = path->is_file && owner < 0
                   && (path->is_spool || path->dirs->len == 0 || !msp_layout_is_folder (g_ptr_array_index (path->leaves, 0)));

  if (alone)
    {
      self->mailbox = g_strdup (g_ptr_array_index (path->leaves, 0));
      self->folder = g_strdup ("");
      return;
    }
  if (owner < 0 && path->dirs->len > 0)
    owner = 0;
  g_autofree char *stem = msp_layout_dup_stem (owner >= 0 ? get_dir (path, owner) : name);
  self->mailbox = g_utf8_make_valid (stem, -1);
  self->folder = dup_folder (path, owner);
}

static void
set_file_facts (MspLayout *self, const char *dir, const char *name, const char *kind)
{
  gboolean in_maildir = is_maildir_dir (dir) && is_maildir_name (name);

  self->is_message = in_maildir;
  self->is_index = kind == NULL && !in_maildir && msp_layout_is_index (name);
  if (in_maildir)
    self->flags = parse_maildir_flags (find_maildir_flags (name));
  else if (is_deleted_mh_name (name))
    self->flags = MSP_MESSAGE_DELETED;
}

void
msp_layout_init (MspLayout *self, const char *path, const char *kind)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) dirs = g_ptr_array_new ();
  g_autoptr (GPtrArray) leaves = g_ptr_array_new_with_free_func (g_free);
  Path parts = { .dirs = dirs, .leaves = leaves };

  *self = (MspLayout) { 0 };
  for (gsize i = 0; names[i] != NULL; i++)
    if (names[i][0] != '\0' && !(names[i + 1] != NULL && is_wrapper (names[i], names[i + 1])))
      g_ptr_array_add (dirs, names[i]);
  const char *name = dirs->len > 0 ? g_ptr_array_index (dirs, dirs->len - 1) : "";
  g_ptr_array_set_size (dirs, MAX ((gint) dirs->len - 1, 0));
  const char *dir = dirs->len > 0 ? g_ptr_array_index (dirs, dirs->len - 1) : "";
  set_file_facts (self, dir, name, kind);
  if (msp_layout_cyrus (dirs, name, &self->mailbox, &self->folder))
    return;
  if (self->is_message || (is_maildir_dir (dir) && kind != NULL))
    take_maildir_dirs (&parts);
  drop_between (&parts);
  if (is_mbox (kind))
    take_mbox_name (&parts, name);
  set_mailbox (self, &parts, name);
}

void
msp_layout_clear (MspLayout *self)
{
  g_clear_pointer (&self->mailbox, g_free);
  g_clear_pointer (&self->folder, g_free);
}
