/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "format/ms-text.h"

/* Shorter runs are noise more often than words. */
#define MIN_RUN 6

/* Documents and databases that nobody reads here: their letters are better searched than lost. */
static const struct { const char *magic; gsize len; const char *type; } magics[] = {
  { "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", 8, "application/onenote" },
  { "\xff" "WPC", 4, "application/vnd.wordperfect" },
  { "\xcb\x0a\x01", 3, "application/vnd.wordperfect" },
  { "\0\1\0\0Standard Jet DB", 19, "application/x-msaccess" },
  { "\0\1\0\0Standard ACE DB", 19, "application/x-msaccess" },
  { "CHNKINK ", 8, "application/x-mspublisher" },
  { "regf", 4, "application/x-windows-registry" },
};

static const char *const suffixes[] = { ".one", ".wpd", ".wps", ".doc", ".mdb", ".accdb", ".pub", ".mpp" };

static const char *
find_type (const MspExtractInput *input)
{
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (input->bytes.len > magics[i].len && memcmp (input->bytes.data, magics[i].magic, magics[i].len) == 0)
      return magics[i].type;
  return NULL;
}

int
msp_strings_bid (const MspExtractInput *input)
{
  if (strcmp (input->sniffed, "application/octet-stream") != 0)
    return 0;
  if (find_type (input) != NULL)
    return 40;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (msp_extract_has_suffix (input, suffixes[i]))
      return 15;
  return 0;
}

static gboolean
is_letter (guint c)
{
  return (c >= 0x20 && c < 0x7f) || c == '\t';
}

/* UTF-16 takes any letter of the Latin, Greek and Cyrillic blocks. */
static gsize
measure_wide (MspSpan bytes, gsize at)
{
  gsize end = at;

  while (end + 2 <= bytes.len)
    {
      guint c = msp_ms_get_u16 (bytes, end);

      if (!is_letter (c) && !(c >= 0xa0 && c < 0x530) && !(c >= 0x2010 && c < 0x2030))
        break;
      end += 2;
    }
  return end - at;
}

static gsize
measure_narrow (MspSpan bytes, gsize at)
{
  gsize end = at;

  while (end < bytes.len && is_letter ((guint8) bytes.data[end]))
    end++;
  return end - at;
}

/* A run without a vowel or digit pair, such as "$$%%", says nothing. */
static gboolean
is_telling (MspSpan run, guint width)
{
  guint n = 0;

  for (gsize i = 0; i < run.len; i += width)
    n += g_ascii_isalnum (run.data[i]) || (width == 1 ? run.data[i] == ' ' : run.data[i + 1] != 0);
  return n * 4 >= run.len / width * 3;
}

void
msp_strings_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  const char *type = find_type (input);
  MspSpan bytes = input->bytes;
  GString *out = text->text;

  for (gsize at = 0; at < bytes.len && out->len <= limits->text_bytes;)
    {
      gsize wide = measure_wide (bytes, at), narrow = wide >= 2 * MIN_RUN ? 0 : measure_narrow (bytes, at);
      gsize len = MAX (wide >= 2 * MIN_RUN ? wide : 0, narrow), start = out->len;
      MspSpan run = msp_span_slice (bytes, at, at + len);

      if (narrow >= MIN_RUN && is_telling (run, 1))
        msp_ms_append_1252 (out, run);
      else if (narrow == 0 && len > 0 && is_telling (run, 2))
        msp_ms_append_utf16 (out, run);
      if (out->len > start)
        g_string_append_c (out, '\n');
      at += MAX (len, 1);
    }
  if (type != NULL)
    out_result->sniffed = type;
  out_result->fate = out->len > 0 ? MSP_FATE_PARTIAL : MSP_FATE_OPAQUE;
  out_result->reason = MSP_REASON_UNSUPPORTED;
  out_result->detail = "legible strings only";
}
