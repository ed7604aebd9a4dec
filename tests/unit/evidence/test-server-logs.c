/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/reader.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

/* Logs of servers that were cut, mixed up or overwritten: whatever is left is read or rejected line by line. */
TestSuite (server_logs);

static const char dovecot[] =
  "Mar  3 02:10:01 mx dovecot: imap-login: Login: user=<a@dod.example>, rip=203.0.113.7, session=<s1>\n"
  "Mar  3 02:10:02 mx dovecot: imap(a@dod.example)<7><s1>: flag_change: box=INBOX, uid=4, msgid=<x@vendor.example>, flags=(\\Seen)\n"
  "Mar  3 02:10:03 mx dovecot: imap(a@dod.example)<7><s1>: Logged out in=1 out=9 body_count=3 body_bytes=700\n"
  "Mar  3 02:10:04 mx imap[2]: auditlog: append sessionid=<s1> mailbox=<user.c> uid=<12> guid=<da39> messageid=<x@vendor.example>\n"
  "Mar  3 02:10:05 mx imapd: LOGOUT, user=b, ip=[203.0.113.8], headers=41, body=72, rcvd=9, sent=73, time=30\n";
static const char web[] =
  "203.0.113.7 - pat [12/Feb/2023:21:40:55 +0000] \"GET /a%20b?_task=mail&_uid=4&_mbox=A&_action=show HTTP/1.1\" 200 7 \"-\" \"x\"\n"
  "10.0.0.1 - - [12/Feb/2023:21:40:55 +0000] \"\\x16\\x03\" 400 - \"-\" \"-\" \"203.0.113.7, 10.0.0.2\"\n";
static const char iis[] =
  "#Fields: date time cs-method cs-uri-stem cs-uri-query cs-username c-ip sc-status sc-bytes\r\n"
  "2023-02-12 21:40:55 POST /mapi/emsmdb/ MailboxId=0a1b2c3d-1111-4222-8333-444455556666@dod.example DOD\\pat 203.0.113.7 200 9\r\n";
static const char proxy[] =
  "#Fields: DateTime,RequestId,UrlStem,AuthenticatedUser,AnchorMailbox,UserAgent,ClientIpAddress,HttpStatus,ResponseBytes\r\n"
  "2023-02-12T21:40:55.221Z,r1,/EWS/Exchange.asmx,DOD\\pat,Smtp~kim@dod.example,\"A, \"\"1\"\"\",203.0.113.7,200,86\r\n";
static const char zeek[] =
  "#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.resp_h\tduration\torig_bytes\tresp_bytes\n"
  "1676238050.2\tC1\t203.0.113.7\t192.0.2.4\t701\t907\t7341\n";
static const char nfdump[] =
  "ts,te,sa,da,ibyt,obyt\n2023-02-12 21:40:50,2023-02-12 21:52:31,192.0.2.4,203.0.113.7,7341,907\n";
static const char shodan[] =
  "{\"_shodan\":{\"module\":\"https\"},\"ip_str\":\"192.0.2.4\",\"timestamp\":\"2023-02-08T07:21:10\",\"http\":{\"status\":401}}\n";

static const struct {
  const char *text;
  gsize       len;
} logs[] = {
  { dovecot, sizeof dovecot - 1 }, { web, sizeof web - 1 }, { iis, sizeof iis - 1 }, { proxy, sizeof proxy - 1 },
  { zeek, sizeof zeek - 1 }, { nfdump, sizeof nfdump - 1 }, { shodan, sizeof shodan - 1 },
};

static const MspEvidenceOptions options = { .year = 2026 };

Test (server_logs, every_beginning_is_read)
{
  for (gsize i = 0; i < G_N_ELEMENTS (logs); i++)
    for (gsize len = 0; len <= logs[i].len; len++)
      {
        g_autofree char *text = evidence_text_read_string (logs[i].text, len, &options);

        cr_expect (strstr (text, "error") == NULL, "log %zu, %zu bytes: %s", i, len, text);
      }
}

/* The rest of a rotated log: no record is made up, at most the first is lost. */
Test (server_logs, every_end_is_read)
{
  for (gsize i = 0; i < G_N_ELEMENTS (logs); i++)
    for (gsize at = 0; at <= logs[i].len; at++)
      {
        g_autofree char *text = evidence_text_read_string (logs[i].text + at, logs[i].len - at, &options);

        cr_expect (strstr (text, "error") == NULL, "log %zu from %zu: %s", i, at, text);
      }
}

Test (server_logs, shuffled_bytes_are_survived)
{
  guint32 state = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (logs); i++)
    for (guint round = 0; round < 300; round++)
      {
        g_autofree char *copy = g_memdup2 (logs[i].text, logs[i].len);

        for (guint n = 0; n < 1 + round % 9; n++)
          {
            gsize at, from;

            state = state * 1664525u + 1013904223u;
            at = (state >> 8) % logs[i].len;
            state = state * 1664525u + 1013904223u;
            from = (state >> 8) % logs[i].len;
            copy[at] = round % 3 == 0 ? (char) (state >> 24) : copy[from];
          }
        g_autofree char *text = evidence_text_read_string (copy, logs[i].len, &options);
        cr_expect (strstr (text, "error") == NULL, "log %zu, round %u: %s", i, round, text);
      }
}

/* NUL bytes and invalid UTF-8 within a record do not keep it from being read. */
Test (server_logs, nul_bytes_and_latin_1_are_replaced)
{
  static const char line[] = "203.0.113.7 - p\351t\0 [12/Feb/2023:21:40:55 +0000] \"GET /a\351 HTTP/1.1\" 200 7\n";
  g_autofree char *text = evidence_text_read_string (line, sizeof line - 1, &options);

  cr_expect_str_eq (text, "transfer 2023-02-12T21:40:55Z user=p\357\277\275t\357\277\275 ip=203.0.113.7 bytes=7 method=GET"
                          " path=/a\357\277\275 status=200\n");
}

Test (server_logs, a_line_too_long_is_rejected_and_the_file_goes_on)
{
  g_autoptr (GString) log = g_string_new (web);

  for (guint i = 0; i < 70000; i++)
    g_string_append (log, "0123456789abcdef");
  g_string_append (log, "\n");
  g_string_append (log, "203.0.113.7 - - [12/Feb/2023:21:40:55 +0000] \"GET /a HTTP/1.1\" 200 7\n");
  g_autofree char *text = evidence_text_read_string (log->str, log->len, &options);
  cr_expect (g_str_has_suffix (text, "reject 3: the line is too long\n"
                                     "transfer 2023-02-12T21:40:55Z ip=203.0.113.7 bytes=7 method=GET path=/a status=200\n"), "%s", text);
}
