/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/odf-text.h"

#include <stdlib.h>

#include "extract/odf-cell.h"
#include "format/xml-reader.h"

#define MAX_HIDDEN_DEPTH 32
#define MAX_STYLES 100000

typedef enum {
  ANNOTATION, AUTHOR, BINARY, BREAK, CELL, CONTROL, DELETION, DESCRIPTION, FOLDED, HEADER_ROWS, HEADING, HIDDEN_TEXT, LINK, META, PAGE,
  PARAGRAPH, SPACES, SPREADSHEET, STYLE, STYLE_PROPERTIES, TAB, TABLE, TABLE_COLUMN, ROW,
} Element;

typedef struct {
  const char *name;
  Element     element;
} Name;

/* Sorted by name. */
static const Name names[] = {
  { "a", LINK }, { "annotation", ANNOTATION }, { "binary-data", BINARY }, { "change-info", BINARY }, { "checkbox", CONTROL },
  { "combobox", CONTROL }, { "covered-table-cell", CELL }, { "creator", BINARY }, { "date", CONTROL }, { "deletion", DELETION },
  { "desc", DESCRIPTION }, { "drawing-page-properties", STYLE_PROPERTIES }, { "formatted-text", CONTROL }, { "h", HEADING },
  { "hidden-paragraph", HIDDEN_TEXT }, { "hidden-text", HIDDEN_TEXT }, { "line-break", BREAK }, { "listbox", CONTROL },
  { "meta", META }, { "number", CONTROL }, { "p", PARAGRAPH }, { "page", PAGE }, { "radio", CONTROL }, { "s", SPACES },
  { "script", BINARY }, { "spreadsheet", SPREADSHEET }, { "style", STYLE }, { "tab", TAB }, { "table", TABLE },
  { "table-cell", CELL }, { "table-column", TABLE_COLUMN }, { "table-header-rows", HEADER_ROWS },
  { "table-properties", STYLE_PROPERTIES }, { "table-row", ROW }, { "text", CONTROL }, { "text-properties", STYLE_PROPERTIES },
  { "textarea", CONTROL }, { "title", DESCRIPTION },
};

typedef struct {
  MspOdf      *odf;
  MspComposer *composer;
  MspXmlReader xml;
  MspOdfCell   cell;
  GString     *behind;             /* what stands beside the cells of a sheet, a line each */
  char        *style;              /* being defined */
  char        *link;
  gsize        link_start, page_start, paragraph_start;
  guint        in_paragraph, in_annotation, in_header;
  guint        hidden[MAX_HIDDEN_DEPTH], n_hidden;   /* depths of the elements that hide what they hold */
  guint        sheet_depth;        /* of the table that is a sheet, or 0 */
  gboolean     is_spreadsheet;
} Reader;

static int
compare (const void *key, const void *row)
{
  return strcmp (key, ((const Name *) row)->name);
}

