/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/keyed-hash.h"
#include "store/claim-place.h"
#include "store/query.h"
#include "support/sample-case.h"

/* Which of the places is meant; the last stands for none. */
static const struct { const char *source, *path, *places[3]; guint best; } stated[] = {
  { "x/load.csv", "NATIVES/1.eml", { "x/NATIVES/1.eml", "x/sub/NATIVES/1.eml", "y/NATIVES/1.eml" }, 0 },
  { "x/load.csv", "NATIVES/1.eml", { "y/NATIVES/1.eml", "x/vol.zip!/natives/1.EML", "x/1.eml" }, 1 },
  { "x/VOL/DATA/l.dat", "VOL/NATIVES/1.eml", { "x/OTHER/NATIVES/1.eml", "x/VOL/NATIVES/1.eml" }, 1 },
  { "x/VOL/DATA/l.dat", "PROD/VOL/NATIVES/1.eml", { "x/VOL/NATIVES/1.eml" }, 0 },
  { "a.zip!/load.csv", "N/1.eml", { "b.zip!/N/1.eml", "a.zip!/./N/1.eml" }, 1 },
  { "x/N/load.csv", "N/1.eml", { "x/1.eml", "x/N/1.eml" }, 1 },
  { "load.csv", "N/1.eml", { "in/N/1.eml" }, 0 },
  /* Another export beside it has an item of the same name. */
  { "in/b/load.csv", "N/1.eml", { "in/a/N/1.eml" }, 3 },
  { "in/b/load.csv", "N/1.eml", { "in/b/M/1.eml" }, 3 },
  { "x/sums.md5", "m.zip", { "x/m.zip", "x/deep/m.zip" }, 0 },
};

Test (claims, path_means_the_place_nearest_to_what_states_it)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stated); i++)
    {
      guint best = 3, best_rank = 0;

      for (guint j = 0; j < 3 && stated[i].places[j] != NULL; j++)
        {
          guint rank = msp_claim_place_rank (stated[i].source, stated[i].path, stated[i].places[j]);

          best = rank > best_rank ? j : best;
          best_rank = MAX (rank, best_rank);
        }
      cr_expect_eq (best, stated[i].best, "%s: %s is place %u", stated[i].source, stated[i].path, best);
    }
}

Test (claims, account_is_named_between_marks_only)
{
  cr_expect (msp_claim_place_names ("/m-Ann%40x.example-Ab.mbox", "ann%40x.example"));
  cr_expect (msp_claim_place_names ("/ann%40x.example/Inbox/1.eml", "ann%40x.example"));
  cr_expect_not (msp_claim_place_names ("/joann%40x.example.mbox", "ann%40x.example"));
  cr_expect_not (msp_claim_place_names ("/mary.ann%40x.example.mbox", "ann%40x.example"));
  cr_expect_not (msp_claim_place_names ("/ann%40x.example2.mbox", "ann%40x.example"));
}

