/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/entropy.h"
#include "detect/validators/list.h"

/* AWS IAM: four letters of kind and 16 of base32, which hold the account's number. */
void
msp_validate_aws_key_id (MspSpan value, MspVerdict *out_verdict)
{
  gboolean valid = value.len == 20 && (msp_span_has_prefix (value, "AKIA") || msp_span_has_prefix (value, "ASIA")
                                       || msp_span_has_prefix (value, "ABIA") || msp_span_has_prefix (value, "ACCA"));

  for (gsize i = 4; valid && i < value.len; i++)
    valid = g_ascii_isupper (value.data[i]) || (value.data[i] >= '2' && value.data[i] <= '7');
  out_verdict->test = valid && msp_span_equals (msp_span_slice (value, 13, 20), "EXAMPLE");
  msp_verdict_set (out_verdict, valid && !out_verdict->test, out_verdict->test ? "placeholder of the documentation"
                   : "kind and 16 characters of base32");
}

/* Characters 5 to 20 in base32: bits 1 to 40 are the account's number, in keys since 2019, whose fifth character is Q or later. */
void
msp_explain_aws_key_id (MspSpan value, GString *out)
{
  guint64 bits = 0;

  if (value.len != 20 || value.data[4] < 'Q')
    return;
  for (gsize i = 4; i < 14; i++)
    bits = bits << 5 | (guint64) (g_ascii_isupper (value.data[i]) ? value.data[i] - 'A' : value.data[i] - '2' + 26);
  g_string_append_printf (out, "; account %012" G_GUINT64_FORMAT, bits >> 9 & G_GUINT64_CONSTANT (0xFFFFFFFFFF));
}

/* AWS IAM: 40 characters of base64 behind a label; random, so their entropy is high. */
void
msp_validate_aws_secret (MspSpan value, MspVerdict *out_verdict)
{
  MspSpan secret = msp_span_slice (value, value.len - MIN (value.len, 40), value.len);
  gboolean valid = secret.len == 40;

  for (gsize i = 0; valid && i < secret.len; i++)
    valid = g_ascii_isalnum (secret.data[i]) || secret.data[i] == '/' || secret.data[i] == '+';
  out_verdict->test = valid && msp_span_equals (msp_span_slice (secret, 30, 40), "EXAMPLEKEY");
  if (valid && value.len < 200 && msp_entropy_is_filler (secret))
    {
      out_verdict->test = TRUE;
      msp_verdict_set (out_verdict, TRUE, "the form of a key, filled up");
      return;
    }
  msp_verdict_set (out_verdict, valid && !out_verdict->test && msp_entropy_per_byte (secret) >= 4.2,
                   "40 characters of base64 with the entropy of a random key");
}
