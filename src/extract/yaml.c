/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/clean.h"
#include "extract/line.h"

#define MAX_KEY 80

int
msp_yaml_bid (const MspExtractInput *input)
{
  static const char *const types[] = { "application/yaml", "text/yaml", "application/x-yaml", "text/x-yaml" };
  gboolean declared = msp_extract_has_suffix (input, ".yaml") || msp_extract_has_suffix (input, ".yml");

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    declared |= g_strcmp0 (input->type, types[i]) == 0;
  return declared && strcmp (input->sniffed, "text/plain") == 0 ? 65 : 0;
}

static gboolean
is_quote (char c)
{
  return c == '"' || c == '\'';
}

/* Marks "key: value" on the line that begins at offset start of the text. */
static void
mark_line (MspText *text, gsize start, gsize end)
{
  const char *data = text->text->str;
  gsize colon, value;

  while (start < end && (data[start] == ' ' || (data[start] == '-' && start + 1 < end && data[start + 1] == ' ')))
    start++;
  for (colon = start; colon < end && colon - start <= MAX_KEY; colon++)
    if (data[colon] == ':' && (colon + 1 == end || data[colon + 1] == ' '))
      break;
  if (colon >= end || colon - start > MAX_KEY || colon == start || data[start] == '#')
    return;
  for (value = colon + 1; value < end && data[value] == ' ';)
    value++;
  while (end > value && data[end - 1] == ' ')
    end--;
  if (value == end)
    return;
  if (end - value > 2 && is_quote (data[value]) && data[end - 1] == data[value])
    {
      value++;
      end--;
    }
  if (is_quote (data[start]) && colon - start > 2)
    start++;
  msp_text_add_mark (text, MSP_MARK_FIELD_NAME, start, colon - (is_quote (data[colon - 1]) && colon > start + 1), 0, 0);
  msp_text_add_mark (text, MSP_MARK_FIELD_VALUE, value, end, 0, 0);
}

void
msp_yaml_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  MspSpan lines;

  msp_clean_read (text->text, input);
  lines = msp_span_new (text->text->str, text->text->len);
  for (gsize at = 0; at < lines.len;)
    {
      MspLine line = msp_line_at (lines, at);

      mark_line (text, at, at + line.text.len);
      at = line.end + 1;
    }
  out_result->sniffed = "application/yaml";
}
