/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/uids.h"

#include <criterion/criterion.h>
#include <sqlite3.h>

#include "base/keyed-hash.h"
#include "store/case-private.h"
#include "support/sample-case.h"

#define LIST_VALIDITY 1675238400

/* Mail by its place; source NULL: a file of its own. */
static const struct { const char *locator, *source; guint64 offset; guint32 uid, validity; } mails[] = {
  { "x/jane/cur/1675.M1.host,S=5:2,S" },
  { "x/jane/new/1675.M2.host" },
  { "x/jane/cur/1675.M3.host-2,RS" },
  { "x/jane/cur/1675.M4.host%212,S" },
  { "x/jane/cur/1675.M9.host:2," },
  { "x/jane/tmp/1675.M2.host" },
  { "x/jane/.Sent/cur/1675.M2.host:2," },
  { "x/spool/user/kim/12." },
  { "x/spool/user/kim/12" },
  { "x/spool/user/kim/99999999999." },
  { "x/spool/user/kim/Sent/3." },
  { "x/good@0", "x/good", 0, 0, 77 },
  { "x/good@10", "x/good", 10, 3, 0 },
  { "x/good@20", "x/good", 20, 2, 0 },
  { "x/good@30", "x/good", 30, 9, 66 },
  { "x/bad@0", "x/bad", 0, 3, 0 },
  { "x/bad@10", "x/bad", 10, 4, 55 },
};

static const struct { const char *source, *path; guint32 uid, validity; } claims[] = {
  { "x/jane/dovecot-uidlist", "1675.M1.host,S=5", 1, LIST_VALIDITY }, { "x/jane/dovecot-uidlist", "1675.M2.host", 7, LIST_VALIDITY },
  { "x/jane/dovecot-uidlist", "1675.M3.host", 8, LIST_VALIDITY },     { "x/jane/dovecot-uidlist", "1675.M4.host", 9, LIST_VALIDITY },
  { "x/jane/dovecot-uidlist", "1675.M1.host,S=5", 12, LIST_VALIDITY }, { "x/jane/dovecot-uidlist", "1675.M5.host", 13, LIST_VALIDITY },
  { "x/spool/user/kim/cyrus.header" },                                { "x/spool/user/kim/cyrus.index" },
};

static const char expected[] =
  "x/good@0=0/77 x/good@10=3/77 x/good@30=9/77 x/jane/cur/1675.M1.host,S=5:2,S=12/1675238400 x/jane/cur/1675.M3.host-2,RS=8/1675238400 "
  "x/jane/cur/1675.M4.host%212,S=9/1675238400 x/jane/new/1675.M2.host=7/1675238400 x/spool/user/kim/12.=12/0 ";

static void
put_mail (MspSink *sink, gsize i)
{
  g_autofree char *id = msp_hash_dup_id (mails[i].locator);
  const char *source = mails[i].source != NULL ? mails[i].source : mails[i].locator;
  MspMessageRecord message = {
    .id = id, .locator = mails[i].locator, .source = source, .offset = mails[i].offset, .size = 10, .mailbox = "", .folder = "", .labels = "",
    .date = MSP_DATE_UNKNOWN, .from = "", .recipients = "", .subject = "", .message_id = "", .score_reasons = "", .uid = mails[i].uid,
    .uid_validity = mails[i].validity,
  };

  message.bytes[MSP_FATE_READ] = 10;
  cr_assert (msp_sink_message (sink, &message, NULL));
}

static void
put_source (MspSink *sink, const char *locator, const char *kind, guint64 messages)
{
  MspSourceRecord source = { .locator = locator, .kind = kind, .size = 10 * messages, .messages = messages, .expected = G_MAXUINT64 };

  source.bytes[MSP_FATE_READ] = source.size;
  cr_assert (msp_sink_source (sink, &source, NULL));
}

static void
put_claim (MspSink *sink, gsize i)
{
  const MspClaimRecord claim = {
    .source = claims[i].source, .position = i + 1, .product = "x", .kind = MSP_CLAIM_UID, .path = claims[i].path, .date = MSP_DATE_UNKNOWN,
    .expected = MSP_CLAIM_NO_NUMBER, .uid = claims[i].uid, .uid_validity = claims[i].validity,
  };

  cr_assert (msp_sink_claim (sink, &claim, NULL));
}

static void
put_all (MspSink *sink, gboolean reversed)
{
  gsize n = G_N_ELEMENTS (mails), n_claims = G_N_ELEMENTS (claims);

  for (gsize i = 0; reversed && i < n_claims; i++)
    put_claim (sink, n_claims - 1 - i);
  for (gsize i = 0; i < n; i++)
    {
      gsize at = reversed ? n - 1 - i : i;

      put_mail (sink, at);
      if (mails[at].source == NULL)
        put_source (sink, mails[at].locator, "eml", 1);
    }
  put_source (sink, "x/good", "mboxrd", 4);
  put_source (sink, "x/bad", "mbox", 2);
  for (gsize i = 0; !reversed && i < n_claims; i++)
    put_claim (sink, i);
}

static char *
dup_uids (MspCase *self)
{
  sqlite3_stmt *rows = msp_database_prepare (&self->database, "SELECT locator, uid, coalesce (validity, 0) FROM uid JOIN message ON id = message"
                                             " ORDER BY locator", NULL);
  GString *out = g_string_new (NULL);

  while (sqlite3_step (rows) == SQLITE_ROW)
    g_string_append_printf (out, "%s=%d/%d ", (const char *) sqlite3_column_text (rows, 0), sqlite3_column_int (rows, 1),
                            sqlite3_column_int (rows, 2));
  sqlite3_finalize (rows);
  return g_string_free (out, FALSE);
}

Test (uids, lists_names_and_headers_are_settled_whatever_came_first)
{
  g_autofree char *folder = sample_case_dup_folder ();

  for (int reversed = 0; reversed < 2; reversed++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d.case", folder, reversed);
      const char *const roots[] = { "x", "/x", NULL };
      const MspRunRecord run = { .roots = roots, .started = 1 };
      g_autoptr (MspCase) self = msp_case_create (path, NULL, &run, NULL);

      put_all (msp_case_get_sink (self), reversed != 0);
      cr_assert (msp_case_finish (self, 2, NULL));
      g_autofree char *uids = dup_uids (self);
      cr_expect_str_eq (uids, expected);
    }
  sample_case_remove (folder);
}

Test (uids, what_is_settled_stays_when_it_is_done_again)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  const char *const roots[] = { "x", "/x", NULL };
  const MspRunRecord run = { .roots = roots, .started = 1 };
  g_autoptr (MspCase) self = msp_case_create (path, NULL, &run, NULL);
  MspDatabase database = { 0 };

  put_all (msp_case_get_sink (self), FALSE);
  cr_assert (msp_case_finish (self, 2, NULL) && msp_database_open (&database, path, TRUE, NULL));
  cr_expect (msp_uids_settle (&database, NULL));
  msp_database_clear (&database);
  g_autofree char *uids = dup_uids (self);
  cr_expect_str_eq (uids, expected);
  sample_case_remove (folder);
}
