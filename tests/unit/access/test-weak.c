/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/subject.h"
#include "question.h"

TestSuite (weak);

Test (weak, subjects_agree_but_for_case_and_blanks)
{
  static const struct {
    const char *left, *right;
    gboolean    same;
  } pairs[] = {
    { "Your results", " YOUR  Results\r\n", TRUE },
    { "Straße", "STRASSE", TRUE },
    { "Your results", "Your result", FALSE },
    { "Re: Your results", "Your results", FALSE },
    { "a b", "ab", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    cr_expect_eq (msp_subject_hash (pairs[i].left) == msp_subject_hash (pairs[i].right), pairs[i].same, "%s", pairs[i].left);
  cr_expect_eq (msp_subject_hash (" \t"), 0);
}

/* A hostile record of one item, and mail without an id that has the subject "Results" and 100 bytes. */
static const struct {
  const char *label, *message_id, *subject;
  guint64     size;
  MspEventKind kind;
  const char *ip, *twin;
  gint64      received;
  gboolean    is_off;
  const char *text, *join;
} rows[] = {
  { "the same", "<gone@agency.example>", "RESULTS ", 100, MSP_EVENT_BIND, SCENE_HOSTILE, NULL, 0, FALSE, "indeterminate NO_ID hostile", "weak" },
  { "sent", "<gone@agency.example>", "Results", 100, MSP_EVENT_SEND, SCENE_UNKNOWN, NULL, 0, FALSE, "indeterminate NO_ID unknown", "weak" },
  { "not asked for", "<gone@agency.example>", "Results", 100, MSP_EVENT_BIND, SCENE_HOSTILE, NULL, 0, TRUE, "indeterminate NO_ID hostile", "" },
  { "another size", "<gone@agency.example>", "Results", 101, MSP_EVENT_BIND, SCENE_HOSTILE, NULL, 0, FALSE, "indeterminate NO_ID hostile", "" },
  { "another subject", "<gone@agency.example>", "Result", 100, MSP_EVENT_BIND, SCENE_HOSTILE, NULL, 0, FALSE, "indeterminate NO_ID hostile", "" },
  { "two of them", "<gone@agency.example>", "Results", 100, MSP_EVENT_BIND, SCENE_HOSTILE, "Results", 0, FALSE, "indeterminate NO_ID hostile", "" },
  { "the archive has its id", "<twin@agency.example>", "Results", 100, MSP_EVENT_BIND, SCENE_HOSTILE, NULL, 0, FALSE,
    "indeterminate NO_ID hostile", "" },
  { "by one who may", "<gone@agency.example>", "Results", 100, MSP_EVENT_BIND, SCENE_TRUSTED, NULL, 0, FALSE,
    "exposed_not_shown AUDITED_NO_HIT ", "" },
  { "later", "<gone@agency.example>", "Results", 100, MSP_EVENT_BIND, SCENE_HOSTILE, NULL, 9000, FALSE, "exposed_not_shown AUDITED_NO_HIT ", "" },
};

Test (weak, an_item_of_its_subject_and_size_may_be_it_and_no_more)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Question question = {
        .message_id = "", .received = rows[i].received, .joins_weakly = !rows[i].is_off, .twin = rows[i].twin, .other_id = "<twin@agency.example>",
      };
      const MspEventItem item = {
        .message_id = rows[i].message_id, .item = "", .folder = "\\Inbox", .subject = rows[i].subject, .digest = "", .size = rows[i].size,
      };
      MspEvent event = scene_event (rows[i].kind, 1000, rows[i].ip);
      Scene scene;
      Answer answer;

      scene_begin (&scene);
      scene_bind (&scene, 10, SCENE_TRUSTED, "<other@agency.example>", 1);
      event.items = &item;
      event.n_items = event.operations = 1;
      scene_add (&scene, &event);
      answer = ask (&scene, &question);
      cr_expect_str_eq (answer.text, rows[i].text, "%s: %s", rows[i].label, answer.text);
      cr_expect_str_eq (answer.verdict.row.join, rows[i].join, "%s: %s", rows[i].label, answer.verdict.row.join);
      answer_clear (&answer);
      scene_clear (&scene);
    }
}
