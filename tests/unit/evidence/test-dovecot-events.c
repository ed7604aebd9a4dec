/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/dovecot-events.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (dovecot_events);

#define LINE(second, session, tag, name, args, state) \
  "{\"event\":\"imap_command_finished\",\"hostname\":\"mail1\",\"start_time\":\"2026-03-03T02:12:" second ".000001Z\"," \
  "\"end_time\":\"2026-03-03T02:12:" second ".100000Z\",\"categories\":[\"imap\"],\"fields\":{\"user\":\"jane@agency.example\"," \
  "\"session\":\"" session "\",\"remote_ip\":\"203.0.113.77\",\"cmd_tag\":\"" tag "\",\"cmd_name\":\"" name "\",\"cmd_args\":\"" args "\"," \
  "\"tagged_reply_state\":\"" state "\"}}\n"
#define SELECT(second, args) LINE (second, "s1", "1", "SELECT", args, "OK")
#define FETCH(second, args) LINE (second, "s1", "5", "UID FETCH", args, "OK")
#define READ(kind, second, session, tag, name) \
  kind " 2026-03-03T02:12:" second "Z id=" session ":" tag ":2026-03-03T02:12:" second ".100000Z op=" name \
  " mailbox=jane@agency.example user=jane@agency.example ip=203.0.113.77 session=" session
