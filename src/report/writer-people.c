/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-people.h"

#include <string.h>

#include "people/duties.h"
#include "report/output-folder.h"
#include "report/roster-changes.h"
#include "report/tables.h"
#include "report/writer-csv.h"

typedef struct {
  MspRoster         *roster;
  const MspTriggers *triggers;
} People;

static void
append_text (GString *out, const char *text)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  msp_writer_csv_append (out, text);
}

static void
append_number (GString *out, guint64 number)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, number);
  append_text (out, text);
}

/* A confidence of nothing is not 0 but unknown. */
static void
append_confidence (GString *out, guint confidence)
{
  if (confidence > 0)
    append_number (out, confidence);
  else
    g_string_append_c (out, ',');
}

static void
append_date (GString *out, gint64 date)
{
  char text[24] = "";

  (void) msp_table_format_date (date, text);
  g_string_append_printf (out, ",%s", text);
}

static void
append_empty (GString *out, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, ',');
}

static void
append_whom (GString *out, const MspPersonRow *row)
{
  static const char *const minors[] = { [MSP_MINOR_NO] = "0", [MSP_MINOR_YES] = "1", [MSP_MINOR_UNKNOWN] = "unknown" };

  append_text (out, row->id);
  append_text (out, row->name);
  append_confidence (out, row->name_confidence);
  append_text (out, row->email);
  append_text (out, row->postal);
  append_confidence (out, row->postal_confidence);
  append_text (out, row->residence);
  append_text (out, msp_role_get_name (row->role));
  append_text (out, minors[row->minor]);
}

/* Empty before access has run, and for who stands in no message that it judged. */
static void
append_access (GString *out, const MspPersonAccess *access)
{
  if (!access->is_known)
    {
      append_empty (out, 8);
      return;
    }
  append_text (out, msp_access_verdict_get_name (access->worst));
  append_text (out, msp_acquired_get_name (access->acquired));
  append_text (out, access->attribution);
  append_number (out, access->n_accessed);
  append_number (out, access->n_presumed);
  append_number (out, access->n_indeterminate);
  append_date (out, access->first);
  append_date (out, access->last);
}

static void
append_person (GString *out, const MspPersonRow *row)
{
  append_whom (out, row);
  append_text (out, row->triggers);
  append_text (out, row->categories);
  append_text (out, row->identifiers);
  append_text (out, row->primary);
  append_number (out, row->strongest);
  append_confidence (out, row->link_confidence);
  append_date (out, row->first_date);
  append_date (out, row->last_date);
  append_number (out, row->messages);
  append_number (out, row->attachments);
  append_number (out, row->mailboxes);
  append_number (out, row->max_score);
  append_text (out, row->sources);
  append_text (out, row->duplicate_of);
  append_number (out, row->conflict);
  append_text (out, row->reviewed ? "reviewed" : "auto");
  append_empty (out, 2);
  append_access (out, &row->access);
  g_string_append_c (out, '\n');
}

gboolean
msp_writer_people_append (MspRoster *roster, MspOutput *output, GError **error)
{
  GString *out = msp_output_get_buffer (output);
  MspPersonRow row;

  g_string_append (out, "person_id,name,name_confidence,contact_email,contact_postal,postal_confidence,state_or_country,role,minor,triggers,"
                   "categories,identifiers,id_hash_primary,strongest_confidence,link_confidence,first_message_date,last_message_date,"
                   "messages,attachments,mailboxes,max_score,sources,possible_duplicate_of,conflict,review_status,reviewer,notes,"
                   "worst_verdict,acquired,attribution,n_accessed,n_presumed,n_indeterminate,first_access,last_access\n");
  msp_roster_rewind (roster);
  while (msp_roster_next (roster, &row))
    {
      append_person (out, &row);
      if (!msp_output_flush (output, error))
        return FALSE;
    }
  return TRUE;
}

