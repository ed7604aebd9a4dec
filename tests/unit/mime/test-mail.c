/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/mail.h"

#include <criterion/criterion.h>

/* expected: one line a part: section, role, type, decoded body. */
static const struct {
  const char *title, *message, *expected;
} cases[] = {
  { "no header at all is a body", "\nhello\n", "1 body text/plain 'hello\n'\n" },
  { "a single part", "Subject: x\n\nhello\n", "1 body text/plain 'hello\n'\n" },
  { "quoted-printable", "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\na=3Db=\nc\n", "1 body text/html 'a=bc\n'\n" },
  { "a multipart with an attachment",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Type: application/pdf; name=a.pdf\n"
    "Content-Transfer-Encoding: base64\n\ndHdv\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n2 attachment application/pdf 'two'\n" },
  { "a message in base64",
    "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogZW5jb2RlZAoKYm9keQo=\n",
    "1 message message/rfc822\n1.1 body text/plain 'body\n'\n" },
  { "a boundary that never comes is a body",
    "Content-Type: multipart/mixed; boundary=b\n\nhello\n", "1 body text/plain 'hello\n'\n" },
  { "parts of a digest are messages",
    "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\nhello\n--b--\n",
    "0 multipart multipart/digest\n1 message message/rfc822\n1.1 body text/plain 'hello'\n" },
};

static const char *const roles[] = { "multipart", "message", "body", "attachment", "encrypted", "external", "fragment" };

static char *
describe (MspMime *mime, const MspMail *mail)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < mail->n_parts; i++)
    {
      const MspMailPart *part = &mail->parts[i];
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_string_append_printf (out, "%s %s %s", part->section, roles[part->role], part->type);
      msp_mime_decode (mime, part, 1000, bytes);
      if (part->role > MSP_PART_MESSAGE)
        g_string_append_printf (out, " '%.*s'", (int) bytes->len, (const char *) bytes->data);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

Test (mail, both_engines_see_the_same_parts)
{
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MspMime) mime = msp_mime_new (i % 2 == 0 ? MSP_MIME_ENGINE_AUTO : MSP_MIME_ENGINE_GMIME, &limits);
      const MspMail *mail = msp_mime_parse (mime, msp_span_from_string (cases[i / 2].message), FALSE);
      g_autofree char *seen = describe (mime, mail);

      cr_expect_str_eq (seen, cases[i / 2].expected, "%s: %s", cases[i / 2].title, seen);
    }
}

Test (mail, truncated_bytes_are_borne)
{
  MspLimits limits;
  g_autoptr (MspMime) mime = NULL;

  msp_limits_init (&limits);
  mime = msp_mime_new (MSP_MIME_ENGINE_AUTO, &limits);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize len = 0; len < strlen (cases[i].message); len++)
      {
        const MspMail *mail = msp_mime_parse (mime, msp_span_new (cases[i].message, len), TRUE);
        guint64 sum = 0;

        for (gsize k = 0; k < mail->n_parts; k++)
          sum += mail->parts[k].raw_size;
        cr_expect_leq (sum, len);
        cr_expect_eq (mail->reason, MSP_REASON_LIMIT);
      }
}
