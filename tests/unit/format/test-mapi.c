/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi.h"

#include <criterion/criterion.h>

#include "format/mapi-mime.h"
#include "format/mapi-tags.h"
#include "format/msg.h"
#include "format/ole.h"
#include "format/tnef.h"
#include "support/outlook.h"

static const OutlookMessage inner = { .subject = "inner", .sender_name = "Ann", .sender_address = "ann@a.example", .body = "deep" };

static const OutlookMessage full = {
  .subject = "Gr\303\274\303\237e", .sender_name = "M\303\274ller, Jane", .sender_address = "jane@a.example",
  .body = "Hello Bob", .html = "<p>Hello <b>Bob</b></p>",
  .recipients = { { "Bob", "bob@a.example", 1 }, { "Cy", "/o=Org/cn=cy", 2 }, { "Dee", "dee@a.example", 3 } },
  .attachments = { { "a.txt", "some text", NULL, MSP_MAPI_METHOD_VALUE }, { "mail", NULL, &inner, MSP_MAPI_METHOD_MESSAGE },
                   { "far.doc", "\\\\server\\far.doc", NULL, MSP_MAPI_METHOD_REFERENCE } },
};

static char *
dup_mime (MspMapiMessage *message, gboolean *out_complete)
{
  GString *out = g_string_new (NULL);

  *out_complete = msp_mapi_append_mime (out, message, 1 << 20);
  msp_mapi_message_free (message);
  return g_string_free (out, FALSE);
}

static char *
dup_from_msg (const OutlookMessage *message, gboolean *out_complete)
{
  g_autoptr (GBytes) file = outlook_make_msg (message);
  MspLimits limits;
  gsize len;
  const char *data = g_bytes_get_data (file, &len);

  msp_limits_init (&limits);
  return dup_mime (msp_msg_read (msp_span_new (data, len), &limits, NULL), out_complete);
}

static char *
dup_from_tnef (const OutlookMessage *message, gboolean *out_complete)
{
  g_autoptr (GBytes) file = outlook_make_tnef (message);
  MspLimits limits;
  gsize len;
  const char *data = g_bytes_get_data (file, &len);

  msp_limits_init (&limits);
  return dup_mime (msp_tnef_read (msp_span_new (data, len), &limits), out_complete);
}

Test (mapi, msg_and_winmail_become_the_same_mail)
{
  static const char *const expected[] = {
    "From: \"M\303\274ller, Jane\" <jane@a.example>\n", "To: \"Bob\" <bob@a.example>\n",
    "Cc: \"Cy\" <IMCEAEX-_o=Org_cn=cy@exchange.invalid>\n", "Bcc: \"Dee\" <dee@a.example>\n", "Subject: Gr\303\274\303\237e\n",
    "multipart/mixed", "Content-Type: text/html; charset=utf-8\n", "<p>Hello <b>Bob</b></p>\n",
    "Content-Type: application/octet-stream\nContent-Disposition: attachment;\n filename=\"a.txt\"\n", "\n\nc29tZSB0ZXh0\n",
    "Content-Type: message/rfc822\n", "From: \"Ann\" <ann@a.example>\n", "\n\ndeep\n",
  };

  for (guint way = 0; way < 2; way++)
    {
      gboolean complete;
      g_autofree char *mime = way == 0 ? dup_from_msg (&full, &complete) : dup_from_tnef (&full, &complete);
      const char *at = mime;

      cr_expect (complete);
      for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
        {
          const char *found = strstr (at, expected[i]);

          cr_expect_not_null (found, "way %u: '%s' is not in\n%s", way, expected[i], at);
          at = found != NULL ? found : at;
        }
      cr_expect_null (strstr (mime, "multipart/alternative"));
    }
}

Test (mapi, winmail_keeps_data_in_an_attribute_or_a_property)
{
  for (guint way = 0; way < 2; way++)
    {
      const OutlookMessage message = {
        .body = "x", .attachments = { { "a.txt", "some text", NULL, MSP_MAPI_METHOD_VALUE, way == 1 } },
      };
      gboolean complete;
      g_autofree char *mime = dup_from_tnef (&message, &complete);

      cr_expect (complete);
      cr_expect_not_null (strstr (mime, "c29tZSB0ZXh0"), "way %u:\n%s", way, mime);
    }
}

