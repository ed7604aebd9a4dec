/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "base/charset.h"
#include "extract/clean.h"
#include "extract/field.h"
#include "extract/line.h"
#include "extract/unfold.h"

/* vCard 2.1, RFC 2426, RFC 6350 and iCalendar, RFC 5545. */
typedef struct {
  MspSpan  name;        /* without group */
  MspSpan  params;      /* "TYPE=home;CN=Ann", or empty */
  MspSpan  value;
} Property;

typedef struct {
  MspText  *text;
  MspSpan   lines;
  gsize     at;
  GString  *folded, *decoded, *value;
  gboolean  left_out;    /* pictures and the like */
} Scan;

int
msp_vcard_bid (const MspExtractInput *input)
{
  return strcmp (input->sniffed, "text/vcard") == 0 || strcmp (input->sniffed, "text/calendar") == 0 ? 85 : 0;
}

static gboolean
split (MspSpan line, Property *out_property)
{
  gboolean quoted = FALSE;
  gsize colon = 0, name = 0;

  while (colon < line.len && (quoted || line.data[colon] != ':'))
    quoted ^= line.data[colon++] == '"';
  if (colon == line.len)
    return FALSE;
  while (name < colon && line.data[name] != ';')
    name++;
  out_property->name = msp_span_slice (line, 0, name);
  out_property->params = msp_span_slice (line, name + 1, colon);
  out_property->value = msp_span_slice (line, colon + 1, line.len);
  const char *dot = name > 0 ? memchr (line.data, '.', name) : NULL;
  if (dot != NULL)
    out_property->name = msp_span_slice (out_property->name, (gsize) (dot + 1 - line.data), name);
  return TRUE;
}

static gboolean
has_param (const Property *property, const char *text)
{
  gsize len = strlen (text);

  for (gsize i = 0; i + len <= property->params.len; i++)
    if (g_ascii_strncasecmp (property->params.data + i, text, len) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_binary (const Property *property)
{
  return has_param (property, "ENCODING=B") || has_param (property, "BASE64")
    || msp_span_has_prefix_nocase (property->value, "data:image/");
}

static void
append_quoted_printable (GString *out, MspSpan part)
{
  for (gsize i = 0; i < part.len; i++)
    if (part.data[i] == '=' && i + 2 < part.len && g_ascii_isxdigit (part.data[i + 1]) && g_ascii_isxdigit (part.data[i + 2]))
      {
        g_string_append_c (out, (char) (g_ascii_xdigit_value (part.data[i + 1]) << 4 | g_ascii_xdigit_value (part.data[i + 2])));
        i += 2;
      }
    else
      g_string_append_c (out, part.data[i]);
}

/* In vCard 2.1 a value in quoted-printable runs over line ends without being folded. */
static void
decode_quoted_printable (Scan *scan, Property *property)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  MspSpan part = property->value;

  for (;;)
    {
      gboolean soft = part.len > 0 && part.data[part.len - 1] == '=';

      append_quoted_printable (bytes, msp_span_slice (part, 0, part.len - soft));
      if (!soft || scan->at >= scan->lines.len)
        break;
      MspLine next = msp_line_at (scan->lines, scan->at);
      part = next.text;
      scan->at = next.end + 1;
    }
  g_string_truncate (scan->decoded, 0);
  msp_charset_append_utf8 (scan->decoded, msp_span_new (bytes->str, bytes->len), NULL);
  property->value = msp_span_new (scan->decoded->str, scan->decoded->len);
}

/* N, ADR and ORG have components, set apart by ";" and often empty. */
static gboolean
is_structured (MspSpan name)
{
  return msp_span_equals (name, "N") || msp_span_equals (name, "ADR") || msp_span_equals (name, "ORG");
}

static void
unescape (Scan *scan, const Property *property)
{
  GString *out = scan->value;
  MspSpan value = property->value;
  gboolean structured = is_structured (property->name), owed = FALSE;

  g_string_truncate (out, 0);
  for (gsize i = 0; i < value.len; i++)
    {
      char c = value.data[i];

      if (c == ';' && structured)
        {
          owed = out->len > 0;
          continue;
        }
      if (owed)
        g_string_append (out, ", ");
      owed = FALSE;
      if (c == '\\' && i + 1 < value.len && strchr (",;\\nN:", value.data[i + 1]) != NULL)
        c = (value.data[++i] | 0x20) == 'n' ? ' ' : value.data[i];
      g_string_append_c (out, c);
    }
}

/* Persons stand in parameters as well: CN="Ann Example", SENT-BY, EMAIL. */
static void
append_person (Scan *scan, const Property *property)
{
  if (!has_param (property, "CN=") && !has_param (property, "SENT-BY=") && !has_param (property, "EMAIL="))
    return;
  g_string_append (scan->value, " (");
  g_string_append_len (scan->value, property->params.data, (gssize) property->params.len);
  g_string_append_c (scan->value, ')');
}

static void
take_property (Scan *scan, MspSpan line)
{
  Property property;

  if (!split (line, &property))
    {
      g_string_append_len (scan->text->text, line.data, (gssize) line.len);
      if (line.len > 0)
        g_string_append_c (scan->text->text, '\n');
      return;
    }
  if (msp_span_has_prefix_nocase (line, "BEGIN:") || msp_span_has_prefix_nocase (line, "END:"))
    {
      const GString *out = scan->text->text;

      if (out->len > 0 && (out->len < 2 || memcmp (out->str + out->len - 2, "\n\n", 2) != 0))
        g_string_append_c (scan->text->text, '\n');
      return;
    }
  if (is_binary (&property))
    {
      scan->left_out = TRUE;
      return;
    }
  if (has_param (&property, "QUOTED-PRINTABLE"))
    decode_quoted_printable (scan, &property);
  unescape (scan, &property);
  append_person (scan, &property);
  msp_field_append (scan->text, property.name, msp_span_new (scan->value->str, scan->value->len));
}

void
msp_vcard_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autoptr (GString) lines = g_string_sized_new (input->bytes.len), folded = g_string_new (NULL);
  g_autoptr (GString) decoded = g_string_new (NULL), value = g_string_new (NULL);
  Scan scan = { .text = text, .folded = folded, .decoded = decoded, .value = value };
  MspSpan line;

  msp_clean_read (lines, input);
  scan.lines = msp_span_new (lines->str, lines->len);
  while (text->text->len <= limits->text_bytes && msp_unfold_next (scan.lines, &scan.at, TRUE, folded, &line))
    take_property (&scan, line);
  if (scan.left_out)
    out_result->detail = "embedded pictures or files left out";
}
