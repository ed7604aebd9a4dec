/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "question.h"

TestSuite (verdict);

#define LONG_ID "<SN6PR09MB0001A1B2C3D4E5F60718293A4B5C6D7E8F90112233@SN6PR09MB0001.namprd09.prod.outlook.com>"
#define CUT_ID "<SN6PR09MB0001A1B2C3D4E5F60718293A4B5C6D7E8F90112233@SN6PR09MB0001.namprd09.p..."

static const struct {
  const char *message_id, *recorded, *join;
} spellings[] = {
  { ID, ID, "exact" },
  { ID, "b1.20260301@agency.example", "nobracket" },
  { "<B1.20260301@Agency.example>", ID, "nocase" },
  { " <b1.20260301@agency.example> (gateway)", ID, "exact" },
};

Test (verdict, a_bind_names_a_message_however_its_id_is_spelled)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      const Question question = { .message_id = spellings[i].message_id };
      Scene scene;
      Answer answer;

      scene_begin (&scene);
      scene_bind (&scene, 60, SCENE_HOSTILE, spellings[i].recorded, 1);
      answer = ask (&scene, &question);
      cr_expect_str_eq (answer.text, "accessed BIND hostile");
      cr_expect_str_eq (answer.verdict.row.join, spellings[i].join);
      cr_expect_str_eq (answer.verdict.row.evidence, "rec1");
      cr_expect_eq (answer.verdict.row.acquired, MSP_ACQUIRED_NOT_SHOWN);
      answer_clear (&answer);
      scene_clear (&scene);
    }
}

static const struct {
  const char *ip;
  gboolean    ignores_unknown;
  const char *text;
} actors[] = {
  { SCENE_HOSTILE, FALSE, "accessed BIND hostile" },
  { SCENE_UNKNOWN, FALSE, "accessed BIND unknown" },
  { SCENE_UNKNOWN, TRUE, "exposed_not_shown AUDITED_NO_HIT " },
  { SCENE_TRUSTED, FALSE, "exposed_not_shown AUDITED_NO_HIT " },
};

Test (verdict, who_acted_decides_what_a_record_means)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      const Question question = { .ignores_unknown = actors[i].ignores_unknown };
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 60, actors[i].ip, ID, 1);
      expect (&scene, &question, actors[i].text);
    }
}

static const struct {
  gint64      received;
  const char *text;
} receptions[] = {
  { 1000 + MSP_RECORD_PAD, "accessed BIND hostile" },
  { 1001 + MSP_RECORD_PAD, "indeterminate UNRESOLVED_BINDS:1 hostile" },   /* one of the two clocks is wrong */
};

Test (verdict, a_record_cannot_mean_a_message_that_came_later)
{
  for (gsize i = 0; i < G_N_ELEMENTS (receptions); i++)
    {
      const Question question = { .received = receptions[i].received };
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 1000, SCENE_HOSTILE, ID, 1);
      expect (&scene, &question, receptions[i].text);
    }
}

static const struct {
  const char *folder;
  gint64      received;
  gboolean    whole_mailbox;
  const char *text;
} syncs[] = {
  { "INBOX", 1000 + MSP_RECORD_PAD, FALSE, "presumed_accessed SYNC_FOLDER hostile" },
  { "INBOX", 1001 + MSP_RECORD_PAD, FALSE, "exposed_not_shown AUDITED_NO_HIT " },
  { "Sent Items", 0, FALSE, "exposed_not_shown AUDITED_NO_HIT " },
  { "Sent Items", 0, TRUE, "presumed_accessed SYNC_MAILBOX hostile" },
  { "Top of Information Store/Inbox", 0, FALSE, "presumed_accessed SYNC_FOLDER hostile" },
};

Test (verdict, a_sync_takes_what_its_folder_held_then)
{
  for (gsize i = 0; i < G_N_ELEMENTS (syncs); i++)
    {
      const Question question = { .folder = syncs[i].folder, .received = syncs[i].received, .whole_mailbox = syncs[i].whole_mailbox };
      Scene scene;

      scene_begin (&scene);
      scene_sync (&scene, 1000, SCENE_HOSTILE, "\\Inbox");
      expect (&scene, &question, syncs[i].text);
    }
}

Test (verdict, a_message_that_was_moved_was_where_the_move_took_it_from)
{
  static const struct {
    gint64      moved;
    const char *text;
  } moves[] = { { 2000, "presumed_accessed SYNC_FOLDER hostile" }, { 500, "exposed_not_shown AUDITED_NO_HIT " } };
  const MspEventItem item = { .message_id = ID, .item = "", .folder = "", .digest = "" };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      const Question question = { .folder = "Archive" };
      Scene scene;
      MspEvent event;

      scene_begin (&scene);
      scene_sync (&scene, 1000, SCENE_HOSTILE, "\\Inbox");
      event = scene_event (MSP_EVENT_MOVE, moves[i].moved, SCENE_TRUSTED);
      event.items = &item;
      event.n_items = 1;
      event.folder = "\\Inbox";
      event.target = "\\Archive";
      scene_add (&scene, &event);
      expect (&scene, &question, moves[i].text);
    }
}

