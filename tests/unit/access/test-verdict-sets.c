/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "question.h"

TestSuite (verdict_sets);

static const struct {
  guint64     messages, bytes;
  gboolean    has_messages, is_pop;
  const char *text;
} sessions[] = {
  { 2, 50, TRUE, FALSE, "presumed_accessed IMAP_BULK hostile" },
  { 2, 50, TRUE, TRUE, "presumed_accessed POP_BULK hostile" },
  { 1, 50, TRUE, FALSE, "indeterminate IMAP_COUNT:1/2 hostile" },
  { 1, 200, TRUE, FALSE, "presumed_accessed IMAP_BULK hostile" },
  { 0, 200, FALSE, FALSE, "presumed_accessed IMAP_BULK hostile" },
  { 0, 150, FALSE, FALSE, "indeterminate PARTIAL_RANGE:150 hostile" },
  { 0, 0, TRUE, FALSE, "exposed_not_shown AUDITED_NO_HIT " },
};

Test (verdict_sets, a_sessions_counters_say_all_or_some)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      const Question question = { .other_id = "<other@agency.example>" };
      MspEvent event = scene_event (MSP_EVENT_SESSION, 1000, SCENE_HOSTILE);
      Scene scene;

      scene_begin (&scene);
      event.messages = sessions[i].messages;
      event.bytes = sessions[i].bytes;
      event.has_messages = sessions[i].has_messages;
      event.has_bytes = TRUE;
      event.is_pop = sessions[i].is_pop;
      scene_add (&scene, &event);
      expect (&scene, &question, sessions[i].text);
    }
}

static const struct {
  const char *operation;
  MspExportState state;
  gint64      received;
  const char *text;
  MspAcquired acquired;
} exports[] = {
  { "COMPLETED_USER_TAKEOUT", MSP_EXPORT_COMPLETED, 0, "presumed_accessed TAKEOUT hostile", MSP_ACQUIRED_PRESUMED },
  { "DOWNLOADED_USER_TAKEOUT", MSP_EXPORT_DOWNLOADED, 0, "presumed_accessed TAKEOUT hostile", MSP_ACQUIRED_YES },
  { "STARTED_USER_TAKEOUT", MSP_EXPORT_STARTED, 0, "indeterminate UNRESOLVED_BINDS:1 hostile", MSP_ACQUIRED_NOT_SHOWN },
  { "COMPLETED_USER_TAKEOUT", MSP_EXPORT_COMPLETED, 5000, "no_evidence NO_LOGS ", MSP_ACQUIRED_NOT_SHOWN },
  { "New-MailboxExportRequest", MSP_EXPORT_STARTED, 0, "indeterminate UNRESOLVED_BINDS:1 hostile", MSP_ACQUIRED_NOT_SHOWN },
  { "New-ComplianceSearch", MSP_EXPORT_STARTED, 0, "no_evidence NO_LOGS ", MSP_ACQUIRED_NOT_SHOWN },
  { "SearchExported", MSP_EXPORT_COMPLETED, 0, "presumed_accessed EXPORT_JOB hostile", MSP_ACQUIRED_PRESUMED },
};

Test (verdict_sets, an_export_takes_the_whole_account)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      const Question question = { .received = exports[i].received };
      MspEvent event = scene_event (MSP_EVENT_EXPORT, 1000, SCENE_HOSTILE);
      Scene scene;
      Answer answer;

      scene_begin (&scene);
      event.operation = exports[i].operation;
      event.state = exports[i].state;
      event.is_takeout = g_str_has_suffix (exports[i].operation, "TAKEOUT");
      scene_add (&scene, &event);
      answer = ask (&scene, &question);
      cr_expect_str_eq (answer.text, exports[i].text);
      cr_expect_eq (answer.verdict.row.acquired, exports[i].acquired, "%s", exports[i].operation);
      answer_clear (&answer);
      scene_clear (&scene);
    }
}

static const struct {
  gint64      received;
  const char *subject;
  gboolean    text_holds, no_text;
  const char *text;
} rules[] = {
  { 1500, "Your CLEARANCE", FALSE, FALSE, "presumed_accessed FORWARD_RULE hostile" },
  { 1500, "Results", TRUE, FALSE, "presumed_accessed FORWARD_RULE hostile" },
  { 1500, "Results", FALSE, FALSE, "exposed_not_shown AUDITED_NO_HIT " },
  { 1500, "Results", FALSE, TRUE, "indeterminate LOG_GAP " },
  { 999, "Your clearance", FALSE, FALSE, "exposed_not_shown AUDITED_NO_HIT " },
  { 2000, "Your clearance", FALSE, FALSE, "exposed_not_shown AUDITED_NO_HIT " },
};

