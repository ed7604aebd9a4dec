/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "question.h"

TestSuite (presence);

#define HOUR 3600
#define CLEARED "exposed_not_shown AUDITED_NO_HIT "
#define AT (2 * DAY)   /* of the record */

/* A record at AT, and when the message came behind it. */
static const struct {
  gint64      received;
  gboolean    is_assumed, is_date_only;
  const char *sync, *throttle, *session, *unresolved;
} rows[] = {
  { -HOUR, FALSE, FALSE, "presumed_accessed SYNC_FOLDER hostile", "presumed_accessed THROTTLED_24H hostile",
    "presumed_accessed IMAP_BULK hostile", "indeterminate UNRESOLVED_BINDS:3 hostile" },
  { 3 * HOUR, FALSE, FALSE, CLEARED, "presumed_accessed THROTTLED_24H hostile", CLEARED, CLEARED },
  { 3 * HOUR, TRUE, FALSE, "presumed_accessed SYNC_FOLDER hostile", "presumed_accessed THROTTLED_24H hostile",
    "presumed_accessed IMAP_BULK hostile", "indeterminate UNRESOLVED_BINDS:3 hostile" },
  { 15 * HOUR, TRUE, FALSE, CLEARED, "presumed_accessed THROTTLED_24H hostile", CLEARED, CLEARED },
  { 37 * HOUR, TRUE, FALSE, CLEARED, "presumed_accessed THROTTLED_24H hostile", CLEARED, CLEARED },
  { 39 * HOUR, TRUE, FALSE, CLEARED, CLEARED, CLEARED, CLEARED },
  /* A day by which the sender's clock may be wrong; what lies further back only the sender's word excludes. */
  { 20 * HOUR, FALSE, TRUE, "presumed_accessed SYNC_FOLDER hostile", "presumed_accessed THROTTLED_24H hostile",
    "presumed_accessed IMAP_BULK hostile", "indeterminate UNRESOLVED_BINDS:3 hostile" },
  { 30 * HOUR, FALSE, TRUE, "indeterminate LOG_GAP hostile", "presumed_accessed THROTTLED_24H hostile", "indeterminate LOG_GAP hostile",
    "indeterminate LOG_GAP hostile" },
  { 90 * HOUR, FALSE, TRUE, "indeterminate LOG_GAP hostile", "indeterminate LOG_GAP hostile", "indeterminate LOG_GAP hostile",
    "indeterminate LOG_GAP hostile" },
};

static void
expect_row (gsize i, MspEvent *event, const char *text)
{
  const Question question = { .received = AT + rows[i].received, .is_date_only = rows[i].is_date_only };
  Scene scene;
  Answer answer;

  scene_begin (&scene);
  scene_bind (&scene, 0, SCENE_TRUSTED, "<other@agency.example>", 1);
  scene_bind (&scene, AT + 7 * DAY, SCENE_TRUSTED, "<other@agency.example>", 1);
  event->clock = rows[i].is_assumed ? MSP_CLOCK_ASSUMED : MSP_CLOCK_STATED;
  scene_add (&scene, event);
  answer = ask (&scene, &question);
  cr_expect_str_eq (answer.text, text, "row %zu, %s: %s", i, event->operation, answer.text);
  if (rows[i].is_assumed && strcmp (text, CLEARED) != 0 && event->kind == MSP_EVENT_SYNC)
    cr_expect_not_null (strstr (answer.verdict.row.note, "assumed zone"));
  answer_clear (&answer);
  scene_clear (&scene);
}

Test (presence, a_clock_that_may_be_wrong_clears_nothing)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspEvent sync = scene_event (MSP_EVENT_SYNC, AT, SCENE_HOSTILE), bind = scene_event (MSP_EVENT_BIND, AT, SCENE_HOSTILE);
      MspEvent session = scene_event (MSP_EVENT_SESSION, AT, SCENE_HOSTILE), throttle = bind;
      const MspEventItem item = { .message_id = "<third@agency.example>", .item = "", .folder = "", .subject = "", .digest = "" };

      sync.folder = "\\Inbox";
      expect_row (i, &sync, rows[i].sync);
      throttle.is_throttled = TRUE;
      throttle.items = &item;
      throttle.n_items = throttle.operations = 1;
      expect_row (i, &throttle, rows[i].throttle);
      session.has_messages = TRUE;
      session.messages = 9;
      expect_row (i, &session, rows[i].session);
      bind.operations = 3;
      expect_row (i, &bind, rows[i].unresolved);
    }
}

/* A rule of two days, from AT on. */
static const struct {
  gint64      received;
  gboolean    is_assumed, is_date_only;
  const char *text;
} rules[] = {
  { HOUR, FALSE, FALSE, "presumed_accessed FORWARD_RULE hostile" },
  { -HOUR, FALSE, FALSE, CLEARED },
  { -HOUR, TRUE, FALSE, "presumed_accessed FORWARD_RULE hostile" },
  { 2 * DAY + HOUR, FALSE, FALSE, CLEARED },
  { 2 * DAY + HOUR, TRUE, FALSE, "presumed_accessed FORWARD_RULE hostile" },
  { -HOUR, FALSE, TRUE, "presumed_accessed FORWARD_RULE hostile" },
  { 4 * DAY, FALSE, TRUE, "indeterminate LOG_GAP " },
};

Test (presence, the_edges_of_a_rule_are_as_sure_as_their_clocks)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Question question = { .received = AT + rules[i].received, .is_date_only = rules[i].is_date_only };
      MspEventRule rule = { .name = "..", .forwards = TRUE };
      MspEvent event = scene_event (MSP_EVENT_RULE, AT, SCENE_HOSTILE);
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 0, SCENE_TRUSTED, "<other@agency.example>", 1);
      scene_bind (&scene, AT + 7 * DAY, SCENE_TRUSTED, "<other@agency.example>", 1);
      event.clock = rules[i].is_assumed ? MSP_CLOCK_ASSUMED : MSP_CLOCK_STATED;
      event.rule = &rule;
      scene_add (&scene, &event);
      event.time += 2 * DAY;
      rule.is_removed = TRUE;
      scene_add (&scene, &event);
      expect (&scene, &question, rules[i].text);
    }
}
