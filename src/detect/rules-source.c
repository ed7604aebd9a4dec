/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/rules-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/sha256.h"
#include "detect/rules.h"

static void
free_file (gpointer data)
{
  MspRuleFile *file = data;

  g_free (file->file);
  g_free (file->text);
  g_key_file_unref (file->keys);
  g_free (file);
}

static void
free_group (gpointer data)
{
  MspRuleGroup *group = data;

  g_free (group->group);
  g_free (group);
}

MspRuleSource *
msp_rule_source_new (void)
{
  MspRuleSource *self = g_new0 (MspRuleSource, 1);

  self->files = g_ptr_array_new_with_free_func (free_file);
  self->groups = g_ptr_array_new_with_free_func (free_group);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/* TRUE if line (without its end) is "[group]". */
static gboolean
is_group_line (const char *line, gsize len, const char *group)
{
  gsize n = strlen (group);

  return len >= n + 2 && line[0] == '[' && memcmp (line + 1, group, n) == 0 && line[n + 1] == ']';
}

/* Line number of key in group, or of the group itself if key is NULL or not there; 0 if neither is found. GKeyFile does not
   tell. */
static guint
find_line (const char *text, const char *group, const char *key)
{
  guint number = 0, found = 0;
  gboolean inside = FALSE;

  for (const char *line = text, *end; *line != '\0'; line = *end != '\0' ? end + 1 : end)
    {
      end = strchrnul (line, '\n');
      number++;
      if (*line == '[')
        {
          inside = is_group_line (line, (gsize) (end - line), group);
          found = inside ? number : found;
          continue;
        }
      gsize n = key != NULL ? strlen (key) : 0;

      if (inside && n > 0 && (gsize) (end - line) > n && memcmp (line, key, n) == 0 && (line[n] == '=' || line[n] == ' '))
        return number;
    }
  return found;
}

char *
msp_rule_group_dup_place (const MspRuleGroup *group)
{
  if (!group->file->own)
    return g_strdup_printf ("[%s]", group->group);
  return g_strdup_printf ("%s:%u: [%s]", group->file->file, find_line (group->file->text, group->group, NULL), group->group);
}

gboolean
msp_rule_group_fail (const MspRuleGroup *group, const char *key, GError **error, const char *format, ...)
{
  g_autofree char *cause = NULL;
  va_list args;

  va_start (args, format);
  cause = g_strdup_vprintf (format, args);
  va_end (args);
  guint line = find_line (group->file->text, group->group, key);

  if (key != NULL)
    g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s:%u: [%s] %s: %s", group->file->file, line, group->group, key,
                 cause);
  else
    g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s:%u: [%s]: %s", group->file->file, line, group->group, cause);
  return FALSE;
}

static gboolean
add_group (MspRuleSource *self, MspRuleFile *file, const char *name, GError **error)
{
  static const char *const kinds[] = { "rule ", "lexicon ", "weight ", "allow " };
  const char *space = strchr (name, ' ');
  MspRuleGroup *group = g_hash_table_lookup (self->by_name, name);
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    known = known || g_str_has_prefix (name, kinds[i]);
  if (!known || space[1] == '\0')
    {
      g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s:%u: [%s]: %s", file->file,
                   find_line (file->text, name, NULL), name,
                   _("a group is \"rule ID\", \"lexicon KEY\", \"weight ID\" or \"allow NAME\""));
      return FALSE;
    }
  for (const char *c = space + 1; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '_')
      {
        g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s:%u: [%s]: %s", file->file,
                     find_line (file->text, name, NULL), name, _("names have lower-case letters, digits and \"_\" only"));
        return FALSE;
      }
  if (group != NULL)
    {
      group->file = file;
      return TRUE;
    }
  group = g_new0 (MspRuleGroup, 1);
  group->file = file;
  group->group = g_strdup (name);
  group->name = group->group + (space + 1 - name);
  group->built_in = !file->own;
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (self->by_name, group->group, group);
  return TRUE;
}

