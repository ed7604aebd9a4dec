/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/regex.h"

#include <string.h>

/* The states that are reached, as a list; a state is in it if its mark is the list's number. */
typedef struct {
  int     *states;
  guint    n;
  guint32 *marks, number;
} Set;

struct _MspRegexWalk {
  const MspRegex *regex;
  guint           n;
  Set             here, next;
};

static const MspRegexState *
get_state (const MspRegexWalk *walk, int index)
{
  return &g_array_index (walk->regex->states, MspRegexState, index);
}

static void
init_set (Set *set, guint n)
{
  *set = (Set) { g_new (int, n + 1), 0, g_new0 (guint32, n + 1), 1 };
}

static void
empty_set (Set *set, guint n)
{
  set->n = 0;
  if (++set->number == 0)
    {
      memset (set->marks, 0, n * sizeof *set->marks);
      set->number = 1;
    }
}

static void
add_state (Set *set, int index)
{
  if (index < 0 || set->marks[index] == set->number)
    return;
  set->marks[index] = set->number;
  set->states[set->n++] = index;
}

/* Adds to set the states reached from index without eating: forks add theirs when they are met. */
static void
enter (const MspRegexWalk *walk, Set *set, int index)
{
  guint at = set->n;

  for (add_state (set, index); at < set->n; at++)
    {
      const MspRegexState *state = get_state (walk, set->states[at]);

      if (state->kind != MSP_REGEX_FORK)
        continue;
      add_state (set, state->next);
      add_state (set, state->other);
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
  init_set (&walk->here, walk->n);
  msp_regex_walk_reset (walk);
  return walk;
}

void
msp_regex_walk_reset (MspRegexWalk *walk)
{
  empty_set (&walk->here, walk->n);
  enter (walk, &walk->here, walk->regex->start);
}

void
msp_regex_walk_copy (MspRegexWalk *walk, const MspRegexWalk *from)
{
  g_assert (walk->n == from->n);
  empty_set (&walk->here, walk->n);
  for (guint i = 0; i < from->here.n; i++)
    add_state (&walk->here, from->here.states[i]);
}

/* Fills to with the states reached from those of from by a byte of set. */
static void
advance (const MspRegexWalk *walk, const Set *from, const MspBytes *set, Set *to)
{
  empty_set (to, walk->n);
  for (guint i = 0; i < from->n; i++)
    {
      const MspRegexState *state = get_state (walk, from->states[i]);

      if (state->kind == MSP_REGEX_EAT && sets_meet (&state->set, set))
        enter (walk, to, state->next);
    }
}

gboolean
msp_regex_walk_step (MspRegexWalk *walk, const MspBytes *set)
{
  Set swap = walk->here;

  if (walk->next.states == NULL)
    init_set (&walk->next, walk->n);
  advance (walk, &walk->here, set, &walk->next);
  walk->here = walk->next;
  walk->next = swap;
  return walk->here.n > 0;
}

void
msp_regex_walk_step_from (MspRegexWalk *walk, const MspRegexWalk *from, const MspBytes *set)
{
  g_assert (walk->n == from->n && walk != from);
  advance (walk, &from->here, set, &walk->here);
}

gboolean
msp_regex_walk_take (MspRegexWalk *walk, guint nth, MspBytes *out_set)
{
  for (guint i = 0; i < walk->here.n; i++)
    {
      const MspRegexState *state = get_state (walk, walk->here.states[i]);

      if (state->kind != MSP_REGEX_EAT || nth-- > 0)
        continue;
      empty_set (&walk->here, walk->n);
      enter (walk, &walk->here, state->next);
      *out_set = state->set;
      return TRUE;
    }
  return FALSE;
}

gboolean
msp_regex_walk_can (const MspRegexWalk *walk, const MspBytes *set)
{
  for (guint i = 0; i < walk->here.n; i++)
    {
      const MspRegexState *state = get_state (walk, walk->here.states[i]);

      if (state->kind == MSP_REGEX_EAT && sets_meet (&state->set, set))
        return TRUE;
    }
  return FALSE;
}

void
msp_regex_walk_next (const MspRegexWalk *walk, MspBytes *set)
{
  for (guint i = 0; i < walk->here.n; i++)
    {
      const MspRegexState *state = get_state (walk, walk->here.states[i]);

      for (guint word = 0; word < G_N_ELEMENTS (set->bits) && state->kind == MSP_REGEX_EAT; word++)
        set->bits[word] |= state->set.bits[word];
    }
}

gboolean
msp_regex_walk_ends (const MspRegexWalk *walk)
{
  for (guint i = 0; i < walk->here.n; i++)
    if (get_state (walk, walk->here.states[i])->kind == MSP_REGEX_ACCEPT)
      return TRUE;
  return FALSE;
}

static const MspRegexState *
get_end_state (const MspRegex *regex, guint index)
{
  return &g_array_index (regex->states, MspRegexState, index);
}

/* Adds to flags the forks that lead to a state flagged in it. */
static void
add_forks (const MspRegex *regex, guint8 *flags)
{
  gboolean more = TRUE;

  while (more)
    {
      more = FALSE;
      for (guint i = 0; i < regex->states->len; i++)
        {
          const MspRegexState *state = get_end_state (regex, i);

          if (state->kind != MSP_REGEX_FORK || flags[i])
            continue;
          flags[i] = (state->next >= 0 && flags[state->next]) || (state->other >= 0 && flags[state->other]);
          more |= flags[i];
        }
    }
}

void
msp_regex_read_end (const MspRegex *self, guint n, MspBytes *out_sets)
{
  guint n_states = self->states->len;
  g_autofree guint8 *here = g_new0 (guint8, n_states), *before = g_new0 (guint8, n_states);

  for (guint i = 0; i < n_states; i++)
    here[i] = get_end_state (self, i)->kind == MSP_REGEX_ACCEPT;
  for (guint at = 0; at < n; at++)
    {
      add_forks (self, here);
      out_sets[at] = (MspBytes) { { 0 } };
      for (guint i = 0; i < n_states; i++)
        {
          const MspRegexState *state = get_end_state (self, i);

          before[i] = state->kind == MSP_REGEX_EAT && state->next >= 0 && here[state->next];
          for (guint word = 0; word < G_N_ELEMENTS (state->set.bits) && before[i]; word++)
            out_sets[at].bits[word] |= state->set.bits[word];
        }
      memcpy (here, before, n_states);
    }
}

void
msp_regex_walk_free (MspRegexWalk *walk)
{
  if (walk == NULL)
    return;
  g_free (walk->here.states);
  g_free (walk->here.marks);
  g_free (walk->next.states);
  g_free (walk->next.marks);
  g_free (walk);
}
