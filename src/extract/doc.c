/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/ole-document.h"

#include <stdlib.h>

#include "format/ms-text.h"
#include "format/word.h"

/* Characters with a meaning of their own ([MS-DOC] 2.4.1). */
enum { REFERENCE = 0x05, CELL = 0x07, TAB = 0x09, LINE = 0x0b, PAGE = 0x0c, PARAGRAPH = 0x0d, COLUMN = 0x0e, FIELD = 0x13, RESULT = 0x14,
       FIELD_END = 0x15, HYPHEN = 0x1e };

#define MAX_FIELDS 16
#define MAX_INSTRUCTION 2048

typedef struct {
  MspComposer *composer;
  MspWord     *word;
  GString     *run;                   /* plain text not yet written */
  GString     *instruction;
  char        *links[MAX_FIELDS];
  gsize        starts[MAX_FIELDS];
  guint        n_fields;
  guint        n_comments;            /* begun so far */
  gboolean     in_instruction, is_hidden, in_row, was_cell, owes_cell;
} Reader;

static void
flush (Reader *self)
{
  msp_composer_add (self->composer, msp_span_new (self->run->str, self->run->len));
  g_string_truncate (self->run, 0);
}

static void
set_hidden (Reader *self, gboolean is_hidden)
{
  if (is_hidden == self->is_hidden)
    return;
  flush (self);
  if (is_hidden)
    msp_composer_hide (self->composer);
  else
    msp_composer_show (self->composer);
  self->is_hidden = is_hidden;
}

static void
end_row (Reader *self)
{
  flush (self);
  msp_composer_close_row (self->composer);
  self->in_row = self->owes_cell = FALSE;
}

/* A table has begun with the first cell, which is told by the mark at its end only: what was written of it is the cell. */
static void
end_cell (Reader *self, gboolean is_row_end)
{
  flush (self);
  if (self->composer->n_tables == 0)
    /* Nothing tells of the table: two ends one behind the other end a row. */
    {
      if (self->was_cell)
        msp_composer_break (self->composer, 1);
      else
        msp_composer_tab (self->composer);
    }
  else if (is_row_end)
    end_row (self);
  else
    {
      msp_composer_close_cell (self->composer);
      self->owes_cell = TRUE;
    }
}

static void
begin_paragraph (Reader *self, gboolean in_table)
{
  if (in_table && self->composer->n_tables == 0)
    msp_composer_open_table (self->composer);
  else if (!in_table && self->composer->n_tables > 0)
    msp_composer_close_table (self->composer);
  if (in_table && !self->in_row)
    {
      msp_composer_open_row (self->composer, FALSE);
      msp_composer_open_cell (self->composer, 1);
      self->in_row = TRUE;
      self->owes_cell = FALSE;
    }
}

static void
begin_field (Reader *self)
{
  flush (self);
  self->n_fields++;
  self->in_instruction = TRUE;
  g_string_truncate (self->instruction, 0);
}

static void
begin_result (Reader *self)
{
  self->in_instruction = FALSE;
  if (self->n_fields == 0 || self->n_fields > MAX_FIELDS)
    return;
  g_free (self->links[self->n_fields - 1]);
  self->links[self->n_fields - 1] = msp_composer_dup_target (self->instruction->str);
  self->starts[self->n_fields - 1] = msp_composer_get_start (self->composer);
}

static void
end_field (Reader *self)
{
  flush (self);
  self->in_instruction = FALSE;
  if (self->n_fields == 0)
    return;
  if (--self->n_fields >= MAX_FIELDS || self->links[self->n_fields] == NULL)
    return;
  msp_composer_link (self->composer, self->starts[self->n_fields], msp_span_from_string (self->links[self->n_fields]));
  g_clear_pointer (&self->links[self->n_fields], g_free);
}

static void
append (GString *out, gunichar c)
{
  char utf8[6];

  if (c < 0x80)
    g_string_append_c (out, (char) c);
  else
    g_string_append_len (out, utf8, g_unichar_to_utf8 (g_unichar_validate (c) ? c : 0xfffd, utf8));
}

