/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/triggers.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "people/people-resource.h"

#define SURE 85

typedef enum { NAME_ANY, NAME_YES, NAME_NO } NameNeed;

typedef struct {
  NameNeed name;
  gboolean sure, minor;
  guint32  categories;
  char   **detectors, **countries;   /* countries NULL: any */
} Condition;

struct _MspTriggers {
  GStringChunk *strings;
  GArray       *rules, *thresholds;  /* MspTriggerInfo */
  GArray       *conditions;          /* Condition, of each rule */
  GPtrArray    *lists;               /* of strings, that infos point to */
};

static void
condition_clear (gpointer data)
{
  Condition *self = data;

  g_strfreev (self->detectors);
  g_strfreev (self->countries);
}

static gboolean
fail (const char *path, const char *group, const char *key, const char *cause, GError **error)
{
  g_set_error (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_TRIGGER, _("'%s', [%s]%s%s: %s"), path, group, key[0] != '\0' ? " " : "", key,
               cause);
  return FALSE;
}

static const char *
dup_value (MspTriggers *self, GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *value = g_key_file_get_string (file, group, key, NULL);

  return value != NULL && *value != '\0' ? g_string_chunk_insert (self->strings, value) : NULL;
}

static gboolean
read_info (MspTriggers *self, GKeyFile *file, const char *path, const char *group, MspTriggerInfo *out, GError **error)
{
  const char *space = strchr (group, ' ');

  *out = (MspTriggerInfo) {
    .id = g_string_chunk_insert (self->strings, space + 1), .title = dup_value (self, file, group, "title"),
    .source = dup_value (self, file, group, "source"), .as_of = dup_value (self, file, group, "as-of"),
    .rule = dup_value (self, file, group, "rule"), .deadline = dup_value (self, file, group, "deadline"),
  };
  if (out->title == NULL || out->source == NULL || out->as_of == NULL)
    return fail (path, group, out->title == NULL ? "title" : out->source == NULL ? "source" : "as-of", _("must be there"), error);
  return TRUE;
}

/* "category:health", "minor", or a detector. */
static gboolean
read_any (Condition *condition, GKeyFile *file, const char *path, const char *group, GError **error)
{
  g_auto (GStrv) words = g_key_file_get_string_list (file, group, "any", NULL, NULL);
  g_autoptr (GPtrArray) detectors = g_ptr_array_new_with_free_func (g_free);

  if (words == NULL || words[0] == NULL)
    return fail (path, group, "any", _("must name a detector or a category"), error);
  for (guint i = 0; words[i] != NULL; i++)
    {
      MspCategory category;

      if (strcmp (words[i], "minor") == 0)
        condition->minor = TRUE;
      else if (!g_str_has_prefix (words[i], "category:"))
        g_ptr_array_add (detectors, g_strdup (words[i]));
      else if (msp_category_from_name (words[i] + strlen ("category:"), &category))
        condition->categories |= 1u << category;
      else
        return fail (path, group, words[i], _("there is no such category"), error);
    }
  g_ptr_array_add (detectors, NULL);
  condition->detectors = (char **) g_ptr_array_free (g_steal_pointer (&detectors), FALSE);
  return TRUE;
}

static gboolean
read_scope (GKeyFile *file, const char *path, const char *group, MspTriggerScope *out, GError **error)
{
  static const char *const names[] = { "person", "account", "message" };
  g_autofree char *name = g_key_file_get_string (file, group, "scope", NULL);

  *out = MSP_SCOPE_PERSON;
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *out = (MspTriggerScope) i;
        return TRUE;
      }
  return name == NULL || fail (path, group, "scope", _("must be 'person', 'account' or 'message'"), error);
}

static gboolean
read_rule (MspTriggers *self, GKeyFile *file, const char *path, const char *group, GError **error)
{
  g_autofree char *name = g_key_file_get_string (file, group, "name", NULL);
  Condition condition = { NAME_ANY };
  MspTriggerInfo info;

  if (!read_info (self, file, path, group, &info, error) || !read_scope (file, path, group, &info.scope, error)
      || !read_any (&condition, file, path, group, error))
    return FALSE;
  info.categories = condition.categories;
  if (name != NULL && strcmp (name, "yes") != 0 && strcmp (name, "no") != 0)
    {
      condition_clear (&condition);
      return fail (path, group, "name", _("must be 'yes' or 'no'"), error);
    }
  condition.name = name == NULL ? NAME_ANY : strcmp (name, "yes") == 0 ? NAME_YES : NAME_NO;
  g_autofree char *sure = g_key_file_get_string (file, group, "sure", NULL);
  condition.sure = g_strcmp0 (sure, "yes") == 0;
  condition.countries = g_key_file_get_string_list (file, group, "country", NULL, NULL);
  g_array_append_val (self->rules, info);
  g_array_append_val (self->conditions, condition);
  return TRUE;
}