static const struct {
  const char *ip;
  gint64      received;
  const char *text;
} throttles[] = {
  { SCENE_HOSTILE, -5 * DAY, "presumed_accessed THROTTLED_24H hostile" },
  { SCENE_HOSTILE, 1000 + DAY - 1, "presumed_accessed THROTTLED_24H hostile" },
  { SCENE_HOSTILE, 1000 + DAY, "exposed_not_shown AUDITED_NO_HIT " },
  { SCENE_UNKNOWN, 0, "presumed_accessed THROTTLED_24H unknown" },
  { SCENE_TRUSTED, 0, "indeterminate LOG_GAP " },
  { SCENE_TRUSTED, 1000 + DAY, "exposed_not_shown AUDITED_NO_HIT " },
};

Test (verdict, a_throttled_mailbox_is_silent_for_a_day)
{
  for (gsize i = 0; i < G_N_ELEMENTS (throttles); i++)
    {
      const Question question = { .received = throttles[i].received };
      MspEvent event = scene_event (MSP_EVENT_BIND, 1000, throttles[i].ip);
      Scene scene;

      scene_begin (&scene);
      event.is_throttled = TRUE;
      scene_add (&scene, &event);
      expect (&scene, &question, throttles[i].text);
    }
}

/* Of a webmail's log nobody knows whether there was another way in. */
Test (verdict, a_webmail_shows_what_it_displayed_and_no_more)
{
  static const struct { const char *message_id, *text; } displays[] = {
    { ID, "accessed WEBMAIL_VIEW hostile" },
    { "<other@agency.example>", "no_evidence NO_LOGS " },
    { "", "indeterminate UNRESOLVED_BINDS:1 hostile" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (displays); i++)
    {
      const MspEventItem item = { .message_id = displays[i].message_id, .item = "", .folder = "INBOX", .digest = "" };
      MspEvent event = scene_event (MSP_EVENT_DISPLAY, 1000, SCENE_HOSTILE);
      const Question question = { 0 };
      Scene scene;

      scene_begin (&scene);
      event.items = &item;
      event.n_items = event.operations = 1;
      scene_add (&scene, &event);
      expect (&scene, &question, displays[i].text);
    }
}

Test (verdict, accesses_that_name_no_item_leave_the_rest_open)
{
  static const struct {
    const char *message_id;
    gint64      received;
    const char *text;
  } rests[] = {
    { "<other@agency.example>", 0, "indeterminate UNRESOLVED_BINDS:14 hostile" },
    { "<other@agency.example>", 2100, "indeterminate UNRESOLVED_BINDS:12 hostile" },
    { "<other@agency.example>", 9000, "exposed_not_shown AUDITED_NO_HIT " },
    { ID, 0, "accessed BIND hostile" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      const Question question = { .message_id = rests[i].message_id, .received = rests[i].received };
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 1000, SCENE_HOSTILE, ID, 3);
      scene_bind (&scene, 2000, SCENE_HOSTILE, "", 12);
      scene_bind (&scene, 2500, SCENE_TRUSTED, "", 70);
      expect (&scene, &question, rests[i].text);
    }
}

Test (verdict, an_id_that_a_log_cut_stands_for_one_message_only)
{
  static const struct {
    const char *other_id;
    const char *text;
  } others[] = {
    { NULL, "accessed IMAP_SEEN hostile" },
    { "<SN6PR09MB0001A1B2C3D4E5F60718293A4B5C6D7E8F90112233@SN6PR09MB0001.namprd09.pool.example>", "indeterminate UNRESOLVED_BINDS:1 hostile" },
  };
  const MspEventItem item = { .message_id = CUT_ID, .item = "", .folder = "", .digest = "" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const Question question = { .message_id = LONG_ID, .other_id = others[i].other_id };
      MspEvent event = scene_event (MSP_EVENT_SEEN, 1000, SCENE_HOSTILE);
      Scene scene;

      scene_begin (&scene);
      event.items = &item;
      event.n_items = 1;
      scene_add (&scene, &event);
      expect (&scene, &question, others[i].text);
    }
}

Test (verdict, without_an_id_no_record_can_clear_it)
{
  static const struct {
    const char *ip, *text;
  } binds[] = { { SCENE_HOSTILE, "indeterminate NO_ID hostile" }, { SCENE_TRUSTED, "exposed_not_shown AUDITED_NO_HIT " } };

  for (gsize i = 0; i < G_N_ELEMENTS (binds); i++)
    {
      const Question question = { .message_id = "" };
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 1000, binds[i].ip, ID, 1);
      expect (&scene, &question, binds[i].text);
    }
}
