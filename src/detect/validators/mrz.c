/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* ICAO Doc 9303 parts 4-6: a check digit covers [start, end) of the zone, or two more runs for the composite. */
typedef struct {
  guint8 at;
  guint8 runs[4][2];
} Check;

typedef struct {
  guint8 width, needed, kept;     /* a line, all characters needed, all that may be there */
  Check  checks[5];
  guint  n_checks, n_plain;       /* n_plain: without the composite */
  guint8 dates[2];
  guint8 optional;                /* index of the check that may be '<' over an empty field; 0: none */
} Zone;

static const Zone td3 = { 44, 88, 88,
                          { { 53, { { 44, 53 } } }, { 63, { { 57, 63 } } }, { 71, { { 65, 71 } } }, { 86, { { 72, 86 } } },
                            { 87, { { 44, 54 }, { 57, 64 }, { 65, 87 } } } }, 5, 4, { 57, 65 }, 3 };
static const Zone td2 = { 36, 72, 72, { { 45, { { 36, 45 } } }, { 55, { { 49, 55 } } }, { 63, { { 57, 63 } } },
                          { 71, { { 36, 46 }, { 49, 56 }, { 57, 71 } } } }, 4, 3, { 49, 57 }, 0 };
static const Zone td1 = { 30, 60, 90, { { 14, { { 5, 14 } } }, { 36, { { 30, 36 } } }, { 44, { { 38, 44 } } },
                          { 59, { { 5, 30 }, { 30, 37 }, { 38, 45 }, { 48, 59 } } } }, 4, 3, { 30, 38 }, 0 };

static int
weigh (const char *zone, const Check *check)
{
  static const guint8 weights[] = { 7, 3, 1 };
  int sum = 0, n = 0;

  for (guint run = 0; run < 4 && check->runs[run][1] > 0; run++)
    for (guint i = check->runs[run][0]; i < check->runs[run][1]; i++)
      sum += (zone[i] == '<' ? 0 : msp_char_value (zone[i])) * weights[n++ % 3];
  return sum % 10;
}

static guint
count_failures (const Zone *form, const char *zone)
{
  guint n = zone[0] == 'V' ? form->n_plain : form->n_checks, failed = 0;

  for (guint i = 0; i < n; i++)
    {
      char digit = zone[form->checks[i].at];
      gboolean empty = digit == '<' && form->optional == i && i > 0;

      failed += !(empty || g_ascii_isdigit (digit)) || weigh (zone, &form->checks[i]) != (empty ? 0 : digit - '0');
    }
  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < 6; k++)
      failed += !g_ascii_isdigit (zone[form->dates[i] + k]);
  return failed;
}

/* One character that optical recognition confused, put right, makes all tests pass. */
static gboolean
is_repairable (const Zone *form, char *zone)
{
  static const char pairs[] = "O01IB8S5Z20OI18B5S2Z";

  for (guint i = form->checks[0].runs[0][0]; i < form->needed; i++)
    for (guint k = 0; k < sizeof pairs - 1; k += 2)
      if (zone[i] == pairs[k])
        {
          zone[i] = pairs[k + 1];
          if (count_failures (form, zone) == 0)
            return TRUE;
          zone[i] = pairs[k];
        }
  return FALSE;
}

/* Copies the characters of the zone without line ends; FALSE if lines have another width or characters that a zone never has. */
static gboolean
read_zone (const Zone *form, MspSpan value, char zone[91])
{
  guint n = 0;

  for (gsize i = 0; i < value.len; i++)
    {
      char c = value.data[i];

      if (c == '\n' || c == '\r' || c == ' ' || c == '\t')
        {
          if (n % form->width != 0)
            return FALSE;
          continue;
        }
      if (n == form->kept || (!g_ascii_isdigit (c) && !g_ascii_isupper (c) && c != '<'))
        return FALSE;
      zone[n++] = c;
    }
  zone[n] = '\0';
  return n >= form->needed && n % form->width == 0;
}

static void
judge (const Zone *form, MspSpan value, MspVerdict *out_verdict)
{
  char zone[91];

  if (!read_zone (form, value, zone))
    msp_verdict_set (out_verdict, FALSE, "not the lines of a machine-readable zone");
  else if (count_failures (form, zone) == 0)
    msp_verdict_set (out_verdict, TRUE, "all check digits of the machine-readable zone");
  else if (is_repairable (form, zone))
    {
      msp_verdict_set (out_verdict, TRUE, "check digits hold once one misread character is put right");
      out_verdict->none = out_verdict->label = 85;
    }
  else
    msp_verdict_set (out_verdict, FALSE, "a check digit of the machine-readable zone fails");
  out_verdict->test = strstr (out_verdict->valid ? zone : "", "UTO") != NULL
    || strstr (out_verdict->valid ? zone : "", "MUSTERMANN") != NULL;
}

void
msp_validate_mrz_td1 (MspSpan value, MspVerdict *out_verdict)
{
  judge (&td1, value, out_verdict);
}

void
msp_validate_mrz_td2 (MspSpan value, MspVerdict *out_verdict)
{
  judge (&td2, value, out_verdict);
}

void
msp_validate_mrz_td3 (MspSpan value, MspVerdict *out_verdict)
{
  judge (&td3, value, out_verdict);
}
