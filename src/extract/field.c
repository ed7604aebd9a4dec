/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/field.h"

#include <string.h>

#define MAX_GROUP_NAMES 2048
#define MAX_GROUPS_TRIED 16

static void
append_line (GString *out, MspSpan span)
{
  gsize start = out->len;

  g_string_append_len (out, span.data, (gssize) span.len);
  for (gsize i = start; i < out->len; i++)
    if ((guint8) out->str[i] < 0x20 || out->str[i] == 0x7f)
      out->str[i] = ' ';
}

void
msp_field_append (MspText *text, MspSpan name, MspSpan value)
{
  gsize start = text->text->len;

  if (value.len == 0)
    return;
  append_line (text->text, name);
  msp_text_mark (text, MSP_MARK_FIELD_NAME, start, 0, 0);
  g_string_append (text->text, ": ");
  start = text->text->len;
  append_line (text->text, value);
  msp_text_mark (text, MSP_MARK_FIELD_VALUE, start, 0, 0);
  g_string_append_c (text->text, '\n');
}

void
msp_field_append_empty (MspText *text, MspSpan name)
{
  gsize start = text->text->len;

  if (name.len == 0)
    return;
  append_line (text->text, name);
  msp_text_mark (text, MSP_MARK_FIELD_NAME, start, 0, 0);
  g_string_append (text->text, ":\n");
}

void
msp_field_groups_init (MspFieldGroups *self)
{
  *self = (MspFieldGroups) { .names = g_string_new (NULL), .lengths = g_array_new (FALSE, FALSE, sizeof (gsize)) };
}

void
msp_field_groups_clear (MspFieldGroups *self)
{
  g_string_free (self->names, TRUE);
  g_array_unref (self->lengths);
}

void
msp_field_groups_open (MspFieldGroups *self, MspSpan name)
{
  g_array_append_val (self->lengths, self->names->len);
  if (name.len > 0 && self->names->len + name.len < MAX_GROUP_NAMES)
    {
      g_string_append_len (self->names, name.data, (gssize) name.len);
      g_string_append_c (self->names, ' ');
    }
  self->n_parts = 0;
}

void
msp_field_groups_close (MspFieldGroups *self)
{
  if (self->lengths->len > 0)
    {
      g_string_truncate (self->names, g_array_index (self->lengths, gsize, self->lengths->len - 1));
      g_array_set_size (self->lengths, self->lengths->len - 1);
    }
  self->n_parts = 0;
}

/* What says only that a value is one. */
static gboolean
is_generic (MspSpan name)
{
  static const char *const names[] = { "value", "val", "answer", "text", "#text", "content", "data", "props", "properties",
                                       "attributes", "item", "items", "field" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == name.len && g_ascii_strncasecmp (names[i], name.data, name.len) == 0)
      return TRUE;
  return FALSE;
}

MspSpan
msp_field_groups_find_label (const MspFieldGroups *self, MspSpan name)
{
  gsize end = self->names->len;

  if (!is_generic (name))
    return name;
  for (guint i = self->lengths->len, tried = 0; i-- > 0 && tried < MAX_GROUPS_TRIED; tried++)
    {
      gsize start = g_array_index (self->lengths, gsize, i);
      MspSpan group = msp_span_new (self->names->str + start, end > start ? end - start - 1 : 0);

      if (group.len > 0 && !is_generic (group))
        return group;
      end = start;
    }
  return name;
}

/* "SSN[0]" without the number that XFA gives. */
static MspSpan
cut_index (MspSpan name)
{
  const char *bracket = name.len > 0 ? memchr (name.data, '[', name.len) : NULL;

  return msp_span_slice (name, 0, bracket != NULL ? (gsize) (bracket - name.data) : name.len);
}

