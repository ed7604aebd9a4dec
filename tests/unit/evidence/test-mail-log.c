/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/mail-log-reader.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (mail_log);

static void
expect (const char *label, const char *input, guint year, const char *expected)
{
  MspEvidenceOptions options = { .year = year };
  g_autofree char *text = evidence_text_read_string (input, strlen (input), &options);

  cr_expect_str_eq (text, expected, "%s:\n%s", label, text);
}

#define LOGIN(time) time " mx dovecot: imap-login: Login: user=<a@dod.example>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.2, TLS, session=<s1>\n"
#define READ(time) "login " time " assumed op=login mailbox=a@dod.example user=a@dod.example ip=203.0.113.7 session=s1\n"
#define READ_SURE(time) "login " time " op=login mailbox=a@dod.example user=a@dod.example ip=203.0.113.7 session=s1\n"

static const struct {
  const char *label;
  guint       year;
  const char *input, *output;
} rows[] = {
  { "no year known", 0, LOGIN ("Mar  3 02:10:01"), "reject 1: the time has no year\n" },
  { "the year of the options", 2026, LOGIN ("Mar  3 02:10:01"), READ ("2026-03-03T02:10:01Z") },
  { "the year before", 2026, LOGIN ("Dec 31 23:59:59") LOGIN ("Jan  1 00:00:01"),
    READ ("2025-12-31T23:59:59Z") READ ("2026-01-01T00:00:01Z") },
  { "a line that states the year", 2019, LOGIN ("Dec 31 23:59:59") LOGIN ("2026-01-01T01:00:00.25+01:00") LOGIN ("Jan  1 00:00:01"),
    READ ("2025-12-31T23:59:59Z") READ_SURE ("2026-01-01T00:00:00Z") READ ("2026-01-01T00:00:01Z") },
  { "no such day", 2025, LOGIN ("Feb 28 01:00:00") LOGIN ("Feb 29 01:00:00"),
    READ ("2025-02-28T01:00:00Z") "reject 2: there is no such day in its year\n" },
  { "begins in the middle of a line", 2026, "=<b@dod.example>, rip=203.0.113.9\n" LOGIN ("Mar  3 02:10:01"),
    "reject 1: the line begins with no time\n" READ ("2026-03-03T02:10:01Z") },
  { "with a year in front of the time", 0, LOGIN ("Mar  3 2026 02:10:01"), READ ("2026-03-03T02:10:01Z") },
  { "priorities", 2026, LOGIN ("<22>Mar  3 02:10:01"), READ ("2026-03-03T02:10:01Z") },
  { "RFC 5424", 0,
    "<22>1 2026-03-03T02:10:01Z mx dovecot 77 - - imap-login: Logged in: user=<a@dod.example>, rip=203.0.113.7, session=<s1>\n",
    READ_SURE ("2026-03-03T02:10:01Z") },
  { "files of Dovecot's own", 2026,
    "Mar 03 02:10:01 imap-login: Info: Login: user=<a@dod.example>, method=PLAIN, rip=203.0.113.7, session=<s1>\n"
    "2026-03-03 02:10:02 imap-login: Info: Login: user=<a@dod.example>, method=PLAIN, rip=203.0.113.7, session=<s1>\n",
    READ ("2026-03-03T02:10:01Z") READ ("2026-03-03T02:10:02Z") },
  { "other programs", 2026, LOGIN ("Mar  3 02:10:01") "Mar  3 02:10:02 mx postfix/smtpd[7]: connect from unknown[203.0.113.9]\n"
    "Mar  3 02:10:02 mx last message repeated 3 times\n", READ ("2026-03-03T02:10:01Z") "pass 2\npass 3\n" },
  { "cut", 2026, LOGIN ("Mar  3 02:10:01") "Mar  3 02:1", READ ("2026-03-03T02:10:01Z") "reject 2: the line begins with no time\nmark cut\n" },
  { "only other programs", 2026, "Mar  3 02:10:02 mx postfix/smtpd[7]: connect from unknown[203.0.113.9]\n", "pass 1\n" },
  { "several servers", 2026, LOGIN ("Mar  3 02:10:01")
    "Mar  3 02:10:05 old imapd: LOGIN, user=b@dod.example, ip=[::ffff:203.0.113.8], port=[4000], protocol=IMAP\n",
    READ ("2026-03-03T02:10:01Z")
    "login 2026-03-03T02:10:05Z assumed op=LOGIN mailbox=b@dod.example user=b@dod.example ip=203.0.113.8\n" },
};

Test (mail_log, times_and_programs)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    expect (rows[i].label, rows[i].input, rows[i].year, rows[i].output);
}

Test (mail_log, times_without_zone_are_shifted_and_marked)
{
  MspEvidenceOptions options = { .year = 2026, .utc_offset = 7200, .has_utc_offset = TRUE };
  g_autoptr (GBytes) bytes = g_bytes_new_static (LOGIN ("Mar  3 02:10:01"), strlen (LOGIN ("Mar  3 02:10:01")));
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autofree char *text = evidence_text_read (stream, &options);

  cr_expect_str_eq (text, "mark no-year\n" READ ("2026-03-03T00:10:01Z"));
}
