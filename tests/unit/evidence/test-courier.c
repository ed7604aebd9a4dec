/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/courier.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (courier);

#define AT(second) "2026-03-03T02:10:" second "Z www "
#define WHO " mailbox=b@dod.example user=b@dod.example ip=203.0.113.8"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "a session",
    AT ("01") "imapd: LOGIN, user=b@dod.example, ip=[::ffff:203.0.113.8], port=[43767], protocol=IMAP\n"
    AT ("31") "imapd: LOGOUT, user=b@dod.example, ip=[::ffff:203.0.113.8], headers=41, body=7298, rcvd=91, sent=7341, time=30, starttls=1\n",
    "login 2026-03-03T02:10:01Z op=LOGIN" WHO "\n"
    "session 2026-03-03T02:10:31Z end=2026-03-03T02:10:31Z op=LOGOUT" WHO " bytes=7298\n" },
  { "POP3", AT ("31") "pop3d-ssl: LOGOUT, user=b@dod.example, ip=[203.0.113.8], port=[59556], top=11, retr=500, rcvd=50, sent=600,"
    " time=1, stls=1\n",
    "session 2026-03-03T02:10:31Z end=2026-03-03T02:10:31Z op=LOGOUT" WHO " bytes=511\n" },
  { "connections that were lost",
    AT ("31") "imapd-ssl: DISCONNECTED, user=b@dod.example, ip=[203.0.113.8], headers=0, body=5, rcvd=1, sent=9, time=1\n"
    AT ("31") "imapd: TIMEOUT, user=b@dod.example, ip=[203.0.113.8], headers=0, body=6, rcvd=1, sent=9\n",
    "session 2026-03-03T02:10:31Z end=2026-03-03T02:10:31Z op=LOGOUT" WHO " bytes=5\n"
    "session 2026-03-03T02:10:31Z end=2026-03-03T02:10:31Z op=LOGOUT" WHO " bytes=6\n" },
  { "failures", AT ("01") "imapd: LOGIN, user=b@dod.example, ip=[203.0.113.8], protocol=IMAP\n"
    AT ("02") "imapd: LOGIN FAILED, user=b@dod.example, ip=[203.0.113.9]\n" AT ("03") "imapd: Connection, ip=[203.0.113.9]\n"
    AT ("04") "imapd: DISCONNECTED, ip=[203.0.113.9], time=0\n",
    "login 2026-03-03T02:10:01Z op=LOGIN" WHO "\npass 2\npass 3\npass 4\n" },
  { "all that was sent, where nothing else is counted",
    AT ("31") "imapd: LOGOUT, user=b@dod.example, ip=[203.0.113.8], rcvd=1, sent=9, time=1\n",
    "session 2026-03-03T02:10:31Z end=2026-03-03T02:10:31Z op=LOGOUT" WHO " bytes=9\n" },
};

Test (courier, lines_become_events)
{
  MspEvidenceOptions options = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_text_read_string (rows[i].input, strlen (rows[i].input), &options);

      cr_expect_str_eq (text, rows[i].output, "%s:\n%s", rows[i].label, text);
    }
}