Test (verdict_sets, a_forwarding_rule_holds_from_its_making_to_its_end)
{
  const char *const words[] = { "clearance", "SF-86", NULL };
  MspEventRule rule = { .name = "..", .forwards = TRUE, .subject_or_body = words };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Question question = {
        .received = rules[i].received, .subject = rules[i].subject, .text_holds = rules[i].text_holds, .no_text = rules[i].no_text,
      };
      MspEvent event = scene_event (MSP_EVENT_RULE, 1000, SCENE_HOSTILE);
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 10, SCENE_TRUSTED, ID, 1);
      rule.is_removed = FALSE;
      event.rule = &rule;
      scene_add (&scene, &event);
      /* An administrator finds it. */
      event = scene_event (MSP_EVENT_RULE, 2000, SCENE_TRUSTED);
      rule.is_removed = TRUE;
      event.rule = &rule;
      scene_add (&scene, &event);
      expect (&scene, &question, rules[i].text);
    }
}

static const struct {
  guint64     bytes;
  guint       status;
  const char *text;
} deliveries[] = {
  { 1000, 200, "accessed WEB_FULL hostile" },
  { 200, 499, "accessed WEB_PREFIX hostile" },
  { 150, 499, "indeterminate PARTIAL_RANGE:150 hostile" },
  { 100, 499, "no_evidence NO_AUDIT_FOR_MAILBOX " },
  { 500, 206, "indeterminate PARTIAL_RANGE:500 hostile" },
};

static const struct {
  gboolean    forwards, is_partial, is_everyones;
  const char *text;
} changes[] = {
  { TRUE, FALSE, FALSE, "presumed_accessed FORWARD_RULE hostile" },
  { TRUE, FALSE, TRUE, "presumed_accessed FORWARD_RULE hostile" },
  { TRUE, TRUE, FALSE, "indeterminate LOG_GAP " },
  { FALSE, FALSE, FALSE, "exposed_not_shown AUDITED_NO_HIT " },
};

Test (verdict_sets, a_rule_counts_as_far_as_its_record_tells)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const MspEventRule rule = { .name = "all", .forwards = changes[i].forwards, .is_partial = changes[i].is_partial };
      const Question question = { .received = 1500 };
      MspEvent event = scene_event (MSP_EVENT_RULE, 1000, SCENE_HOSTILE);
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 10, SCENE_TRUSTED, ID, 1);
      event.rule = &rule;
      event.mailbox = changes[i].is_everyones ? "" : SCENE_BOX;
      scene_add (&scene, &event);
      expect (&scene, &question, changes[i].text);
    }
}

Test (verdict_sets, an_export_without_a_mailbox_is_of_all)
{
  const Question question = { NULL };
  MspEvent event = scene_event (MSP_EVENT_EXPORT, 1000, SCENE_HOSTILE);
  Scene scene;

  scene_begin (&scene);
  event.mailbox = "";
  event.operation = "SearchExported";
  event.state = MSP_EXPORT_COMPLETED;
  scene_add (&scene, &event);
  expect (&scene, &question, "presumed_accessed EXPORT_JOB hostile");
}

Test (verdict_sets, a_web_server_delivers_messages_by_their_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deliveries); i++)
    {
      const Question question = { NULL };
      MspEvent event = scene_event (MSP_EVENT_TRANSFER, 1000, SCENE_HOSTILE), other = scene_event (MSP_EVENT_OTHER, 1, SCENE_TRUSTED);
      Scene scene;

      scene_begin (&scene);
      event.mailbox = "";
      event.method = "GET";
      event.path = "/export/inbox.mbox";
      event.bytes = deliveries[i].bytes;
      event.status = deliveries[i].status;
      event.has_bytes = TRUE;
      scene_add (&scene, &event);
      other.mailbox = "dana@agency.example";
      scene_add (&scene, &other);
      expect (&scene, &question, deliveries[i].text);
    }
}

static const struct {
  Question    question;
  const char *text;
} holes[] = {
  { { .is_truncated = TRUE }, "indeterminate TRUNCATED_EXPORT " },
  { { .rejected = 3 }, "indeterminate LOG_GAP:3 " },
  { { .window = "2026-03-02/2026-03-05" }, "indeterminate LOG_GAP " },
  { { .window = "2026-03-03T00:01:00Z/2026-03-03T00:30:00Z" }, "exposed_not_shown AUDITED_NO_HIT " },
  { { .window = "2026-03-03T00:01:00Z/2026-03-03T00:30:00Z", .received = 1801 }, "not_exposed AFTER_WINDOW " },
  { { .window = "2026-03-03T00:01:00Z/2026-03-03T00:30:00Z", .retention = 5 }, "indeterminate RETENTION_EXPIRED " },
  { { .window = "2026-03-03T00:01:00Z/2026-03-03T00:30:00Z", .retention = 60 }, "exposed_not_shown AUDITED_NO_HIT " },
};

