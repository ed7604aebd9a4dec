/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/ooxml-form.h"

#define MAX_LABEL 80
#define MAX_VALUE 1000
#define MAX_INSTRUCTION 8192

void
msp_ooxml_form_init (MspOoxmlForm *self, MspComposer *composer)
{
  *self = (MspOoxmlForm) { .composer = composer, .instruction = g_string_new (NULL) };
}

static void
field_clear (MspOoxmlField *field)
{
  g_free (field->name);
  g_free (field->choice);
  g_free (field->link);
  *field = (MspOoxmlField) { 0 };
}

void
msp_ooxml_form_clear (MspOoxmlForm *self)
{
  for (guint i = 0; i < MSP_OOXML_FORM_DEPTH; i++)
    {
      field_clear (&self->fields[i]);
      field_clear (&self->controls[i]);
    }
  g_string_free (self->instruction, TRUE);
}

static MspOoxmlField *
get_top (MspOoxmlField *fields, guint n)
{
  return n > 0 && n <= MSP_OOXML_FORM_DEPTH ? &fields[n - 1] : NULL;
}

/* Word numbers fields that nobody named. */
static gboolean
is_telling (const char *name)
{
  static const char *const defaults[] = { "Text", "Check", "Dropdown" };

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (defaults); i++)
    if (g_str_has_prefix (name, defaults[i]) && strspn (name + strlen (defaults[i]), "0123456789") == strlen (name + strlen (defaults[i])))
      return FALSE;
  return name != NULL && *name != '\0';
}

/* The text before offset on its line, without ":"; empty if there is none or it is too long for a label. */
static MspSpan
find_label (const MspComposer *composer, gsize offset)
{
  const GString *out = composer->text->text;
  gsize start = offset, end = offset;

  while (start > 0 && out->str[start - 1] != '\n' && out->str[start - 1] != '\t' && offset - start <= MAX_LABEL)
    start--;
  while (end > start && (g_ascii_isspace (out->str[end - 1]) || out->str[end - 1] == ':'))
    end--;
  return msp_span_new (out->str + start, offset - start > MAX_LABEL ? 0 : end - start);
}

/* Where no label stands before the value, the name of the field becomes one; in a table the cells beside and above it tell. */
static void
begin_value (MspOoxmlForm *self, MspOoxmlField *field)
{
  field->start = msp_composer_get_start (self->composer);
  field->has_result = TRUE;
  if (!field->is_form || self->composer->n_tables > 0 || !is_telling (field->name)
      || find_label (self->composer, field->start).len > 0)
    return;
  msp_composer_add (self->composer, msp_span_from_string (field->name));
  msp_composer_add (self->composer, MSP_SPAN_LITERAL (": "));
  field->start = msp_composer_get_start (self->composer);
}

static void
end_value (MspOoxmlForm *self, MspOoxmlField *field)
{
  const GString *out = self->composer->text->text;
  MspSpan label;

  if (field->choice != NULL)
    {
      if (!field->has_result)
        begin_value (self, field);
      msp_composer_add (self->composer, msp_span_from_string (field->choice));
    }
  if (field->link != NULL)
    msp_composer_link (self->composer, field->start, msp_span_from_string (field->link));
  if (!field->is_form || !field->has_result || out->len <= field->start || out->len - field->start > MAX_VALUE
      || memchr (out->str + field->start, '\n', out->len - field->start) != NULL)
    return;
  label = find_label (self->composer, field->start);
  if (label.len == 0)
    return;
  msp_text_add_mark (self->composer->text, MSP_MARK_FIELD_NAME, (gsize) (label.data - out->str),
                     (gsize) (label.data - out->str) + label.len, 0, 0);
  msp_composer_mark (self->composer, MSP_MARK_FIELD_VALUE, field->start, 0, 0);
}

void
msp_ooxml_form_field (MspOoxmlForm *self, const char *type)
{
  MspOoxmlField *field;

  if (strcmp (type, "begin") == 0)
    {
      self->n_fields++;
      g_string_truncate (self->instruction, 0);
      return;
    }
  field = get_top (self->fields, self->n_fields);
  msp_ooxml_form_flush_instruction (self);
  if (strcmp (type, "separate") == 0 && field != NULL)
    begin_value (self, field);
  else if (strcmp (type, "end") == 0 && self->n_fields > 0)
    {
      if (field != NULL)
        {
          end_value (self, field);
          field_clear (field);
        }
      self->n_fields--;
    }
}

