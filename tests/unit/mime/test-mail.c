/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/mail.h"

#include <criterion/criterion.h>

#define DER "MEgGCSqGSIb3DQEHAqA7MDkCAQExADAwBgkqhkiG9w0BBwGgIwQhQ29udGVudC1UeXBlOiB0ZXh0L3BsYWluCgpzaWduZWQKMQA="
#define BER "MIAGCSqGSIb3DQEHAqCAMIACAQExgDAAAAAwgAYJKoZIhvcNAQcBoIAkgAQKQ29udGVudC1UeSSABApwZTogdGV4dC9w" \
  "AAAEDWxhaW4KCnNpZ25lZAoAAAAAAAAxAAAAAAAAAA=="
#define ENVELOPED "MBIGCSqGSIb3DQEHA6AFMAMCAQA="

/* expected: one line a part: section, role, type, file name, decoded body; the beginning of it if it does not end with a line. */
static const struct {
  const char *title, *message, *expected;
} cases[] = {
  { "no header at all is a body", "\nhello\n", "1 body text/plain 'hello\n'\n" },
  { "a single part", "Subject: x\n\nhello\n", "1 body text/plain 'hello\n'\n" },
  { "quoted-printable", "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\na=3Db=\nc\n",
    "1 body text/html 'a=bc\n'\n" },
  { "a multipart with an attachment",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Type: application/pdf; name=a.pdf\n"
    "Content-Transfer-Encoding: base64\n\ndHdv\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n2 attachment application/pdf a.pdf 'two'\n" },
  { "a message in base64",
    "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogZW5jb2RlZAoKYm9keQo=\n",
    "1 message message/rfc822\n1.1 body text/plain 'body\n'\n" },
  { "a boundary that never comes is a body",
    "Content-Type: multipart/mixed; boundary=b\n\nhello\n", "1 body text/plain 'hello\n'\n" },
  { "a boundary that is used and not declared counts where the declared one never comes",
    "Content-Type: multipart/mixed; boundary=\"= b\"\n\n--=b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
    "dHdv\n--=b\n\none\n--=b--\n",
    "0 multipart multipart/mixed\n1 body text/html 'two'\n2 body text/plain 'one'\n" },
  { "also without any declared and with words behind it",
    "Content-Type: multipart/related\n\n--b \"\\ c\nContent-Type: text/html\n\ntwo\n--b \"\\ c--\n",
    "0 multipart multipart/related\n1 body text/html 'two'\n" },
  { "a delimiter at the end is an end",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\n\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n" },
  { "but not where an empty part is closed",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\n\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n2 body text/plain ''\n" },
  { "text outside the parts is text",
    "Content-Type: multipart/mixed; boundary=b\n\nnot shown\n--b\n\none\n--b--\nfooter\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n2 body text/plain 'not shown\n'\n3 body text/plain 'footer\n'\n" },
  { "but the words for old readers are not",
    "Content-Type: multipart/mixed; boundary=b\n\nThis is a multi-part message in MIME format.\n--b\n\none\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n" },
  { "a file name in pieces and another charset",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\none\n--b\nContent-Disposition: attachment;\n"
    " filename*0*=utf-8''caf; filename*1*=%C3%A9.txt\n\ntwo\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n2 attachment text/plain café.txt 'two'\n" },
  { "a file name in the wrong place",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png; file=a.png\n\none\n--b\nContent-Type: image/png\n"
    "Content-Disposition: attachment; name=b.png\n\ntwo\n--b\n"
    "Content-Type: image/png; file=x; filename=y; name=c.png\n\nthree\n--b--\n",
    "0 multipart multipart/mixed\n1 attachment image/png a.png 'one'\n2 attachment image/png b.png 'two'\n"
    "3 attachment image/png c.png 'three'\n" },
  { "parts of a digest are messages",
    "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\nhello\n--b--\n",
    "0 multipart multipart/digest\n1 message message/rfc822\n1.1 body text/plain 'hello'\n" },
  { "a uuencoded file leaves a hole in the text",
    "Subject: x\n\nbefore\nbegin 644 a.txt\n#0V%T\n`\nend\nafter\n",
    "1 body text/plain 'before\nafter\n'\n1.1 attachment application/octet-stream a.txt 'Cat'\n" },
  { "so does a yEnc file",
    "Subject: x\n\nbefore\n=ybegin line=128 size=3 name=a.txt\n\x6d\x8b\x9e\n=yend size=3\nafter\n",
    "1 body text/plain 'before\nafter\n'\n1.1 attachment application/octet-stream a.txt 'Cat'\n" },
  { "and an OpenPGP message",
    "Subject: x\n\nbefore\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\nafter\n",
    "1 body text/plain 'before\nafter\n'\n1.1 encrypted application/pgp '\nhQEM\n'\n" },
  { "what is in an encoded text is found in it too",
    "Content-Transfer-Encoding: base64\n\nYmVmb3JlCmJlZ2luIDY0NCBhLnR4dAojMFYlVApgCmVuZAphZnRlcgo=\n",
    "1 body text/plain 'before\nafter\n'\n1.1 attachment application/octet-stream a.txt 'Cat'\n" },
  { "also where the equals sign is encoded",
    "Content-Transfer-Encoding: quoted-printable\n\nbe=\nfore\n=3Dybegin line=3D128 size=3D3 name=3Da.txt\nm=8B=9E\n"
    "=3Dyend size=3D3\n"
    "caf=C3=A9\n",
    "1 body text/plain 'before\ncafé\n'\n1.1 attachment application/octet-stream a.txt 'Cat'\n" },
  { "and in quoted-printable a file in uuencode",
    "Content-Transfer-Encoding: quoted-printable\n\nbegin 644 a.txt\n#0V%T\n`\nend\na=3Db\n",
    "1 body text/plain 'a=b\n'\n1.1 attachment application/octet-stream a.txt 'Cat'\n" },
  { "an encoded text of nothing else stays as it is",
    "Content-Transfer-Encoding: base64\n\nYmVnaW4gd2l0aApoYXQK\n", "1 body text/plain 'begin with\nhat\n'\n" },
  { "a line that begins like a file is text", "Subject: x\n\nbegin 644 things\nall of them\n",
    "1 body text/plain 'begin 644 things\nall of them\n'\n" },
  { "text signed with PGP is text", "Subject: x\n\n-----BEGIN PGP SIGNED MESSAGE-----\n\nhi\n",
    "1 body text/plain '-----BEGIN PGP SIGNED MESSAGE-----\n\nhi\n'\n" },
  { "opaque S/MIME shows what is signed",
    "Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n" DER "\n",
    "1 message application/pkcs7-mime\n1.1 body text/plain 'signed\n'\n" },
  { "also in indefinite form and without a type",
    "Content-Type: application/octet-stream; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n" BER "\n",
    "1 message application/octet-stream smime.p7m\n1.1 body text/plain 'signed\n'\n" },
  { "encrypted S/MIME stays shut",
    "Content-Type: application/x-pkcs7-mime\nContent-Transfer-Encoding: base64\n\n" ENVELOPED "\n",
    "1 encrypted application/x-pkcs7-mime '" },
  { "PGP/MIME stays shut",
    "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\n"
    "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nxyz\n--b--\n",
    "0 multipart multipart/encrypted\n1 attachment application/pgp-encrypted 'Version: 1'\n"
    "2 encrypted application/octet-stream 'xyz'\n" },
  { "fragments and bodies elsewhere are named",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/partial; id=x; number=1\n\nxyz\n--b\n"
    "Content-Type: message/external-body; access-type=URL; url=\"https://user:secret@files.example/a?key=1\"\n\n"
    "Content-Type: text/plain\n\n\n--b--\n",
    "0 multipart multipart/mixed\n1 fragment message/partial 'xyz'\n2 external message/external-body '"
    "Content-Type: text/plain\n\n'\n" },
  { "a type of raw 8-bit letters is UTF-8",
    "Content-Type: multipart/m\xe9l; boundary=b\n\n--b\n\none\n--b--\n",
    "0 multipart multipart/mél\n1 body text/plain 'one'\n" },
  { "a boundary ends a header block too",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed\n--b\n\ntwo\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain ''\n2 body text/plain 'two'\n" },
  { "a part behind what looks like the end is no epilogue too",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n--b--\n--b\n\ntwo\n",
    "0 multipart multipart/mixed\n1 body text/plain ''\n2 body text/plain 'two\n'\n" },
  { "without an empty line the body begins with the first line that is no field",
    "Subject: x\nDear Bob\n\nhello\n", "1 body text/plain 'Dear Bob\n\nhello\n'\n" },
  { "also where no empty line comes at all",
    "Subject: x\nDear Bob: this\nnote: is it\n", "1 body text/plain 'Dear Bob: this\nnote: is it\n'\n" },
  { "and in parts, encoded or not",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nDear Bob\n--b\nContent-Type: application/pdf\n"
    "Content-Transfer-Encoding: base64\ndHdv\n--b\n\nthree\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain 'Dear Bob'\n2 attachment application/pdf 'two'\n"
    "3 body text/plain 'three'\n" },
  { "a part without header and empty line is text",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nsecret words\n--b\n\nthree\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n2 body text/plain 'three'\n3 body text/plain 'secret words\n'\n" },
  { "a line in the header that is no field is text beside what is encoded",
    "Subject: x\nDear Bob\nContent-Transfer-Encoding: base64\n\ndHdv\n",
    "1 body text/plain 'two'\n2 body text/plain 'Dear Bob\n'\n" },
  { "and beside parts",
    "Subject: x\nDear Bob\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n"
    "2 body text/plain 'Dear Bob\n'\n" },
  { "the separator of an mbox in the header is not",
    "Subject: x\n>From bob Sat Jan  1 00:00:00 2000\nTo: a@example.com\n\nhello\n", "1 body text/plain 'hello\n'\n" },
  { "mixed line ends cost no byte",
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\n--b--\r\n",
    "0 multipart multipart/mixed\n1 body text/plain 'one'\n" },
  { "an encoding with a control character encodes",
    "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\x0f\n\nU3ViamVjdDogZW5jb2RlZAoKYm9keQo=\n",
    "1 message message/rfc822\n1.1 body text/plain 'body\n'\n" },
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
      if (part->filename != NULL)
        g_string_append_printf (out, " %s", part->filename);
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
      const char *expected = cases[i / 2].expected;
      gboolean whole = g_str_has_suffix (expected, "\n");

      cr_expect (whole ? strcmp (seen, expected) == 0 : g_str_has_prefix (seen, expected), "%s: %s", cases[i / 2].title, seen);
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

Test (mail, journal_envelope_gives_the_inner_headers_and_all_recipients)
{
  MspLimits limits;
  g_autoptr (MspMime) mime = NULL;
  const MspMail *mail;

  msp_limits_init (&limits);
  mime = msp_mime_new (MSP_MIME_ENGINE_AUTO, &limits);
  mail = msp_mime_parse (mime, MSP_SPAN_LITERAL (
    "From: journal@x.example\nX-MS-Journal-Report:\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    "Content-Type: text/plain\n\n"
    "Sender: a@x.example\nSubject: hi\nMessage-Id: <1@x.example>\nTo: b@x.example\nTo: d@x.example, Expanded: all@x.example\n"
    "Bcc: c@x.example\n\n--b\nContent-Type: message/rfc822\n\nFrom: a@x.example\nTo: b@x.example\nSubject: hi\n\ntext\n--b--\n"),
    FALSE);
  cr_expect (mail->headers.journal);
  cr_expect_str_eq (mail->headers.from, "a@x.example");
  cr_expect_str_eq (mail->headers.to, "b@x.example, d@x.example");
  cr_expect_str_eq (mail->headers.bcc, "c@x.example");
}

Test (mail, uids_are_numbers_that_imap_could_use)
{
  static const struct { const char *message; guint32 uid, validity; } rows[] = {
    { "X-UID: 17\nX-IMAPbase: 1700000001 0000000012 NonJunk\n\n", 17, 1700000001 },
    { "X-IMAP:  1700000001 0000000012\n\n", 0, 1700000001 },
    { "x-uid: 4294967295 \n\n", 4294967295, 0 },
    { "X-UID: 4294967296\n\n", 0, 0 },
    { "X-UID: 12345678901\n\n", 0, 0 },
    { "X-UID: 17a\nX-IMAPbase: -3\n\n", 0, 0 },
    { "X-UID:\n\n", 0, 0 },
  };
  static const MspMimeEngine engines[] = { MSP_MIME_ENGINE_AUTO, MSP_MIME_ENGINE_GMIME };
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (rows) * G_N_ELEMENTS (engines); i++)
    {
      gsize row = i % G_N_ELEMENTS (rows);
      g_autoptr (MspMime) mime = msp_mime_new (engines[i / G_N_ELEMENTS (rows)], &limits);
      const MspMail *mail = msp_mime_parse (mime, msp_span_from_string (rows[row].message), FALSE);

      cr_expect (mail->headers.uid == rows[row].uid && mail->headers.uid_validity == rows[row].validity, "%s", rows[row].message);
    }
}

Test (mail, long_header_is_cut_and_the_body_still_read)
{
  MspLimits limits;
  g_autoptr (MspMime) mime = NULL;
  g_autoptr (GString) message = g_string_new ("From: a@x.example\nX-Long: ");
  const MspMail *mail;

  msp_limits_init (&limits);
  limits.header_bytes = 4096;
  for (guint i = 0; i < 1000; i++)
    g_string_append (message, "0123456789");
  g_string_append (message, "\nContent-Type: text/html\n\nhello\n");
  mime = msp_mime_new (MSP_MIME_ENGINE_AUTO, &limits);
  mail = msp_mime_parse (mime, msp_span_new (message->str, message->len), FALSE);
  cr_expect_eq (mail->reason, MSP_REASON_LIMIT);
  cr_expect_eq (mail->n_parts, 1);
  cr_expect_str_eq (mail->parts[0].type, "text/html");
  cr_expect_eq (mail->parts[0].raw_size, 6);
  cr_expect_eq (mail->header_size, message->len - 6);
}

Test (mail, limits_end_in_one_partial_part_and_the_bytes_are_kept)
{
  MspLimits limits;
  g_autoptr (GString) message = g_string_new ("Content-Type: multipart/mixed; boundary=b\n\n");
  gsize header = message->len;

  msp_limits_init (&limits);
  limits.parts = 10;
  for (guint i = 0; i < 50; i++)
    g_string_append (message, "--b\n\nbody\n");
  g_string_append (message, "--b--\n");
  for (guint engine = 0; engine < 2; engine++)
    {
      g_autoptr (MspMime) mime = msp_mime_new ((MspMimeEngine) engine, &limits);
      const MspMail *mail = msp_mime_parse (mime, msp_span_new (message->str, message->len), FALSE);
      const MspMailPart *last = &mail->parts[mail->n_parts - 1];

      cr_expect_eq (mail->n_parts, 10);
      cr_expect_eq (last->fate, MSP_FATE_PARTIAL);
      cr_expect_eq (last->reason, MSP_REASON_LIMIT);
      cr_expect_eq (last->raw_size, message->len - header - 8 * 10 + 1);
    }
}

/* Groups within groups, with a header block that is regular and one that is not. */
Test (mail, nested_address_groups_are_borne)
{
  static const char *const starts[] = { "To: ", "no field\ntO: " };
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < 4; i++)
    {
      g_autoptr (MspMime) mime = msp_mime_new ((MspMimeEngine) (i % 2), &limits);
      g_autoptr (GString) message = g_string_new (starts[i / 2]);

      for (guint k = 0; k < 300000; k++)
        g_string_append (message, "a:");
      g_string_append (message, "\n\nhello\n");
      cr_expect_eq (msp_mime_parse (mime, msp_span_new (message->str, message->len), FALSE)->n_parts, 1);
    }
}

/* One field or part too many, as a pattern that is repeated. */
static const struct {
  const char *title, *start, *pattern;
  guint       n;
} excesses[] = {
  { "repeated address fields", "", "To: a@x.example\n", 40 },
  { "repeated labels", "", "X-Keywords: a\n", 40 },
  { "parameters of a type", "Content-Type: text/plain", ";\n a=1", 20 },
  { "parameters of a disposition", "Content-Disposition: attachment", "; a=1", 20 },
  { "a long type", "Content-Type: text/plain; name=", "(a)", 30000 },
  { "boundary lines", "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n", 50000 },
};

Test (mail, what_is_left_out_is_noted)
{
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (excesses); i++)
    {
      g_autoptr (MspMime) mime = msp_mime_new ((MspMimeEngine) (i % 2), &limits);
      g_autoptr (GString) message = g_string_new (excesses[i / 2].start);
      const MspMail *mail;
      guint64 sum = 0;

      for (guint k = 0; k < excesses[i / 2].n; k++)
        g_string_append (message, excesses[i / 2].pattern);
      g_string_append (message, "\n\nhello\n");
      mail = msp_mime_parse (mime, msp_span_new (message->str, message->len), FALSE);
      for (gsize k = 0; k < mail->n_parts; k++)
        sum += mail->parts[k].raw_size;
      cr_expect_eq (mail->reason, MSP_REASON_LIMIT, "%s", excesses[i / 2].title);
      cr_expect_not_null (mail->detail);
      cr_expect_leq (sum + mail->header_size, message->len, "%s", excesses[i / 2].title);
    }
}

Test (mail, long_subject_is_decoded_in_pieces)
{
  MspLimits limits;

  msp_limits_init (&limits);
  for (guint engine = 0; engine < 2; engine++)
    {
      g_autoptr (MspMime) mime = msp_mime_new ((MspMimeEngine) engine, &limits);
      g_autoptr (GString) message = g_string_new ("Subject: ");
      const MspMail *mail;

      for (guint k = 0; k < 5000; k++)
        g_string_append (message, "word =?utf-8?q?=C3=A4?= ");
      g_string_append (message, "=?utf-8?q?=C3=A4nd?=\n\nhello\n");
      mail = msp_mime_parse (mime, msp_span_new (message->str, message->len), FALSE);
      cr_expect (g_str_has_suffix (mail->headers.subject, "änd"));
      cr_expect_null (strstr (mail->headers.subject, "=?"));
    }
}

/* GMime cannot be asked to read it; the own reader or the plain text of the field can. */
Test (mail, long_address_fields_are_kept_whole)
{
  static const char *const patterns[] = { "a@x.example, ", "\"B, A\" <a@x.example>, ", "\xc3\xa4,", "a:" };
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (MspMime) mime = msp_mime_new ((MspMimeEngine) (i % 2), &limits);
      g_autoptr (GString) message = g_string_new ("To: ");
      const MspMail *mail;

      for (guint k = 0; k < 10000; k++)
        g_string_append (message, patterns[i / 2]);
      g_string_append (message, "last@x.example\n\nhello\n");
      mail = msp_mime_parse (mime, msp_span_new (message->str, message->len), FALSE);
      cr_expect_eq (mail->reason, MSP_REASON_NONE);
      cr_expect_eq (mail->n_parts, 1);
      cr_expect (g_str_has_suffix (mail->headers.to, "last@x.example"), "%s", patterns[i / 2]);
    }
}
