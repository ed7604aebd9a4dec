/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Every validator on the same bytes, which end where the memory ends; each says why, and says the same again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *value = g_malloc (MAX (size, 1));

  memcpy (value, data, size);
  for (const MspValidator *validator = msp_validators_get_table (); validator->name != NULL; validator++)
    {
      MspVerdict first = { 0 }, second = { 0 };

      validator->validate (msp_span_new (value, size), &first);
      validator->validate (msp_span_new (value, size), &second);
      g_assert_nonnull (first.why);
      g_assert_true (first.valid == second.valid && first.why == second.why);
    }
  return 0;
}
