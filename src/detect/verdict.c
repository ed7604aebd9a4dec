/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/verdict.h"

#include "detect/guard.h"

/* Of the first n letters and digits, or of all if n is 0: the same for a number with and without separators. */
static guint64
hash_value (MspSpan value, int n)
{
  guint64 hash = G_GUINT64_CONSTANT (0xCBF29CE484222325);
  int read = 0;

  for (gsize i = 0; i < value.len && (n == 0 || read < n); i++)
    if (g_ascii_isalnum (value.data[i]))
      {
        hash = (hash ^ (guint8) value.data[i]) * G_GUINT64_CONSTANT (0x100000001B3);
        read++;
      }
  return hash;
}

void
msp_judged_read (MspJudged *last, const MspRule *rule, MspSpan value)
{
  if (last->len > 0 && value.len == last->len && memcmp (value.data, last->value, value.len) == 0)
    return;
  *last = (MspJudged) { .verdict.valid = rule->validator == NULL };
  if (rule->validator != NULL)
    rule->validator->validate (value, &last->verdict);
  last->uneven = !last->verdict.test && (rule->guards & MSP_GUARD_HISTOGRAM) != 0 && !msp_guard_histogram (value, 0, value.len);
  last->hash = rule->noise > 0 ? hash_value (value, rule->independent) : 0;
  if (value.len <= MSP_JUDGED_LEN)
    {
      last->len = value.len;
      memcpy (last->value, value.data, value.len);
    }
}