#define SELECTED(second) READ ("other", second, "s1", "1", "SELECT") "\n"
#define FETCHED(second) READ ("fetch", second, "s1", "5", "UID FETCH")
#define OTHER(second) READ ("other", second, "s1", "5", "UID FETCH")
#define BARE(fields) "{\"event\":\"imap_command_finished\",\"end_time\":\"2026-03-03T02:12:40Z\",\"fields\":{" fields "}}\n"
#define BARE_READ(kind, name) kind " 2026-03-03T02:12:40Z op=" name " mailbox=jane user=jane"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "messages by UID", SELECT ("40", "\\\"Entw&APw-rfe\\\"") FETCH ("50", "12,15:16 (UID BODY.PEEK[])"),
    SELECTED ("40") FETCHED ("50") " folder=Entwürfe operations=3 { folder=Entwürfe uid=12 } { folder=Entwürfe uid=15 }"
    " { folder=Entwürfe uid=16 }\n" },
  { "headers are no content", SELECT ("40", "INBOX") FETCH ("50", "1:9 (FLAGS BODY.PEEK[HEADER.FIELDS (FROM)])"),
    SELECTED ("40") OTHER ("50") " folder=INBOX\n" },
  { "an open set is counted and not named", SELECT ("40", "INBOX") FETCH ("50", "7,4294967290:* BODY[]"),
    SELECTED ("40") FETCHED ("50") " folder=INBOX operations=7 { folder=INBOX uid=7 }\n" },
  { "a set too long is counted", SELECT ("40", "INBOX") FETCH ("50", "1:100001 BODY[]"),
    SELECTED ("40") FETCHED ("50") " folder=INBOX operations=100001\n" },
  { "sequence numbers name nothing", SELECT ("40", "INBOX") LINE ("50", "s1", "5", "FETCH", "3:4 (BODY[])", "OK"),
    SELECTED ("40") READ ("fetch", "50", "s1", "5", "FETCH") " folder=INBOX operations=2\n" },
  { "no folder, no names", FETCH ("50", "3:4 (BODY[])"), FETCHED ("50") " operations=2\n" },
  { "the folder of another session", LINE ("40", "s2", "1", "SELECT", "INBOX", "OK") FETCH ("50", "3 (BODY[])"),
    READ ("other", "40", "s2", "1", "SELECT") "\n" FETCHED ("50") " operations=1\n" },
  { "a folder that was closed", SELECT ("40", "INBOX") LINE ("41", "s1", "1", "UNSELECT", "", "OK") FETCH ("50", "3 (BODY[])"),
    SELECTED ("40") READ ("other", "41", "s1", "1", "UNSELECT") "\n" FETCHED ("50") " operations=1\n" },
  { "a folder that could not be opened",
    SELECT ("40", "INBOX") LINE ("41", "s1", "1", "SELECT", "Gone", "NO") FETCH ("50", "3 (BODY[])"),
    SELECTED ("40") SELECTED ("41") FETCHED ("50") " operations=1\n" },
  { "a command that was none",
    SELECT ("40", "INBOX") LINE ("41", "s1", "1", "SELECT", "", "BAD") LINE ("50", "s1", "5", "UID FETCH", "3 BODY[]", "BAD"),
    SELECTED ("40") SELECTED ("41") OTHER ("50") " folder=INBOX\n" },
  { "a command that failed on the way", SELECT ("40", "INBOX") LINE ("50", "s1", "5", "UID FETCH", "3:9 BODY[]", "NO"),
    SELECTED ("40") FETCHED ("50") " folder=INBOX operations=7\n" },
  { "what is cut may be content",
    SELECT ("40", "INBOX") FETCH ("50", "3:9 (UID BO"), SELECTED ("40") FETCHED ("50") " folder=INBOX operations=7\n" },
  { "commands in another order", SELECT ("40", "INBOX") FETCH ("50", "3 BODY[]") SELECT ("45", "Sent") FETCH ("46", "3 BODY[]"),
    SELECTED ("40") FETCHED ("50") " folder=INBOX operations=1 { folder=INBOX uid=3 }\n"
    "reject 3: the commands of its session are not in order of time\n" FETCHED ("46") " operations=1\n" },
  { "a fetch from before the folder was opened",
    SELECT ("40", "INBOX") FETCH ("39", "3 BODY[]"), SELECTED ("40") FETCHED ("39") " operations=1\n" },
  { "a folder that is renamed",
    LINE ("40", "s1", "1", "RENAME", "\\\"a b\\\" c", "OK"), READ ("other", "40", "s1", "1", "RENAME") " folder=a b target=c\n" },
  { "other names of fields",
    BARE ("\"user\":\"jane\",\"rip\":\"203.0.113.77\",\"name\":\"UID\",\"args\":\"fetch 3 RFC822\",\"mailbox\":\"Sent\","
    "\"tagged_reply_state\":\"OK\""),
    BARE_READ ("fetch", "UID") " ip=203.0.113.77 folder=Sent operations=1 { folder=Sent uid=3 }\n" },
  { "a command without arguments", BARE ("\"user\":\"jane\",\"cmd_name\":\"FETCH\",\"tagged_reply_state\":\"OK\""),
    BARE_READ ("fetch", "FETCH") " operations=1\n" },
  { "a notification with content",
    BARE ("\"user\":\"jane\",\"cmd_name\":\"NOTIFY\",\"cmd_args\":\"SET (SELECTED (MessageNew (BODY.PEEK[]) MessageExpunge))\""),
    BARE_READ ("fetch", "NOTIFY") " operations=1\n" },
  { "POP",
    "{\"event\":\"pop3_command_finished\",\"end_time\":1772503960.5,\"fields\":{\"user\":\"jane\",\"cmd_name\":\"RETR\",\"reply\":\"OK\"}}\n",
    BARE_READ ("fetch", "RETR") " operations=1\n" },
  { "records that are none",
    BARE ("\"cmd_name\":\"NOOP\"")
    "{\"event\":\"mail_delivery_finished\"}\n{\"fields\":{}}\n{\"event\":\"imap_command_finished\"",
    "reject 1: it has no event, user, command or time\npass 2\nreject 3: it has no event, user, command or time\n"
    "reject 4: it ends in the middle\nmark cut\n" },
};

Test (dovecot_events, commands_become_events)
{
  MspEvidenceOptions options = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_text_read_string (rows[i].input, strlen (rows[i].input), &options);

      cr_expect_str_eq (text, rows[i].output, "%s:\n%s", rows[i].label, text);
    }
}

/* Each end and each byte that differs: what comes out is text, and nothing is read beyond the end. */
Test (dovecot_events, damage_is_survived)
{
  static const char whole[] = SELECT ("40", "\\\"Sent Items\\\"") FETCH ("50", "12,15:17 (UID BODY.PEEK[])");
  MspEvidenceOptions options = { 0 };
  const gsize len = strlen (whole);

  for (gsize i = 200; i < len; i++)
    {
      g_autofree char *bytes = g_memdup2 (whole, len), *cut = g_memdup2 (whole, i);
      bytes[i] = bytes[(i * 7919) % len];
      g_autofree char *shuffled = evidence_text_read_string (bytes, len, &options);
      g_autofree char *rest = evidence_text_read_string (cut, i, &options);

      cr_expect (*shuffled != '\0' && *rest != '\0');
    }
}
