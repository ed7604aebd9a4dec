/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "question.h"

/* What somebody would say who wants a message not to be cleared. */
TestSuite (counsel);

#define CLEARED "exposed_not_shown AUDITED_NO_HIT "

static const MspEventItem named = { .message_id = ID, .item = "", .folder = "\\Inbox", .subject = "", .digest = "" };

static const struct {
  const char  *label;
  MspEventKind kind;
  const char  *ip;
  MspLogon     logon;
  const char  *text;
} touches[] = {
  { "deleted", MSP_EVENT_DELETE, SCENE_HOSTILE, MSP_LOGON_OWNER, "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "moved", MSP_EVENT_MOVE, SCENE_UNKNOWN, MSP_LOGON_OWNER, "indeterminate UNRESOLVED_BINDS:1 unknown" },
  { "by one who may", MSP_EVENT_DELETE, SCENE_TRUSTED, MSP_LOGON_OWNER, CLEARED },
  { "by the server", MSP_EVENT_DELETE, "", MSP_LOGON_UNKNOWN, CLEARED },
  { "by the server's assistant", MSP_EVENT_DELETE, SCENE_UNKNOWN, MSP_LOGON_SERVICE, CLEARED },
};

Test (counsel, who_deleted_it_had_it_before_the_eyes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (touches); i++)
    {
      const Question question = { 0 };
      MspEvent event = scene_event (touches[i].kind, 1000, touches[i].ip);
      Scene scene;
      Answer answer;

      scene_begin (&scene);
      scene_bind (&scene, 10, SCENE_TRUSTED, "<other@agency.example>", 1);
      event.folder = "\\Inbox";
      event.logon = touches[i].logon;
      event.items = &named;
      event.n_items = 1;
      scene_add (&scene, &event);
      answer = ask (&scene, &question);
      cr_expect_str_eq (answer.text, touches[i].text, "%s: %s", touches[i].label, answer.text);
      answer_clear (&answer);
      scene_clear (&scene);
    }
}

static const struct {
  const char *operation, *mailbox, *words;
  gint64      at;
  const char *window, *text;
} switches[] = {
  { "Set-Mailbox", SCENE_BOX, "AuditEnabled=False", 1000, NULL, "indeterminate AUDIT_OFF " },
  { "Set-Mailbox", SCENE_BOX, "AuditEnabled=True", 1000, NULL, CLEARED },
  { "Set-Mailbox", "lee@agency.example", "AuditEnabled=False", 1000, NULL, CLEARED },
  { "Set-Mailbox", SCENE_BOX, "AuditOwner=Update, SoftDelete", 1000, NULL, "indeterminate AUDIT_OFF " },
  { "Set-Mailbox", SCENE_BOX, "AuditOwner=@{Remove=MailItemsAccessed}", 1000, NULL, "indeterminate AUDIT_OFF " },
  { "Set-MailboxAuditBypassAssociation", "eve@agency.example", "AuditBypassEnabled=True", 1000, NULL, "indeterminate AUDIT_OFF " },
  { "Set-AdminAuditLogConfig", "", "UnifiedAuditLogIngestionEnabled=False", 1000, NULL, "indeterminate AUDIT_OFF " },
  { "Set-OrganizationConfig", "", "AuditDisabled=true", 1000, NULL, "indeterminate AUDIT_OFF " },
  { "Add-MailboxPermission", SCENE_BOX, "AccessRights=FullAccess; User=eve", 1000, NULL, CLEARED },
  { "Set-Mailbox", SCENE_BOX, "AuditEnabled=False", 2 * DAY, "2026-03-03T00:00:10Z/2026-03-04", CLEARED },
};

Test (counsel, a_record_that_switches_the_audit_off_is_no_record_of_an_audit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      const Question question = { .window = switches[i].window };
      MspEvent event = scene_event (MSP_EVENT_CONTROL, switches[i].at, SCENE_TRUSTED);
      Scene scene;
      Answer answer;

      scene_begin (&scene);
      scene_bind (&scene, 10, SCENE_TRUSTED, "<other@agency.example>", 1);
      scene_bind (&scene, 3 * DAY, SCENE_TRUSTED, "<other@agency.example>", 1);
      event.operation = switches[i].operation;
      event.mailbox = switches[i].mailbox;
      event.text = switches[i].words;
      scene_add (&scene, &event);
      answer = ask (&scene, &question);
      cr_expect_str_eq (answer.text, switches[i].text, "row %zu: %s", i, answer.text);
      answer_clear (&answer);
      scene_clear (&scene);
    }
}

