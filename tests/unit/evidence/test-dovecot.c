/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/dovecot.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (dovecot);

static void
expect (const char *label, const char *input, const char *expected)
{
  MspEvidenceOptions options = { 0 };
  g_autofree char *text = evidence_text_read_string (input, strlen (input), &options);

  cr_expect_str_eq (text, expected, "%s:\n%s", label, text);
}

#define AT(second) "2026-03-03T02:10:" second "Z mx dovecot: "
#define LOGIN AT ("01") "imap-login: Login: user=<a@dod.example>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.2, mpid=7, TLS, session=<s1>\n"
#define LOGIN_READ "login 2026-03-03T02:10:01Z op=login mailbox=a@dod.example user=a@dod.example ip=203.0.113.7 session=s1\n"
#define IMAP(second) AT (second) "imap(a@dod.example)<7><s1>: "
#define WHO " mailbox=a@dod.example user=a@dod.example ip=203.0.113.7 session=s1"
#define COUNTERS "in=10 out=900 deleted=0 expunged=0 trashed=0 hdr_count=9 hdr_bytes=90 body_count=3 body_bytes=700"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "logins of 2.4", AT ("01") "pop3-login: Logged in: user=<a@dod.example>, method=PLAIN, rip=2001:db8::9, lip=::1, session=<s1>\n",
    "login 2026-03-03T02:10:01Z op=login mailbox=a@dod.example user=a@dod.example ip=2001:db8::9 session=s1\n" },
  { "counters", LOGIN IMAP ("30") "Disconnected: Logged out " COUNTERS "\n",
    LOGIN_READ "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=logout" WHO " messages=3 bytes=700\n" },
  { "counters behind a connection that was lost",
    LOGIN IMAP ("30") "Connection closed (IDLE running for 0.001 + waiting input for 61.2 secs, 2 B in + 10 B out) " COUNTERS "\n",
    LOGIN_READ "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=logout" WHO " messages=3 bytes=700\n" },
  { "counters of a login that is not in the log", IMAP ("30") "Logged out " COUNTERS "\n",
    "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=logout mailbox=a@dod.example user=a@dod.example session=s1"
    " messages=3 bytes=700\n" },
  { "bytes alone, before 2.3", AT ("30") "imap(a@dod.example): Disconnected: Logged out in=35 out=750\n",
    "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=logout mailbox=a@dod.example user=a@dod.example bytes=750\n" },
  { "bytes alone, 2.0", AT ("30") "imap(a@dod.example): Disconnected: Logged out bytes=35/750\n",
    "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=logout mailbox=a@dod.example user=a@dod.example bytes=750\n" },
  { "POP3", AT ("30") "pop3(a@dod.example)<7><s1>: Disconnected: Logged out top=0/0, retr=412/9611, del=0/412, size=9611\n",
    "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=logout mailbox=a@dod.example user=a@dod.example session=s1"
    " messages=412 bytes=9611\n" },
  { "POP3: lines of messages by TOP count too", AT ("30") "pop3(a)<7><s1>: Logged out top=5/50, retr=1/20, del=0/9, size=99\n",
    "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=logout mailbox=a user=a session=s1 messages=6 bytes=70\n" },
  { "seen", LOGIN IMAP ("02") "flag_change: box=INBOX, uid=4, msgid=<x@vendor.example>, size=48, flags=(\\Answered \\Seen)\n",
    LOGIN_READ "seen 2026-03-03T02:10:02Z op=flag_change" WHO " folder=INBOX { msgid=<x@vendor.example> folder=INBOX size=48 uid=4 }\n" },
  { "other flags", LOGIN IMAP ("02") "flag_change: box=INBOX, uid=4, msgid=<x@vendor.example>, size=48, flags=(\\Flagged)\n",
    LOGIN_READ "other 2026-03-03T02:10:02Z op=flag_change" WHO " folder=INBOX { msgid=<x@vendor.example> folder=INBOX size=48 uid=4 }\n" },
  { "copy", LOGIN IMAP ("02") "copy from Old: mail: box=Archive/2024, uid=77, msgid=<x@vendor.example>, size=48\n",
    LOGIN_READ "seen 2026-03-03T02:10:02Z op=copy" WHO " folder=Old: mail target=Archive/2024"
    " { msgid=<x@vendor.example> folder=Archive/2024 size=48 uid=77 }\n" },
  { "an id that the log cuts",
    LOGIN IMAP ("02") "flag_change: box=INBOX, uid=4, "
    "msgid=<aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg..., flags=(\\Seen)\n",
    LOGIN_READ "seen 2026-03-03T02:10:02Z op=flag_change" WHO " folder=INBOX"
    " { msgid=<aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg... folder=INBOX uid=4 }\n" },
  { "delete and expunge", LOGIN IMAP ("02") "delete: uid=4, msgid=<x@vendor.example>, size=48\n"
    IMAP ("03") "expunge: uid=4, msgid=, size=48\n",
    LOGIN_READ "delete 2026-03-03T02:10:02Z op=delete" WHO " { msgid=<x@vendor.example> size=48 uid=4 }\n"
    "delete 2026-03-03T02:10:03Z op=expunge" WHO " { size=48 uid=4 }\n" },
  { "a subject that looks like fields",
    LOGIN IMAP ("02") "flag_change: box=A, uid=4, msgid=<x@vendor.example>, size=48, from=b, subject=x, flags=(\\Seen), uid=9, flags=()\n",
    LOGIN_READ "other 2026-03-03T02:10:02Z op=flag_change" WHO " folder=A { msgid=<x@vendor.example> folder=A size=48 uid=4 }\n" },
  { "a name of a folder with a comma", LOGIN IMAP ("02") "expunge: box=Smith, John, uid=4, msgid=<x@vendor.example>, size=48\n",
    LOGIN_READ "delete 2026-03-03T02:10:02Z op=expunge" WHO " folder=Smith, John { msgid=<x@vendor.example> folder=Smith, John size=48 uid=4 }\n" },
  { "expunged by the server itself", LOGIN IMAP ("02") "autoexpunge: box=Trash, uid=4, msgid=<x@vendor.example>\n",
    LOGIN_READ "delete 2026-03-03T02:10:02Z op=autoexpunge" WHO " logon=4 folder=Trash { msgid=<x@vendor.example> folder=Trash uid=4 }\n" },
  { "an administrator", AT ("02") "doveadm(a@dod.example)<8><>: expunge: box=INBOX, uid=4, msgid=<x@vendor.example>, size=48\n",
    "delete 2026-03-03T02:10:02Z op=expunge mailbox=a@dod.example user=a@dod.example logon=3 folder=INBOX"
    " { msgid=<x@vendor.example> folder=INBOX size=48 uid=4 }\n" },
  { "delivery", AT ("02") "lmtp(a@dod.example)<8><s9>: save: box=INBOX, uid=error, msgid=<x@vendor.example>, size=error\n" LOGIN,
    "other 2026-03-03T02:10:02Z op=save mailbox=a@dod.example user=a@dod.example session=s9 logon=4 folder=INBOX"
    " { msgid=<x@vendor.example> folder=INBOX }\n" LOGIN_READ },
  { "folders", LOGIN IMAP ("02") "Mailbox deleted: Old\n",
    LOGIN_READ "other 2026-03-03T02:10:02Z op=Mailbox deleted" WHO " folder=Old\n" },
  { "failed logins", LOGIN
    AT ("02") "imap-login: Disconnected (auth failed, 3 attempts in 9 secs): user=<a@dod.example>, "
    "method=PLAIN, rip=203.0.113.9\n"
    AT ("03") "imap-login: Login aborted: Logged in: user=<a@dod.example>, rip=203.0.113.9, session=<s2>\n"
    AT ("04") "auth: Error: imap-login: Login: user=<a@dod.example>, rip=203.0.113.9\n"
    AT ("05") "imap-login: Login: user=<>, rip=203.0.113.9, session=<s2>\n", LOGIN_READ "pass 2\npass 3\npass 4\npass 5\n" },
  { "text before the counters is no counter", LOGIN IMAP ("30") "Disconnected: BYE body_count=9 now in=1 out=2\n",
    LOGIN_READ "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=logout" WHO " bytes=2\n" },
  { "other lines of a session", LOGIN IMAP ("30") "Debug: auth-master: userdb lookup\n" IMAP ("31") "Error: quota exceeded\n",
    LOGIN_READ "pass 2\npass 3\n" },
};

Test (dovecot, lines_become_events)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    expect (rows[i].label, rows[i].input, rows[i].output);
}
