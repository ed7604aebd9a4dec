/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

#define MOST_BYTES 66      /* of a key, decoded */
#define ENTRA_LENGTH 40
#define CASK_LENGTH 84

/* Seeds are eight characters, read as one number. Published in microsoft/security-utilities (MIT). */
typedef struct {
  char        signature[5];
  const char *seeds[8];
} Service;

static const Service services[] = {
  { "+ASt", { "Default0" } },
  { "ACDb", { "MastRO00", "MastRW00", "Encryp00", "Resour00", "SysAll00", "SystRO00", "SystRW00" } },
  { "+ABa", { "AbAcct00" } },
  { "APIM", { "Tenant00", "IoTHub00", "Gatewy00", "GitKey00" } },
  { "+ASb", { "Send0000", "Manage00", "Listen00", "System00", "Unknown0" } },
  { "+AEh", { "Send0000", "Manage00", "Listen00", "System00", "Unknown0" } },
  { "+ARm", { "Send0000", "Manage00", "Listen00", "Unknown0" } },
  { "AIoT", { "IoTHub00", "DpsKey00", "Device00" } },
  { "AzCa", { "Access00" } },
  { "AZEG", { "Default0" } },
  { "AzFu", { "Functi00", "Master00", "System00" } },
  { "AzSe", { "Query000", "PAdmin00" } },
  { "+ACR", { "ACRDflt0" } },
};

typedef enum { KEY_NONE, KEY_SIGNED, KEY_PROVEN } Proof;

/* Marvin32, the two halves folded into one. */
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

static guint64
read_seed (const char *text)
{
  guint64 seed = 0;

  for (gsize i = 0; i < 8; i++)
    seed = seed << 8 | (guint8) text[i];
  return seed;
}

/* Base64, of the alphabet for URLs too, into at most MOST_BYTES; how many, or 0. */
static gsize
decode (MspSpan value, guint8 bytes[MOST_BYTES])
{
  char text[92];
  gint state = 0;
  guint save = 0;
  gsize used = 0;

  while (used < value.len && used < 88 && value.data[used] != '=')
    {
      char c = value.data[used];

      if (!g_ascii_isalnum (c) && c != '+' && c != '/' && c != '-' && c != '_')
        return 0;
      text[used++] = c == '-' ? '+' : c == '_' ? '/' : c;
    }
  while (used % 4 != 0)
    text[used++] = '=';
  return g_base64_decode_step (text, used, bytes, &state, &save);
}

/* Whether value has the service's signature at at, and the checksum of one of its keys in its last four bytes. */
static Proof
prove (MspSpan value, gsize at, const Service *service)
{
  guint8 bytes[MOST_BYTES];
  gsize len;

  if (value.len < at + 4 || memcmp (value.data + at, service->signature, 4) != 0 || (len = decode (value, bytes)) < 32)
    return KEY_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (service->seeds) && service->seeds[i] != NULL; i++)
    {
      guint32 sum = marvin_32 (bytes, len - 4, read_seed (service->seeds[i]));
      guint8 expected[4] = { (guint8) sum, (guint8) (sum >> 8), (guint8) (sum >> 16), (guint8) (sum >> 24) };

      if (memcmp (expected, bytes + len - 4, 4) == 0)
        return KEY_PROVEN;
    }
  return KEY_SIGNED;
}

/* Seeds may be missing from our list, so a signature at its place stands for itself, but for the one of storage keys. */
static void
set_proof (Proof proof, MspVerdict *out_verdict)
{
  if (proof == KEY_NONE)
    return;
  msp_verdict_set (out_verdict, TRUE, proof == KEY_PROVEN ? "checksum holds: Marvin32 behind the signature of the service"
                   : "signature of the service; the checksum is not of a seed known here");
  out_verdict->none = proof == KEY_PROVEN ? 99 : 75;
  out_verdict->label = proof == KEY_PROVEN ? 99 : 90;
}

/* Common annotated keys of Microsoft, first generation: 64 bytes whose base64 carries a signature before a checksum of four
   bytes. */
void
msp_validate_azure_key (MspSpan value, MspVerdict *out_verdict)
{
  Proof proof = KEY_NONE;

  msp_verdict_set (out_verdict, FALSE, "not 64 bytes in base64 with the signature of a service");
  if (value.len != 88 || !msp_span_equals (msp_span_slice (value, 86, 88), "=="))
    return;
  for (gsize i = 0; i < 4 && proof == KEY_NONE; i++)
    {
      proof = prove (value, 76, &services[i]);
      if (i == 0 && proof == KEY_SIGNED)
        {
          msp_verdict_set (out_verdict, FALSE, "the Marvin32 checksum of a storage key does not hold");
          return;
        }
    }
  set_proof (proof, out_verdict);
}