static gboolean
fail_line (const MspRuleFile *file, guint number, GError **error, const char *cause)
{
  g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s:%u: %s", file->file, number, cause);
  return FALSE;
}

/* GKeyFile takes a group or key that comes again for the same one, and does not tell the line of what it refuses. */
static gboolean
check_lines (const MspRuleFile *file, GError **error)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (file->text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]), *sign = strchr (line, '=');

      if (*line == '\0' || *line == '#')
        continue;
      if (*line == '[')
        {
          g_hash_table_remove_all (keys);
          if (!g_str_has_suffix (line, "]"))
            return fail_line (file, i + 1, error, _("the bracket of the group is not closed"));
          if (!g_hash_table_add (groups, g_strdup (line)))
            return fail_line (file, i + 1, error, _("this group stands in the file twice"));
          continue;
        }
      if (sign == NULL || sign == line)
        return fail_line (file, i + 1, error, _("neither a group in brackets nor key=value nor a comment"));
      if (g_hash_table_size (groups) == 0)
        return fail_line (file, i + 1, error, _("a key before the first group"));
      if (!g_hash_table_add (keys, g_strchomp (g_strndup (line, (gsize) (sign - line)))))
        return fail_line (file, i + 1, error, _("this key stands in the group twice"));
    }
  return TRUE;
}

gboolean
msp_rule_source_add (MspRuleSource *self, const char *name, const char *text, gsize len, gboolean own, GError **error)
{
  g_autoptr(GError) cause = NULL;
  MspRuleFile *file = g_new0 (MspRuleFile, 1);
  g_auto(GStrv) names = NULL;

  file->file = g_strdup (name);
  file->text = g_strndup (text, len);
  file->keys = g_key_file_new ();
  file->own = own;
  g_ptr_array_add (self->files, file);
  if (strlen (file->text) != len || !g_utf8_validate (text, (gssize) len, NULL))
    {
      g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, _("%s: not text in UTF-8"), name);
      return FALSE;
    }
  if (own && !check_lines (file, error))
    return FALSE;
  if (len > 0 && !g_key_file_load_from_data (file->keys, text, len, G_KEY_FILE_NONE, &cause))
    {
      g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s: %s", name, cause->message);
      return FALSE;
    }
  names = g_key_file_get_groups (file->keys, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    if (!add_group (self, file, names[i], error))
      return FALSE;
  return TRUE;
}

char *
msp_rule_group_dup (const MspRuleGroup *group, const char *key)
{
  char *value = g_key_file_get_value (group->file->keys, group->group, key, NULL);

  return value != NULL ? g_strstrip (value) : NULL;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* With its final zero, which parts it from what follows. */
static void
hash_string (MspSha256 *sum, const char *text)
{
  msp_sha256_update (sum, text, strlen (text) + 1);
}

static void
hash_group (MspSha256 *sum, const MspRuleGroup *group)
{
  gsize n = 0;
  g_auto(GStrv) keys = g_key_file_get_keys (group->file->keys, group->group, &n, NULL);

  if (n > 1)
    qsort (keys, n, sizeof *keys, compare_strings);
  hash_string (sum, group->group);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *value = msp_rule_group_dup (group, keys[i]);

      hash_string (sum, keys[i]);
      hash_string (sum, value);
    }
  hash_string (sum, "");
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(MspRuleGroup *const *) a)->group, (*(MspRuleGroup *const *) b)->group);
}

char *
msp_rule_source_dup_hash (const MspRuleSource *self)
{
  g_autoptr (MspSha256) sum = msp_sha256_new (FALSE);
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy (self->groups, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_groups);
  for (guint i = 0; i < sorted->len; i++)
    hash_group (sum, g_ptr_array_index (sorted, i));
  return msp_sha256_finish (sum);
}

void
msp_rule_source_free (MspRuleSource *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->files);
  g_free (self);
}
