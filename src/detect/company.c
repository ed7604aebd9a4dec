/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/company.h"

#include <string.h>

#include "detect/message.h"

#define NEAR_BANK 200        /* bytes between account and routing number */
#define BANK_BONUS 10
#define LEGEND_BONUS 5       /* of an identifier in a message that bears the Privacy Act legend */
#define ATTACHED_BONUS 5     /* of a password beside an encrypted attachment */
#define PASSWORD_MOST 95
#define LEAST_PASSWORD 40
#define PAIR_SENSITIVITY 95  /* of a secret whose key id is in the same message */

static const MspRecord *
get (const GArray *records, guint index)
{
  return &g_array_index (records, MspRecord, index);
}

static gboolean
is_rule (const MspRules *rules, const MspRecord *record, const char *id)
{
  return strcmp (msp_rules_get (rules, record->rule)->id, id) == 0;
}

static void
add_reason (MspRecord *record, GStringChunk *strings, const char *reason)
{
  g_autofree char *reasons = g_strconcat (record->finding.reasons != NULL ? record->finding.reasons : "", "; ", reason, NULL);

  record->finding.reasons = g_string_chunk_insert (strings, reasons);
}

/* A routing number within NEAR_BANK bytes; records come by their starts. */
static gboolean
has_bank_near (const GArray *records, guint index, guint aba)
{
  const MspRecord *account = get (records, index);

  for (guint i = index; i > 0 && get (records, i - 1)->unit == account->unit
                        && account->finding.start - get (records, i - 1)->finding.start <= NEAR_BANK; i--)
    if (get (records, i - 1)->rule == aba)
      return TRUE;
  for (guint i = index + 1; i < records->len && get (records, i)->unit == account->unit
                            && get (records, i)->finding.start - account->finding.start <= NEAR_BANK; i++)
    if (get (records, i)->rule == aba)
      return TRUE;
  return FALSE;
}

/* A number that a check has found to be one of a person. */
static gboolean
is_identifier (const MspRules *rules, const MspRecord *record)
{
  const MspRule *rule = msp_rules_get (rules, record->rule);

  return rule->kind == MSP_KIND_PERSON && rule->validator != NULL && !rule->is_aggregate && rule->category <= MSP_CATEGORY_HEALTH;
}

void
msp_company_apply (GArray *records, const MspRules *rules, GStringChunk *strings)
{
  const MspRule *aba = msp_rules_find (rules, "us_aba");
  gboolean key_id = FALSE, legend = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      key_id = key_id
        || (is_rule (rules, get (records, i), "aws_akid") && (get (records, i)->finding.flags & MSP_FINDING_TEST) == 0);
      legend = legend || is_rule (rules, get (records, i), "cui_privacy_act");
    }
  for (guint i = 0; i < records->len; i++)
    {
      MspRecord *record = &g_array_index (records, MspRecord, i);

      if (aba != NULL && is_rule (rules, record, "us_bank_acct") && has_bank_near (records, i, aba->index))
        {
          record->finding.confidence = (guint8) MIN (record->finding.confidence + BANK_BONUS, 99);
          add_reason (record, strings, "routing number near +10");
        }
      else if (legend && is_identifier (rules, record))
        {
          record->finding.confidence = (guint8) MIN (record->finding.confidence + LEGEND_BONUS, 99);
          add_reason (record, strings, "Privacy Act legend +5");
        }
      else if (key_id && is_rule (rules, record, "aws_secret"))
        {
          record->finding.sensitivity = PAIR_SENSITIVITY;
          add_reason (record, strings, "with the id of its key");
        }
    }
}

static gboolean
is_password (const MspFinding *finding)
{
  return g_str_has_prefix (finding->detector, "password_") && finding->confidence >= LEAST_PASSWORD
         && (finding->flags & MSP_FINDING_TEST) == 0;
}

const MspFinding *
msp_company_find_password (const MspFinding *findings, gsize n)
{
  const MspFinding *best = NULL;

  for (gsize i = 0; i < n; i++)
    if (is_password (&findings[i]) && (best == NULL || findings[i].confidence > best->confidence))
      best = &findings[i];
  return best;
}

void
msp_company_raise (MspFinding *finding, const MspRules *rules)
{
  const MspRule *rule = msp_rules_find (rules, "cred_attach");

  if (rule == NULL)
    return;
  finding->detector = rule->id;
  finding->sensitivity = MAX (finding->sensitivity, rule->sensitivity);
  finding->confidence = (guint8) MAX (finding->confidence, MIN (finding->confidence + ATTACHED_BONUS, PASSWORD_MOST));
  finding->band = msp_band_from_confidence (finding->confidence);
}

void
msp_company_unlock (GArray *records, const MspRules *rules, GStringChunk *strings, const char *section)
{
  const MspRule *rule = msp_rules_find (rules, "cred_attach");
  MspRecord *best = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      MspRecord *record = &g_array_index (records, MspRecord, i);

      if (g_str_has_prefix (msp_rules_get (rules, record->rule)->id, "password_") && record->finding.confidence >= LEAST_PASSWORD
          && (record->finding.flags & MSP_FINDING_TEST) == 0
          && (best == NULL || record->finding.confidence > best->finding.confidence))
        best = record;
    }
  if (rule == NULL || best == NULL)
    return;
  g_autofree char *reason = g_strdup_printf ("the attachment at part %s is encrypted %+d", section, ATTACHED_BONUS);

  best->rule = rule->index;
  msp_company_raise (&best->finding, rules);
  add_reason (best, strings, reason);
}
