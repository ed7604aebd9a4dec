/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/cyrus.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (cyrus);

#define AT(second) "2026-03-03T02:10:" second "Z imap2 imap[22]: "
#define LOGIN AT ("01") "login: host.example [203.0.113.7] c@dod.example PLAIN+TLS User logged in SESSIONID=<s1>\n"
#define LOGIN_READ "login 2026-03-03T02:10:01Z op=login mailbox=c@dod.example user=c@dod.example ip=203.0.113.7 session=s1\n"
#define GUID "da39a3ee5e6b4b0d3255bfef95601890afd80709"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "append is no access",
    AT ("01") "auditlog: append sessionid=<s1> mailbox=<user.c> uniqueid=<u> uid=<12> modseq=<9> sysflags=<\\Seen> guid=<" GUID ">"
    " messageid=<x@vendor.example>\n",
    "other 2026-03-03T02:10:01Z op=append mailbox=c session=s1 folder=INBOX { msgid=x@vendor.example folder=INBOX digest=" GUID " uid=12 }\n" },
  { "sessions", LOGIN AT ("09") "auditlog: expunge sessionid=<s1> mailbox=<dod.example!user.c^d.Entw&APw-rfe.2024> uid=<12> guid=<" GUID ">"
    " message-id=<a>b@vendor.example> size=<77>\n",
    LOGIN_READ "delete 2026-03-03T02:10:09Z op=expunge mailbox=c.d@dod.example user=c@dod.example ip=203.0.113.7 session=s1"
    " folder=Entw\303\274rfe/2024 { msgid=a>b@vendor.example folder=Entw\303\274rfe/2024 digest=" GUID " size=77 uid=12 }\n" },
  { "traffic of 3.13", LOGIN AT ("30") "event=auditlog.traffic session.id=s1 used.bytes.in=91 used.bytes.out=7341\n",
    LOGIN_READ "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=traffic mailbox=c@dod.example user=c@dod.example ip=203.0.113.7"
    " session=s1 bytes=7341\n" },
  { "traffic of 3.2", AT ("30") "auditlog: traffic sessionid=<s2> bytes_in=<91> bytes_out=<7341>\n",
    "session 2026-03-03T02:10:30Z end=2026-03-03T02:10:30Z op=traffic session=s2 bytes=7341\n" },
  { "traffic without bytes", AT ("30") "auditlog: traffic sessionid=<s2>\n", "reject 1: traffic without its bytes\n" },
  { "quoted values", AT ("30") "event=auditlog.touched session.id=s2 mbox.name=\"user.c.My Mail\" msg.imapuid=4\n",
    "other 2026-03-03T02:10:30Z op=touched mailbox=c session=s2 folder=My Mail { folder=My Mail uid=4 }\n" },
  { "slashes, and shared folders", AT ("30") "auditlog: create sessionid=<s2> mailbox=<user/c.d/Sent> uniqueid=<u>\n"
    AT ("31") "auditlog: create sessionid=<s2> mailbox=<shared.all> uniqueid=<u>\n",
    "other 2026-03-03T02:10:30Z op=create mailbox=c.d session=s2 folder=Sent\n"
    "other 2026-03-03T02:10:31Z op=create session=s2 folder=shared.all\n" },
  { "a folder that goes elsewhere", AT ("30") "auditlog: rename sessionid=<s2> oldmailbox=<user.c.Sent> newmailbox=<user.c.Old.Sent> uniqueid=<u>\n",
    "other 2026-03-03T02:10:30Z op=rename mailbox=c session=s2 folder=Sent target=Old/Sent\n" },
  { "lines without a mailbox", LOGIN AT ("02") "badlogin: host.example [203.0.113.9] plaintext c@dod.example SASL(-13): failure\n"
    AT ("03") "auditlog: proxy sessionid=<s1> userid=<c> remote=<s3>\n", LOGIN_READ "pass 2\npass 3\n" },
};

Test (cyrus, lines_become_events_and_never_reading)
{
  MspEvidenceOptions options = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_text_read_string (rows[i].input, strlen (rows[i].input), &options);

      cr_expect_str_eq (text, rows[i].output, "%s:\n%s", rows[i].label, text);
    }
}
