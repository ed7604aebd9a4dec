/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/keyed-hash.h"
#include "detect/validators/digits.h"
#include "detect/validators/keccak.h"
#include "detect/validators/list.h"

/* Decodes base58 (the alphabet of Bitcoin) into exactly len bytes; FALSE if it does not fit. */
static gboolean
decode_base58 (MspSpan value, guint8 *out_bytes, gsize len)
{
  static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  gsize zeros = 0;

  memset (out_bytes, 0, len);
  for (gsize i = 0; i < value.len; i++)
    {
      const char *p = value.data[i] != '\0' ? strchr (alphabet, value.data[i]) : NULL;
      guint carry;

      if (p == NULL)
        return FALSE;
      carry = (guint) (p - alphabet);
      for (gsize k = len; k > 0; k--)
        {
          carry += out_bytes[k - 1] * 58u;
          out_bytes[k - 1] = (guint8) carry;
          carry >>= 8;
        }
      if (carry > 0)
        return FALSE;
    }
  /* Each leading "1" is one zero byte, and the number itself needs the rest. */
  while (zeros < value.len && value.data[zeros] == '1')
    zeros++;
  for (gsize k = 0; k < len && out_bytes[k] == 0; k++)
    if (zeros-- == 0)
      return FALSE;
  return zeros == 0;
}

static gboolean
has_checksum (const guint8 *bytes, gsize len)
{
  guint8 once[32], twice[32];

  msp_hash_sha256 (msp_span_new ((const char *) bytes, len - 4), once);
  msp_hash_sha256 (msp_span_new ((const char *) once, sizeof once), twice);
  return memcmp (twice, bytes + len - 4, 4) == 0;
}

/* Base58Check address: version 0 (key) or 5 (script), of the test network 111 or 196; 20 bytes, first four bytes of a double
   SHA-256. */
void
msp_validate_base58_address (MspSpan value, MspVerdict *out_verdict)
{
  guint8 bytes[25];

  gboolean sound = value.len <= 35 && decode_base58 (value, bytes, sizeof bytes) && has_checksum (bytes, sizeof bytes);

  out_verdict->test = sound && (bytes[0] == 111 || bytes[0] == 196);
  msp_verdict_set (out_verdict, sound && (bytes[0] == 0 || bytes[0] == 5 || out_verdict->test), "base58check checksum and version");
}

/* Wallet import format: version 0x80, 32 bytes of key, 1 if the public key is compressed. */
void
msp_validate_wif (MspSpan value, MspVerdict *out_verdict)
{
  guint8 bytes[38];
  gboolean valid = FALSE;

  if (value.len == 51)
    valid = decode_base58 (value, bytes, 37) && bytes[0] == 0x80 && has_checksum (bytes, 37);
  else if (value.len == 52)
    valid = decode_base58 (value, bytes, 38) && bytes[0] == 0x80 && bytes[33] == 1 && has_checksum (bytes, 38);
  msp_verdict_set (out_verdict, valid, "base58check checksum and version of a private key");
}

static guint32
polymod_step (guint32 sum, guint8 value)
{
  static const guint32 generator[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
  guint32 top = sum >> 25;

  sum = (sum & 0x1ffffff) << 5 ^ value;
  for (guint i = 0; i < 5; i++)
    if (top >> i & 1)
      sum ^= generator[i];
  return sum;
}

/* BIP-173 and BIP-350, main network: "bc1", witness version, program, six check characters. */
void
msp_validate_bech32_address (MspSpan value, MspVerdict *out_verdict)
{
  static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  gboolean upper = msp_span_has_prefix (value, "BC1"), lower = msp_span_has_prefix (value, "bc1");
  guint32 sum = 1, version = 0;
  gsize program;

  msp_verdict_set (out_verdict, FALSE, "bech32 checksum, witness version and program length, in one case");
  if ((!upper && !lower) || value.len < 14 || value.len > 74)
    return;
  sum = polymod_step (polymod_step (sum, 'b' >> 5), 'c' >> 5);
  sum = polymod_step (polymod_step (polymod_step (sum, 0), 'b' & 31), 'c' & 31);
  for (gsize i = 3; i < value.len; i++)
    {
      char c = value.data[i];
      gboolean fits = c != '\0' && (upper ? !g_ascii_islower (c) : !g_ascii_isupper (c));
      const char *p = fits ? strchr (alphabet, g_ascii_tolower (c)) : NULL;

      if (p == NULL)
        return;
      if (i == 3)
        version = (guint32) (p - alphabet);
      sum = polymod_step (sum, (guint8) (p - alphabet));
    }
  program = (value.len - 10) * 5 / 8;
  if (version == 0)
    out_verdict->valid = sum == 1 && (program == 20 || program == 32);
  else
    out_verdict->valid = sum == 0x2bc830a3 && version <= 16 && program >= 2 && program <= 40;
}

/* ERC-55: in mixed case, a letter is a capital where the hash of the lower-case address has 8 or more. */
void
msp_validate_ethereum_address (MspSpan value, MspVerdict *out_verdict)
{
  char lower[40];
  guint8 hash[32];
  gboolean has_lower = FALSE, has_upper = FALSE, holds = TRUE;

  msp_verdict_set (out_verdict, FALSE, "not 0x and 40 hexadecimal digits");
  if (value.len != 42 || !msp_span_has_prefix (value, "0x"))
    return;
  for (guint i = 0; i < 40; i++)
    {
      if (!g_ascii_isxdigit (value.data[i + 2]))
        return;
      has_lower = has_lower || g_ascii_islower (value.data[i + 2]);
      has_upper = has_upper || g_ascii_isupper (value.data[i + 2]);
      lower[i] = g_ascii_tolower (value.data[i + 2]);
    }
  if (!has_lower || !has_upper)
    {
      msp_verdict_set (out_verdict, TRUE, "shape only: without mixed case there is no checksum");
      return;
    }
  msp_keccak_256 (msp_span_new (lower, sizeof lower), hash);
  for (guint i = 0; i < 40; i++)
    if (g_ascii_isalpha (lower[i]))
      holds = holds && g_ascii_isupper (value.data[i + 2]) == ((hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15) >= 8);
  msp_verdict_set (out_verdict, holds, "checksum in the letters' case");
  if (holds)
    out_verdict->none = 97, out_verdict->label = 98;
}
