/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-access.h"

#include <string.h>

#include "report/access-views.h"
#include "report/answer.h"
#include "report/output-folder.h"
#include "report/overlay.h"
#include "report/statement.h"
#include "report/writer-csv.h"
#include "report/writer-json.h"

/* "0" or a whole number without a leading zero, small enough for every reader of JSON. */
static gboolean
is_number (const char *text)
{
  gsize len = strlen (text);

  return len > 0 && len <= 15 && strspn (text, "0123456789") == len && (len == 1 || text[0] != '0');
}

static void
take_member (GPtrArray *members, const char *key, const char *value)
{
  GString *member = g_string_new (NULL);

  msp_writer_json_append (member, key);
  g_string_append_c (member, ':');
  if (is_number (value))
    g_string_append (member, value);
  else
    msp_writer_json_append (member, value);
  g_ptr_array_add (members, g_string_free (member, FALSE));
}

/* The facts whose keys begin with prefix, without it. */
static gboolean
take_facts (GPtrArray *members, MspCase *source, const char *prefix, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_FACTS, error);
  gboolean end = FALSE;
  MspAccessFactRow row;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    if (g_str_has_prefix (row.key, prefix))
      take_member (members, row.key + strlen (prefix), row.value);
  return end;
}

static void
take_heads (GPtrArray *members, const char *name, const MspHeads *heads)
{
  g_autofree char *least_key = g_strdup_printf ("people_%s_least", name), *most_key = g_strdup_printf ("people_%s_most", name);
  g_autofree char *least = g_strdup_printf ("%" G_GUINT64_FORMAT, heads->lower), *most = g_strdup_printf ("%" G_GUINT64_FORMAT, heads->upper);

  take_member (members, least_key, least);
  take_member (members, most_key, most);
}

static int
compare_members (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

/* Sorted keys, no floats, LF. */
static void
append_members (GPtrArray *members, GString *out)
{
  g_ptr_array_sort (members, compare_members);
  g_string_append_c (out, '{');
  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ",\n" : "\n", (const char *) g_ptr_array_index (members, i));
  g_string_append (out, members->len > 0 ? "\n}\n" : "}\n");
}

static gboolean
append_window (MspCase *source, MspOutput *output, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);

  if (!take_facts (members, source, "window.", error))
    return FALSE;
  append_members (members, msp_output_get_buffer (output));
  return TRUE;
}

static gboolean
append_bounds (MspCase *source, MspOutput *output, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  MspRosterTotals people;

  if (!take_facts (members, source, "bound.", error) || !msp_answer_count_people (source, &people, error))
    return FALSE;
  for (int i = 0; i <= MSP_N_VERDICTS; i++)
    take_heads (members, i < MSP_N_VERDICTS ? msp_access_verdict_get_name ((MspAccessVerdict) i) : "not_judged", &people.standing.by_verdict[i]);
  take_heads (members, "cleared", &people.standing.cleared);
  append_members (members, msp_output_get_buffer (output));
  return TRUE;
}

static gboolean
append_statement (MspCase *source, MspOutput *output, GError **error)
{
  g_autofree char *text = msp_statement_dup_markdown (source, error);

  if (text != NULL)
    g_string_append (msp_output_get_buffer (output), text);
  return text != NULL;
}

/* The form that Timesketch imports. It takes no row without a time: those are in timeline.csv. */
static gboolean
append_timesketch (MspCase *source, MspOutput *output, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_EVENTS, error);
  GString *out = msp_output_get_buffer (output);
  gboolean end = FALSE;
  MspAccessEventRow row;

  g_string_append (out, "message,datetime,timestamp_desc,actor,actor_class,mailbox,folder,object,evidence_id,source,tz_basis\n");
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      const MspAccessTimelineRow *event = &row.event;
      const char *const rest[] = { event->kind, event->actor, event->class, event->mailbox, event->folder, row.locator, event->evidence,
                                   event->input, event->clock };
      char date[24];

      if (!msp_table_format_date (event->time, date))
        continue;
      msp_writer_csv_append (out, event->text[0] != '\0' ? event->text : event->kind);
      g_string_append_printf (out, ",%.19s+00:00", date);
      for (gsize i = 0; i < G_N_ELEMENTS (rest); i++)
        {
          g_string_append_c (out, ',');
          msp_writer_csv_append (out, rest[i]);
        }
      g_string_append_c (out, '\n');
      if (!msp_output_flush (output, error))
        return FALSE;
    }
  return end;
}

static MspOutput *
write_view (const MspAccessView *view, MspCase *source, const char *folder, GError **error)
{
  g_autofree char *name = g_strconcat (view->table.name, ".csv", NULL), *path = g_build_filename (folder, name, NULL);
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  if (output == NULL)
    return NULL;
  msp_writer_csv_append_header (msp_output_get_buffer (output), &view->table);
  return msp_access_view_each (view, source, msp_writer_csv_write_row, output, error) && msp_output_close (output, error)
         ? g_steal_pointer (&output) : NULL;
}

typedef struct {
  const char *name;
  gboolean  (*append) (MspCase *source, MspOutput *output, GError **error);
} File;

static MspOutput *
write_file (const File *file, MspCase *source, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file->name, NULL);
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  return output != NULL && file->append (source, output, error) && msp_output_close (output, error) ? g_steal_pointer (&output) : NULL;
}

static gboolean
write_all (MspCase *source, MspOutputFolder *folder, GError **error)
{
  static const File files[] = {
    { "window.json", append_window }, { "bounds.json", append_bounds }, { "timesketch.csv", append_timesketch },
    { "overlay.dat", msp_overlay_append }, { "statement.md", append_statement },
  };

  for (const MspAccessView *view = msp_access_views_get (); view->table.name != NULL; view++)
    if (!msp_output_folder_take (folder, write_view (view, source, folder->path, error)))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (!msp_output_folder_take (folder, write_file (&files[i], source, folder->path, error)))
      return FALSE;
  return TRUE;
}

gboolean
msp_writer_access_write_all (MspCase *source, const char *path, GError **error)
{
  g_auto (MspOutputFolder) folder = { NULL };

  return msp_output_folder_init (&folder, path, error) && write_all (source, &folder, error) && msp_output_folder_publish (&folder, error);
}
