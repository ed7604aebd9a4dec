/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/regex.h"

#include <string.h>

struct _MspRegexWalk {
  const MspRegex *regex;
  guint           n;
  guint8         *here, *next;   /* one flag a state */
  int            *stack;
};

static const MspRegexState *
get_state (const MspRegexWalk *walk, guint index)
{
  return &g_array_index (walk->regex->states, MspRegexState, index);
}

/* Flags in set the states reached from index without eating. Each state enters the stack once, so it cannot overflow. */
static void
enter (MspRegexWalk *walk, guint8 *set, int index)
{
  guint depth = 0;

  if (index < 0 || set[index])
    return;
  set[index] = 1;
  walk->stack[depth++] = index;
  while (depth > 0)
    {
      const MspRegexState *state = get_state (walk, (guint) walk->stack[--depth]);
      int ways[2] = { state->next, state->other };

      if (state->kind != MSP_REGEX_FORK)
        continue;
      for (int i = 0; i < 2; i++)
        if (ways[i] >= 0 && !set[ways[i]])
          {
            set[ways[i]] = 1;
            walk->stack[depth++] = ways[i];
          }
    }
}

static gboolean
sets_meet (const MspBytes *a, const MspBytes *b)
{
  for (int i = 0; i < 4; i++)
    if ((a->bits[i] & b->bits[i]) != 0)
      return TRUE;
  return FALSE;
}

MspRegexWalk *
msp_regex_walk_new (const MspRegex *regex)
{
  MspRegexWalk *walk = g_new0 (MspRegexWalk, 1);

  walk->regex = regex;
  walk->n = regex->states->len;
  walk->here = g_new0 (guint8, walk->n);
  walk->next = g_new0 (guint8, walk->n);
  walk->stack = g_new (int, walk->n + 1);
  msp_regex_walk_reset (walk);
  return walk;
}

void
msp_regex_walk_reset (MspRegexWalk *walk)
{
  memset (walk->here, 0, walk->n);
  enter (walk, walk->here, walk->regex->start);
}

void
msp_regex_walk_copy (MspRegexWalk *walk, const MspRegexWalk *from)
{
  g_assert (walk->n == from->n);
  memcpy (walk->here, from->here, walk->n);
}

gboolean
msp_regex_walk_step (MspRegexWalk *walk, const MspBytes *set)
{
  gboolean alive = FALSE;
  guint8 *swap;

  memset (walk->next, 0, walk->n);
  for (guint i = 0; i < walk->n; i++)
    {
      const MspRegexState *state = get_state (walk, i);

      if (!walk->here[i] || state->kind != MSP_REGEX_EAT || !sets_meet (&state->set, set))
        continue;
      enter (walk, walk->next, state->next);
      alive = TRUE;
    }
  swap = walk->here;
  walk->here = walk->next;
  walk->next = swap;
  return alive;
}

gboolean
msp_regex_walk_can (const MspRegexWalk *walk, const MspBytes *set)
{
  for (guint i = 0; i < walk->n; i++)
    if (walk->here[i] && get_state (walk, i)->kind == MSP_REGEX_EAT && sets_meet (&get_state (walk, i)->set, set))
      return TRUE;
  return FALSE;
}

void
msp_regex_walk_next (const MspRegexWalk *walk, MspBytes *set)
{
  for (guint i = 0; i < walk->n; i++)
    if (walk->here[i] && get_state (walk, i)->kind == MSP_REGEX_EAT)
      for (guint word = 0; word < G_N_ELEMENTS (set->bits); word++)
        set->bits[word] |= get_state (walk, i)->set.bits[word];
}

gboolean
msp_regex_walk_ends (const MspRegexWalk *walk)
{
  for (guint i = 0; i < walk->n; i++)
    if (walk->here[i] && get_state (walk, i)->kind == MSP_REGEX_ACCEPT)
      return TRUE;
  return FALSE;
}

void
msp_regex_walk_free (MspRegexWalk *walk)
{
  if (walk == NULL)
    return;
  g_free (walk->here);
  g_free (walk->next);
  g_free (walk->stack);
  g_free (walk);
}
