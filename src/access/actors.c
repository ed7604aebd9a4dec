/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/actors.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "access/table.h"

G_DEFINE_QUARK (msp-access-error-quark, msp_access_error)

typedef enum { RULE_ADDRESS, RULE_USER, RULE_SESSION, RULE_TOKEN, RULE_APP } RuleKind;

typedef struct {
  MspActorClass     class;
  RuleKind          kind;
  char             *text;     /* as given */
  const char       *value;    /* in text */
  GInetAddressMask *mask;
} Rule;

struct _MspActorRules {
  GArray *rules;   /* Rule, as given */
};

static void
clear_rule (gpointer data)
{
  Rule *rule = data;

  g_free (rule->text);
  g_clear_object (&rule->mask);
}

MspActorRules *
msp_actor_rules_new (void)
{
  MspActorRules *self = g_new0 (MspActorRules, 1);

  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_array_set_clear_func (self->rules, clear_rule);
  return self;
}

static gboolean
read_kind (Rule *rule)
{
  static const struct {
    const char *prefix;
    RuleKind    kind;
  } kinds[] = { { "user:", RULE_USER }, { "session:", RULE_SESSION }, { "token:", RULE_TOKEN }, { "app:", RULE_APP } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (rule->text, kinds[i].prefix))
      {
        rule->kind = kinds[i].kind;
        rule->value = rule->text + strlen (kinds[i].prefix);
        return rule->value[0] != '\0';
      }
  rule->kind = RULE_ADDRESS;
  rule->mask = g_inet_address_mask_new_from_string (rule->text, NULL);
  return rule->mask != NULL;
}

gboolean
msp_actor_rules_add (MspActorRules *self, MspActorClass class, const char *rule, GError **error)
{
  Rule row = { .class = class, .text = g_strstrip (g_strdup (rule)) };

  if (!read_kind (&row))
    {
      g_set_error (error, MSP_ACCESS_ERROR, MSP_ACCESS_ERROR_OPTION,
                   _("'%s' names no actor: write an address or a network, session:ID, token:ID, app:ID or user:NAME"), row.text);
      clear_rule (&row);
      return FALSE;
    }
  g_array_append_val (self->rules, row);
  return TRUE;
}

static gboolean
add_row (MspActorRules *self, const char *class, const char *rule, GError **error)
{
  for (int i = 0; i < MSP_N_ACTOR_CLASSES; i++)
    if (g_ascii_strcasecmp (class, msp_actor_class_get_name ((MspActorClass) i)) == 0)
      return msp_actor_rules_add (self, (MspActorClass) i, rule, error);
  g_set_error (error, MSP_ACCESS_ERROR, MSP_ACCESS_ERROR_OPTION, _("'%s' is no class: write hostile, trusted or unknown"), class);
  return FALSE;
}

gboolean
msp_actor_rules_load (MspActorRules *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) rows = msp_table_load (path, error);

  for (guint i = 1; rows != NULL && i < rows->len; i++)
    {
      const char *const *row = g_ptr_array_index (rows, i);

      if (g_strv_length ((char **) row) >= 2 && !add_row (self, row[0], row[1], error))
        {
          g_prefix_error (error, _("'%s', row %u: "), path, i + 1);
          return FALSE;
        }
    }
  return rows != NULL;
}

void
msp_actor_rules_free (MspActorRules *self)
{
  g_array_free (self->rules, TRUE);
  g_free (self);
}

static gboolean
matches_words (const MspTrail *trail, const Rule *rule, guint32 first, guint32 second)
{
  return g_ascii_strcasecmp (rule->value, msp_names_get (trail->names, first)) == 0
         || (second != 0 && g_ascii_strcasecmp (rule->value, msp_names_get (trail->names, second)) == 0);
}

static gboolean
matches_address (const Rule *rule, const char *text)
{
  g_autoptr (GInetAddress) address = text[0] != '\0' ? g_inet_address_new_from_string (text) : NULL;

  return address != NULL && g_inet_address_mask_matches (rule->mask, address);
}

