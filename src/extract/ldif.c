/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "base/charset.h"
#include "extract/clean.h"
#include "extract/field.h"
#include "extract/sniff.h"
#include "extract/unfold.h"

int
msp_ldif_bid (const MspExtractInput *input)
{
  if (strcmp (input->sniffed, "text/ldif") == 0)
    return 85;
  return msp_extract_has_suffix (input, ".ldif") && strcmp (input->sniffed, "text/plain") == 0 ? 60 : 0;
}

/* "jpegPhoto:: /9j/…" is dropped, "cn:: Wm/Dqw==" is text. */
static gboolean
decode (GString *decoded, MspSpan value)
{
  g_autofree char *copy = g_strndup (value.data, value.len);
  gsize len = 0;

  if (strlen (copy) < 2)
    return TRUE;
  g_base64_decode_inplace (copy, &len);
  if (!msp_sniff_is_text (msp_span_new (copy, len)))
    return FALSE;
  msp_charset_append_utf8 (decoded, msp_span_new (copy, len), NULL);
  return TRUE;
}

/* RFC 2849: "name: value", "name:: base64", "name:< url". */
static gboolean
take_line (MspText *text, MspSpan line, GString *decoded)
{
  const char *colon = line.len > 0 && line.data[0] != '#' ? memchr (line.data, ':', line.len) : NULL;
  gsize name = colon != NULL ? (gsize) (colon - line.data) : 0, at = name + 1;
  gboolean encoded = at < line.len && line.data[at] == ':';
  MspSpan value;

  if (colon == NULL)
    {
      g_string_append_len (text->text, line.data, (gssize) line.len);
      g_string_append_c (text->text, '\n');
      return TRUE;
    }
  at += encoded;
  while (at < line.len && line.data[at] == ' ')
    at++;
  value = msp_span_slice (line, at, line.len);
  if (encoded)
    {
      g_string_truncate (decoded, 0);
      if (!decode (decoded, value))
        return FALSE;
      value = msp_span_new (decoded->str, decoded->len);
    }
  msp_field_append (text, msp_span_slice (line, 0, name), value);
  return TRUE;
}

void
msp_ldif_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autoptr (GString) lines = g_string_sized_new (input->bytes.len), folded = g_string_new (NULL), decoded = g_string_new (NULL);
  MspSpan line;
  gsize at = 0;

  msp_clean_read (lines, input);
  while (text->text->len <= limits->text_bytes
         && msp_unfold_next (msp_span_new (lines->str, lines->len), &at, FALSE, folded, &line))
    if (!take_line (text, line, decoded))
      out_result->detail = "binary attributes left out";
}
