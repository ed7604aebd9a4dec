/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-csv.h"

#include <string.h>

#include "report/output-folder.h"
#include "report/writer-people.h"

/* Marks that make a cell a formula, their full-width forms with them, which some spreadsheets take for the same. */
static gboolean
looks_like_formula (const char *text)
{
  static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0" };

  if (text[0] != '\0' && strchr ("=+-@\t\r\n", text[0]) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return FALSE;
}

/* Controls other than tab and line ends cannot stand in CSV (RFC 4180), and would steer a terminal. */
static void
append_char (GString *out, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '"')
    g_string_append (out, "\"\"");
  else if (g_unichar_type (c) == G_UNICODE_CONTROL && c != '\t' && c != '\n' && c != '\r')
    g_string_append_printf (out, "\\u{%x}", c);
  else
    g_string_append_len (out, p, g_utf8_next_char (p) - p);
}

void
msp_writer_csv_append (GString *out, const char *text)
{
  const char *guard = looks_like_formula (text) ? "'" : "";
  const char *quote = strpbrk (text, "\",\r\n") != NULL ? "\"" : "";

  g_string_append (out, quote);
  g_string_append (out, guard);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    append_char (out, p);
  g_string_append (out, quote);
}

static void
append_field (GString *out, const MspColumn *column, const MspField *field)
{
  char date[24];

  switch (column->type)
    {
    case MSP_FIELD_NUMBER:
    case MSP_FIELD_BOOLEAN:
      if (field->number != MSP_NO_NUMBER)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, field->number);
      break;
    case MSP_FIELD_DATE:
      if (msp_table_format_date (field->number, date))
        g_string_append (out, date);
      break;
    case MSP_FIELD_TEXT:
    case MSP_FIELD_LIST:
      if (field->text != NULL)
        msp_writer_csv_append (out, field->text);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
msp_writer_csv_append_header (GString *out, const MspTable *table)
{
  for (const MspColumn *column = table->columns; column->name != NULL; column++)
    if (!column->extra)
      g_string_append_printf (out, "%s%s", column == table->columns ? "" : ",", column->name);
  g_string_append_c (out, '\n');
}

gboolean
msp_writer_csv_write_row (const MspTable *table, const MspField *fields, gpointer user_data, GError **error)
{
  GString *out = msp_output_get_buffer (user_data);

  for (int i = 0; table->columns[i].name != NULL; i++)
    if (!table->columns[i].extra)
      {
        g_string_append (out, i == 0 ? "" : ",");
        append_field (out, &table->columns[i], &fields[i]);
      }
  g_string_append_c (out, '\n');
  return msp_output_flush (user_data, error);
}

static MspOutput *
write_table (const MspTable *table, MspCase *source, const MspFilter *filter, const MspHeadCount *heads, const char *folder,
             GError **error)
{
  g_autofree char *name = g_strconcat (table->name, ".csv", NULL), *path = g_build_filename (folder, name, NULL);
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  if (output == NULL)
    return NULL;
  msp_writer_csv_append_header (msp_output_get_buffer (output), table);
  if (!msp_table_each (table, source, filter, heads, msp_writer_csv_write_row, output, error) || !msp_output_close (output, error))
    return NULL;
  return g_steal_pointer (&output);
}

/* Persons are made of findings and have no table in the case. */
static MspOutput *
write_people (MspRoster *roster, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "people.csv", NULL);
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  return output != NULL && msp_writer_people_append (roster, output, error) && msp_output_close (output, error) ? g_steal_pointer (&output) : NULL;
}

gboolean
msp_writer_csv_write (MspCase *source, const MspFilter *filter, const char *path, GError **error)
{
  g_auto (MspOutputFolder) folder = { NULL };
  g_auto (MspHeadCount) heads = { NULL };

  if (!msp_head_count_init (&heads, source, error) || !msp_output_folder_init (&folder, path, error))
    return FALSE;
  for (const MspTable *table = msp_tables_get (); table->name != NULL; table++)
    {
      if (table->extra || !msp_table_is_of (table, source))
        continue;
      if (!msp_output_folder_take (&folder, write_table (table, source, filter, &heads, path, error)))
        return FALSE;
    }
  return msp_output_folder_take (&folder, write_people (heads.roster, path, error)) && msp_output_folder_publish (&folder, error);
}
