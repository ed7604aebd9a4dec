/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/rules-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "detect/rules.h"

gboolean
msp_rule_file_fail (const MspRuleFile *self, guint line, GError **error, const char *cause)
{
  g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s:%u: %s", self->name, line, cause);
  return FALSE;
}

static char *
skip_space (char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static gboolean
add_section (MspRuleFile *self, GHashTable *seen, char *text, guint line, GError **error)
{
  gsize len = strlen (text);
  MspRuleSection section = { text + 1, line, self->pairs->len, 0 };

  if (text[len - 1] != ']')
    return msp_rule_file_fail (self, line, error, _("the bracket of the group is not closed"));
  text[len - 1] = '\0';
  if (!g_hash_table_add (seen, (gpointer) section.name))
    return msp_rule_file_fail (self, line, error, _("this group stands in the file twice"));
  g_array_append_val (self->sections, section);
  return TRUE;
}

static gboolean
add_pair (MspRuleFile *self, char *text, guint line, GError **error)
{
  char *sign = strchr (text, '=');
  MspRuleSection *section;

  if (sign == NULL || sign == text)
    return msp_rule_file_fail (self, line, error, _("neither a group in brackets nor key=value nor a comment"));
  if (self->sections->len == 0)
    return msp_rule_file_fail (self, line, error, _("a key before the first group"));
  *sign = '\0';
  MspRulePair pair = { g_strchomp (text), skip_space (sign + 1), line };
  section = &g_array_index (self->sections, MspRuleSection, self->sections->len - 1);
  for (guint i = section->first; i < self->pairs->len; i++)
    if (strcmp (g_array_index (self->pairs, MspRulePair, i).key, pair.key) == 0)
      return msp_rule_file_fail (self, line, error, _("this key stands in the group twice"));
  g_array_append_val (self->pairs, pair);
  section->n++;
  return TRUE;
}

static gboolean
read_lines (MspRuleFile *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean good = TRUE;
  guint number = 0;

  for (char *line = self->text, *next; good && line != NULL; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      number++;
      char *text = g_strchomp (skip_space (line));

      if (*text == '[')
        good = add_section (self, seen, text, number, error);
      else if (*text != '\0' && *text != '#')
        good = add_pair (self, text, number, error);
    }
  return good;
}

MspRuleFile *
msp_rule_file_new (const char *name, const char *text, gsize len, gboolean own, GError **error)
{
  g_autoptr (MspRuleFile) self = g_new0 (MspRuleFile, 1);

  self->name = g_strdup (name);
  self->text = g_strndup (text, len);
  self->own = own;
  self->sections = g_array_new (FALSE, FALSE, sizeof (MspRuleSection));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (MspRulePair));
  if (strlen (self->text) != len || !g_utf8_validate (text, (gssize) len, NULL))
    {
      g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, _("%s: not text in UTF-8"), name);
      return NULL;
    }
  return read_lines (self, error) ? g_steal_pointer (&self) : NULL;
}

void
msp_rule_file_free (MspRuleFile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->text);
  g_array_unref (self->sections);
  g_array_unref (self->pairs);
  g_free (self);
}

/* The byte that an escape stands for, 0 if it is none. */
static char
unescape (char c)
{
  static const char letters[] = "sntr\\;", meant[] = " \n\t\r\\;";
  const char *at = c != '\0' ? strchr (letters, c) : NULL;

  return at != NULL ? meant[at - letters] : '\0';
}

char **
msp_rule_file_split (const char *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) piece = g_string_new (NULL);

  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '\\' && unescape (at[1]) == '\0')
        return g_strsplit (value, ";", 0);
      if (*at == ';')
        {
          g_strv_builder_add (builder, piece->str);
          g_string_truncate (piece, 0);
        }
      else
        g_string_append_c (piece, *at == '\\' ? unescape (*++at) : *at);
    }
  if (piece->len > 0)
    g_strv_builder_add (builder, piece->str);
  return g_strv_builder_end (builder);
}