Test (mapi, fields_say_what_the_message_says)
{
  static const struct { OutlookMessage message; const char *expected, *absent; } rows[] = {
    { { .subject = "\001\005RE: you", .body = "x" }, "Subject: RE: you\n", "\001" },
    { { .headers = "Received: by a\r\nFrom: Jane <j@a.example>\r\nContent-Type: text/html;\r\n charset=x\r\nSubject: s\r\n\r\n",
        .subject = "other", .body = "x" }, "Received: by a\nFrom: Jane <j@a.example>\nSubject: s\n", "text/html" },
    { { .headers = "no field at all\r\nTo: a@b.example\r\n", .body = "x" }, "X-Line: no field at all\nTo: a@b.example\n", NULL },
    { { .headers = "To: a@b.example\r\n", .recipients = { { "Dee", "dee@a.example", 3 } }, .body = "x" },
      "To: a@b.example\nBcc: \"Dee\" <dee@a.example>\n", NULL },
    { { .subject = "a\r\nBcc: forged@a.example", .body = "x" }, "Subject: a  Bcc: forged@a.example\n", "\nBcc" },
    { { .body = "one", .html = "<p>two" }, "multipart/alternative", NULL },
    { { .body = "See here<https://a.example/x> now", .html = "<p>See <a href=\"https://a.example/x\">here</a>&nbsp;now" },
      "text/html", "multipart" },
    { { .body = "hidden 899-12-3456", .html = "<p>hidden<style>899-12-3456</style>" }, "multipart/alternative", NULL },
    { { .kind = "IPM.Contact", .body = "x", .category = "Secret" }, "Keywords: Secret\nX-Message-Class: IPM.Contact\n", NULL },
    { { .kind = "IPM.Note.SMIME.MultipartSigned", .attachments = { { "smime.p7m", "Content-Type: multipart/signed; boundary=b\r\n\r\n"
          "--b\r\n\r\nsigned text\r\n--b--\r\n", NULL, MSP_MAPI_METHOD_VALUE } } },
      "--=_msp_1\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nsigned text", "base64" },
    { { .body = "--=_msp_1\nForged: part" }, "Content-Transfer-Encoding: base64", "Forged" },
    { { .body = "x", .attachments = { { "o.bin", "object", NULL, MSP_MAPI_METHOD_OLE } } }, "0M8R4KGxGuE", NULL },
    { { .body = "x", .attachments = { { "f.doc", "\\\\s\\f.doc", NULL, MSP_MAPI_METHOD_REFERENCE } } },
      "message/external-body; access-type=local-file;\n name=\"\\\\\\\\s\\\\f.doc\"", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean complete;
      g_autofree char *mime = dup_from_msg (&rows[i].message, &complete);

      cr_expect_not_null (strstr (mime, rows[i].expected), "row %zu: '%s' is not in\n%s", i, rows[i].expected, mime);
      cr_expect (rows[i].absent == NULL || strstr (mime, rows[i].absent) == NULL, "row %zu:\n%s", i, mime);
      cr_expect (complete);
    }
}

Test (mapi, depth_and_size_are_limited_and_told)
{
  g_autoptr (GBytes) file = outlook_make_msg (&full);
  gsize len;
  const char *data = g_bytes_get_data (file, &len);
  MspLimits limits;
  gboolean complete;

  msp_limits_init (&limits);
  limits.depth = 0;
  g_autofree char *flat = dup_mime (msp_msg_read (msp_span_new (data, len), &limits, NULL), &complete);
  cr_expect_not (complete);
  cr_expect_null (strstr (flat, "deep"));
  msp_limits_init (&limits);
  limits.message_bytes = 100;
  g_autofree char *small = dup_mime (msp_msg_read (msp_span_new (data, len), &limits, NULL), &complete);
  cr_expect_not (complete);
}

Test (mapi, damaged_files_end)
{
  GBytes *files[] = { outlook_make_msg (&full), outlook_make_tnef (&full) };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  MspLimits limits;
  guint read = 0;

  msp_limits_init (&limits);
  for (guint round = 0; round < 4000; round++)
    {
      gsize len;
      const char *data = g_bytes_get_data (files[round % 2], &len);
      g_autofree char *text = g_memdup2 (data, len);
      gboolean complete;

      for (guint i = 0; i < round % 9; i++)
        text[g_rand_int_range (rand, 0, (gint32) len)] = (char) g_rand_int_range (rand, 0, 64);
      gsize cut = round % 3 == 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) len) : len;
      g_autofree char *part = g_memdup2 (text, MAX (cut, 1));
      MspMapiMessage *message = round % 2 == 0 ? msp_msg_read (msp_span_new (part, cut), &limits, NULL)
                                               : msp_tnef_read (msp_span_new (part, cut), &limits);
      if (message == NULL)
        continue;
      g_autofree char *mime = dup_mime (message, &complete);
      read += *mime != '\0';
    }
  g_bytes_unref (files[0]);
  g_bytes_unref (files[1]);
  cr_expect_gt (read, 2000);
}
