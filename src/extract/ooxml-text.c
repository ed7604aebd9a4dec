/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/ooxml-text.h"

#include <stdlib.h>

#include "extract/ooxml-form.h"
#include "format/xml-reader.h"

typedef enum {
  ALTERNATE_TEXT, BREAK, CELL, CHANGE, CHART_VALUE, COMMENT, DELETED_TEXT, FALLBACK, FIELD_CHAR, FIELD_SIMPLE, FORM_DATA, GRID_SPAN,
  HEADING_LEVEL, HIDDEN_RUN, HYPHEN, INSTRUCTION, LINK, LINK_ON_CLICK, NOTE, PARAGRAPH, PARAGRAPH_STYLE, PARAGRAPH_PROPERTIES,
  PLACEHOLDER, ROW, ROW_HEADER, RUN, SDT, SDT_PROPERTIES, SHAPE, SLIDE, SYMBOL, TAB, TABLE, TEXT,
} Element;

typedef struct {
  const char *name;
  Element     element;
} Name;

/* Sorted by name. */
static const Name names[] = {
  { "Fallback", FALLBACK }, { "br", BREAK }, { "cNvPr", ALTERNATE_TEXT }, { "comment", COMMENT }, { "cr", BREAK }, { "del", CHANGE },
  { "delInstrText", INSTRUCTION }, { "delText", DELETED_TEXT }, { "docPr", ALTERNATE_TEXT }, { "endnote", NOTE },
  { "ffData", FORM_DATA }, { "fldChar", FIELD_CHAR }, { "fldSimple", FIELD_SIMPLE }, { "footnote", NOTE },
  { "gridSpan", GRID_SPAN }, { "hlink", LINK }, { "hlinkClick", LINK_ON_CLICK }, { "hyperlink", LINK }, { "instrText", INSTRUCTION },
  { "moveFrom", CHANGE }, { "noBreakHyphen", HYPHEN }, { "outlineLvl", HEADING_LEVEL }, { "p", PARAGRAPH },
  { "pPr", PARAGRAPH_PROPERTIES }, { "pStyle", PARAGRAPH_STYLE }, { "ph", PLACEHOLDER }, { "r", RUN }, { "sdt", SDT },
  { "sdtPr", SDT_PROPERTIES }, { "sld", SLIDE }, { "sp", SHAPE }, { "sym", SYMBOL }, { "t", TEXT }, { "tab", TAB },
  { "tbl", TABLE }, { "tblHeader", ROW_HEADER }, { "tc", CELL }, { "text", TEXT }, { "tr", ROW }, { "v", CHART_VALUE }, { "vanish", HIDDEN_RUN },
  { "webHidden", HIDDEN_RUN },
};

typedef struct {
  MspOffice    *office;
  MspComposer    *composer;
  MspXmlReader  xml;
  MspOoxmlForm  form;
  MspRelations *relations;
  GString      *scratch;
  const char   *link;             /* target of the open hyperlink, or NULL */
  char         *click;            /* target behind the open run */
  char         *target;           /* what link points to, if no relation holds it */
  gsize         link_start, click_start, paragraph_start;
  guint         in_text, in_properties, in_paragraph;
  gboolean      hides_run, is_heading, drops, skips_placeholders, hides_slide;
} Reader;

static int
compare (const void *key, const void *row)
{
  return strcmp (key, ((const Name *) row)->name);
}

static gboolean
is_on (const MspXmlReader *xml)
{
  const char *value = msp_xml_reader_get (xml, "val");

  return value == NULL || (strcmp (value, "0") != 0 && strcmp (value, "false") != 0 && strcmp (value, "off") != 0);
}

static const char *
find_target (const Reader *self)
{
  const MspRelation *relation = msp_relations_find (self->relations, msp_xml_reader_get_in (&self->xml, "/relationships", "id"));

  return relation != NULL && relation->is_external ? relation->target : NULL;
}

static void
open_paragraph (Reader *self)
{
  /* An empty paragraph is an empty line. */
  msp_composer_break (self->composer, 1);
  self->paragraph_start = self->composer->text->text->len;
  self->is_heading = FALSE;
  self->in_paragraph++;
}

static void
close_paragraph (Reader *self)
{
  gboolean is_empty = self->composer->text->text->len <= self->paragraph_start;

  self->in_paragraph -= self->in_paragraph > 0;
  if (self->is_heading && !is_empty)
    msp_composer_mark (self->composer, MSP_MARK_HEADING, self->paragraph_start, 0, 0);
  self->is_heading = FALSE;
  if (is_empty && self->composer->n_tables == 0)
    msp_flow_newline (&self->composer->flow);
  else
    msp_composer_break (self->composer, 1);
}

static void
hide_run (Reader *self)
{
  if (self->in_properties > 0 || self->hides_run || !is_on (&self->xml) || strcmp (self->xml.name, "webHidden") == 0)
    return;
  msp_composer_hide (self->composer);
  self->hides_run = TRUE;
}

