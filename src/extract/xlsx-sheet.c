/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/xlsx-sheet.h"

#include "extract/banner.h"
#include "extract/ooxml-text.h"
#include "format/number-format.h"
#include "format/xml-reader.h"

#define MAX_COLUMNS 16384

typedef enum { NUMBER, SHARED, INLINE, PLAIN, BOOLEAN } CellType;

typedef struct {
  MspOffice         *office;
  const MspXlsxBook *book;
  MspSheet          *sheet;
  MspXmlReader       xml;
  MspRelations      *relations;
  GString           *value, *shown, *behind;   /* behind: what follows the table */
  GString           *formula;                  /* of the open cell */
  GArray            *hidden;          /* guint8 for each column */
  guint              row, column;     /* of the open cell */
  guint64            style;
  CellType           type;
  gboolean           row_hidden, in_value, in_phonetic, in_cell, in_formula;
} Reader;

static guint64
get_number (const MspXmlReader *xml, const char *name, guint64 fallback)
{
  const char *value = msp_xml_reader_get (xml, name);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : fallback;
}

static gboolean
get_flag (const MspXmlReader *xml, const char *name)
{
  const char *value = msp_xml_reader_get (xml, name);

  return value != NULL && (strcmp (value, "1") == 0 || strcmp (value, "true") == 0);
}

static void
hide_columns (Reader *self)
{
  guint64 first = get_number (&self->xml, "min", 1), last = get_number (&self->xml, "max", first);
  const char *width = msp_xml_reader_get (&self->xml, "width");
  guint8 yes = TRUE;

  if (!get_flag (&self->xml, "hidden") && (width == NULL || g_ascii_strtod (width, NULL) > 0))
    return;
  last = MIN (last, MAX_COLUMNS);
  if (last > self->hidden->len)
    g_array_set_size (self->hidden, (guint) last);
  for (guint64 i = MAX (first, 1); i <= last; i++)
    g_array_index (self->hidden, guint8, i - 1) = yes;
}

static void
open_row (Reader *self)
{
  guint64 number = get_number (&self->xml, "r", 0);

  self->row = number > 0 && number < G_MAXINT ? (guint) number - 1 : self->row + 1;
  self->column = G_MAXUINT;
  self->row_hidden = get_flag (&self->xml, "hidden");
}

static void
open_cell (Reader *self)
{
  static const struct { const char *name; CellType type; } types[] = {
    { "s", SHARED }, { "inlineStr", INLINE }, { "str", PLAIN }, { "d", PLAIN }, { "e", PLAIN }, { "b", BOOLEAN },
  };
  const char *reference = msp_xml_reader_get (&self->xml, "r"), *type = msp_xml_reader_get (&self->xml, "t");
  guint row, column;

  self->column++;
  if (reference != NULL && msp_sheet_parse_reference (reference, &row, &column))
    self->column = column;
  self->style = get_number (&self->xml, "s", 0);
  self->type = NUMBER;
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i].name) == 0)
      self->type = types[i].type;
  g_string_truncate (self->value, 0);
  g_string_assign (self->formula, "=");
  self->in_cell = TRUE;
}

/* FALSE if the value is stored but not shown. */
static gboolean
show_number (Reader *self)
{
  char *end = NULL;
  double number = g_ascii_strtod (self->value->str, &end);

  g_string_truncate (self->shown, 0);
  if (end != self->value->str && *end == '\0')
    return msp_number_format_append (self->shown, number, msp_xlsx_book_get_format (self->book, self->style),
                                     self->book->is_1904);
  g_string_append_len (self->shown, self->value->str, (gssize) self->value->len);
  return TRUE;
}

static void
close_cell (Reader *self)
{
  MspSpan value = { self->value->str, self->value->len };
  gboolean is_shown = TRUE, is_hidden = self->column < self->hidden->len && g_array_index (self->hidden, guint8, self->column);

  self->in_cell = FALSE;
  /* A program that does not calculate leaves no result. */
  if (value.len == 0 && self->formula->len > 1)
    value = msp_span_new (self->formula->str, self->formula->len);
  else if (value.len == 0)
    return;
  else if (self->type == SHARED)
    value = msp_xlsx_book_get_string (self->book, g_ascii_strtoull (self->value->str, NULL, 10));
  else if (self->type == BOOLEAN)
    value = strcmp (self->value->str, "1") == 0 ? MSP_SPAN_LITERAL ("TRUE") : MSP_SPAN_LITERAL ("FALSE");
  else if (self->type == NUMBER)
    {
      is_shown = show_number (self);
      value = msp_span_new (self->shown->str, self->shown->len);
    }
  msp_sheet_add (self->sheet, self->row, self->column, value, is_hidden || self->row_hidden || !is_shown);
}

