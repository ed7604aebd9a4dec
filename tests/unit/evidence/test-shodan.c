/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/shodan.h"

#include <criterion/criterion.h>

#include "support/evidence-text.h"

TestSuite (shodan);

#define BANNER(module, more) \
  "{\"_shodan\":{\"module\":\"" module "\",\"id\":\"b1\"},\"ip_str\":\"192.0.2.4\",\"port\":443," \
  "\"timestamp\":\"2023-02-08T07:21:10.995120\"," more "}\n"
#define READ(module) "scan 2023-02-08T07:21:10Z id=b1 op=" module " server=192.0.2.4 port=443"

static const struct {
  const char *label, *input, *output;
} rows[] = {
  { "authentication", BANNER ("https", "\"http\":{\"status\":401,\"title\":\"Index of /\"}"), READ ("https") " open=no text=HTTP 401\n" },
  { "forbidden", BANNER ("https", "\"http\":{\"status\":\"403\"}"), READ ("https") " open=no text=HTTP 403\n" },
  { "a listing", BANNER ("https", "\"http\":{\"status\":200,\"title\":\"Index of /mail/\"}"),
    READ ("https") " open=yes text=HTTP 200, a listing of files or mail\n" },
  { "a page to log in", BANNER ("https", "\"http\":{\"status\":200,\"title\":\"Mailbox - Sign in\"}"),
    READ ("https") " open=no text=HTTP 200, a page to log in\n" },
  { "a listing of a folder by that name", BANNER ("https", "\"http\":{\"status\":200,\"title\":\"Index of /login/\"}"),
    READ ("https") " open=yes text=HTTP 200, a listing of files or mail\n" },
  { "mail", BANNER ("https", "\"http\":{\"status\":200,\"title\":\"Inbox (3)\"}"),
    READ ("https") " open=yes text=HTTP 200, a listing of files or mail\n" },
  { "some page", BANNER ("http", "\"http\":{\"status\":200,\"title\":\"Welcome\"}"),
    READ ("http") " open=unknown text=HTTP 200, a page that says nothing about mail\n" },
  { "redirects", BANNER ("https", "\"http\":{\"status\":302,\"location\":\"/owa/auth/logon.aspx\"}"),
    READ ("https") " open=no text=HTTP redirect to a page to log in\n" },
  { "redirects elsewhere", BANNER ("https", "\"http\":{\"status\":301,\"location\":\"/mail/\"}"),
    READ ("https") " open=unknown text=HTTP answer that decides nothing\n" },
  { "the status of the text", BANNER ("https", "\"data\":\"HTTP/1.1 403 Forbidden\\r\\n\""), READ ("https") " open=no text=HTTP 403\n" },
  { "Elasticsearch", BANNER ("elastic", "\"data\":\"HTTP/1.1 200 OK\\r\\nElastic Indices:\\n\""),
    READ ("elastic") " open=yes text=Elasticsearch answers without authentication\n" },
  { "Elasticsearch that asks", BANNER ("elastic", "\"data\":\"HTTP/1.1 401 Unauthorized\\r\\nsecurity_exception\""),
    READ ("elastic") " open=no text=Elasticsearch asks for authentication\n" },
  { "IMAP", BANNER ("imap", "\"data\":\"* OK IMAP ready\""), READ ("imap") " open=unknown text=IMAP or POP greeting\n" },
  { "IMAP without authentication", BANNER ("imap-ssl", "\"data\":\"* PREAUTH hello\""),
    READ ("imap-ssl") " open=yes text=IMAP without authentication\n" },
  { "FTP for anybody", BANNER ("ftp", "\"ftp\":{\"anonymous\":true}"), READ ("ftp") " open=yes text=FTP for anybody\n" },
  { "another service", BANNER ("ssh", "\"data\":\"SSH-2.0\""), READ ("ssh") " open=unknown text=a service without a test\n" },
  { "a host with its history", "{\"ip_str\":\"192.0.2.4\",\"ports\":[443],\"data\":["
    "{\"port\":443,\"timestamp\":\"2023-02-08T07:21:10.9\",\"_shodan\":{\"module\":\"https\"},\"http\":{\"status\":401}},"
    "{\"port\":25,\"timestamp\":\"2023-02-09T07:21:10\",\"_shodan\":{\"module\":\"smtp\"}}]}\n",
    "scan 2023-02-08T07:21:10Z id=192.0.2.4:443@1675840870 op=https server=192.0.2.4 port=443 open=no text=HTTP 401\n"
    "scan 2023-02-09T07:21:10Z id=192.0.2.4:25@1675927270 op=smtp server=192.0.2.4 port=25 open=unknown text=a service without a test\n" },
  { "no banner", BANNER ("ssh", "\"data\":\"SSH-2.0\"") "{\"_shodan\":{},\"ip_str\":\"192.0.2.4\"}\n{\"broken\n",
    READ ("ssh") " open=unknown text=a service without a test\nreject 2: no time and address\nreject 3: it ends in the middle\n" },
};

Test (shodan, banners_become_scans)
{
  MspEvidenceOptions options = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_text_read_string (rows[i].input, strlen (rows[i].input), &options);

      cr_expect_str_eq (text, rows[i].output, "%s:\n%s", rows[i].label, text);
    }
}
