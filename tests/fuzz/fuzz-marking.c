/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking.h"
#include "support/find-anchors.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
clear_candidate (gpointer data)
{
  MspCandidate *candidate = data;

  g_free (candidate->reasons);
  g_free (candidate->masked);
  g_free (candidate->normal);
}

/* The text is scanned, and taken as one banner; candidates lie inside it. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static MspRules *rules;
  static MspParticipants participants;
  g_autoptr (MspText) text = msp_text_new ();
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (MspCandidate));
  MspUnit unit = { size % 2 == 0 ? MSP_UNIT_BODY : MSP_UNIT_HEADER, "1", NULL, 0 };
  MspMarking marking;
  gboolean known;

  if (rules == NULL)
    {
      rules = msp_rules_load (NULL, NULL);
      msp_participants_init (&participants);
      msp_participants_add (&participants, "jane@command.example.mil");
    }
  g_assert (rules != NULL);
  g_array_set_clear_func (candidates, clear_candidate);
  g_string_append_len (text->text, (const char *) data, (gssize) size);
  msp_text_finish (text);
  g_autoptr (GArray) anchors = find_anchors (msp_span_new (text->text->str, text->text->len));

  msp_marking_scan (rules, text, &unit, "(S//NF) x", FALSE, &participants, anchors, candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const MspCandidate *candidate = &g_array_index (candidates, MspCandidate, i);

      g_assert (candidate->start <= candidate->end && candidate->end <= size && candidate->confidence <= 100);
    }
  if (msp_marking_parse_banner (msp_span_new ((const char *) data, size), &marking))
    g_assert (marking.level != MSP_LEVEL_NONE);
  (void) msp_marking_parse_cui (msp_span_new ((const char *) data, size), &known);
  return 0;
}
