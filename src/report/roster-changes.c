/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/roster-changes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/csv.h"
#include "report/writer-csv.h"

/* Columns that tell whether the same is known of a person; the first is who it is. */
static const char *const columns[] = { "person_id", "triggers", "categories", "identifiers" };
#define N_COLUMNS G_N_ELEMENTS (columns)

typedef struct {
  MspCsv csv;
  int    at[N_COLUMNS];
} Earlier;

/* The next row's chosen fields, joined by TAB after the first; FALSE at the end. */
static gboolean
next_row (Earlier *self, char **out_id, char **out_known)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *fields[N_COLUMNS] = { NULL };
  gboolean end = FALSE, any = FALSE;
  MspSpan field;

  for (int i = 0; !end && msp_csv_next (&self->csv, &field, &end); i++)
    {
      any = TRUE;
      for (gsize k = 0; k < N_COLUMNS; k++)
        if (self->at[k] == i)
          {
            g_free (fields[k]);
            fields[k] = g_strndup (field.data, field.len);
          }
    }
  if (!any)
    return FALSE;
  for (gsize k = 1; k < N_COLUMNS; k++)
    g_string_append_printf (known, "%s%s", k > 1 ? " | " : "", fields[k] != NULL ? fields[k] : "");
  for (gsize k = 1; k < N_COLUMNS; k++)
    g_clear_pointer (&fields[k], g_free);
  *out_id = g_steal_pointer (&fields[0]);
  *out_known = g_string_free (g_steal_pointer (&known), FALSE);
  return TRUE;
}

static gboolean
read_header (Earlier *self)
{
  gboolean end = FALSE;
  MspSpan field;
  guint found = 0;

  for (gsize k = 0; k < N_COLUMNS; k++)
    self->at[k] = -1;
  for (int i = 0; !end && msp_csv_next (&self->csv, &field, &end); i++)
    for (gsize k = 0; k < N_COLUMNS; k++)
      if (self->at[k] < 0 && field.len == strlen (columns[k]) && memcmp (field.data, columns[k], field.len) == 0)
        {
          self->at[k] = i;
          found++;
        }
  return found == N_COLUMNS;
}

static GHashTable *
read_earlier (const char *path, GError **error)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL, *id = NULL, *known = NULL;
  Earlier earlier;
  gsize len;

  if (!g_file_get_contents (path, &text, &len, error))
    return NULL;
  msp_csv_init (&earlier.csv, msp_span_new (text, len), ',');
  if (read_header (&earlier))
    while (next_row (&earlier, &id, &known))
      {
        if (id != NULL)
          g_hash_table_replace (people, g_steal_pointer (&id), g_steal_pointer (&known));
        g_clear_pointer (&known, g_free);
      }
  else
    g_set_error (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_DECISION, _("'%s' is no people.csv: its header is another"), path);
  gboolean good = earlier.at[0] >= 0 && earlier.at[N_COLUMNS - 1] >= 0;
  msp_csv_clear (&earlier.csv);
  return good && (error == NULL || *error == NULL) ? g_steal_pointer (&people) : NULL;
}

static void
append_change (GString *out, const char *id, const char *change, const char *was, const char *is)
{
  const char *const fields[] = { id, change, was, is };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      msp_writer_csv_append (out, fields[i]);
    }
  g_string_append_c (out, '\n');
}

static void
append_gone (GString *out, GHashTable *left)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (left), (GCompareFunc) g_strcmp0);

  for (GList *at = ids; at != NULL; at = at->next)
    append_change (out, at->data, "gone", g_hash_table_lookup (left, at->data), "");
}

gboolean
msp_roster_changes_append (MspRoster *roster, const char *since, GString *out, GError **error)
{
  g_autoptr (GHashTable) earlier = read_earlier (since, error);
  MspPersonRow row;

  if (earlier == NULL)
    return FALSE;
  g_string_append (out, "person_id,change,was,is\n");
  msp_roster_rewind (roster);
  while (msp_roster_next (roster, &row))
    {
      g_autofree char *is = g_strdup_printf ("%s | %s | %s", row.triggers, row.categories, row.identifiers);
      const char *was = g_hash_table_lookup (earlier, row.id);

      if (was == NULL || strcmp (was, is) != 0)
        append_change (out, row.id, was == NULL ? "new" : "changed", was != NULL ? was : "", is);
      g_hash_table_remove (earlier, row.id);
    }
  append_gone (out, earlier);
  return TRUE;
}