static gboolean
has_rule (const MspTriggers *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->rules->len; i++)
    if (strcmp (g_array_index (self->rules, MspTriggerInfo, i).id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_threshold (MspTriggers *self, GKeyFile *file, const char *path, const char *group, GError **error)
{
  MspTriggerInfo info;

  if (!read_info (self, file, path, group, &info, error))
    return FALSE;
  info.people = g_key_file_get_uint64 (file, group, "people", NULL);
  if (info.people == 0)
    return fail (path, group, "people", _("must be a number above 0"), error);
  if (!has_rule (self, info.rule))
    return fail (path, group, "rule", _("must be a rule above"), error);
  g_autofree char *per = g_key_file_get_string (file, group, "per", NULL);
  info.by_state = per != NULL;
  if (per != NULL && strcmp (per, "state") != 0)
    return fail (path, group, "per", _("must be 'state'"), error);
  char **places = g_key_file_get_string_list (file, group, "place", NULL, NULL);
  if (places != NULL)
    g_ptr_array_add (self->lists, places);
  info.places = (const char *const *) places;
  g_array_append_val (self->thresholds, info);
  return TRUE;
}

static gboolean
read_groups (MspTriggers *self, GKeyFile *file, const char *path, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  gboolean good = TRUE;

  for (guint i = 0; good && groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "rule "))
      good = read_rule (self, file, path, groups[i], error);
    else if (g_str_has_prefix (groups[i], "threshold "))
      good = read_threshold (self, file, path, groups[i], error);
    else
      good = fail (path, groups[i], "", _("a group is [rule ID] or [threshold ID]"), error);
  return good;
}

static GBytes *
get_builtin (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      msp_people_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return g_resource_lookup_data (msp_people_get_resource (), "/org/mailspill/people/triggers.keyfile", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static gboolean
load_file (GKeyFile *file, const char *path, GError **error)
{
  g_autoptr (GBytes) builtin = path == NULL ? get_builtin () : NULL;
  g_autoptr (GError) cause = NULL;

  if (path == NULL ? g_key_file_load_from_bytes (file, builtin, G_KEY_FILE_NONE, &cause)
                   : g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &cause))
    return TRUE;
  g_set_error (error, MSP_PEOPLE_ERROR, MSP_PEOPLE_ERROR_TRIGGER, _("cannot read '%s': %s"), path != NULL ? path : "triggers",
               cause->message);
  return FALSE;
}

MspTriggers *
msp_triggers_load (const char *path, GError **error)
{
  g_autoptr (MspTriggers) self = g_new0 (MspTriggers, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  self->strings = g_string_chunk_new (1024);
  self->rules = g_array_new (FALSE, FALSE, sizeof (MspTriggerInfo));
  self->thresholds = g_array_new (FALSE, FALSE, sizeof (MspTriggerInfo));
  self->conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (self->conditions, condition_clear);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return load_file (file, path, error) && read_groups (self, file, path != NULL ? path : "triggers", error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
has_any (const Condition *condition, const MspTriggerFacts *facts)
{
  guint32 categories = condition->sure ? facts->sure_categories : facts->categories;

  if ((condition->categories & categories) != 0 || (condition->minor && facts->is_minor))
    return TRUE;
  for (gsize i = 0; facts->detectors[i] != NULL; i++)
    if ((!condition->sure || facts->confidences[i] >= SURE)
        && g_strv_contains ((const char *const *) condition->detectors, facts->detectors[i]))
      return TRUE;
  return FALSE;
}

static gboolean
holds (const Condition *condition, const MspTriggerFacts *facts)
{
  if (condition->name != NAME_ANY && (condition->name == NAME_YES) != (facts->has_name != FALSE))
    return FALSE;
  if (condition->countries != NULL && !g_strv_contains ((const char *const *) condition->countries, facts->country)
      && !g_strv_contains ((const char *const *) condition->countries, facts->place))
    return FALSE;
  return has_any (condition, facts);
}

char *
msp_triggers_dup_matches (const MspTriggers *self, const MspTriggerFacts *facts)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < self->rules->len; i++)
    if (g_array_index (self->rules, MspTriggerInfo, i).scope == MSP_SCOPE_PERSON
        && holds (&g_array_index (self->conditions, Condition, i), facts))
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? ";" : "", g_array_index (self->rules, MspTriggerInfo, i).id);
  return g_string_free (ids, FALSE);
}

gboolean
msp_triggers_has_match (const char *matches, const char *id)
{
  gsize len = strlen (id);

  for (const char *at = matches; at != NULL; at = strchr (at, ';') != NULL ? strchr (at, ';') + 1 : NULL)
    if (strncmp (at, id, len) == 0 && (at[len] == ';' || at[len] == '\0'))
      return TRUE;
  return FALSE;
}

const MspTriggerInfo *
msp_triggers_get_rules (const MspTriggers *self, gsize *out_n)
{
  *out_n = self->rules->len;
  return (const MspTriggerInfo *) (const void *) self->rules->data;
}

const MspTriggerInfo *
msp_triggers_get_thresholds (const MspTriggers *self, gsize *out_n)
{
  *out_n = self->thresholds->len;
  return (const MspTriggerInfo *) (const void *) self->thresholds->data;
}

void
msp_triggers_free (MspTriggers *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_array_unref (self->rules);
  g_array_unref (self->thresholds);
  g_array_unref (self->conditions);
  g_ptr_array_unref (self->lists);
  g_free (self);
}
