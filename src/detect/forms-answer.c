/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms-answer.h"

#include <string.h>

/* Words of blank forms: hints, choices, instructions. */
static const char *const template_words[] = {
  "address", "and", "area", "attach", "check", "city", "code", "complete", "continue", "country", "county", "date", "day", "dd",
  "enter",
  "est", "estimated", "extension", "false", "first", "foreign", "from", "from:", "if", "include", "indicate", "initial",
  "instructions",
  "jr", "last",
  "list", "middle", "mm", "month", "name", "na", "no", "none", "not", "applicable", "birth", "box", "female", "form",
  "information", "male", "number", "of", "only", "optional", "or",
  "page", "please",
  "present", "print", "place", "provide", "required", "section", "security", "see", "social", "select", "sign", "specify", "sr",
  "state", "states", "street", "suffix", "the", "to",
  "true", "type", "united", "use",
  "year", "yes", "you", "your", "yy", "yyyy", "yyyymmdd", "zip",
};

static gboolean
is_template_word (MspSpan token)
{
  for (gsize i = 0; i < G_N_ELEMENTS (template_words); i++)
    if (strlen (template_words[i]) == token.len && g_ascii_strncasecmp (template_words[i], token.data, token.len) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_token_byte (char byte)
{
  return g_ascii_isalnum (byte) || ((guchar) byte >= 0xC3 && (guchar) byte < 0xE2) ||
         ((guchar) byte >= 0x80 && (guchar) byte < 0xC0);
}

/* "Patient's name", "Prime contract number": what ends so on a line without colon is the next label. */
static gboolean
is_label_noun (MspSpan token)
{
  static const char *const nouns[] = { "address", "code", "date", "id", "name", "no", "number", "phone", "signature", "telephone",
                                       "title", "type" };

  for (gsize i = 0; i < G_N_ELEMENTS (nouns); i++)
    if (strlen (nouns[i]) == token.len && g_ascii_strncasecmp (nouns[i], token.data, token.len) == 0)
      return TRUE;
  return FALSE;
}

gboolean
msp_forms_is_answer (MspSpan value, gboolean colon)
{
  guint answers = 0, small = 0, depth = 0;
  gboolean noun = FALSE;

  for (gsize i = 0; i < value.len;)
    {
      gsize end = i;

      depth += value.data[i] == '(';
      depth -= value.data[i] == ')' && depth > 0;
      while (end < value.len && is_token_byte (value.data[end]))
        end++;
      if (end > i && depth == 0)
        noun = is_label_noun (msp_span_slice (value, i, end));
      if (end - i >= 2 && depth == 0 && !is_template_word (msp_span_slice (value, i, end)))
        {
          gboolean lower = g_ascii_islower (value.data[i]) != 0;

          answers += colon || !lower;
          small += lower;
        }
      i = MAX (end, i + 1);
    }
  return answers > 0 && small < 3 && (colon || !noun);
}