static void
close_run (Reader *self)
{
  if (self->hides_run)
    msp_composer_show (self->composer);
  self->hides_run = FALSE;
  if (self->click != NULL)
    msp_composer_link (self->composer, self->click_start, msp_span_from_string (self->click));
  g_clear_pointer (&self->click, g_free);
}

static void
add_symbol (Reader *self)
{
  const char *code = msp_xml_reader_get (&self->xml, "char");
  gunichar c = code != NULL ? (gunichar) g_ascii_strtoull (code, NULL, 16) : 0;
  char utf8[6];

  /* Fonts of symbols have theirs at U+F000 on. */
  if (c >= 0xf020 && c < 0xf07f)
    c -= 0xf000;
  if (c >= 0x20 && g_unichar_validate (c))
    msp_composer_add (self->composer, msp_span_new (utf8, (gsize) g_unichar_to_utf8 (c, utf8)));
}

static void
add_description (Reader *self)
{
  const char *text = msp_xml_reader_get (&self->xml, "descr");
  gsize start;

  if (text == NULL || *text == '\0' || self->drops)
    return;
  msp_composer_break (self->composer, 1);
  start = msp_composer_get_start (self->composer);
  msp_composer_add (self->composer, msp_span_from_string (text));
  msp_composer_mark (self->composer, MSP_MARK_HIDDEN, start, 0, 0);
  msp_composer_break (self->composer, 1);
}

static void
set_span (Reader *self)
{
  const char *value = msp_xml_reader_get (&self->xml, "val");
  MspComposer *composer = self->composer;

  if (composer->n_tables > 0 && value != NULL)
    composer->tables[composer->n_tables - 1].span = CLAMP ((guint) g_ascii_strtoull (value, NULL, 10), 1, MSP_COMPOSER_MAX_COLUMNS);
}

static void
note_style (Reader *self)
{
  const char *style = msp_xml_reader_get (&self->xml, "val");

  self->is_heading |= style != NULL
                      && (g_ascii_strncasecmp (style, "heading", 7) == 0 || g_ascii_strncasecmp (style, "title", 5) == 0);
}

static void
add_author (Reader *self)
{
  const char *author = msp_xml_reader_get (&self->xml, "author");

  msp_composer_break (self->composer, 2);
  if (author == NULL || *author == '\0')
    return;
  msp_composer_add (self->composer, msp_span_from_string (author));
  msp_composer_add (self->composer, MSP_SPAN_LITERAL (":"));
  msp_composer_break (self->composer, 1);
}

static void
take_instruction (Reader *self)
{
  g_string_truncate (self->scratch, 0);
  msp_xml_reader_take_text (&self->xml, self->scratch);
  msp_ooxml_form_add_instruction (&self->form, self->scratch->str);
}

static void
open_simple_field (Reader *self)
{
  const char *instruction = msp_xml_reader_get (&self->xml, "instr");

  msp_ooxml_form_add_instruction (&self->form, instruction != NULL ? instruction : "");
  msp_ooxml_form_flush_instruction (&self->form);
}

static void
open_field_char (Reader *self)
{
  const char *type = msp_xml_reader_get (&self->xml, "fldCharType");

  if (type != NULL)
    msp_ooxml_form_field (&self->form, type);
}

static void
open_slide (Reader *self)
{
  const char *show = msp_xml_reader_get (&self->xml, "show");

  self->hides_slide = show != NULL && (strcmp (show, "0") == 0 || strcmp (show, "false") == 0);
  if (self->hides_slide)
    msp_composer_hide (self->composer);
}

static void
open_click (Reader *self)
{
  g_free (self->click);
  self->click = g_strdup (find_target (self));
  self->click_start = self->composer->text->text->len;
}

static void
open_link (Reader *self)
{
  self->link = find_target (self);
  if (self->link == NULL)
    {
      /* Word 2003 has no relations. */
      g_free (self->target);
      self->link = self->target = g_strdup (msp_xml_reader_get (&self->xml, "dest"));
    }
  self->link_start = msp_composer_get_start (self->composer);
}

/* What is told by the place of an element rather than by its text. */
static void
open_structure (Reader *self, Element element)
{
  switch (element)
    {
    case TABLE: msp_composer_open_table (self->composer); break;
    case ROW: msp_composer_open_row (self->composer, FALSE); break;
    case CELL: msp_composer_open_cell (self->composer, 1); break;   /* GRID_SPAN may tell more */
    case GRID_SPAN: set_span (self); break;
    case ROW_HEADER:
      if (self->composer->n_tables > 0 && is_on (&self->xml))
        self->composer->tables[self->composer->n_tables - 1].header |= self->composer->tables[self->composer->n_tables - 1].row == 0;
      break;
    case SLIDE: open_slide (self); break;
    case NOTE: msp_composer_break (self->composer, 2); break;
    case COMMENT: add_author (self); break;
    case SHAPE: msp_composer_break (self->composer, 2); break;
    case PLACEHOLDER: self->drops = self->skips_placeholders; break;
    case FALLBACK: msp_xml_reader_skip (&self->xml); break;
    default: break;
    }
}

