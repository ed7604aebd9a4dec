/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/web-log.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (web_log);

#define AT "203.0.113.7 - - [12/Feb/2023:21:40:55 +0000] "
#define READ "transfer 2023-02-12T21:40:55Z ip=203.0.113.7"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "combined", AT "\"GET /mail/a%20b.mbox?x=%31 HTTP/1.1\" 200 7340 \"-\" \"curl/7.81.0\"\n",
    READ " client=curl/7.81.0 bytes=7340 method=GET path=/mail/a b.mbox status=200 text=x=%31\n" },
  { "common", AT "\"GET /mail/a.mbox HTTP/1.1\" 200 7340\n", READ " bytes=7340 method=GET path=/mail/a.mbox status=200\n" },
  { "partial, closed by the client, refused, unchanged, only the head",
    AT "\"GET /a HTTP/1.1\" 206 100 \"-\" \"-\"\n" AT "\"GET /a HTTP/1.1\" 499 50 \"-\" \"-\"\n" AT "\"GET /a HTTP/1.1\" 403 162 \"-\" \"-\"\n"
    AT "\"GET /a HTTP/1.1\" 304 0 \"-\" \"-\"\n" AT "\"HEAD /a HTTP/1.1\" 200 - \"-\" \"-\"\n",
    READ " bytes=100 method=GET path=/a status=206\n" READ " bytes=50 method=GET path=/a status=499\n"
    READ " bytes=162 method=GET path=/a status=403\n" READ " bytes=0 method=GET path=/a status=304\n"
    READ " bytes=0 method=HEAD path=/a status=200\n" },
  { "bytes of TLS, and other requests that are none", AT "\"\\x16\\x03\\x01\\x02\\x00\" 400 157 \"-\" \"-\"\n" AT "\"-\" 408 - \"-\" \"-\"\n"
    AT "\"\" 400 0 \"-\" \"-\"\n" AT "\"OPTIONS * HTTP/1.1\" 200 0\n", "pass 1\npass 2\npass 3\npass 4\n" },
  { "other zones", "203.0.113.7 - - [13/Feb/2023:01:10:55 +0330] \"GET /a HTTP/1.1\" 200 1\n", READ " bytes=1 method=GET path=/a status=200\n" },
  { "zones west", "203.0.113.7 - - [12/Feb/2023:16:40:55 -0500] \"GET /a HTTP/1.1\" 200 1\n", READ " bytes=1 method=GET path=/a status=200\n" },
  { "users", "2001:DB8::7 - pat [of] dod [12/Feb/2023:21:40:55 +0000] \"GET /a HTTP/2.0\" 200 1 \"-\" \"-\"\n",
    "transfer 2023-02-12T21:40:55Z user=pat [of] dod ip=2001:db8::7 bytes=1 method=GET path=/a status=200\n" },
  { "virtual hosts", "mail.dod.example:443 " AT "\"GET /a HTTP/1.1\" 200 1 \"-\" \"-\"\n", READ " bytes=1 method=GET path=/a status=200\n" },
  { "names instead of addresses", "scan.vendor.example - - [12/Feb/2023:21:40:55 +0000] \"GET /a HTTP/1.1\" 200 1 \"-\" \"-\"\n",
    "transfer 2023-02-12T21:40:55Z bytes=1 method=GET path=/a status=200\n" },
  { "behind a proxy", "10.0.0.5 - - [12/Feb/2023:21:40:55 +0000] \"GET /a HTTP/1.1\" 200 1 \"-\" \"-\" \"198.51.100.9, 203.0.113.7, 10.0.0.9\"\n",
    READ " bytes=1 method=GET path=/a status=200\n" },
  { "no proxy of ours: the client's word counts for nothing", AT "\"GET /a HTTP/1.1\" 200 1 \"-\" \"-\" \"198.51.100.9\"\n",
    READ " bytes=1 method=GET path=/a status=200\n" },
  { "a mail in Roundcube", "203.0.113.7 - pat [12/Feb/2023:21:40:55 +0000] "
    "\"GET /webmail/?_task=mail&_uid=4410&_mbox=Archiv%C3%A9s%2F2024&_action=show HTTP/2.0\" 200 55120 \"-\" \"-\"\n",
    "display 2023-02-12T21:40:55Z mailbox=pat user=pat ip=203.0.113.7 folder=Archiv\303\251s/2024 operations=1"
    " bytes=55120 method=GET path=/webmail/ status=200"
    " text=_task=mail&_uid=4410&_mbox=Archiv%C3%A9s%2F2024&_action=show { folder=Archiv\303\251s/2024 uid=4410 }\n" },
  { "a mail found in all folders of Roundcube",
    AT "\"GET /?_task=mail&_action=get&_uid=12-Entw%26APw-rfe&_mbox=INBOX&_part=2 HTTP/2.0\" 200 5 \"-\" \"-\"\n",
    "display 2023-02-12T21:40:55Z ip=203.0.113.7 folder=Entw\303\274rfe operations=1 bytes=5 method=GET path=/ status=200"
    " text=_task=mail&_action=get&_uid=12-Entw%26APw-rfe&_mbox=INBOX&_part=2 { folder=Entw\303\274rfe uid=12 }\n" },
  { "Roundcube, but no mail", AT "\"GET /?_task=mail&_action=list&_mbox=INBOX HTTP/2.0\" 200 5 \"-\" \"-\"\n"
    AT "\"GET /?_task=mail&_action=show&_uid=12 HTTP/2.0\" 302 5 \"-\" \"-\"\n",
    READ " bytes=5 method=GET path=/ status=200 text=_task=mail&_action=list&_mbox=INBOX\n"
    READ " bytes=5 method=GET path=/ status=302 text=_task=mail&_action=show&_uid=12\n" },
  { "escapes and quotes", AT "\"GET /a\\\"b\\x22c HTTP/1.1\" 200 1 \"-\" \"x \\\"y\\\"\"\n",
    READ " client=x \"y\" bytes=1 method=GET path=/a\"b\"c status=200\n" },
  { "encoded bytes that are no UTF-8", AT "\"GET /%FF%00%zz% HTTP/1.1\" 200 1\n",
    READ " bytes=1 method=GET path=/\357\277\275\357\277\275%zz% status=200\n" },
  { "whole URLs and no version", AT "\"GET http://mail.dod.example/a?b HTTP/1.1\" 200 1\n" AT "\"GET /a\" 200 1\n",
    READ " bytes=1 method=GET path=/a status=200 text=b\n" READ " bytes=1 method=GET path=/a status=200\n" },
  { "begins and ends in the middle of a line", "a HTTP/1.1\" 200 1\n" AT "\"GET /a HTTP/1.1\" 200 1\n" AT "\"GET /a HT",
    "reject 1: no address, user and time in brackets\n" READ " bytes=1 method=GET path=/a status=200\n"
    "reject 3: no request in quotes behind the time\nmark cut\n" },
  { "no such day", AT "\"GET /a HTTP/1.1\" 200 1\n" "203.0.113.7 - - [30/Feb/2023:21:40:55 +0000] \"GET /a HTTP/1.1\" 200 1\n",
    READ " bytes=1 method=GET path=/a status=200\n" "reject 2: no address, user and time in brackets\n" },
  { "no numbers", AT "\"GET /a HTTP/1.1\" 200 1\n" AT "\"GET /a HTTP/1.1\" - 1\n",
    READ " bytes=1 method=GET path=/a status=200\n" "reject 2: no status and number of bytes behind the request\n" },
};

Test (web_log, lines_become_transfers)
{
  MspEvidenceOptions options = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_text_read_string (rows[i].input, strlen (rows[i].input), &options);

      cr_expect_str_eq (text, rows[i].output, "%s:\n%s", rows[i].label, text);
    }
}
