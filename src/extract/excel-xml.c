/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/excel-xml.h"

#include <string.h>

#include "extract/sheet.h"
#include "format/number-format.h"
#include "format/xml-reader.h"

#define MAX_INDEX 1048576
#define MAX_BEHIND 65536

typedef struct {
  MspSheet     sheet;
  MspXmlReader xml;
  GHashTable  *formats;          /* id of a style -> code of its numbers */
  char        *style_id;         /* of the style being read */
  GString     *value, *shown, *behind;
  guint        row, column, span;
  char        *style, *type;     /* of the open cell, and of its value */
  gboolean     row_hidden, in_cell, in_data;
} Reader;

static guint
get_number (const MspXmlReader *xml, const char *name, guint fallback)
{
  const char *value = msp_xml_reader_get (xml, name);
  guint64 number = value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;

  return number > 0 && number <= MAX_INDEX ? (guint) number : fallback;
}

static void
set_string (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

/* Names of formats that are no codes. */
static const char *
get_code (const char *name)
{
  static const struct { const char *name, *code; } rows[] = {
    { "General Number", "General" }, { "General Date", "yyyy-mm-dd hh:mm" }, { "Short Date", "yyyy-mm-dd" },
    { "Medium Date", "yyyy-mm-dd" }, { "Long Date", "yyyy-mm-dd" }, { "Fixed", "0.00" }, { "Standard", "#,##0.00" },
    { "Percent", "0.00%" }, { "Currency", "#,##0.00" }, { "Scientific", "General" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (name, rows[i].name) == 0)
      return rows[i].code;
  return name;
}

static void
add_format (Reader *self)
{
  const char *code = msp_xml_reader_get (&self->xml, "Format");

  if (code != NULL && self->style_id != NULL)
    g_hash_table_insert (self->formats, g_strdup (self->style_id), g_strdup (get_code (code)));
}

static void
add_behind (Reader *self, const char *text)
{
  if (text != NULL && *text != '\0' && self->behind->len < MAX_BEHIND)
    g_string_append_printf (self->behind, "%s\n", text);
}

static void
open_row (Reader *self)
{
  const char *hidden = msp_xml_reader_get (&self->xml, "Hidden");

  self->row = get_number (&self->xml, "Index", self->row + 1);
  self->column = self->span = 0;
  self->row_hidden = hidden != NULL && strcmp (hidden, "1") == 0;
}

static void
open_cell (Reader *self)
{
  self->column = get_number (&self->xml, "Index", self->column + self->span + 1);
  self->span = get_number (&self->xml, "MergeAcross", 0);
  self->in_cell = TRUE;
  set_string (&self->style, msp_xml_reader_get (&self->xml, "StyleID"));
  g_string_truncate (self->value, 0);
  add_behind (self, msp_xml_reader_get (&self->xml, "HRef"));
}

/* A date without a time of day stands as one. */
static void
show_date (Reader *self)
{
  char *time = strchr (self->value->str, 'T');

  g_string_assign (self->shown, self->value->str);
  if (time == NULL)
    return;
  g_string_truncate (self->shown, (gsize) (time - self->value->str));
  if (!g_str_has_prefix (time, "T00:00:00"))
    g_string_append_printf (self->shown, " %.8s", time + 1);
}

static void
close_cell (Reader *self)
{
  const char *code = self->style != NULL ? g_hash_table_lookup (self->formats, self->style) : NULL;
  gboolean is_shown = TRUE;
  char *end = NULL;

  self->in_cell = FALSE;
  if (self->value->len == 0 || self->row == 0 || self->column == 0)
    return;
  g_string_truncate (self->shown, 0);
  if (g_strcmp0 (self->type, "Number") == 0)
    {
      double number = g_ascii_strtod (self->value->str, &end);

      if (*end == '\0')
        is_shown = msp_number_format_append (self->shown, number, code != NULL ? code : "General", FALSE);
      else
        g_string_assign (self->shown, self->value->str);
    }
  else if (g_strcmp0 (self->type, "DateTime") == 0)
    show_date (self);
  else
    g_string_assign (self->shown, self->value->str);
  msp_sheet_add (&self->sheet, self->row - 1, self->column - 1, msp_span_new (self->shown->str, self->shown->len),
                 self->row_hidden || !is_shown);
}

static void
end_sheet (Reader *self, MspComposer *composer)
{
  msp_sheet_end (&self->sheet);
  if (self->behind->len == 0)
    return;
  msp_composer_break (composer, 1);
  for (char *line = self->behind->str, *end; *line != '\0'; line = end + 1)
    {
      end = strchr (line, '\n');
      msp_composer_add (composer, msp_span_new (line, (gsize) (end - line)));
      msp_composer_break (composer, 1);
    }
  g_string_truncate (self->behind, 0);
}

static void
take_comment (Reader *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *author = g_strdup (msp_xml_reader_get (&self->xml, "Author"));

  msp_xml_reader_take_text (&self->xml, text);
  add_behind (self, author);
  g_strdelimit (text->str, "\n\r", ' ');
  add_behind (self, text->str);
}

static void
open_element (Reader *self)
{
  const char *name = self->xml.name;

  if (strcmp (name, "Worksheet") == 0)
    {
      msp_sheet_begin (&self->sheet, msp_xml_reader_get (&self->xml, "Name"), FALSE);
      self->row = 0;
    }
  else if (strcmp (name, "Style") == 0)
    set_string (&self->style_id, msp_xml_reader_get (&self->xml, "ID"));
  else if (strcmp (name, "NumberFormat") == 0)
    add_format (self);
  else if (strcmp (name, "Row") == 0)
    open_row (self);
  else if (strcmp (name, "Cell") == 0)
    open_cell (self);
  else if (strcmp (name, "Comment") == 0)
    take_comment (self);
  else if (strcmp (name, "Data") == 0 && self->in_cell)
    {
      set_string (&self->type, msp_xml_reader_get (&self->xml, "Type"));
      self->in_data = TRUE;
    }
}

static void
close_element (Reader *self, MspComposer *composer)
{
  const char *name = self->xml.name;

  if (strcmp (name, "Data") == 0)
    self->in_data = FALSE;
  else if (strcmp (name, "Cell") == 0)
    close_cell (self);
  else if (strcmp (name, "Worksheet") == 0)
    end_sheet (self, composer);
}

gboolean
msp_excel_xml_read (MspComposer *composer, MspSpan bytes)
{
  g_autoptr (GString) value = g_string_new (NULL), shown = g_string_new (NULL), behind = g_string_new (NULL);
  g_autoptr (GHashTable) formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reader self = { .formats = formats, .value = value, .shown = shown, .behind = behind };

  msp_sheet_init (&self.sheet, composer->text, composer->limit);
  msp_xml_reader_init (&self.xml, bytes);
  while (!msp_sheet_is_full (&self.sheet) && msp_xml_reader_next (&self.xml))
    if (self.xml.kind == MSP_XML_OPEN)
      open_element (&self);
    else if (self.xml.kind == MSP_XML_CLOSE)
      close_element (&self, composer);
    else if (self.in_data)
      g_string_append_len (value, self.xml.text.data, (gssize) self.xml.text.len);
  gboolean whole = !self.xml.is_damaged;

  end_sheet (&self, composer);
  msp_xml_reader_clear (&self.xml);
  msp_sheet_clear (&self.sheet);
  g_free (self.style_id);
  g_free (self.style);
  g_free (self.type);
  return whole;
}