static void
open_element (Reader *self, Element element)
{
  switch (element)
    {
    case TEXT: case CHART_VALUE: self->in_text++; break;
    case DELETED_TEXT: self->in_text++; msp_composer_hide (self->composer); break;
    case CHANGE: msp_composer_hide (self->composer); break;
    case PARAGRAPH: open_paragraph (self); break;
    case PARAGRAPH_PROPERTIES: self->in_properties++; break;
    case PARAGRAPH_STYLE: note_style (self); break;
    case HEADING_LEVEL: self->is_heading = TRUE; break;
    case HIDDEN_RUN: hide_run (self); break;
    case TAB:
      if (self->in_properties == 0)
        msp_composer_tab (self->composer);
      break;
    case BREAK: msp_flow_newline (&self->composer->flow); break;
    case HYPHEN: msp_composer_add (self->composer, MSP_SPAN_LITERAL ("-")); break;
    case SYMBOL: add_symbol (self); break;
    case LINK: open_link (self); break;
    case LINK_ON_CLICK: open_click (self); break;
    case ALTERNATE_TEXT: add_description (self); break;
    case INSTRUCTION: take_instruction (self); break;
    case FIELD_CHAR: open_field_char (self); break;
    case FIELD_SIMPLE: open_simple_field (self); break;
    case FORM_DATA: msp_ooxml_form_read_data (&self->form, &self->xml); break;
    case SDT: msp_ooxml_form_open_control (&self->form); break;
    case SDT_PROPERTIES: msp_ooxml_form_read_control (&self->form, &self->xml); break;
    default: open_structure (self, element); break;
    }
}

static void
close_element (Reader *self, Element element)
{
  switch (element)
    {
    case TEXT: self->in_text -= self->in_text > 0; break;
    case CHART_VALUE: self->in_text -= self->in_text > 0; msp_composer_break (self->composer, 1); break;
    case DELETED_TEXT: self->in_text -= self->in_text > 0; msp_composer_show (self->composer); break;
    case CHANGE: msp_composer_show (self->composer); break;
    case PARAGRAPH: close_paragraph (self); break;
    case PARAGRAPH_PROPERTIES: self->in_properties -= self->in_properties > 0; break;
    case RUN: close_run (self); break;
    case LINK:
      if (self->link != NULL)
        msp_composer_link (self->composer, self->link_start, msp_span_from_string (self->link));
      self->link = NULL;
      break;
    case TABLE: msp_composer_close_table (self->composer); break;
    case ROW: msp_composer_close_row (self->composer); break;
    case CELL: msp_composer_close_cell (self->composer); break;
    case SDT: msp_ooxml_form_close_control (&self->form); break;
    case SHAPE: self->drops = FALSE; msp_composer_break (self->composer, 2); break;
    case SLIDE:
      if (self->hides_slide)
        msp_composer_show (self->composer);
      break;
    default: break;
    }
}

static void
take_event (Reader *self)
{
  const Name *name;

  if (self->xml.kind == MSP_XML_TEXT)
    {
      if (self->in_text == 0 || self->drops)
        return;
      msp_ooxml_form_touch (&self->form);
      msp_composer_add (self->composer, self->xml.text);
      return;
    }
  name = bsearch (self->xml.name, names, G_N_ELEMENTS (names), sizeof names[0], compare);
  if (name == NULL)
    return;
  if (self->xml.kind == MSP_XML_OPEN)
    open_element (self, name->element);
  else
    close_element (self, name->element);
}

static void
read_bytes (MspOffice *office, MspSpan bytes, MspRelations *relations, MspOoxmlMode mode)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  Reader self = {
    .office = office, .composer = &office->composer, .skips_placeholders = mode == MSP_OOXML_NO_PLACEHOLDERS,
    .relations = relations, .scratch = scratch,
  };

  msp_ooxml_form_init (&self.form, self.composer);
  msp_xml_reader_init (&self.xml, bytes);
  while (!msp_composer_is_full (self.composer) && msp_xml_reader_next (&self.xml))
    take_event (&self);
  office->is_damaged |= self.xml.is_damaged;
  msp_xml_reader_clear (&self.xml);
  msp_ooxml_form_clear (&self.form);
  g_free (self.click);
  g_free (self.target);
  msp_composer_end (self.composer);
  msp_composer_break (self.composer, 2);
}

void
msp_ooxml_text_read (MspOffice *office, const char *name, MspOoxmlMode mode)
{
  g_autoptr (MspRelations) relations = NULL;

  if (!msp_office_take (office, name))
    return;
  relations = msp_relations_new (office->package, name);
  read_bytes (office, msp_package_get (office->package, name), relations, mode);
}

void
msp_ooxml_text_read_flat (MspOffice *office, MspSpan bytes)
{
  g_autoptr (MspRelations) relations = msp_relations_new (office->package, "");

  read_bytes (office, bytes, relations, MSP_OOXML_ALL);
}