void
msp_odf_init (MspOdf *self, MspComposer *composer, MspSheet *sheet)
{
  *self = (MspOdf) { .composer = composer, .sheet = sheet };
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
msp_odf_clear (MspOdf *self)
{
  g_hash_table_unref (self->hidden);
}

static gboolean
in_sheet (const Reader *self)
{
  return self->sheet_depth > 0;
}

static gboolean
is_value (const MspXmlReader *xml, const char *name, const char *value)
{
  const char *found = msp_xml_reader_get (xml, name);

  return found != NULL && strcmp (found, value) == 0;
}

static gboolean
has_hidden_style (const Reader *self)
{
  const char *style = msp_xml_reader_get (&self->xml, "style-name");

  return style != NULL && g_hash_table_contains (self->odf->hidden, style);
}

static void
hide (Reader *self)
{
  if (self->n_hidden == MAX_HIDDEN_DEPTH || in_sheet (self))
    return;
  self->hidden[self->n_hidden++] = self->xml.depth;
  msp_composer_hide (self->composer);
}

static void
note_style (Reader *self)
{
  if (self->style != NULL && g_hash_table_size (self->odf->hidden) < MAX_STYLES
      && (is_value (&self->xml, "display", "none") || is_value (&self->xml, "display", "false")
          || is_value (&self->xml, "visibility", "hidden")))
    g_hash_table_add (self->odf->hidden, g_strdup (self->style));
}

static void
add_text (Reader *self, MspSpan text)
{
  if (!in_sheet (self))
    msp_composer_add (self->composer, text);
  else if (self->cell.in_cell && self->in_annotation == 0)
    g_string_append_len (self->cell.shown, text.data, (gssize) text.len);
  else if (self->behind->len < self->composer->limit)
    g_string_append_len (self->behind, text.data, (gssize) text.len);
}

static void
open_paragraph (Reader *self)
{
  self->in_paragraph++;
  if (!in_sheet (self))
    {
      msp_composer_break (self->composer, 1);
      self->paragraph_start = self->composer->text->text->len;
    }
  else if (self->cell.in_cell && self->in_annotation == 0 && self->cell.shown->len > 0)
    g_string_append_c (self->cell.shown, ' ');
}

static void
close_paragraph (Reader *self, gboolean is_heading)
{
  gboolean is_empty = self->composer->text->text->len <= self->paragraph_start;

  self->in_paragraph -= self->in_paragraph > 0;
  if (in_sheet (self))
    {
      if (!self->cell.in_cell || self->in_annotation > 0)
        g_string_append_c (self->behind, '\n');
      return;
    }
  if (is_heading && !is_empty)
    msp_composer_mark (self->composer, MSP_MARK_HEADING, self->paragraph_start, 0, 0);
  if (is_empty && self->composer->n_tables == 0)
    msp_flow_newline (&self->composer->flow);
  else
    msp_composer_break (self->composer, 1);
}

static void
open_table (Reader *self)
{
  if (!self->is_spreadsheet || in_sheet (self))
    {
      if (!in_sheet (self))
        msp_composer_open_table (self->composer);
      return;
    }
  self->sheet_depth = self->xml.depth + 1;
  msp_odf_cell_reset (&self->cell);
  msp_sheet_begin (self->odf->sheet, msp_xml_reader_get (&self->xml, "name"), has_hidden_style (self));
}

static void
close_table (Reader *self)
{
  if (!in_sheet (self))
    msp_composer_close_table (self->composer);
  if (self->sheet_depth != self->xml.depth + 1)
    return;
  self->sheet_depth = 0;
  self->cell.in_cell = FALSE;
  msp_sheet_end (self->odf->sheet);
  g_auto (GStrv) lines = g_strsplit (self->behind->str, "\n", 0);
  g_string_truncate (self->behind, 0);
  for (char **line = lines; *line != NULL; line++)
    {
      msp_composer_break (self->composer, 1);
      msp_composer_add (self->composer, msp_span_from_string (*line));
    }
  msp_composer_break (self->composer, 2);
}

static guint
get_span (const MspXmlReader *xml)
{
  const char *value = msp_xml_reader_get (xml, "number-columns-repeated");

  return value != NULL ? (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 1, MSP_COMPOSER_MAX_COLUMNS) : 1;
}

static void
open_cell (Reader *self)
{
  if (in_sheet (self))
    msp_odf_cell_open (&self->cell, &self->xml);
  else
    msp_composer_open_cell (self->composer, get_span (&self->xml));
}

static void
open_link (Reader *self)
{
  g_free (self->link);
  self->link = g_strdup (msp_xml_reader_get (&self->xml, "href"));
  if (!in_sheet (self))
    self->link_start = msp_composer_get_start (self->composer);
}

static void
close_link (Reader *self)
{
  if (self->link == NULL)
    return;
  if (!in_sheet (self))
    msp_composer_link (self->composer, self->link_start, msp_span_from_string (self->link));
  else if (self->link[0] != '#' && self->behind->len < self->composer->limit)
    g_string_append_printf (self->behind, "<%s>\n", self->link);
  g_clear_pointer (&self->link, g_free);
}

/* Form controls tell their name and what was filled in; elements of these names elsewhere have no control-implementation. */
static void
add_control (Reader *self)
{
  const char *name = msp_xml_reader_get (&self->xml, "label"), *value = msp_xml_reader_get (&self->xml, "current-value");

  if (msp_xml_reader_get_in (&self->xml, ":form:1.0", "name") == NULL)
    return;
  if (name == NULL || *name == '\0')
    name = msp_xml_reader_get_in (&self->xml, ":form:1.0", "name");
  if (strcmp (self->xml.name, "checkbox") == 0 || strcmp (self->xml.name, "radio") == 0)
    value = is_value (&self->xml, "current-state", "checked") || is_value (&self->xml, "current-selected", "true") ? "[x]" : "[ ]";
  else if (value == NULL)
    value = msp_xml_reader_get (&self->xml, "value");
  if (value != NULL && !in_sheet (self))
    msp_composer_field (self->composer, msp_span_from_string (name), msp_span_from_string (value));
}

static void
add_description (Reader *self)
{
  gsize start = self->composer->text->text->len;

  if (in_sheet (self) || !msp_xml_reader_is_in (&self->xml, ":svg-compatible:1.0"))
    return;
  msp_composer_break (self->composer, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  msp_xml_reader_take_text (&self->xml, text);
  msp_composer_add (self->composer, msp_span_new (text->str, text->len));
  msp_composer_mark (self->composer, MSP_MARK_HIDDEN, start, 0, 0);
  msp_composer_break (self->composer, 1);
}

static void
open_page (Reader *self)
{
  msp_composer_break (self->composer, 2);
  self->page_start = self->composer->text->text->len;
  self->odf->n_pages++;
  if (has_hidden_style (self))
    hide (self);
}

static void
open_row (Reader *self)
{
  if (in_sheet (self))
    msp_odf_cell_row (&self->cell, &self->xml);
  else
    msp_composer_open_row (self->composer, self->in_header > 0);
}

static void
open_style (Reader *self)
{
  g_free (self->style);
  self->style = g_strdup (msp_xml_reader_get (&self->xml, "name"));
}

static void
open_element (Reader *self, Element element)
{
  switch (element)
    {
    case PARAGRAPH: case HEADING: open_paragraph (self); break;
    case TABLE: open_table (self); break;
    case TABLE_COLUMN: msp_odf_cell_column (&self->cell, &self->xml); break;
    case HEADER_ROWS: self->in_header++; break;
    case ROW: open_row (self); break;
    case CELL: open_cell (self); break;
    case LINK: open_link (self); break;
    case SPACES: case TAB:
      if (element == TAB && !in_sheet (self))
        msp_composer_tab (self->composer);
      else
        add_text (self, MSP_SPAN_LITERAL (" "));
      break;
    case BREAK:
      if (in_sheet (self))
        add_text (self, MSP_SPAN_LITERAL (" "));
      else
        msp_flow_newline (&self->composer->flow);
      break;
    case ANNOTATION:
      self->in_annotation++;
      msp_composer_break (self->composer, in_sheet (self) ? 0 : 1);
      break;
    case SPREADSHEET: self->is_spreadsheet = TRUE; break;
    case STYLE: open_style (self); break;
    case STYLE_PROPERTIES: note_style (self); break;
    case PAGE: open_page (self); break;
    case DELETION: hide (self); break;
    case CONTROL: add_control (self); break;
    case DESCRIPTION: add_description (self); break;
    case AUTHOR:
      if (self->in_annotation > 0)
        msp_xml_reader_skip (&self->xml);
      break;
    case BINARY: case META: msp_xml_reader_skip (&self->xml); break;
    default: break;
    }
}

static void
close_element (Reader *self, Element element)
{
  switch (element)
    {
    case PARAGRAPH: case HEADING: close_paragraph (self, element == HEADING); break;
    case TABLE: close_table (self); break;
    case HEADER_ROWS: self->in_header -= self->in_header > 0; break;
    case ROW:
      if (in_sheet (self))
        msp_odf_cell_end_row (&self->cell);
      else
        msp_composer_close_row (self->composer);
      break;
    case CELL:
      if (in_sheet (self))
        msp_odf_cell_close (&self->cell);
      else
        msp_composer_close_cell (self->composer);
      break;
    case LINK: close_link (self); break;
    case ANNOTATION:
      self->in_annotation -= self->in_annotation > 0;
      msp_composer_break (self->composer, in_sheet (self) ? 0 : 1);
      break;
    case STYLE: g_clear_pointer (&self->style, g_free); break;
    case PAGE: msp_composer_mark (self->composer, MSP_MARK_PAGE, self->page_start, self->odf->n_pages, 0); break;
    default: break;
    }
}

/* A hidden text field keeps its text in an attribute. */
static void
open_any (Reader *self)
{
  const Name *name = bsearch (self->xml.name, names, G_N_ELEMENTS (names), sizeof names[0], compare);
  const char *text;

  if (name != NULL && name->element == HIDDEN_TEXT)
    {
      hide (self);
      text = msp_xml_reader_get (&self->xml, "string-value");
      if (text != NULL && strcmp (self->xml.name, "hidden-text") == 0)
        add_text (self, msp_span_from_string (text));
    }
  else if (g_hash_table_size (self->odf->hidden) > 0 && self->in_paragraph + (name != NULL) > 0 && has_hidden_style (self)
           && (name == NULL || name->element == PARAGRAPH || name->element == HEADING))
    hide (self);
  if (name != NULL)
    open_element (self, name->element);
}

static void
close_any (Reader *self)
{
  const Name *name = bsearch (self->xml.name, names, G_N_ELEMENTS (names), sizeof names[0], compare);

  if (name != NULL)
    close_element (self, name->element);
  if (self->n_hidden > 0 && self->hidden[self->n_hidden - 1] == self->xml.depth)
    {
      self->n_hidden--;
      msp_composer_show (self->composer);
    }
}

gboolean
msp_odf_read (MspOdf *odf, MspSpan bytes)
{
  Reader self = { .odf = odf, .composer = odf->composer };
  g_autoptr (GString) behind = g_string_new (NULL);

  self.behind = behind;
  msp_odf_cell_init (&self.cell, odf->sheet);
  msp_xml_reader_init (&self.xml, bytes);
  while (!msp_composer_is_full (self.composer) && msp_xml_reader_next (&self.xml))
    if (self.xml.kind == MSP_XML_OPEN)
      open_any (&self);
    else if (self.xml.kind == MSP_XML_CLOSE)
      close_any (&self);
    else if (self.in_paragraph > 0)
      add_text (&self, self.xml.text);
  if (in_sheet (&self))
    {
      self.xml.depth = self.sheet_depth - 1;
      close_table (&self);
    }
  msp_composer_end (self.composer);
  msp_composer_break (self.composer, 2);
  gboolean is_whole = !self.xml.is_damaged;
  msp_xml_reader_clear (&self.xml);
  msp_odf_cell_clear (&self.cell);
  g_free (self.style);
  g_free (self.link);
  return is_whole;
}