Test (claims, archive_bears_the_name_of_its_account)
{
  static const struct { const char *locator, *name; } rows[] = {
    { "b/jane%40x.example.tgz!", "jane@x.example" }, { "jane.tar.gz!", "jane" }, { "b/jane", NULL }, { ".zip!", ".zip" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = msp_claim_place_dup_archive (rows[i].locator);

      cr_expect (g_strcmp0 (name, rows[i].name) == 0, "%s: %s", rows[i].locator, name);
    }
  cr_expect_eq (msp_claim_place_store_len ("Exchange/a.PST/Inbox/1"), strlen ("Exchange/a.PST"));
  cr_expect_eq (msp_claim_place_store_len ("a.pst"), 0);
}

static void
put_mail (MspSink *sink, const char *locator, const char *id, const char *sha256)
{
  g_autofree char *row_id = msp_hash_dup_id (locator);
  MspMessageRecord message = {
    .id = row_id, .locator = locator, .source = locator, .size = 10, .mailbox = "", .folder = "", .labels = "", .date = MSP_DATE_UNKNOWN,
    .from = "", .recipients = "", .subject = "", .message_id = id, .score_reasons = "",
  };
  MspSourceRecord source = { .locator = locator, .kind = "eml", .size = 10, .sha256 = sha256, .messages = 1, .expected = G_MAXUINT64 };

  message.bytes[MSP_FATE_READ] = source.bytes[MSP_FATE_READ] = 10;
  cr_assert (msp_sink_message (sink, &message, NULL) && msp_sink_source (sink, &source, NULL));
}

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define MD5_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define NONE .date = MSP_DATE_UNKNOWN, .expected = MSP_CLAIM_NO_NUMBER

static const struct { MspClaimRecord claim; const char *verdict; } judged[] = {
  { { .kind = MSP_CLAIM_ITEM, .path = "N/1.eml", .sha256 = SHA_A, .mailbox = "jane", .folder = "Inbox", .copies = 2, NONE }, "same" },
  { { .kind = MSP_CLAIM_ITEM, .path = "N/2.eml", .sha256 = SHA_A, NONE }, "differs" },
  { { .kind = MSP_CLAIM_ITEM, .path = "N/2.eml", .md5 = MD5_A, NONE }, "same" },
  { { .kind = MSP_CLAIM_ITEM, .path = "N/2.eml", .date = MSP_DATE_UNKNOWN, .expected = 11 }, "differs" },
  { { .kind = MSP_CLAIM_ITEM, .path = "N/2.eml", .date = MSP_DATE_UNKNOWN, .expected = 10 }, "found" },
  { { .kind = MSP_CLAIM_ITEM, .path = "N/3.eml", .message_id = "1@x", NONE }, "missing" },
  { { .kind = MSP_CLAIM_ITEM, .message_id = "1@x", NONE }, "found" },
  { { .kind = MSP_CLAIM_ITEM, .message_id = "9@x", NONE }, "missing" },
  { { .kind = MSP_CLAIM_ITEM, .folder = "Inbox", NONE }, "unknown" },
  { { .kind = MSP_CLAIM_COUNT, .date = MSP_DATE_UNKNOWN, .expected = 2 }, "same" },
  { { .kind = MSP_CLAIM_COUNT, .date = MSP_DATE_UNKNOWN, .expected = 3 }, "fewer" },
  { { .kind = MSP_CLAIM_COUNT, .date = MSP_DATE_UNKNOWN, .expected = 1 }, "more" },
  { { .kind = MSP_CLAIM_GAP, .mailbox = "bob@x", .detail = "off", NONE }, "gap" },
};

/* The bad ones by row, with their verdicts, and the sums. */
static char *
dup_found (MspCase *self)
{
  g_autoptr (MspQuery) query = msp_query_new (self, MSP_VIEW_DISCREPANCIES, NULL, NULL);
  GString *out = g_string_new (NULL);
  MspDiscrepancyRow row;
  MspExportRow sum;
  gboolean end = FALSE;
  guint64 n = 0;

  while (msp_query_next_discrepancy (query, &row, &end, NULL) && !end)
    g_string_append_printf (out, "%u %s, ", (guint) row.row, row.verdict);
  cr_assert (msp_query_sum_exports (self, &sum, &n, NULL));
  g_string_append_printf (out, "%u/%u/%u", (guint) sum.verified, (guint) sum.not_compared, (guint) sum.further);
  return g_string_free (out, FALSE);
}

static MspCase *
new_case (const char *path, gboolean reversed)
{
  const char *const roots[] = { "x", "/x", NULL };
  const MspRunRecord run = { .roots = roots, .started = 1 };
  MspCase *self = msp_case_create (path, NULL, &run, NULL);
  MspSink *sink = msp_case_get_sink (self);
  const MspDigestRecord digest = { "x/N/2.eml", MD5_A, NULL };
  MspSourceRecord load = { .locator = "x/load.csv", .kind = "purview-load-file", .expected = G_MAXUINT64 };
  gsize n = G_N_ELEMENTS (judged);

  put_mail (sink, reversed ? "x/N/2.eml" : "x/N/1.eml", reversed ? "2@x" : "<1@x>", reversed ? SHA_B : SHA_A);
  for (gsize i = 0; i < n; i++)
    {
      gsize at = reversed ? n - 1 - i : i;
      MspClaimRecord claim = judged[at].claim;

      claim.source = "x/load.csv";
      claim.product = "vault";
      claim.position = at + 1;
      cr_assert (msp_sink_claim (sink, &claim, NULL));
    }
  cr_assert (msp_sink_digest (sink, &digest, NULL) && msp_sink_source (sink, &load, NULL));
  put_mail (sink, reversed ? "x/N/1.eml" : "x/N/2.eml", reversed ? "<1@x>" : "2@x", reversed ? SHA_A : SHA_B);
  cr_assert (msp_case_finish (self, 2, NULL));
  return self;
}

Test (claims, are_judged_the_same_in_whatever_order_they_come)
{
  g_autofree char *folder = sample_case_dup_folder ();

  for (int reversed = 0; reversed < 2; reversed++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d.case", folder, reversed);
      g_autoptr (MspCase) self = new_case (path, reversed != 0);
      g_autofree char *found = dup_found (self);
      MspTotals totals;

      cr_expect_str_eq (found, "2 differs, 4 differs, 6 missing, 8 missing, 11 fewer, 13 gap, 2/1/2");
      cr_assert (msp_query_totals (self, &totals, NULL));
      /* Two of another hash or size are one file. */
      cr_expect_eq (totals.failed, 4);
      cr_expect_eq (totals.mailboxes, 2);
    }
  sample_case_remove (folder);
}

Test (claims, case_without_any_has_no_tables_of_them)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (MspCase) self = sample_case_new (path, NULL);

  cr_expect_not (msp_query_has_exports (self));
  sample_case_remove (folder);
}
