/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/forwarded.h"

#include "evidence/text.h"

/* "172.20.0.1": the number behind prefix is within the range. */
static gboolean
is_in_range (const char *address, const char *prefix, guint64 low, guint64 high)
{
  MspSpan rest = msp_span_from_string (address), part;
  guint64 number;

  return msp_text_skip (&rest, prefix) && msp_text_take (&rest, ".", &part) && msp_text_to_number (part, &number)
         && number >= low && number <= high;
}

gboolean
msp_forwarded_is_private (const char *address)
{
  static const char *const prefixes[] = { "10.", "127.", "192.168.", "169.254.", "fc", "fd", "fe8", "fe9", "fea", "feb" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (address, prefixes[i]))
      return TRUE;
  return strcmp (address, "::1") == 0 || is_in_range (address, "172.", 16, 31) || is_in_range (address, "100.", 64, 127);
}

void
msp_forwarded_apply (char address[MSP_ADDRESS_SIZE], MspSpan list)
{
  char found[MSP_ADDRESS_SIZE];
  gboolean is_done = list.len == 0 || !msp_forwarded_is_private (address);

  while (!is_done)
    {
      gssize comma = msp_text_find_last (list, ",");
      MspSpan last = msp_span_slice (list, (gsize) (comma + 1), list.len);

      /* IIS writes blanks as pluses. */
      while (last.len > 0 && (last.data[0] == '+' || last.data[0] == ' '))
        last = msp_span_slice (last, 1, last.len);
      if (msp_address_normalise (last, found) && !msp_forwarded_is_private (found))
        {
          memcpy (address, found, sizeof found);
          return;
        }
      is_done = comma < 0;
      list = msp_span_slice (list, 0, (gsize) MAX (comma, 0));
    }
}