static gboolean
matches (const MspTrail *trail, const Rule *rule, const MspTrailContext *context)
{
  switch (rule->kind)
    {
    case RULE_ADDRESS: return matches_address (rule, msp_names_get (trail->names, context->ip));
    case RULE_USER: return matches_words (trail, rule, context->user, 0);
    /* Tokens tell capital letters from small ones; no two sessions differ in case alone. */
    case RULE_SESSION: return matches_words (trail, rule, context->session, 0);
    case RULE_TOKEN: return strcmp (rule->value, msp_names_get (trail->names, context->token)) == 0;
    case RULE_APP: return matches_words (trail, rule, context->app, context->client_app);
    default: g_assert_not_reached ();
    }
}

/* The first rule of class that context fulfils, or NULL. */
static const char *
find_rule (const MspTrail *trail, const MspActorRules *rules, MspActorClass class, const MspTrailContext *context)
{
  for (guint i = 0; i < rules->rules->len; i++)
    {
      const Rule *rule = &g_array_index (rules->rules, Rule, i);

      if (rule->class == class && matches (trail, rule, context))
        return rule->text;
    }
  return NULL;
}

typedef struct {
  const MspTrail *trail;
  MspActors      *actors;
  const char    **why;        /* of each context: borrowed, or NULL */
  guint32        *parent;     /* of each context */
  GHashTable     *first;      /* first context with a key */
} Build;

static void
classify (Build *self, const MspActorRules *rules)
{
  for (guint i = 0; i < self->trail->contexts->len; i++)
    {
      const MspTrailContext *context = &g_array_index (self->trail->contexts, MspTrailContext, i);
      guint8 class = MSP_ACTOR_HOSTILE;

      self->why[i] = find_rule (self->trail, rules, MSP_ACTOR_HOSTILE, context);
      if (self->why[i] == NULL)
        {
          class = MSP_ACTOR_TRUSTED;
          self->why[i] = find_rule (self->trail, rules, MSP_ACTOR_TRUSTED, context);
        }
      if (self->why[i] == NULL)
        class = MSP_ACTOR_UNKNOWN;
      g_array_append_val (self->actors->classes, class);
    }
}

static guint8 *
get_class (Build *self, guint context)
{
  return &g_array_index (self->actors->classes, guint8, context);
}

/* Whatever else was done with a hostile session or token is hostile. */
static void
spread (Build *self)
{
  g_autoptr (GHashTable) sessions = g_hash_table_new (NULL, NULL), tokens = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) sign_ins = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->trail->contexts->len; i++)
    if (*get_class (self, i) == MSP_ACTOR_HOSTILE)
      {
        const MspTrailContext *context = &g_array_index (self->trail->contexts, MspTrailContext, i);

        g_hash_table_add (sessions, GUINT_TO_POINTER (context->session));
        g_hash_table_add (tokens, GUINT_TO_POINTER (context->token));
        g_hash_table_add (sign_ins, GUINT_TO_POINTER (context->sign_in));
      }
  for (guint i = 0; i < self->trail->contexts->len; i++)
    {
      const MspTrailContext *context = &g_array_index (self->trail->contexts, MspTrailContext, i);
      gboolean same_session = (context->session != 0 && g_hash_table_contains (sessions, GUINT_TO_POINTER (context->session)))
                              || (context->sign_in != 0 && g_hash_table_contains (sign_ins, GUINT_TO_POINTER (context->sign_in)));
      gboolean same_token = context->token != 0 && g_hash_table_contains (tokens, GUINT_TO_POINTER (context->token));

      if (*get_class (self, i) == MSP_ACTOR_UNKNOWN && (same_session || same_token))
        {
          *get_class (self, i) = MSP_ACTOR_HOSTILE;
          self->why[i] = same_session ? "session of a hostile record" : "token of a hostile record";
        }
    }
}

static guint32
find (Build *self, guint32 context)
{
  while (self->parent[context] != context)
    context = self->parent[context] = self->parent[self->parent[context]];
  return context;
}

/* kind tells the sorts of keys apart: names of one class that are the same belong to one actor. */
static void
unite_by (Build *self, guint context, guint kind, guint32 name)
{
  guint class = *get_class (self, context);
  gpointer key = GSIZE_TO_POINTER (((gsize) name << 8) | (kind << 4) | class), other;

  if (name == 0)
    return;
  if (g_hash_table_lookup_extended (self->first, key, NULL, &other))
    self->parent[find (self, context)] = find (self, GPOINTER_TO_UINT (other));
  else
    g_hash_table_insert (self->first, key, GUINT_TO_POINTER (context));
}