static void
append_key (GString *out, const guint8 key[MSP_VALUE_KEY_LEN])
{
  char hex[2 * MSP_VALUE_KEY_LEN + 1];

  for (guint i = 0; i < MSP_VALUE_KEY_LEN; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", key[i]);
  append_text (out, hex);
}

static void
append_source (GString *out, const MspEvidence *evidence, const MspEvidenceRow *row)
{
  const MspEvidenceMessage *message = &g_array_index (evidence->messages, MspEvidenceMessage, row->message);
  g_autofree char *place = g_strdup_printf ("%s#%s+%u", message->locator, row->section, row->start);

  append_text (out, place);
}

/* What belongs to nobody known: somebody may have to be told all the same. */
static gboolean
append_orphans (const People *self, MspOutput *output, GError **error)
{
  const MspEvidence *evidence = msp_roster_get_evidence (self->roster);
  GString *out = msp_output_get_buffer (output);

  g_string_append (out, "type,masked,hash,confidence,source\n");
  for (guint i = 0; i < evidence->rows->len; i++)
    {
      const MspEvidenceRow *row = &g_array_index (evidence->rows, MspEvidenceRow, i);

      if (row->mention != MSP_NO_MENTION)
        continue;
      append_text (out, row->detector);
      append_text (out, row->masked);
      append_key (out, row->value_key);
      append_number (out, row->confidence);
      append_source (out, evidence, row);
      g_string_append_c (out, '\n');
      if (!msp_output_flush (output, error))
        return FALSE;
    }
  return TRUE;
}

/* What two mentions share, and of which persons they are. */
static gboolean
append_merges (MspRoster *roster, MspOutput *output, const GArray *merges, GError **error)
{
  static const char *const kinds[] = { "number", "name and birth date", "name and lesser number", "name and e-mail address" };
  const MspEvidence *evidence = msp_roster_get_evidence (roster);
  GString *out = msp_output_get_buffer (output);

  g_string_append (out, "because,type,masked,left_person,right_person,left_message,right_message\n");
  for (guint i = 0; i < merges->len; i++)
    {
      const MspMerge *merge = &g_array_index (merges, MspMerge, i);
      const MspEvidenceRow *row = &g_array_index (evidence->rows, MspEvidenceRow, merge->row);
      const guint32 sides[] = { merge->left, merge->right };

      append_text (out, kinds[merge->kind]);
      append_text (out, row->detector);
      append_text (out, row->masked);
      for (guint k = 0; k < 2; k++)
        append_text (out, msp_roster_get_id (roster, sides[k]));
      for (guint k = 0; k < 2; k++)
        {
          guint32 message = g_array_index (evidence->mentions, MspMention, sides[k]).message;

          append_text (out, g_array_index (evidence->messages, MspEvidenceMessage, message).locator);
        }
      g_string_append_c (out, '\n');
      if (!msp_output_flush (output, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
append_made (const People *self, MspOutput *output, GError **error)
{
  return append_merges (self->roster, output, msp_roster_get_resolution (self->roster)->merges, error);
}

static gboolean
append_conflicts (const People *self, MspOutput *output, GError **error)
{
  return append_merges (self->roster, output, msp_roster_get_resolution (self->roster)->conflicts, error);
}

static void
append_list (GString *list, const char *id, guint64 people)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? ";" : "", id);
  if (people > 0)
    g_string_append_printf (list, ":%" G_GUINT64_FORMAT, people);
}

/* "T1:12;T2:14", then the thresholds that the place alone reaches. */
static void
append_duties (GString *out, const MspPlace *place, const MspTriggers *triggers)
{
  gsize n, n_thresholds;
  const MspTriggerInfo *rules = msp_triggers_get_rules (triggers, &n), *thresholds = msp_triggers_get_thresholds (triggers, &n_thresholds);
  g_autoptr (GString) matched = g_string_new (NULL), reached = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    if (place->rules[i] > 0)
      append_list (matched, rules[i].id, place->rules[i]);
  for (gsize i = 0; i < n_thresholds; i++)
    if (msp_place_reaches (place, &thresholds[i], triggers))
      append_list (reached, thresholds[i].id, 0);
  append_text (out, matched->str);
  append_text (out, reached->str);
}

static void
append_rule (GString *out, const MspTriggerInfo *info, const char *place, const char *unit, guint64 count)
{
  const char *const fields[] = { info->id, place, unit };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    append_text (out, fields[i]);
  append_number (out, count);
  append_text (out, info->deadline != NULL ? info->deadline : "");
  append_text (out, info->title);
  append_text (out, info->source);
  append_text (out, info->as_of);
  g_string_append_c (out, '\n');
}

/* Rules that are met, then thresholds that are reached, as far as is known where people live. */
static gboolean
append_notice (const People *self, MspOutput *output, GError **error)
{
  static const char *const units[] = { "people", "accounts", "messages" };
  g_autoptr (GArray) duties = msp_duties_new (self->roster, self->triggers);
  GString *out = msp_output_get_buffer (output);

  g_string_append (out, "rule,place,unit,count,deadline,title,source,as_of\n");
  for (guint i = 0; i < duties->len; i++)
    {
      const MspDuty *duty = &g_array_index (duties, MspDuty, i);

      append_rule (out, duty->info, duty->place, units[duty->info->scope], duty->count);
    }
  return TRUE;
}

static gboolean
append_states (const People *self, MspOutput *output, GError **error)
{
  g_autoptr (GArray) places = msp_places_new (self->roster, self->triggers);
  GString *out = msp_output_get_buffer (output);

  g_string_append (out, "state_or_country,basis,people,minors,by_address,by_number,triggers,thresholds\n");
  for (guint i = 0; i < places->len; i++)
    {
      const MspPlace *place = &g_array_index (places, MspPlace, i);
      g_autoptr (GString) basis = g_string_new (NULL);

      for (int k = 0; k < MSP_RESIDENCE_UNKNOWN; k++)
        if (place->by_basis[k] > 0)
          append_list (basis, msp_residence_get_basis ((MspResidenceBasis) k), 0);
      append_text (out, place->place[0] != '\0' ? place->place : "unknown");
      append_text (out, basis->str);
      append_number (out, place->people);
      append_number (out, place->minors);
      append_number (out, place->by_basis[MSP_RESIDENCE_ADDRESS]);
      append_number (out, place->by_basis[MSP_RESIDENCE_NUMBER]);
      append_duties (out, place, self->triggers);
      g_string_append_c (out, '\n');
    }
  return TRUE;
}

gboolean
msp_writer_people_write (MspRoster *roster, const char *path, GError **error)
{
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  return output != NULL && msp_writer_people_append (roster, output, error) && msp_output_close (output, error) && msp_output_publish (output, error);
}

static gboolean
append_persons (const People *self, MspOutput *output, GError **error)
{
  return msp_writer_people_append (self->roster, output, error);
}

static MspOutput *
write_file (const People *self, const char *folder, const char *name, gboolean (*append) (const People *, MspOutput *, GError **),
            GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  return output != NULL && append (self, output, error) && msp_output_close (output, error) ? g_steal_pointer (&output) : NULL;
}

static MspOutput *
write_changes (MspRoster *roster, const char *folder, const char *since, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "changes.csv", NULL);
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  if (output == NULL || !msp_roster_changes_append (roster, since, msp_output_get_buffer (output), error))
    return NULL;
  return msp_output_close (output, error) ? g_steal_pointer (&output) : NULL;
}

gboolean
msp_writer_people_write_all (MspRoster *roster, const MspTriggers *triggers, const char *path, const char *since,
                             GError **error)
{
  static const struct {
    const char *name;
    gboolean  (*append) (const People *, MspOutput *, GError **);
  } files[] = {
    { "people.csv", append_persons }, { "notice.csv", append_notice }, { "by_state.csv", append_states }, { "orphans.csv", append_orphans },
    { "merges.csv", append_made }, { "conflicts.csv", append_conflicts },
  };
  const People self = { roster, triggers };
  g_auto (MspOutputFolder) folder = { NULL };

  if (!msp_output_folder_init (&folder, path, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (files) + (since != NULL); i++)
    if (!msp_output_folder_take (&folder, i < G_N_ELEMENTS (files) ? write_file (&self, path, files[i].name, files[i].append, error)
                                                                   : write_changes (roster, path, since, error)))
      return FALSE;
  return msp_output_folder_publish (&folder, error);
}
