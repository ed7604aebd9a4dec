/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/check.h"

#include <criterion/criterion.h>

/* The string behind "key": with its escapes resolved; caller owns, NULL if there is none. */
static char *
dup_string (const char *line, const char *key)
{
  g_autofree char *lead = g_strdup_printf ("\"%s\": \"", key);
  const char *p = strstr (line, lead), *end;
  GString *text;

  if (p == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (end = p + strlen (lead); *end != '"' && *end != '\0'; end++)
    if (*end != '\\')
      g_string_append_c (text, *end);
    else if (*++end == 'u')
      {
        char digits[5] = { end[1], end[2], end[3], end[4], '\0' };

        g_string_append_unichar (text, (gunichar) g_ascii_strtoull (digits, NULL, 16));
        end += 4;
      }
    else
      g_string_append_c (text, *end == 'n' ? '\n' : *end == 't' ? '\t' : *end);
  return g_string_free (text, FALSE);
}

Test (vectors, every_value_gets_the_verdict_of_the_specification)
{
  g_autofree char *path = g_build_filename (g_getenv ("TOP_SRCDIR"), "tests", "unit", "detect", "vectors.jsonl", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (MspRules) rules = msp_rules_load (NULL, NULL);
  guint n = 0;

  cr_assert (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  for (char **line = lines; *line != NULL && **line != '\0'; line++, n++)
    {
      g_autofree char *detector = dup_string (*line, "detector"), *value = dup_string (*line, "value");
      const MspRule *rule = msp_rules_find (rules, detector);
      gboolean expected = strstr (*line, "\"valid\": true") != NULL;
      const char *why = NULL;
      gsize len = strlen (value);

      if (strstr (*line, "\"enc\": \"b64\"") != NULL)
        g_base64_decode_inplace (value, &len);
      cr_assert_not_null (rule, "%s", detector);
      cr_expect_eq (msp_rule_check (rule, msp_span_new (value, len), &why, NULL), expected, "%s", *line);
      cr_expect_not_null (why, "%s", *line);
    }
  cr_expect_eq (n, 574);
}
