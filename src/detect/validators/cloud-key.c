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

/* Marvin32 (public in microsoft/security-utilities, MIT), the two halves folded into one. */
static guint32
marvin_32 (const guint8 *bytes, gsize len, guint64 seed)
{
  guint32 low = (guint32) seed, high = (guint32) (seed >> 32), block = 0x80;

  for (gsize i = 0; i <= len / 4 + 1; i++)
    {
      guint32 word = 0;

      if (i < len / 4)
        word = (guint32) bytes[i * 4] | (guint32) bytes[i * 4 + 1] << 8 | (guint32) bytes[i * 4 + 2] << 16
          | (guint32) bytes[i * 4 + 3] << 24;
      else if (i == len / 4)
        for (gsize k = len; k > len / 4 * 4; k--)
          block = block << 8 | bytes[k - 1];
      low += i < len / 4 ? word : i == len / 4 ? block : 0;
      high ^= low;
      low = (low << 20 | low >> 12) + high;
      high = (high << 9 | high >> 23) ^ low;
      low = (low << 27 | low >> 5) + high;
      high = high << 19 | high >> 13;
    }
  return low ^ high;
}

/* Common annotated keys of Microsoft, first generation: 64 bytes whose base64 carries a signature before a checksum of four
   bytes. The seed is public for storage accounts; other signatures stand for themselves. */
void
msp_validate_azure_key (MspSpan value, MspVerdict *out_verdict)
{
  static const char signatures[][5] = { "+ASt", "ACDb", "+ABa", "APIM" };
  guint8 bytes[66];
  gint state = 0;
  guint save = 0;
  gsize found = G_N_ELEMENTS (signatures);

  msp_verdict_set (out_verdict, FALSE, "not 64 bytes in base64 with the signature of a service");
  if (value.len != 88 || !msp_span_equals (msp_span_slice (value, 86, 88), "=="))
    return;
  for (gsize i = 0; i < 86; i++)
    if (!g_ascii_isalnum (value.data[i]) && value.data[i] != '+' && value.data[i] != '/')
      return;
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (memcmp (value.data + 76, signatures[i], 4) == 0)
      found = i;
  if (found == G_N_ELEMENTS (signatures) || g_base64_decode_step (value.data, value.len, bytes, &state, &save) != 64)
    return;
  if (found > 0)
    {
      msp_verdict_set (out_verdict, TRUE, "signature of the service; the seed of its checksum is not known");
      out_verdict->none = 90;
      return;
    }
  guint32 sum = marvin_32 (bytes, 60, G_GUINT64_CONSTANT (0x44656661756c7430));
  guint8 expected[4] = { (guint8) sum, (guint8) (sum >> 8), (guint8) (sum >> 16), (guint8) (sum >> 24) };

  msp_verdict_set (out_verdict, memcmp (expected, bytes + 60, 4) == 0, "Marvin32 checksum of a storage key");
  if (out_verdict->valid)
    out_verdict->none = out_verdict->label = 99;
}