static void
unite (Build *self)
{
  for (guint i = 0; i < self->trail->contexts->len; i++)
    self->parent[i] = i;
  for (guint i = 0; i < self->trail->contexts->len; i++)
    {
      const MspTrailContext *context = &g_array_index (self->trail->contexts, MspTrailContext, i);

      unite_by (self, i, 0, context->session);
      unite_by (self, i, 1, context->token);
      unite_by (self, i, 2, context->ip);
      unite_by (self, i, 4, context->sign_in);
      if (context->session == 0 && context->token == 0 && context->ip == 0)
        unite_by (self, i, 3, context->user);
    }
}

/* The reason of an actor is the first in order of all that its contexts have, so that it does not depend on theirs. */
static void
note_reason (Build *self, guint32 actor, const char *why)
{
  char **reason = (char **) &g_ptr_array_index (self->actors->reasons, actor);

  if (why == NULL || (*reason != NULL && strcmp (*reason, why) <= 0))
    return;
  g_free (*reason);
  *reason = g_strdup (why);
}

/* Where scans say which addresses are the server's, a flow to one of them is no loss. */
static GHashTable *
collect_servers (const MspTrail *trail)
{
  GHashTable *servers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < trail->traces->len; i++)
    if (msp_trail_get (trail, i)->kind == MSP_EVENT_SCAN && msp_trail_get (trail, i)->server != 0)
      g_hash_table_add (servers, GUINT_TO_POINTER (msp_trail_get (trail, i)->server));
  return servers;
}

gboolean
msp_actors_is_inbound (const MspActors *self, const MspTrail *trail, const MspTrace *trace)
{
  return trace->kind == MSP_EVENT_FLOW && g_hash_table_contains (self->servers, GUINT_TO_POINTER (msp_trail_get_context (trail, trace)->ip));
}

/* Numbers actors in the order of their first records. A scanner only looked from outside. */
static void
number (Build *self)
{
  guint32 none = G_MAXUINT32;
  g_autofree guint32 *of_root = g_new (guint32, self->trail->contexts->len + 1);

  for (guint i = 0; i < self->trail->contexts->len; i++)
    {
      of_root[i] = none;
      g_array_append_val (self->actors->actors, none);
    }
  for (guint i = 0; i < self->trail->traces->len; i++)
    {
      guint32 context = msp_trail_get (self->trail, i)->context, root = find (self, context);

      if (msp_trail_get (self->trail, i)->kind == MSP_EVENT_SCAN
          || msp_actors_is_inbound (self->actors, self->trail, msp_trail_get (self->trail, i)))
        continue;
      if (of_root[root] == none)
        {
          of_root[root] = self->actors->n_actors++;
          g_array_append_val (self->actors->actor_classes, *get_class (self, context));
          g_ptr_array_add (self->actors->reasons, NULL);
        }
      g_array_index (self->actors->actors, guint32, context) = of_root[root];
      note_reason (self, of_root[root], self->why[context]);
    }
}

MspActors *
msp_actors_new (const MspTrail *trail, const MspActorRules *rules)
{
  MspActors *self = g_new0 (MspActors, 1);
  Build build = {
    .trail = trail, .actors = self, .why = g_new0 (const char *, trail->contexts->len + 1),
    .parent = g_new0 (guint32, trail->contexts->len + 1), .first = g_hash_table_new (NULL, NULL),
  };

  self->classes = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->actors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->actor_classes = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->reasons = g_ptr_array_new_with_free_func (g_free);
  self->servers = collect_servers (trail);
  classify (&build, rules);
  spread (&build);
  unite (&build);
  number (&build);
  g_free (build.why);
  g_free (build.parent);
  g_hash_table_destroy (build.first);
  return self;
}

void
msp_actors_accuse_unknown (MspActors *self)
{
  GArray *const lists[] = { self->classes, self->actor_classes };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint n = 0; n < lists[i]->len; n++)
      if (g_array_index (lists[i], guint8, n) == MSP_ACTOR_UNKNOWN)
        g_array_index (lists[i], guint8, n) = MSP_ACTOR_HOSTILE;
}

void
msp_actors_free (MspActors *self)
{
  g_array_free (self->classes, TRUE);
  g_array_free (self->actors, TRUE);
  g_array_free (self->actor_classes, TRUE);
  g_ptr_array_unref (self->reasons);
  g_hash_table_destroy (self->servers);
  g_free (self);
}
