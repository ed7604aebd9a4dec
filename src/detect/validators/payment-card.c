/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* Issuer ranges (ISO/IEC 7812-1) by leading digits, and the lengths that their networks use; 13-19 for "13 to 19". */
typedef struct {
  guint low, high;     /* of as many leading digits as they have */
  guint8 min, max;
} Range;

static const Range ranges[] = {
  { 34, 34, 15, 15 }, { 37, 37, 15, 15 },                                             /* American Express */
  { 4, 4, 13, 13 }, { 4, 4, 16, 16 }, { 4, 4, 19, 19 },                               /* Visa */
  { 51, 55, 16, 16 }, { 2221, 2720, 16, 16 },                                         /* Mastercard */
  { 6011, 6011, 16, 19 }, { 644, 649, 16, 19 }, { 65, 65, 16, 19 },                   /* Discover */
  { 62, 62, 16, 19 }, { 81, 81, 16, 19 },                                             /* UnionPay */
  { 3528, 3589, 16, 19 },                                                             /* JCB */
  { 300, 305, 14, 19 }, { 3095, 3095, 14, 19 }, { 36, 36, 14, 19 }, { 38, 39, 14, 19 }, /* Diners Club */
  { 5018, 5018, 12, 19 }, { 5020, 5020, 12, 19 }, { 5038, 5038, 12, 19 }, { 5893, 5893, 12, 19 }, { 6304, 6304, 12, 19 },
  { 6759, 6759, 12, 19 }, { 6761, 6761, 12, 19 }, { 6763, 6763, 12, 19 },             /* Maestro */
  { 2200, 2204, 16, 19 }, { 60, 60, 16, 16 }, { 508, 508, 16, 16 },                   /* Mir, RuPay */
};

/* What Mastercard keeps for Maestro, mostly unissued, and UnionPay's short numbers: believed behind a label only. */
static const Range rare[] = { { 50, 50, 16, 16 }, { 56, 58, 16, 16 }, { 62, 62, 14, 15 } };

/* Numbers that the networks and payment services publish for tests. */
static const char *const published[] = {
  "2223003122003222", "30569309025904", "3530111333300000", "3566002020360505", "371449635398431", "378282246310005",
  "378734493671000", "38520000023237", "4000000000000002", "4000056655665556", "4012888888881881", "4111111111111111",
  "4222222222222", "4242424242424242", "5105105105105100", "5200828282828210", "5555555555554444", "6011000990139424",
  "6011111111111117", "6200000000000005",
};

static gboolean
is_within (const char *digits, guint n, const Range *list, gsize n_ranges)
{
  for (gsize i = 0; i < n_ranges; i++)
    {
      guint width = list[i].low < 10 ? 1 : list[i].low < 100 ? 2 : list[i].low < 1000 ? 3 : 4;
      guint64 lead = msp_digits_number (digits, width);

      if (lead >= list[i].low && lead <= list[i].high && n >= list[i].min && n <= list[i].max)
        return TRUE;
    }
  return FALSE;
}

/* Digits stand together or in the groups that cards are embossed with. */
static gboolean
has_groups (MspSpan value)
{
  static const char *const embossed[] = { "4444", "44443", "465", "464", "4441" };
  char groups[8];
  guint n = 0, run = 0;

  for (gsize i = 0; i <= value.len; i++)
    if (i < value.len && g_ascii_isdigit (value.data[i]))
      run++;
    else
      {
        if (run == 0 || n == sizeof groups - 1)
          return FALSE;
        groups[n++] = (char) ('0' + MIN (run, 9));
        run = 0;
      }
  groups[n] = '\0';
  if (n == 1)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (embossed); i++)
    if (strcmp (groups, embossed[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Six digits in a row that go up or down by one, or seven zeros at the end: a made-up or a round number, as far as nobody calls
   it a card's. */
static gboolean
looks_counted (const char *digits, guint n)
{
  guint up = 1, down = 1, zeros = 0;

  for (guint i = 0; i < n; i++)
    {
      zeros = digits[i] == '0' ? zeros + 1 : 0;
      up = i > 0 && digits[i] == digits[i - 1] + 1 ? up + 1 : 1;
      down = i > 0 && digits[i] == digits[i - 1] - 1 ? down + 1 : 1;
      if (up >= 6 || down >= 6)
        return TRUE;
    }
  return zeros >= 7;
}

/* "5211 5212 5213 5214": entries of a table. */
static gboolean
counts_in_groups (const char *digits, guint n)
{
  if (n != 16)
    return FALSE;
  for (guint group = 4; group < 16; group += 4)
    if (msp_digits_number (digits + group, 4) != msp_digits_number (digits + group - 4, 4) + 1)
      return FALSE;
  return TRUE;
}

/* ISO/IEC 7812-1. */
void
msp_validate_payment_card (MspSpan value, MspVerdict *out_verdict)
{
  char digits[20];
  guint n = msp_digits_read (value, " -", digits, 19);

  if (n < 12 || !has_groups (value))
    msp_verdict_set (out_verdict, FALSE, "not 12 to 19 digits, together or grouped as on a card");
  else if (!msp_digits_pass_luhn (digits, n))
    msp_verdict_set (out_verdict, FALSE, "Luhn check digit fails");
  else if (is_within (digits, n, ranges, G_N_ELEMENTS (ranges)))
    msp_verdict_set (out_verdict, TRUE, "Luhn check digit and issuer range");
  else
    {
      out_verdict->label_only = is_within (digits, n, rare, G_N_ELEMENTS (rare));
      msp_verdict_set (out_verdict, out_verdict->label_only,
                       out_verdict->label_only ? "Luhn check digit and a range with few cards"
                       : "no card network issues numbers that begin so, of this length");
    }
  for (gsize i = 0; n >= 12 && i < G_N_ELEMENTS (published); i++)
    out_verdict->test = out_verdict->test || strcmp (digits, published[i]) == 0;
  out_verdict->label_only = out_verdict->valid && !out_verdict->test && (looks_counted (digits, n) || counts_in_groups (digits, n));
}
