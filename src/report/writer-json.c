/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-json.h"

#include <string.h>

#include "report/output.h"
#include "report/writer-json-access.h"
#include "score/score.h"

/* Line separators break JavaScript older than 2019, marks of direction deceive whoever reads the file. */
static gboolean
needs_escape (gunichar c)
{
  return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7f && c < 0xa0) || c == 0x061c || (c >= 0x200e && c <= 0x200f)
         || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static void
append_escape (GString *out, gunichar c)
{
  static const char shorts[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *at = strchr (shorts, (int) c);

  if (c < 0x80 && c != 0 && at != NULL)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, letters[at - shorts]);
    }
  else
    g_string_append_printf (out, "\\u%04x", c);
}

void
msp_writer_json_append (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  while (*text != '\0')
    {
      const char *next = g_utf8_next_char (text);
      gunichar c = g_utf8_get_char (text);

      if (needs_escape (c))
        append_escape (out, c);
      else
        g_string_append_len (out, text, next - text);
      text = next;
    }
  g_string_append_c (out, '"');
}

static void
append_list (GString *out, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, "; ", -1);

  g_string_append_c (out, '[');
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      msp_writer_json_append (out, words[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_field (GString *out, MspFieldType type, const MspField *field)
{
  char date[24];

  switch (type)
    {
    case MSP_FIELD_NUMBER:
      if (field->number != MSP_NO_NUMBER)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, field->number);
      else
        g_string_append (out, "null");
      break;
    case MSP_FIELD_BOOLEAN:
      g_string_append (out, field->number != 0 ? "true" : "false");
      break;
    case MSP_FIELD_DATE:
      if (msp_table_format_date (field->number, date))
        msp_writer_json_append (out, date);
      else
        g_string_append (out, "null");
      break;
    case MSP_FIELD_LIST:
      append_list (out, field->text != NULL ? field->text : "");
      break;
    case MSP_FIELD_TEXT:
      if (field->text != NULL)
        msp_writer_json_append (out, field->text);
      else
        g_string_append (out, "null");
      break;
    default:
      g_assert_not_reached ();
    }
}

typedef struct {
  MspOutput *output;
  gboolean   any;
} Table;

void
msp_writer_json_append_object (GString *out, const MspTable *table, const MspField *fields)
{
  g_string_append_c (out, '{');
  for (int i = 0; table->columns[i].name != NULL; i++)
    {
      g_string_append_printf (out, "%s\"%s\":", i > 0 ? "," : "", table->columns[i].name);
      append_field (out, table->columns[i].type, &fields[i]);
    }
  g_string_append_c (out, '}');
}

static gboolean
write_row (const MspTable *table, const MspField *fields, gpointer user_data, GError **error)
{
  Table *self = user_data;
  GString *out = msp_output_get_buffer (self->output);

  g_string_append (out, self->any ? ",\n    " : "\n    ");
  msp_writer_json_append_object (out, table, fields);
  self->any = TRUE;
  return msp_output_flush (self->output, error);
}

static gboolean
write_table (const MspTable *table, MspCase *source, const MspFilter *filter, const MspHeadCount *heads, MspOutput *output,
             GError **error)
{
  Table state = { output, FALSE };

  g_string_append_printf (msp_output_get_buffer (output), ",\n  \"%s\": [", table->name);
  if (!msp_table_each (table, source, filter, heads, write_row, &state, error))
    return FALSE;
  g_string_append (msp_output_get_buffer (output), state.any ? "\n  ]" : "]");
  return TRUE;
}

static void
append_filter (GString *out, const MspFilter *filter)
{
  g_string_append (out, ",\n  \"filter\": {\"categories\": [");
  for (gsize i = 0; filter != NULL && filter->categories != NULL && filter->categories[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      msp_writer_json_append (out, filter->categories[i]);
    }
  g_string_append_printf (out, "], \"min_severity\": \"%s\"}",
                          msp_severity_get_name (filter != NULL ? filter->min_severity : MSP_SEVERITY_NONE));
}

/* What was run, but not when or where: two runs over the same input give the same bytes. */
static gboolean
append_run (GString *out, MspCase *source, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_RUN, NULL, error);
  static const char *const left_out[] = { "started", "finished", "key_id", NULL };
  MspPairRow row;
  gboolean end = FALSE, any = FALSE;

  if (query == NULL)
    return FALSE;
  g_string_append (out, ",\n  \"run\": {");
  while (msp_query_next_pair (query, &row, &end, error))
    {
      if (end)
        {
          g_string_append_c (out, '}');
          return TRUE;
        }
      if (g_strv_contains (left_out, row.key) || g_str_has_prefix (row.key, "reveal."))
        continue;
      g_string_append (out, any ? ", " : "");
      msp_writer_json_append (out, row.key);
      g_string_append (out, ": ");
      msp_writer_json_append (out, row.value);
      any = TRUE;
    }
  return FALSE;
}

static void
append_number (GString *out, const char *name, guint64 number)
{
  g_string_append_printf (out, "\"%s\": %" G_GUINT64_FORMAT ", ", name, number);
}

static void
append_date (GString *out, const char *name, gint64 date)
{
  g_string_append_printf (out, "\"%s\": ", name);
  append_field (out, MSP_FIELD_DATE, &(MspField) { .number = date });
  g_string_append (out, ", ");
}

static gboolean
append_totals (GString *out, MspCase *source, const MspRosterTotals *people, GError **error)
{
  MspTotals totals;

  if (!msp_query_totals (source, &totals, error))
    return FALSE;
  guint64 high = totals.by_severity[MSP_SEVERITY_HIGH] + totals.by_severity[MSP_SEVERITY_CRITICAL];
  MspRollup rollup = { totals.max_score, high, people->people };
  g_string_append (out, ",\n  \"totals\": {");
  append_number (out, "score", msp_score_rollup (&rollup));
  append_number (out, "messages", totals.messages);
  append_number (out, "documents", totals.documents);
  append_number (out, "mailboxes", totals.mailboxes);
  append_date (out, "first_date", totals.first_date);
  append_date (out, "last_date", totals.last_date);
  append_number (out, "findings", totals.findings);
  append_number (out, "occurrences", totals.occurrences);
  append_number (out, "distinct_values", totals.distinct_values);
  append_number (out, "people", people->people);
  append_number (out, "people_at_least", people->lower);
  append_number (out, "people_at_most", people->upper);
  if (people->decisions + people->unknown_decisions > 0)
    {
      append_number (out, "decisions", people->decisions);
      append_number (out, "decisions_about_nobody", people->unknown_decisions);
    }
  append_number (out, "suppressed", totals.suppressed);
  append_number (out, "files", totals.files);
  append_number (out, "bytes", totals.size);
  append_number (out, "failed", totals.failed);
  g_string_append (out, "\"by_severity\": {");
  for (int i = MSP_N_SEVERITIES - 1; i >= 0; i--)
    g_string_append_printf (out, "\"%s\": %" G_GUINT64_FORMAT "%s", msp_severity_get_name ((MspSeverity) i), totals.by_severity[i],
                            i > 0 ? ", " : "}, \"by_fate\": {");
  for (int i = 0; i < MSP_N_FATES; i++)
    g_string_append_printf (out, "\"%s\": %" G_GUINT64_FORMAT "%s", msp_fate_get_name ((MspFate) i), totals.bytes[i],
                            i < MSP_N_FATES - 1 ? ", " : "}}");
  return TRUE;
}

static gboolean
write_document (MspCase *source, const MspFilter *filter, MspOutput *output, GError **error)
{
  GString *out = msp_output_get_buffer (output);
  g_auto (MspHeadCount) heads = { NULL };

  if (!msp_head_count_init (&heads, source, error))
    return FALSE;
  g_string_append (out, "{\n  \"schema\": \"mailspill/report/1\"");
  append_filter (out, filter);
  if (!append_run (out, source, error) || !append_totals (out, source, msp_roster_get_totals (heads.roster), error))
    return FALSE;
  for (const MspTable *table = msp_tables_get (); table->name != NULL; table++)
    if (msp_table_is_of (table, source) && !write_table (table, source, filter, &heads, output, error))
      return FALSE;
  if (!msp_writer_json_access_append (source, &msp_roster_get_totals (heads.roster)->standing, output, error))
    return FALSE;
  g_string_append (out, "\n}\n");
  return TRUE;
}

gboolean
msp_writer_json_write (MspCase *source, const MspFilter *filter, const char *path, GError **error)
{
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  return output != NULL && write_document (source, filter, output, error) && msp_output_close (output, error)
         && msp_output_publish (output, error);
}

static gboolean
write_line (const MspTable *table, const MspField *fields, gpointer user_data, GError **error)
{
  GString *out = msp_output_get_buffer (user_data);

  msp_writer_json_append_object (out, table, fields);
  g_string_append_c (out, '\n');
  return msp_output_flush (user_data, error);
}

gboolean
msp_writer_json_write_lines (MspCase *source, const MspFilter *filter, const char *path, GError **error)
{
  g_autoptr (MspOutput) output = msp_output_new (path, error);
  const MspTable *table = msp_tables_get ();

  while (table->view != MSP_VIEW_FINDINGS)
    table++;
  return output != NULL && msp_table_each (table, source, filter, NULL, write_line, output, error) && msp_output_close (output, error)
         && msp_output_publish (output, error);
}
