/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/clean.h"
#include "extract/field.h"
#include "format/json.h"

#define MAX_KEY 256

int
msp_json_bid (const MspExtractInput *input)
{
  gboolean declared = input->type != NULL && (strcmp (input->type, "application/json") == 0 || g_str_has_suffix (input->type, "+json"));
  gboolean is_named = msp_extract_has_suffix (input, ".json") || msp_extract_has_suffix (input, ".jsonl")
    || msp_extract_has_suffix (input, ".ndjson");

  if (strcmp (input->sniffed, "application/json") == 0)
    return input->is_body && !declared ? 0 : 75;
  return (declared || is_named) && strcmp (input->sniffed, "text/plain") == 0 ? 60 : 0;
}

/* Long values keep their lines: keys and certificates have some. */
static void
append (MspText *text, MspSpan value)
{
  gsize start = text->text->len;

  g_string_append_len (text->text, value.data, (gssize) value.len);
  msp_clean_lines (text->text, start);
}

static void
add_value (MspText *text, MspSpan key, MspSpan value)
{
  gsize start = text->text->len;

  if (value.len == 0)
    return;
  if (key.len > 0)
    {
      append (text, key);
      msp_text_mark (text, MSP_MARK_FIELD_NAME, start, 0, 0);
      g_string_append (text->text, ": ");
      start = text->text->len;
    }
  append (text, value);
  if (key.len > 0)
    msp_text_mark (text, MSP_MARK_FIELD_VALUE, start, 0, 0);
  g_string_append_c (text->text, '\n');
}

/* What an object is about stands above it. */
static void
add_title (MspText *text, GString *key)
{
  if (key->len == 0)
    return;
  append (text, msp_span_new (key->str, key->len));
  g_string_append (text->text, ":\n");
  g_string_truncate (key, 0);
}

/* Objects in a list are set apart by an empty line. */
static void
add_gap (MspText *text)
{
  const GString *out = text->text;

  if (out->len > 1 && !(out->str[out->len - 1] == '\n' && out->str[out->len - 2] == '\n'))
    g_string_append_c (text->text, '\n');
}

static void
set_key (GString *key, MspSpan name)
{
  g_string_truncate (key, 0);
  g_string_append_len (key, name.data, (gssize) MIN (name.len, (gsize) MAX_KEY));
  while (key->len > 0 && !g_utf8_validate (key->str, (gssize) key->len, NULL))
    g_string_truncate (key, key->len - 1);
}

static void
take_value (MspFieldGroups *groups, MspText *text, const GString *key, const MspJson *json)
{
  MspSpan name = msp_span_new (key->str, key->len);

  if (json->kind == MSP_JSON_OTHER && msp_span_equals (json->value, "null"))
    return;
  add_value (text, msp_field_groups_find_label (groups, name), json->value);
  msp_field_groups_take (groups, text, name, json->value);
}

void
msp_json_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autoptr (GString) bytes = g_string_sized_new (input->bytes.len), key = g_string_new (NULL);
  gboolean in_list = FALSE;       /* all values in it have the one key */
  MspFieldGroups groups;
  MspJson json;

  msp_field_groups_init (&groups);
  msp_clean_append (bytes, input);
  msp_json_init (&json, msp_span_new (bytes->str, bytes->len));
  while (text->text->len <= limits->text_bytes && msp_json_next (&json))
    switch (json.kind)
      {
      case MSP_JSON_KEY: set_key (key, json.value); break;
      case MSP_JSON_STRING: case MSP_JSON_OTHER:
        take_value (&groups, text, key, &json);
        if (!in_list)
          g_string_truncate (key, 0);
        break;
      case MSP_JSON_OPEN_OBJECT:
        msp_field_groups_open (&groups, msp_span_new (key->str, key->len));
        add_title (text, key);
        in_list = FALSE;
        break;
      case MSP_JSON_CLOSE_OBJECT:
        msp_field_groups_close (&groups);
        add_gap (text);
        break;
      case MSP_JSON_OPEN_ARRAY:
        msp_field_groups_open (&groups, msp_span_new (key->str, key->len));
        in_list = TRUE;
        break;
      case MSP_JSON_CLOSE_ARRAY:
        msp_field_groups_close (&groups);
        g_string_truncate (key, 0);
        in_list = FALSE;
        break;
      default: break;
      }
  msp_json_clear (&json);
  msp_field_groups_clear (&groups);
  out_result->sniffed = "application/json";
}