static const struct {
  gint64      received;
  gboolean    ends_here;
  const char *text;
} ends[] = {
  { 3 * DAY, TRUE, CLEARED },
  { 3 * DAY + 1, TRUE, "indeterminate LOG_GAP " },
  { 5 * DAY, FALSE, CLEARED },
  { 11 * DAY, FALSE, "indeterminate LOG_GAP " },
};

Test (counsel, logs_say_nothing_of_mail_that_came_when_they_had_ended)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const Question question = { .received = ends[i].received, .ends_here = ends[i].ends_here };
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 3 * DAY, SCENE_TRUSTED, "<other@agency.example>", 1);
      expect (&scene, &question, ends[i].text);
    }
}

/* Mail comes into such folders from others, and which was synchronised then nobody knows. */
static const struct {
  const char *folder, *text;
} deleted[] = {
  { "Deleted Items", "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "Corbeille", "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "Recoverable Items/Purges", "indeterminate UNRESOLVED_BINDS:1 hostile" },
  { "Legal Hold", CLEARED },
};

Test (counsel, what_was_deleted_was_in_another_folder_before)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deleted); i++)
    {
      const Question question = { .folder = deleted[i].folder };
      Scene scene;

      scene_begin (&scene);
      scene_sync (&scene, 1000, SCENE_HOSTILE, "\\Inbox");
      expect (&scene, &question, deleted[i].text);
    }
}

Test (counsel, a_server_that_counts_no_bytes_may_have_sent_any)
{
  static const struct {
    guint64     bytes;
    gboolean    has_bytes;
    const char *text;
  } requests[] = {
    { 0, FALSE, "indeterminate UNRESOLVED_BINDS:1 hostile" },
    { 900, TRUE, "indeterminate PARTIAL_RANGE:900 hostile" },
    { 0, TRUE, CLEARED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      const Question question = { 0 };
      MspEvent event = scene_event (MSP_EVENT_REQUEST, 1000, SCENE_HOSTILE);
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 10, SCENE_TRUSTED, "<other@agency.example>", 1);
      event.bytes = requests[i].bytes;
      event.has_bytes = requests[i].has_bytes;
      scene_add (&scene, &event);
      expect (&scene, &question, requests[i].text);
    }
}

/* Two logs that cut ids at different lengths: the longer one's record is the owner's. */
Test (counsel, every_record_of_a_cut_id_counts)
{
#define LONG "0123456789.0123456789.0123456789.0123456789.0123456789"
  const Question question = { .message_id = "<" LONG "@agency.example>" };
  const MspEventItem longer = { .message_id = "<" LONG "...", .item = "", .folder = "", .subject = "", .digest = "" };
  const MspEventItem shorter = {
    .message_id = "<0123456789.0123456789.0123456789.0123456789...", .item = "", .folder = "", .subject = "", .digest = "",
  };
  MspEvent owner = scene_event (MSP_EVENT_SEEN, 1000, SCENE_TRUSTED), other = scene_event (MSP_EVENT_SEEN, 1000, SCENE_HOSTILE);
  Scene scene;

  scene_begin (&scene);
  owner.items = &longer;
  other.items = &shorter;
  owner.n_items = other.n_items = 1;
  scene_add (&scene, &owner);
  scene_add (&scene, &other);
  expect (&scene, &question, "accessed IMAP_SEEN hostile");
}

/* A message without an id may be what any record names, not only a bind. */
Test (counsel, a_message_without_an_id_may_be_any_that_is_named)
{
  const Question question = { .message_id = "" };
  const MspEventItem unknown = { .message_id = "<gone@agency.example>", .item = "", .folder = "", .subject = "", .digest = "" };
  MspEvent event = scene_event (MSP_EVENT_SEND, 1000, SCENE_HOSTILE);
  Scene scene;

  scene_begin (&scene);
  scene_bind (&scene, 10, SCENE_TRUSTED, "<other@agency.example>", 1);
  event.items = &unknown;
  event.n_items = 1;
  scene_add (&scene, &event);
  expect (&scene, &question, "indeterminate NO_ID hostile");
}
