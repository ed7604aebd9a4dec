/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/forward.h"

#include <string.h>

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

/* When the rule that trace made ends, by the next record about it, whoever made that. */
static gint64
find_end (const MspTrail *trail, const MspIndexMailbox *mailbox, guint32 trace)
{
  for (guint i = 0; i < mailbox->rule_changes->len; i++)
    {
      guint32 other = g_array_index (mailbox->rule_changes, guint32, i);

      if (other > trace && get_rule (trail, other)->name == get_rule (trail, trace)->name)
        return msp_trail_get (trail, other)->time;
    }
  return G_MAXINT64;
}

/* Mail of which nobody knows when it came may have come at any time. */
static gboolean
may_have_met (const MspTrail *trail, const MspIndexMailbox *mailbox, guint32 trace, const MspSubject *subject)
{
  return subject->received == MSP_TIME_UNKNOWN
         || (subject->received >= msp_trail_get (trail, trace)->time && subject->received < find_end (trail, mailbox, trace));
}

/* A rule with conditions that the record does not tell, or not there when the message came, may have left it alone. */
static void
note_match (MspGrounds *self, const MspTrailRule *rule, gsize class, guint32 trace, const MspSubject *subject)
{
  if (rule->is_partial || subject->received == MSP_TIME_UNKNOWN)
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

          if (rule->forwards && !rule->is_removed && may_have_met (trail, mailbox, trace, subject) && matches (self, sources, rule, subject))
            note_match (self, rule, class, trace, subject);
        }
    }
}
