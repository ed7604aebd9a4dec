/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "village.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/keyed-hash.h"
#include "support/sample-case.h"

static const guint8 key[MSP_KEY_LEN] = { 1 };

static const struct {
  const char *name, *detector;
  MspCategory category;
  guint32     flags;
} kinds[] = {
  { "ssn", "us_ssn", MSP_CATEGORY_GOVID, MSP_FINDING_STRONG }, { "passport", "us_passport", MSP_CATEGORY_GOVID, MSP_FINDING_STRONG },
  { "dob", "dob", MSP_CATEGORY_FAMILY, MSP_FINDING_BIRTH }, { "mrn", "health_mrn", MSP_CATEGORY_HEALTH, 0 },
  { "email", "email_addr", MSP_CATEGORY_CONTACT, 0 }, { "dx", "health_dx", MSP_CATEGORY_HEALTH, MSP_FINDING_TERM },
  { "dni", "es_dni", MSP_CATEGORY_GOVID, MSP_FINDING_STRONG },
};

static const struct {
  const char *name;
  guint32     flag;
} flags[] = {
  { "other", MSP_FINDING_OF_OTHER }, { "sender", MSP_FINDING_OF_SENDER }, { "recipient", MSP_FINDING_OF_RECIPIENT },
  { "minor", MSP_FINDING_MINOR },
};

static void
fill_finding (char **words, MspFinding *out)
{
  guint kind = 0;

  while (strcmp (kinds[kind].name, words[1]) != 0)
    cr_assert_lt (++kind, G_N_ELEMENTS (kinds), "%s", words[1]);
  *out = (MspFinding) {
    .section = "1", .end = 1, .detector = kinds[kind].detector, .category = kinds[kind].category, .sensitivity = 90, .confidence = 97,
    .flags = kinds[kind].flags, .masked = "***", .reasons = "", .occurrences = 1, .distinct = 1,
  };
  msp_keyed_hash_value (key, words[1], msp_span_from_string (words[2]), out->value_key);
  if (strcmp (words[3], "-") != 0)
    {
      out->link = MSP_LINK_PERSON;
      out->person = words[3];
      out->link_confidence = 95;
      msp_keyed_hash_value (key, "person", msp_span_from_string (words[3]), out->name_key);
    }
  for (guint i = 4; words[i] != NULL; i++)
    {
      if (strcmp (words[i], "unsure") == 0)
        out->confidence = 70;
      for (gsize k = 0; k < G_N_ELEMENTS (flags); k++)
        if (strcmp (words[i], flags[k].name) == 0)
          out->flags |= flags[k].flag;
    }
  out->band = msp_band_from_confidence (out->confidence);
}

static void
send (MspSink *sink, const char *name, GArray *findings)
{
  g_autofree char *locator = g_strconcat ("leak/", name, NULL), *id = msp_hash_dup_id (locator);
  const MspMessageRecord message = {
    .id = id, .locator = locator, .source = "leak", .kind = MSP_MESSAGE_MAIL, .mailbox = "jane", .folder = "", .labels = "",
    .date = 1675400000, .from = "", .recipients = "", .subject = "", .message_id = "", .score = 90, .score_reasons = "",
    .severity = MSP_SEVERITY_CRITICAL, .findings = (const MspFinding *) (const void *) findings->data, .n_findings = findings->len,
  };
  cr_assert (msp_sink_message (sink, &message, NULL));
}

MspCase *
village_new (const char *const *lines, char **out_folder)
{
  *out_folder = sample_case_dup_folder ();
  g_autofree char *path = g_build_filename (*out_folder, "a.case", NULL);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (MspFinding));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  MspCase *file = sample_case_begin (path, NULL);
  const char *message = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char **words = g_strsplit (lines[i], " ", -1);
      MspFinding finding;

      g_ptr_array_add (kept, words);
      if (message != NULL && strcmp (message, words[0]) != 0)
        {
          send (msp_case_get_sink (file), message, findings);
          g_array_set_size (findings, 0);
        }
      message = words[0];
      fill_finding (words, &finding);
      g_array_append_val (findings, finding);
    }
  send (msp_case_get_sink (file), message, findings);
  cr_expect_not (msp_case_finish (file, 1, NULL));   /* without a ledger */
  return file;
}
