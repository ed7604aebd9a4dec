/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/forward.h"

#include <string.h>

#include "access/presence.h"

/* Rules compare without regard to case, in any part of a word. */
static gboolean
holds_one (const char *text, char **words)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_utf8_casefold (words[i], -1);

      if (word[0] != '\0' && strstr (folded, word) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* TRUE too if the text cannot be read: then self says so. */
static gboolean
text_holds_one (MspGrounds *self, const MspGroundsSources *sources, const MspSubject *subject, char **words)
{
  gboolean found = FALSE;

  if (sources->search != NULL && sources->search (sources->search_data, subject->locator, (const char *const *) words, &found))
    return found;
  self->rule_unread = TRUE;
  return FALSE;
}

static gboolean
matches (MspGrounds *self, const MspGroundsSources *sources, const MspTrailRule *rule, const MspSubject *subject)
{
  if ((rule->from != NULL && !holds_one (subject->sender, rule->from)) || (rule->to != NULL && !holds_one (subject->recipients, rule->to))
      || (rule->subject != NULL && !holds_one (subject->subject, rule->subject)))
    return FALSE;
  if (rule->subject_or_body != NULL && !holds_one (subject->subject, rule->subject_or_body)
      && !text_holds_one (self, sources, subject, rule->subject_or_body))
    return FALSE;
  return rule->body == NULL || text_holds_one (self, sources, subject, rule->body);
}

static const MspTrailRule *
get_rule (const MspTrail *trail, guint32 trace)
{
  return &g_array_index (trail->rules, MspTrailRule, msp_trail_get (trail, trace)->rule - 1);
}

/* The next record about the rule that trace made, which ends it, whoever made that; NULL if there is none. */
static const MspTrace *
find_end (const MspTrail *trail, const MspIndexMailbox *mailbox, guint32 trace)
{
  for (guint i = 0; i < mailbox->rule_changes->len; i++)
    {
      guint32 other = g_array_index (mailbox->rule_changes, guint32, i);

      if (other > trace && get_rule (trail, other)->name == get_rule (trail, trace)->name)
        return msp_trail_get (trail, other);
    }
  return NULL;
}

/* Mail of which nobody, or its sender alone, knows when it came may have come at any time. */
static gboolean
has_no_time (const MspSubject *subject)
{
  return subject->received == MSP_TIME_UNKNOWN || subject->is_date_only;
}

static gint64
get_doubt (const MspTrace *trace, const MspSubject *subject)
{
  return msp_clock_get_zone_doubt ((MspClock) trace->clock) + (subject->is_date_only ? MSP_SENDER_SECONDS : 0);
}

/* Whether the rule that trace made was in force, or may have been by clocks that may be wrong. */
static gboolean
was_in_force (MspGrounds *self, const MspTrail *trail, const MspIndexMailbox *mailbox, guint32 trace, const MspSubject *subject)
{
  const MspTrace *made = msp_trail_get (trail, trace), *ended = find_end (trail, mailbox, trace);
  gint64 start = made->time - get_doubt (made, subject), end = ended != NULL ? ended->time + get_doubt (ended, subject) : G_MAXINT64;

  if (subject->received == MSP_TIME_UNKNOWN || subject->received < start || subject->received >= end)
    return FALSE;
  self->is_doubtful |= subject->received < made->time || (ended != NULL && subject->received >= ended->time);
  return TRUE;
}

/* A rule with conditions that the record does not tell, or perhaps not there when the message came, may have left it alone. */
static void
note_match (MspGrounds *self, const MspTrailRule *rule, gsize class, guint32 trace, gboolean was_there)
{
  if (rule->is_partial || !was_there)
    self->rule_unread = TRUE;
  else
    msp_support_add (&self->found[MSP_BASIS_FORWARD_RULE][class], trace);
}

void
msp_forward_fill (MspGrounds *self, const MspGroundsSources *sources, const MspIndexMailbox *mailbox, const MspSubject *subject)
{
  const MspTrail *trail = sources->index->trail;

  for (gsize class = 0; class < MSP_INDEX_CLASSES; class++)
    {
      const GArray *list = mailbox->lists[MSP_LIST_RULE][class];

      for (guint i = 0; list != NULL && i < list->len; i++)
        {
          guint32 trace = g_array_index (list, guint32, i);
          const MspTrailRule *rule = get_rule (trail, trace);
          gboolean was_there = rule->forwards && !rule->is_removed && was_in_force (self, trail, mailbox, trace, subject);

          if (rule->forwards && !rule->is_removed && (was_there || has_no_time (subject)) && matches (self, sources, rule, subject))
            note_match (self, rule, class, trace, was_there);
        }
    }
}

void
msp_forward_ask (const MspGroundsSources *sources, const MspSubject *subject)
{
  const MspIndexMailbox *mailbox = msp_index_get_mailbox (sources->index, subject->mailbox);
  MspGrounds unused = { .join = MSP_JOIN_NONE };

  if (mailbox != NULL)
    msp_forward_fill (&unused, sources, mailbox, subject);
  if (sources->index->everyone != NULL)
    msp_forward_fill (&unused, sources, sources->index->everyone, subject);
}

gboolean
msp_forward_has_words (const MspTrail *trail)
{
  for (guint i = 0; i < trail->rules->len; i++)
    {
      const MspTrailRule *rule = &g_array_index (trail->rules, MspTrailRule, i);

      if (rule->body != NULL || rule->subject_or_body != NULL)
        return TRUE;
    }
  return FALSE;
}