Test (verdict_sets, silence_says_nothing_where_the_evidence_has_a_hole)
{
  for (gsize i = 0; i < G_N_ELEMENTS (holes); i++)
    {
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 10, SCENE_TRUSTED, "<x@agency.example>", 1);
      scene_bind (&scene, 3600, SCENE_TRUSTED, "<x@agency.example>", 1);
      expect (&scene, &holes[i].question, holes[i].text);
    }
}

Test (verdict_sets, changes_alone_are_no_audit_of_access)
{
  const Question question = { NULL };
  MspEvent event = scene_event (MSP_EVENT_DELETE, 1000, SCENE_HOSTILE);
  Scene scene;

  scene_begin (&scene);
  scene_add (&scene, &event);
  expect (&scene, &question, "no_evidence NO_LOGS ");
}

Test (verdict_sets, the_key_is_mailbox_and_id)
{
  const Question question = { NULL };
  const MspEventItem item = { .message_id = ID, .item = "", .folder = "", .digest = "" };
  MspEvent event = scene_event (MSP_EVENT_BIND, 1000, SCENE_HOSTILE);
  Scene scene;
  Answer answer;

  scene_begin (&scene);
  scene_bind (&scene, 10, SCENE_TRUSTED, "<x@agency.example>", 1);
  event.mailbox = "dana@agency.example";
  event.items = &item;
  event.n_items = 1;
  event.operations = 1;
  scene_add (&scene, &event);
  answer = ask (&scene, &question);
  cr_expect_str_eq (answer.text, "exposed_not_shown AUDITED_NO_HIT ");
  cr_expect_str_eq (answer.verdict.row.note, "same id accessed in dana@agency.example");
  answer_clear (&answer);
  scene_clear (&scene);
}

Test (verdict_sets, a_deletion_elsewhere_is_no_access_elsewhere)
{
  const Question question = { NULL };
  const MspEventItem item = { .message_id = ID, .item = "", .folder = "", .digest = "" };
  MspEvent event = scene_event (MSP_EVENT_DELETE, 1000, SCENE_HOSTILE);
  Scene scene;
  Answer answer;

  scene_begin (&scene);
  scene_bind (&scene, 10, SCENE_TRUSTED, "<x@agency.example>", 1);
  event.mailbox = "dana@agency.example";
  event.items = &item;
  event.n_items = 1;
  scene_add (&scene, &event);
  answer = ask (&scene, &question);
  cr_expect_str_eq (answer.verdict.row.note, "");
  answer_clear (&answer);
  scene_clear (&scene);
}

Test (verdict_sets, an_attachment_counts_for_the_message_that_another_record_names)
{
  const Question question = { NULL };
  const MspEventItem whole = { .message_id = ID, .item = "RgAA1", .folder = "", .digest = "" };
  const MspEventItem part = { .message_id = "", .item = "RgAA1", .folder = "", .digest = "" };
  MspEvent event = scene_event (MSP_EVENT_BIND, 1000, SCENE_TRUSTED);
  Scene scene;

  scene_begin (&scene);
  event.items = &whole;
  event.n_items = 1;
  event.operations = 1;
  scene_add (&scene, &event);
  event = scene_event (MSP_EVENT_ATTACHMENT, 1100, SCENE_HOSTILE);
  event.items = &part;
  event.n_items = 1;
  scene_add (&scene, &event);
  expect (&scene, &question, "accessed ATTACHMENT hostile");
}

Test (verdict_sets, hostile_records_alone_and_the_wider_scope_are_told_beside)
{
  const Question question = { .folder = "Archive" };
  Scene scene;
  Answer answer;

  scene_begin (&scene);
  scene_bind (&scene, 1000, SCENE_UNKNOWN, "", 4);
  scene_sync (&scene, 1200, SCENE_HOSTILE, "\\Inbox");
  answer = ask (&scene, &question);
  cr_expect_str_eq (answer.text, "indeterminate UNRESOLVED_BINDS:4 unknown");
  cr_expect_eq (answer.verdict.row.hostile_verdict, MSP_VERDICT_NOT_SHOWN);
  cr_expect_eq (answer.verdict.row.scope_verdict, MSP_VERDICT_PRESUMED);
  answer_clear (&answer);
  scene_clear (&scene);
}

