/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/message-digest.h"

#include <criterion/criterion.h>
#include <string.h>

static void
keep (gpointer data, MspDigestKind kind, const char *hex)
{
  g_string_append_printf (data, "%s ", hex);
}

static void
expect (const MspMessageBytes *bytes, guint kinds, const char *wanted)
{
  g_autoptr (GString) told = g_string_new (NULL);
  MspLimits limits;

  msp_limits_init (&limits);
  g_autoptr (MspMime) mime = msp_mime_new (MSP_MIME_ENGINE_AUTO, &limits);
  msp_message_digest (bytes, kinds, mime, 64, keep, told);
  cr_expect_str_eq (told->str, wanted, "%.*s", (int) bytes->stored.len, bytes->stored.data);
}

Test (message_digest, every_line_end_becomes_cr_lf_once)
{
  static const struct { const char *stored, *sent; } cases[] = {
    { "", "" }, { "\n", "\r\n" }, { "a", "a" }, { "a\nb\n", "a\r\nb\r\n" }, { "a\r\nb\n", "a\r\nb\r\n" }, { "\n\n\r\n", "\r\n\r\n\r\n" },
    { "a\rb\r\r\n\r", "a\rb\r\r\n\r" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA1, cases[i].sent, -1), *wanted = g_strconcat (hex, " ", NULL);
      const MspSpan span = msp_span_new (cases[i].stored, strlen (cases[i].stored));

      expect (&(MspMessageBytes) { span, span, TRUE }, MSP_DIGEST_SHA1_CRLF, wanted);
    }
}

Test (message_digest, what_is_not_stored_as_bytes_has_digests_of_its_attachments_alone)
{
  static const char mail[] = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nbody\n--b\nContent-Type: text/plain; name=a.txt\n\nin line\n--b\n"
    "Content-Disposition: attachment\nContent-Type: application/x-large\n\n"
    "more bytes than the limit takes, which is 64 for this test, not that of the program\n--b--\n";
  const MspSpan span = msp_span_new (mail, sizeof mail - 1);
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "in line", -1), *wanted = g_strconcat (hex, " ", NULL);

  expect (&(MspMessageBytes) { span, span, FALSE }, MSP_DIGEST_ALL, wanted);
}
