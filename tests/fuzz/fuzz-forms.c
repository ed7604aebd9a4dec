/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms.h"
#include "support/find-anchors.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
clear_candidate (gpointer data)
{
  MspCandidate *candidate = data;

  g_free (candidate->reasons);
  g_free (candidate->masked);
}

/* Lines that begin with '=' become a field's name, with '+' its value. */
static void
mark_fields (MspText *text)
{
  gsize len = text->text->len, start = 0;

  for (gsize i = 0; i <= len; i++)
    if (i == len || text->text->str[i] == '\n')
      {
        MspMark mark = { (guint32) start, (guint32) i, MSP_MARK_FIELD_NAME, 0, 0 };

        if (i > start && (text->text->str[start] == '=' || text->text->str[start] == '+'))
          {
            mark.kind = text->text->str[start] == '=' ? MSP_MARK_FIELD_NAME : MSP_MARK_FIELD_VALUE;
            g_array_append_val (text->marks, mark);
          }
        start = i + 1;
      }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static MspRules *rules;
  g_autoptr (MspText) text = msp_text_new ();
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (MspCandidate));
  MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", "SF86.txt", 0 };

  if (rules == NULL)
    rules = msp_rules_load (NULL, NULL);
  g_assert (rules != NULL);
  g_array_set_clear_func (candidates, clear_candidate);
  g_string_append_len (text->text, (const char *) data, (gssize) size);
  mark_fields (text);
  msp_text_finish (text);
  g_autoptr (GArray) anchors = find_anchors (msp_span_new (text->text->str, text->text->len));

  msp_forms_scan (rules, text, &unit, anchors, candidates);
  for (guint i = 0; i < candidates->len; i++)
    g_assert (g_array_index (candidates, MspCandidate, i).end <= size);
  return 0;
}