static void
add_link (Reader *self)
{
  const MspRelation *relation = msp_relations_find (self->relations, msp_xml_reader_get_in (&self->xml, "/relationships", "id"));

  if (relation != NULL && relation->is_external)
    g_string_append_printf (self->behind, "%s\n", relation->target);
}

static void
add_banner (Reader *self)
{
  g_string_truncate (self->value, 0);
  msp_xml_reader_take_text (&self->xml, self->value);
  msp_banner_write (&self->office->composer, msp_span_new (self->value->str, self->value->len));
}

static void
open_element (Reader *self)
{
  const char *name = self->xml.name;

  if (strcmp (name, "c") == 0)
    open_cell (self);
  else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    self->in_value = self->in_cell;
  else if (strcmp (name, "f") == 0)
    self->in_formula = self->in_cell;
  else if (strcmp (name, "row") == 0)
    open_row (self);
  else if (strcmp (name, "rPh") == 0)
    self->in_phonetic = TRUE;
  else if (strcmp (name, "col") == 0)
    hide_columns (self);
  else if (strcmp (name, "hyperlink") == 0)
    add_link (self);
  else if (g_str_has_suffix (name, "Header") || g_str_has_suffix (name, "Footer"))
    {
      msp_sheet_end (self->sheet);
      add_banner (self);
    }
}

static void
close_element (Reader *self)
{
  const char *name = self->xml.name;

  if (strcmp (name, "c") == 0)
    close_cell (self);
  else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    self->in_value = FALSE;
  else if (strcmp (name, "f") == 0)
    self->in_formula = FALSE;
  else if (strcmp (name, "rPh") == 0)
    self->in_phonetic = FALSE;
}

static void
read_events (Reader *self)
{
  while (!msp_sheet_is_full (self->sheet) && msp_xml_reader_next (&self->xml))
    if (self->xml.kind == MSP_XML_OPEN)
      open_element (self);
    else if (self->xml.kind == MSP_XML_CLOSE)
      close_element (self);
    else if (self->in_formula)
      g_string_append_len (self->formula, self->xml.text.data, (gssize) self->xml.text.len);
    else if (self->in_value && !self->in_phonetic)
      g_string_append_len (self->value, self->xml.text.data, (gssize) self->xml.text.len);
  self->office->is_damaged |= self->xml.is_damaged;
}

static void
add_links (Reader *self)
{
  g_auto (GStrv) links = g_strsplit (self->behind->str, "\n", 0);

  for (char **link = links; *link != NULL; link++)
    {
      msp_composer_break (&self->office->composer, 1);
      msp_composer_link (&self->office->composer, msp_composer_get_start (&self->office->composer), msp_span_from_string (*link));
    }
}

static void
read_related (Reader *self)
{
  static const char *const types[] = { "comments", "threadedComment", "drawing" };
  const MspRelation *relation;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint at = 0; (relation = msp_relations_next (self->relations, types[i], &at)) != NULL;)
      msp_ooxml_text_read (self->office, relation->target, MSP_OOXML_ALL);
}

void
msp_xlsx_sheet_read (MspOffice *office, const MspXlsxBook *book, MspSheet *sheet, const char *name, const char *title,
                     gboolean is_hidden)
{
  Reader self = { .office = office, .book = book, .sheet = sheet, .row = G_MAXUINT };
  g_autoptr (GString) value = g_string_new (NULL), shown = g_string_new (NULL), behind = g_string_new (NULL);
  g_autoptr (GString) formula = g_string_new (NULL);
  g_autoptr (GArray) hidden = g_array_new (FALSE, TRUE, sizeof (guint8));
  g_autoptr (MspRelations) relations = NULL;

  if (!msp_office_take (office, name))
    return;
  self.relations = relations = msp_relations_new (office->package, name);
  self.value = value;
  self.shown = shown;
  self.formula = formula;
  self.behind = behind;
  self.hidden = hidden;
  msp_sheet_begin (sheet, title, is_hidden);
  msp_xml_reader_init (&self.xml, msp_package_get (office->package, name));
  read_events (&self);
  msp_xml_reader_clear (&self.xml);
  msp_sheet_end (sheet);
  add_links (&self);
  read_related (&self);
}