/* A comment begins with the mark that it has in the text. */
static void
begin_comment (Reader *self)
{
  if (!msp_word_is_in_comments (self->word))
    return;
  flush (self);
  msp_composer_break (self->composer, 2);
  msp_word_append_author (self->word, self->n_comments++, self->run);
  if (self->run->len == 0)
    return;
  g_string_append_c (self->run, ':');
  flush (self);
  msp_composer_break (self->composer, 1);
}

static void
take_mark (Reader *self, gunichar c, gboolean is_row_end)
{
  switch (c)
    {
    case REFERENCE: begin_comment (self); break;
    case CELL: end_cell (self, is_row_end); break;
    case TAB: flush (self); msp_composer_tab (self->composer); break;
    case LINE: case COLUMN: flush (self); msp_flow_newline (&self->composer->flow); break;
    case PAGE: flush (self); msp_composer_break (self->composer, 2); break;
    case PARAGRAPH:
      flush (self);
      if (self->composer->n_tables == 0)
        msp_flow_newline (&self->composer->flow);
      else
        msp_composer_break (self->composer, 1);
      break;
    case FIELD: begin_field (self); break;
    case RESULT: begin_result (self); break;
    case FIELD_END: end_field (self); break;
    case HYPHEN: g_string_append_c (self->run, '-'); break;
    default: break;
    }
}

static void
take_char (Reader *self, const MspWordChar *c)
{
  gboolean is_end = self->n_fields > 0 && (c->c == FIELD || c->c == RESULT || c->c == FIELD_END);

  if (self->in_instruction && !is_end)
    {
      if (self->instruction->len < MAX_INSTRUCTION && c->c >= 0x20)
        append (self->instruction, c->c);
      return;
    }
  if (c->in_table != (self->composer->n_tables > 0) || (c->in_table && !self->in_row))
    {
      flush (self);
      begin_paragraph (self, c->in_table);
    }
  if (self->owes_cell && self->in_row && !(c->c == CELL && c->is_row_end))
    {
      msp_composer_open_cell (self->composer, 1);
      self->owes_cell = FALSE;
    }
  set_hidden (self, c->is_hidden);
  if (c->c >= 0x20)
    append (self->run, c->c);
  else
    take_mark (self, c->c, c->is_row_end);
  self->was_cell = c->c == CELL;
}

/* One of the texts that follow one another: the main one, footnotes, headers … */
static void
read_text (Reader *self)
{
  MspWordChar c;

  while (!msp_composer_is_full (self->composer) && msp_word_next (self->word, &c))
    take_char (self, &c);
  flush (self);
  set_hidden (self, FALSE);
  self->in_instruction = self->in_row = self->owes_cell = FALSE;
  msp_composer_end (self->composer);
  msp_composer_break (self->composer, 2);
}

void
msp_doc_read (MspOleDocument *document, MspSpan stream)
{
  g_autoptr (GBytes) table = NULL, data = NULL;
  g_autoptr (GString) run = g_string_new (NULL), instruction = g_string_new (NULL);
  Reader self = { .composer = &document->composer, .run = run, .instruction = instruction };
  MspSpan span = { NULL, 0 };
  MspWord word;

  table = msp_ole_document_load (document, MSP_OLE_ROOT, msp_word_get_table_name (stream));
  if (table != NULL)
    span.data = g_bytes_get_data (table, &span.len);
  self.word = &word;
  msp_word_init (&word, stream, span);
  document->is_encrypted = word.is_encrypted;
  document->is_damaged |= word.is_damaged;
  while (!word.is_encrypted && msp_word_begin_text (&word))
    read_text (&self);
  for (guint i = 0; i < MAX_FIELDS; i++)
    g_free (self.links[i]);
  msp_word_clear (&word);
  data = msp_ole_document_load (document, MSP_OLE_ROOT, "Data");
  span = msp_span_new (NULL, 0);
  if (data != NULL)
    span.data = g_bytes_get_data (data, &span.len);
  msp_ole_document_add_pictures (document, span);
  msp_ole_document_add_pictures (document, stream);
}
