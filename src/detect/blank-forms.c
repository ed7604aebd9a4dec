/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/blank-forms.h"

#define SURE_LINK 65        /* percent: below, labels of the form itself seem to name somebody */

/* "SF-86", "e-QIP": beside a blank form its name says nothing of anybody's clearance. */
static gboolean
is_form_name (const MspFinding *finding)
{
  return finding->category == MSP_CATEGORY_CLEARANCE && (finding->flags & MSP_FINDING_FORM) == 0
         && (g_ascii_strncasecmp (finding->masked, "sf", 2) == 0 || g_ascii_strncasecmp (finding->masked, "e", 1) == 0);
}

/* Words of sickness, children and the like that a blank form asks about, whosever its own labels may look like. */
static gboolean
is_form_question (const GArray *records, const MspRecord *record, const MspRule *rule)
{
  MspCategory category = record->finding.category;

  if (rule->validator != NULL ||
      (msp_finding_has_person (&record->finding) && record->finding.link_confidence >= SURE_LINK) ||
      (category != MSP_CATEGORY_HEALTH && category != MSP_CATEGORY_FAMILY && category != MSP_CATEGORY_SPECIAL))
    return FALSE;
  for (const char *byte = record->finding.masked; *byte != '\0'; byte++)
    if (g_ascii_isdigit (*byte) || *byte == '*')
      return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (g_array_index (records, MspRecord, i).unit == record->unit
        && (g_array_index (records, MspRecord, i).finding.flags & MSP_FINDING_FORM) != 0)
      return TRUE;
  return FALSE;
}

gboolean
msp_blank_forms_alone (const GArray *records)
{
  gboolean blank = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      guint32 flags = g_array_index (records, MspRecord, i).finding.flags;

      if ((flags & MSP_FINDING_FORM) != 0 && (flags & MSP_FINDING_PROTECTED) == 0)
        return FALSE;
      blank |= (flags & MSP_FINDING_FORM) != 0;
    }
  return blank;
}

gboolean
msp_blank_forms_explain (const GArray *records, const MspRecord *record, const MspRule *rule)
{
  return is_form_name (&record->finding) || is_form_question (records, record, rule);
}