/* What the evidence leaves open clears nothing. */
static void
add_doubt (Scene *scene, guint row)
{
  const MspEventItem nameless = { .message_id = "", .item = "AAk7", .folder = "", .digest = "" };
  const MspEventItem shortened = { .message_id = "<b1.20260...", .item = "", .folder = "\\Inbox", .digest = "" };
  const MspEventItem named = { .message_id = ID, .item = "", .folder = "\\Inbox", .digest = "" };
  static const MspEventKind kinds[] = {
    MSP_EVENT_ATTACHMENT, MSP_EVENT_SEEN, MSP_EVENT_BIND, MSP_EVENT_BIND, MSP_EVENT_SYNC, MSP_EVENT_BIND, MSP_EVENT_BIND,
    MSP_EVENT_SESSION, MSP_EVENT_RULE,
  };
  const MspEventItem *const items[] = { &nameless, &nameless, &shortened, &named, NULL, NULL, &named, NULL, NULL };
  const MspEventRule all_mail = { .name = "all", .forwards = TRUE };
  MspEvent event = scene_event (kinds[row], 3600, SCENE_HOSTILE);

  event.items = items[row];
  event.n_items = items[row] != NULL;
  event.operations = event.kind == MSP_EVENT_BIND;
  event.folder = event.kind == MSP_EVENT_SYNC ? "\\Inbox" : "";
  event.rule = event.kind == MSP_EVENT_RULE ? &all_mail : NULL;
  if (row == 3)
    event.mailbox = "";
  if (row == 5)
    {
      event.ip = SCENE_UNKNOWN;
      event.operations = 0;
      event.is_throttled = TRUE;
    }
  scene_add (scene, &event);
}

static const struct {
  Question    question;
  const char *text;
} doubts[] = {
  { { .received = 0 }, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { { .received = 0 }, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { { .received = 0 }, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { { .received = 0 }, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { { .received = 0, .no_folder = TRUE }, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { { .received = 0, .ignores_unknown = TRUE }, "indeterminate LOG_GAP " },
  { { .received = 2 * DAY, .is_date_only = TRUE }, "accessed BIND hostile" },
  { { .received = 0 }, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { { .no_date = TRUE }, "indeterminate LOG_GAP " },
};

Test (verdict_sets, what_a_record_leaves_open_clears_no_message)
{
  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, -DAY, SCENE_TRUSTED, "<a@agency.example>", 1);
      scene_bind (&scene, 3 * DAY, SCENE_TRUSTED, "<a@agency.example>", 1);
      add_doubt (&scene, i);
      expect (&scene, &doubts[i].question, doubts[i].text);
    }
}

static const struct {
  Question    question;
  const char *text;
} unsaid[] = {
  { { .window = "2026-03-03/2026-03-04" }, "exposed_not_shown AUDITED_NO_HIT " },
  { { .window = "2026-03-03/2026-03-04", .has_unread = TRUE }, "indeterminate LOG_GAP " },
  { { .window = "2026-03-03/2026-03-04", .is_guessed = TRUE }, "indeterminate LOG_GAP " },
  { { .window = "2026-03-03/2026-03-04", .received = 9 * DAY }, "not_exposed AFTER_WINDOW " },
  { { .window = "2026-03-03/2026-03-04", .received = 9 * DAY, .is_date_only = TRUE }, "exposed_not_shown AUDITED_NO_HIT " },
};

Test (verdict_sets, nothing_is_cleared_by_evidence_that_was_not_read_nor_by_a_guess)
{
  for (guint i = 0; i < G_N_ELEMENTS (unsaid); i++)
    {
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, -DAY, SCENE_TRUSTED, "<a@agency.example>", 1);
      scene_bind (&scene, 3 * DAY, SCENE_TRUSTED, "<a@agency.example>", 1);
      expect (&scene, &unsaid[i].question, unsaid[i].text);
    }
}

/* What was synchronised, and where the message is. A folder that no record names is not touched. */
static const struct {
  const char *synced, *folder, *text;
} languages[] = {
  { "\\Inbox", "Posteingang", "presumed_accessed SYNC_FOLDER hostile" },
  { "\\Posteingang", "Inbox", "presumed_accessed SYNC_FOLDER hostile" },
  { "\\Posteingang", "Boîte de réception", "presumed_accessed SYNC_FOLDER hostile" },
  { "\\Gesendete Elemente", "[Gmail]/Sent Mail", "presumed_accessed SYNC_FOLDER hostile" },
  { "\\Posteingang", "Gesendete Elemente", "exposed_not_shown AUDITED_NO_HIT " },
  { "\\Inbox\\Projects", "Posteingang/Projects", "presumed_accessed SYNC_FOLDER hostile" },
  { "\\Inbox\\Projects", "Posteingang", "exposed_not_shown AUDITED_NO_HIT " },
};

Test (verdict_sets, a_folder_has_its_name_in_any_language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const Question question = { .folder = languages[i].folder };
      Scene scene;

      scene_begin (&scene);
      scene_sync (&scene, 1000, SCENE_HOSTILE, languages[i].synced);
      expect (&scene, &question, languages[i].text);
    }
}
