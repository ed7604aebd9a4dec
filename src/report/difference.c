/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/difference.h"

#include <string.h>

#include "report/output.h"
#include "report/writer-csv.h"
#include "store/query.h"

typedef struct {
  MspCase       *older, *newer;     /* each with the other as its baseline */
  MspOutput     *output;            /* or NULL */
  MspDifference *out;
} Difference;

static gboolean
append_row (Difference *self, const char *const fields[8], GError **error)
{
  GString *buffer;

  if (self->output == NULL)
    return TRUE;
  buffer = msp_output_get_buffer (self->output);
  for (gsize i = 0; i < 8; i++)
    {
      g_string_append (buffer, i > 0 ? "," : "");
      msp_writer_csv_append (buffer, fields[i]);
    }
  g_string_append_c (buffer, '\n');
  return msp_output_flush (self->output, error);
}

/* Findings of source that its baseline has not. */
static gboolean
compare_findings (Difference *self, MspCase *source, const char *change, guint64 *count, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_NEW_FINDINGS, NULL, error);
  MspFindingRow row;
  gboolean end = FALSE;

  while (query != NULL && msp_query_next_finding (query, &row, &end, error) && !end)
    {
      const char *const fields[] = { change, row.locator, row.detector, row.category, row.band, row.masked, "", "" };

      (*count)++;
      if (!append_row (self, fields, error))
        return FALSE;
    }
  return end;
}

static gboolean
compare_messages (Difference *self, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (self->newer, MSP_VIEW_CHANGED, NULL, error);
  MspChangedRow row;
  gboolean end = FALSE;

  while (query != NULL && msp_query_next_changed (query, &row, &end, error) && !end)
    {
      g_autofree char *was = g_strdup_printf ("%u %s", row.was, row.was_severity), *is = g_strdup_printf ("%u %s", row.is, row.is_severity);
      const char *const fields[] = { "score", row.locator, "", "", "", "", was, is };

      self->out->changed_messages++;
      if (!append_row (self, fields, error))
        return FALSE;
    }
  return end;
}

/* Id to what is known of each person that is affected. */
static GHashTable *
new_people (MspCase *source, const MspTriggers *triggers, MspRosterTotals *out_totals, GError **error)
{
  g_autoptr (MspRoster) roster = msp_roster_new (source, NULL, triggers, error);
  GHashTable *people;
  MspPersonRow row;

  if (roster == NULL)
    return NULL;
  *out_totals = *msp_roster_get_totals (roster);
  people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (msp_roster_next (roster, &row))
    if (row.role <= MSP_ROLE_THIRD_PARTY)
      g_hash_table_insert (people, g_strdup (row.id), g_strdup (row.categories));
  return people;
}

static gboolean
list_people (Difference *self, GHashTable *here, GHashTable *there, const char *change, guint64 *count, GError **error)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (here), (GCompareFunc) g_strcmp0);
  gboolean good = TRUE;

  for (GList *at = ids; good && at != NULL; at = at->next)
    {
      const char *const fields[] = { change, at->data, "", g_hash_table_lookup (here, at->data), "", "", "", "" };

      if (g_hash_table_contains (there, at->data))
        continue;
      (*count)++;
      good = append_row (self, fields, error);
    }
  return good;
}

static gboolean
compare_people (Difference *self, GError **error)
{
  g_autofree char *key = msp_case_dup_run (self->older, "key_id"), *other = msp_case_dup_run (self->newer, "key_id");
  g_autoptr (MspTriggers) triggers = NULL;
  g_autoptr (GHashTable) was = NULL, is = NULL;

  self->out->shares_key = key != NULL && g_strcmp0 (key, other) == 0;
  if (!self->out->shares_key)
    return TRUE;
  triggers = msp_triggers_load (NULL, error);
  was = triggers != NULL ? new_people (self->older, triggers, &self->out->old_totals, error) : NULL;
  is = was != NULL ? new_people (self->newer, triggers, &self->out->new_totals, error) : NULL;
  return is != NULL && list_people (self, is, was, "new person", &self->out->new_people, error)
         && list_people (self, was, is, "gone person", &self->out->gone_people, error);
}

static gboolean
compare (Difference *self, GError **error)
{
  if (self->output != NULL)
    g_string_append (msp_output_get_buffer (self->output), "change,locator,detector,category,band,masked,was,is\n");
  return compare_findings (self, self->newer, "new", &self->out->new_findings, error)
         && compare_findings (self, self->older, "gone", &self->out->gone_findings, error) && compare_messages (self, error)
         && compare_people (self, error);
}

gboolean
msp_difference_find (const char *old_path, const char *new_path, const char *target, MspDifference *out, GError **error)
{
  g_autoptr (MspCase) older = msp_case_open (old_path, error), newer = older != NULL ? msp_case_open (new_path, error) : NULL;
  g_autoptr (MspOutput) output = NULL;
  Difference self = { older, newer, NULL, out };

  *out = (MspDifference) { 0 };
  if (newer == NULL || !msp_case_attach_baseline (newer, old_path, error) || !msp_case_attach_baseline (older, new_path, error))
    return FALSE;
  if (target != NULL && (output = msp_output_new (strcmp (target, "-") == 0 ? NULL : target, error)) == NULL)
    return FALSE;
  self.output = output;
  if (!compare (&self, error))
    return FALSE;
  return output == NULL || (msp_output_close (output, error) && msp_output_publish (output, error));
}
