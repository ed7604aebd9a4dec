/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "question.h"

TestSuite (logins);

/* What happened in the mailbox besides a bind of a trusted actor, in any order. */
typedef struct {
  MspEventKind kind;        /* LOGIN or SESSION */
  gint64       at;
  const char  *ip, *session;
} Step;

static void
add_step (Scene *scene, const Step *step)
{
  MspEvent event = scene_event (step->kind, step->at, step->ip);

  event.session = step->session;
  event.opens_session = step->kind == MSP_EVENT_LOGIN;
  event.has_bytes = step->kind == MSP_EVENT_SESSION;
  scene_add (scene, &event);
}

#define IN MSP_EVENT_LOGIN
#define OUT MSP_EVENT_SESSION
#define CLEARED "exposed_not_shown AUDITED_NO_HIT "

static const struct {
  const char *label;
  Step        steps[4];
  gint64      received;
  const char *window, *text;
} rows[] = {
  { "a session that ended without a byte", { { IN, 100, SCENE_HOSTILE, "s1" }, { OUT, 200, SCENE_HOSTILE, "s1" } }, 0, NULL, CLEARED },
  { "no end", { { IN, 100, SCENE_HOSTILE, "s1" } }, 0, NULL, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "nobody knows who", { { IN, 100, SCENE_UNKNOWN, "s1" } }, 0, NULL, "indeterminate UNRESOLVED_BINDS:1 unknown" },
  { "trusted", { { IN, 100, SCENE_TRUSTED, "s1" } }, 0, NULL, CLEARED },
  { "mail that came during it", { { IN, 100, SCENE_HOSTILE, "s1" } }, 7200, NULL, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "… when nothing was exposed any more", { { IN, 100, SCENE_HOSTILE, "s1" } }, 7200, "2026-03-03T00:00:00Z/2026-03-03T01:00:00Z",
    "not_exposed AFTER_WINDOW " },
  { "the end of another session", { { IN, 100, SCENE_HOSTILE, "s1" }, { OUT, 200, SCENE_HOSTILE, "s2" } }, 0, NULL,
    "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "an end before it", { { OUT, 50, SCENE_HOSTILE, "s1" }, { IN, 100, SCENE_HOSTILE, "s1" } }, 0, NULL,
    "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "servers that name no session", { { IN, 100, SCENE_HOSTILE, "" }, { OUT, 100, SCENE_HOSTILE, "" } }, 0, NULL, CLEARED },
  { "… two logins and one end", { { IN, 100, SCENE_HOSTILE, "" }, { IN, 110, SCENE_HOSTILE, "" }, { OUT, 200, SCENE_HOSTILE, "" } }, 0, NULL,
    "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "… the end of another address", { { IN, 100, SCENE_HOSTILE, "" }, { OUT, 200, SCENE_UNKNOWN, "" } }, 0, NULL,
    "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "ends without an address are the owner's first",
    { { IN, 100, SCENE_HOSTILE, "s1" }, { IN, 150, SCENE_TRUSTED, "s2" }, { OUT, 200, "", "" } }, 0, NULL,
    "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "… and end all when there are enough",
    { { IN, 100, SCENE_HOSTILE, "s1" }, { IN, 150, SCENE_TRUSTED, "s2" }, { OUT, 200, "", "" }, { OUT, 210, "", "" } }, 0, NULL, CLEARED },
};

Test (logins, what_was_fetched_in_a_session_without_an_end_is_not_known)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Question question = { .received = rows[i].received, .window = rows[i].window };
      Scene scene;
      Answer answer;

      scene_begin (&scene);
      scene_bind (&scene, 0, SCENE_TRUSTED, "<other@agency.example>", 1);
      scene_bind (&scene, 9000, SCENE_TRUSTED, "<other@agency.example>", 1);
      for (gsize n = 0; n < G_N_ELEMENTS (rows[i].steps) && rows[i].steps[n].ip != NULL; n++)
        add_step (&scene, &rows[i].steps[n]);
      answer = ask (&scene, &question);
      cr_expect_str_eq (answer.text, rows[i].text, "%s: %s", rows[i].label, answer.text);
      answer_clear (&answer);
      scene_clear (&scene);
    }
}

/* A sign-in to a service whose audit records each access says nothing by itself. */
Test (logins, a_sign_in_is_no_session_of_a_mail_server)
{
  const Question question = { 0 };
  MspEvent event = scene_event (MSP_EVENT_LOGIN, 100, SCENE_HOSTILE);
  Scene scene;

  scene_begin (&scene);
  scene_bind (&scene, 0, SCENE_TRUSTED, "<other@agency.example>", 1);
  scene_add (&scene, &event);
  expect (&scene, &question, CLEARED);
}
