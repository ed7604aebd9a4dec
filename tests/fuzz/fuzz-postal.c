/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "detect/postal.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Whatever is taken apart, the place is that of the parts, and short. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const MspSpan address = msp_span_new ((const char *) data, size);
  g_auto (MspPostal) postal = { { NULL } };
  char place[MSP_PLACE_LEN];

  msp_postal_parse (address, &postal);
  msp_postal_read_place (address, place);
  g_assert_true (g_str_has_prefix (place, postal.country));
  g_assert_cmpuint (strlen (place), <, MSP_PLACE_LEN);
  g_assert_true (postal.lines[1] == NULL || postal.lines[0] != NULL);
  return 0;
}
