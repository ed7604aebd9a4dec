/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/odf-cell.h"

#include "format/number-format.h"

/* How often one cell with text is written, whatever it says. */
#define MAX_REPEATS 64
#define MAX_COLUMNS 16384
#define MAX_ROWS (G_MAXINT / 2)

void
msp_odf_cell_init (MspOdfCell *self, MspSheet *sheet)
{
  *self = (MspOdfCell) { .sheet = sheet, .shown = g_string_new (NULL) };
  self->hidden = g_array_new (FALSE, TRUE, sizeof (guint8));
}

void
msp_odf_cell_reset (MspOdfCell *self)
{
  self->row = self->column = 0;
  self->in_cell = FALSE;
  g_array_set_size (self->hidden, 0);
}

static guint
get_count (const MspXmlReader *xml, const char *name, guint max)
{
  const char *value = msp_xml_reader_get (xml, name);

  return value != NULL ? (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 1, max) : 1;
}

static gboolean
is_invisible (const MspXmlReader *xml)
{
  const char *value = msp_xml_reader_get (xml, "visibility");

  return value != NULL && strcmp (value, "visible") != 0;
}

void
msp_odf_cell_column (MspOdfCell *self, const MspXmlReader *xml)
{
  guint n = get_count (xml, "number-columns-repeated", MAX_COLUMNS);
  guint8 is_hidden = is_invisible (xml);

  for (guint i = 0; i < n && self->hidden->len < MAX_COLUMNS; i++)
    g_array_append_val (self->hidden, is_hidden);
}

void
msp_odf_cell_row (MspOdfCell *self, const MspXmlReader *xml)
{
  self->n_rows = get_count (xml, "number-rows-repeated", MAX_ROWS);
  self->row_hidden = is_invisible (xml);
  self->column = 0;
}

void
msp_odf_cell_end_row (MspOdfCell *self)
{
  self->row = MIN (self->row + self->n_rows, MAX_ROWS);
}

/* The stored value where it tells more than the text: the day of a date, and all digits of a number that was too wide. */
static char *
dup_value (const MspXmlReader *xml)
{
  const char *type = msp_xml_reader_get (xml, "value-type");
  const char *date = msp_xml_reader_get (xml, "date-value"), *value = msp_xml_reader_get (xml, "value");
  const char *string = msp_xml_reader_get (xml, "string-value");

  if (type != NULL && strcmp (type, "date") == 0 && date != NULL)
    {
      char *copy = g_strdup (date), *time = strchr (copy, 'T');

      if (time != NULL)
        *time = g_str_has_prefix (time, "T00:00:00") ? '\0' : ' ';
      return copy;
    }
  return g_strdup (value != NULL ? value : string);
}

void
msp_odf_cell_open (MspOdfCell *self, const MspXmlReader *xml)
{
  self->n_columns = get_count (xml, "number-columns-repeated", MAX_COLUMNS);
  g_string_truncate (self->shown, 0);
  g_free (self->value);
  self->value = dup_value (xml);
  self->in_cell = TRUE;
}

/* "1.23E+15" and "###" stand for more digits. */
static gboolean
is_short (const char *shown)
{
  const char *e = strpbrk (shown, "Ee");

  return shown[0] == '#' || (e != NULL && e > shown && g_ascii_isdigit (e[-1]) && (e[1] == '+' || e[1] == '-'));
}

static gboolean
is_date (const char *value)
{
  return strlen (value) >= 10 && value[4] == '-' && value[7] == '-' && g_ascii_isdigit (value[0]);
}

void
msp_odf_cell_close (MspOdfCell *self)
{
  const char *shown = self->shown->str;
  gboolean is_hidden = self->row_hidden || (self->column < self->hidden->len && g_array_index (self->hidden, guint8, self->column));
  guint n = MIN (self->n_columns, MAX_REPEATS);

  if (!self->in_cell)
    return;
  self->in_cell = FALSE;
  if (self->value != NULL && is_date (self->value))
    shown = self->value;
  else if (self->value != NULL && (*shown == '\0' || is_short (shown)))
    {
      char *end = NULL;
      double number = g_ascii_strtod (self->value, &end);

      is_hidden |= *shown == '\0';
      g_string_assign (self->shown, *end == '\0' ? "" : self->value);
      if (*end == '\0')
        msp_number_format_append_plain (self->shown, number);
      shown = self->shown->str;
    }
  for (guint i = 0; *shown != '\0' && i < n; i++)
    msp_sheet_add (self->sheet, self->row, self->column + i, msp_span_from_string (shown), is_hidden);
  self->column = MIN (self->column + self->n_columns, MAX_COLUMNS);
}

void
msp_odf_cell_clear (MspOdfCell *self)
{
  g_string_free (self->shown, TRUE);
  g_free (self->value);
  g_array_unref (self->hidden);
}