void
msp_ooxml_form_add_instruction (MspOoxmlForm *self, const char *text)
{
  if (self->instruction->len < MAX_INSTRUCTION)
    g_string_append (self->instruction, text);
}

void
msp_ooxml_form_flush_instruction (MspOoxmlForm *self)
{
  /* These fetch or hold data; all others number, date or repeat what is there. */
  static const char *const telling[] = { "DATABASE", "DDE", "INCLUDE", "IMPORT", "QUOTE", "SET", "IF ", "FILLIN", "ASK", "LINK",
                                         "COMMENTS", "DOCVARIABLE", "AUTOTEXT", "GOTOBUTTON", "MACROBUTTON" };
  g_autofree char *text = g_strstrip (g_strdup (self->instruction->str));
  MspOoxmlField *field = get_top (self->fields, self->n_fields);
  gsize start;

  g_string_truncate (self->instruction, 0);
  if (g_ascii_strncasecmp (text, "HYPERLINK", 9) == 0 && field != NULL)
    {
      g_free (field->link);
      field->link = msp_composer_dup_target (text);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    if (g_ascii_strncasecmp (text, telling[i], strlen (telling[i])) == 0)
      {
        self->composer->flow.space = self->composer->flow.breaks == 0;
        start = msp_composer_get_start (self->composer);
        msp_composer_add (self->composer, msp_span_from_string (text));
        msp_composer_mark (self->composer, MSP_MARK_HIDDEN, start, 0, 0);
        self->composer->flow.space = TRUE;
        return;
      }
}

static guint
get_number (const MspXmlReader *xml)
{
  const char *value = msp_xml_reader_get (xml, "val");

  if (value == NULL)
    return 1;
  return strcmp (value, "true") == 0 || strcmp (value, "on") == 0 ? 1 : (guint) g_ascii_strtoull (value, NULL, 10);
}

static void
set_string (char **io_string, const char *value)
{
  g_free (*io_string);
  *io_string = g_strdup (value);
}

void
msp_ooxml_form_read_data (MspOoxmlForm *self, MspXmlReader *xml)
{
  MspOoxmlField *field = get_top (self->fields, self->n_fields);
  guint depth = xml->depth, chosen = 0, n_entries = 0;
  gboolean is_list = FALSE;

  while (msp_xml_reader_next (xml) && !(xml->kind == MSP_XML_CLOSE && xml->depth <= depth))
    {
      if (field == NULL || xml->kind != MSP_XML_OPEN)
        continue;
      field->is_form = TRUE;
      if (strcmp (xml->name, "name") == 0)
        set_string (&field->name, msp_xml_reader_get (xml, "val"));
      else if (strcmp (xml->name, "checkBox") == 0)
        set_string (&field->choice, "[ ]");
      else if (field->choice != NULL && (strcmp (xml->name, "checked") == 0 || strcmp (xml->name, "default") == 0))
        set_string (&field->choice, get_number (xml) > 0 ? "[x]" : "[ ]");
      else if (strcmp (xml->name, "ddList") == 0)
        is_list = TRUE;
      else if (is_list && strcmp (xml->name, "result") == 0)
        chosen = get_number (xml);
      else if (is_list && strcmp (xml->name, "listEntry") == 0 && n_entries++ == chosen)
        set_string (&field->choice, msp_xml_reader_get (xml, "val"));
    }
}

void
msp_ooxml_form_open_control (MspOoxmlForm *self)
{
  self->n_controls++;
}

void
msp_ooxml_form_read_control (MspOoxmlForm *self, MspXmlReader *xml)
{
  MspOoxmlField *control = get_top (self->controls, self->n_controls);
  guint depth = xml->depth;

  while (msp_xml_reader_next (xml) && !(xml->kind == MSP_XML_CLOSE && xml->depth <= depth))
    {
      if (control == NULL || xml->kind != MSP_XML_OPEN)
        continue;
      if (strcmp (xml->name, "alias") == 0 || (strcmp (xml->name, "tag") == 0 && control->name == NULL))
        set_string (&control->name, msp_xml_reader_get (xml, "val"));
      control->is_form = is_telling (control->name);
    }
}

void
msp_ooxml_form_touch (MspOoxmlForm *self)
{
  MspOoxmlField *control = get_top (self->controls, self->n_controls);

  if (control != NULL && !control->has_result)
    begin_value (self, control);
}

void
msp_ooxml_form_close_control (MspOoxmlForm *self)
{
  MspOoxmlField *control = get_top (self->controls, self->n_controls);

  if (control != NULL)
    {
      end_value (self, control);
      field_clear (control);
    }
  self->n_controls -= self->n_controls > 0;
}