/* What programs call boxes that nobody has named: "TextField11", "part2", "f1_03", "#subform". */
static gboolean
is_box (MspSpan name)
{
  static const char *const names[] = { "part", "f", "field", "textfield", "text", "numericfield", "datetimefield", "datefield",
                                       "dropdownlist", "checkbox", "box", "cell", "#subform", "subform", "#area", "page", "form", "root",
                                       "topmostsubform", "undefined" };
  gsize len = name.len;

  while (len > 0 && (g_ascii_isdigit (name.data[len - 1]) || name.data[len - 1] == '_' || name.data[len - 1] == ' '))
    len--;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == len && g_ascii_strncasecmp (names[i], name.data, len) == 0)
      return TRUE;
  return FALSE;
}

MspSpan
msp_field_path_find_label (MspSpan path)
{
  MspSpan last = path;
  gsize end = path.len;

  while (end > 0)
    {
      gsize start = end;
      MspSpan name;

      while (start > 0 && path.data[start - 1] != '.')
        start--;
      name = cut_index (msp_span_slice (path, start, end));
      if (end == path.len)
        last = name;
      if (name.len > 0 && !is_generic (name) && !is_box (name))
        return name;
      end = start > 0 ? start - 1 : 0;
    }
  return last;
}

/* "ssn", "SSN1", "ApplicantSSN", "ssnParts", but neither "lessness" nor "EmployerAddressNotKnown". */
static gboolean
is_word_ssn (MspSpan text, gsize at)
{
  MspSpan word = msp_span_slice (text, at, at + 3);
  gboolean upper = msp_span_equals (word, "SSN");

  if (!upper && !msp_span_equals (word, "ssn") && !msp_span_equals (word, "Ssn"))
    return FALSE;
  if (at > 0 && g_ascii_isalpha (text.data[at - 1]) && (word.data[0] == 's' || g_ascii_isupper (text.data[at - 1])))
    return FALSE;
  return at + 3 == text.len || !g_ascii_islower (text.data[at + 3]);
}

/* "social security", "socialSecurity", "social_security". */
static gboolean
is_social_security (MspSpan text, gsize at)
{
  MspSpan rest = msp_span_slice (text, at, text.len);

  if (!msp_span_has_prefix_nocase (rest, "social"))
    return FALSE;
  rest = msp_span_slice (rest, strlen ("social"), rest.len);
  if (rest.len > 0 && !g_ascii_isalnum (rest.data[0]))
    rest = msp_span_slice (rest, 1, rest.len);
  return msp_span_has_prefix_nocase (rest, "security");
}

static gboolean
names_ssn (MspSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    if (is_word_ssn (text, i) || is_social_security (text, i))
      return TRUE;
  return FALSE;
}

/* Whether value is digits only and as long as the next part: 3, 2, 4. */
static gboolean
take_part (MspFieldGroups *self, MspSpan value)
{
  static const guint sizes[] = { 3, 2, 4 }, places[] = { 0, 4, 7 };

  if (self->n_parts == G_N_ELEMENTS (sizes) || value.len != sizes[self->n_parts])
    return FALSE;
  for (gsize i = 0; i < value.len; i++)
    if (!g_ascii_isdigit (value.data[i]))
      return FALSE;
  memcpy (self->digits + places[self->n_parts++], value.data, value.len);
  return TRUE;
}

void
msp_field_groups_take (MspFieldGroups *self, MspText *text, MspSpan name, MspSpan value)
{
  if (!take_part (self, value))
    {
      self->n_parts = 0;
      if (!take_part (self, value))
        return;
    }
  if (self->n_parts < 3)
    return;
  self->n_parts = 0;
  if (!names_ssn (msp_span_new (self->names->str, self->names->len)) && !names_ssn (name))
    return;
  self->digits[3] = self->digits[6] = '-';
  if (text->text->len > 0 && text->text->str[text->text->len - 1] != '\n')
    g_string_append_c (text->text, '\n');
  msp_field_append (text, MSP_SPAN_LITERAL ("SSN"), msp_span_new (self->digits, 11));
}