/* The same with 32 bytes (messaging, devices, caches), 40 (functions) or 39 (search, registries). */
void
msp_validate_azure_id_key (MspSpan value, MspVerdict *out_verdict)
{
  Proof proof = KEY_NONE;

  msp_verdict_set (out_verdict, FALSE, "not 32, 39 or 40 bytes in base64 with the signature of a service");
  if (value.len != 44 && value.len != 52 && value.len != 56)
    return;
  for (gsize i = 4; i < G_N_ELEMENTS (services) && proof == KEY_NONE; i++)
    proof = prove (value, value.len == 44 ? 33 : value.len == 52 ? 42 : 44, &services[i]);
  set_proof (proof, out_verdict);
}

/* Number of the first four bytes, written in base62 without leading zeros; only the first four characters count. */
static gboolean
is_base62 (const guint8 bytes[4], const char *text)
{
  static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  char digits[8];
  gsize n = 0;

  for (guint32 number = (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3]; number > 0;
       number /= 62)
    digits[n++] = alphabet[number % 62];
  for (gsize i = 0; i < 4; i++)
    if (text[i] != (i < n ? digits[n - 1 - i] : '0'))
      return FALSE;
  return TRUE;
}

/* Common annotated keys, second generation: 52 random characters, "JQQJ9", what kind and when, reserved ones, the service's
   signature, and the beginning of a Marvin32 checksum in base64 or, later, in base62. */
void
msp_validate_azure_cask (MspSpan value, MspVerdict *out_verdict)
{
  guint8 bytes[MOST_BYTES], tail[MOST_BYTES], sum[4];
  gsize len = value.len >= CASK_LENGTH ? decode (msp_span_slice (value, 0, CASK_LENGTH - 4), bytes) : 0;
  gboolean marked = len == 60 && memcmp (value.data + 52, "JQQJ9", 5) == 0;

  if (len != 60 || (!marked && memcmp (value.data + 76, "AZDO", 4) != 0))
    {
      msp_verdict_set (out_verdict, FALSE, "not 84 letters and digits with the mark of the form");
      return;
    }
  guint32 number = marvin_32 (bytes, len, read_seed ("Default0"));

  for (gsize i = 0; i < sizeof sum; i++)
    sum[i] = (guint8) (number >> (8 * i));
  MspSpan last = msp_span_slice (value, CASK_LENGTH - 4, CASK_LENGTH);
  gboolean proven = (decode (last, tail) == 3 && memcmp (tail, sum, 3) == 0) || is_base62 (sum, last.data);

  msp_verdict_set (out_verdict, TRUE, proven ? "checksum holds: Marvin32 in the last four characters"
                   : "mark of the form; the checksum does not hold");
  out_verdict->none = proven ? 99 : marked ? 85 : 60;
  out_verdict->label = proven ? 99 : marked ? 90 : 80;
}

/* Client secrets of Entra: the last three characters are the first three of the checksum over the others, in base 66. */
void
msp_validate_entra_secret (MspSpan value, MspVerdict *out_verdict)
{
  static const char alphabet[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";
  char digits[8];
  gsize n = 0;

  msp_validate_token (value, out_verdict);
  if (value.len != ENTRA_LENGTH || value.data[3] != '8')
    return;
  for (guint32 sum = marvin_32 ((const guint8 *) value.data, value.len - 3, read_seed ("AadPwd00")); sum > 0;
       sum /= strlen (alphabet))
    digits[n++] = alphabet[sum % strlen (alphabet)];
  gboolean proven = n >= 3 && value.data[value.len - 3] == digits[n - 1] && value.data[value.len - 2] == digits[n - 2]
                    && value.data[value.len - 1] == digits[n - 3];

  if (proven)
    msp_verdict_set (out_verdict, TRUE, "checksum holds: Marvin32 in the last three characters");
  else if (out_verdict->valid)
    msp_verdict_set (out_verdict, TRUE, "entropy of a random token; the checksum does not hold");
  out_verdict->none = proven ? 99 : 70;
  out_verdict->label = proven ? 99 : 80;
}
