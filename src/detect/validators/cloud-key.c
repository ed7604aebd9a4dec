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

/* AWS IAM: 40 characters of base64 behind a label; random, so their entropy is high. */
void
msp_validate_aws_secret (MspSpan value, MspVerdict *out_verdict)
{
  MspSpan secret = msp_span_slice (value, value.len - MIN (value.len, 40), value.len);
  gboolean valid = secret.len == 40;

  for (gsize i = 0; valid && i < secret.len; i++)
    valid = g_ascii_isalnum (secret.data[i]) || secret.data[i] == '/' || secret.data[i] == '+';
  out_verdict->test = valid && msp_span_equals (msp_span_slice (secret, 30, 40), "EXAMPLEKEY");
  msp_verdict_set (out_verdict, valid && !out_verdict->test && msp_entropy_per_byte (secret) >= 4.2,
                   "40 characters of base64 with the entropy of a random key");
}
