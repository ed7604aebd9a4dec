/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/layout.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const kinds[] = { NULL, "mbox", "eml", "emlx" };
  g_autofree char *path = g_strndup ((const char *) data, size);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (MspLayout) layout;

      msp_layout_init (&layout, path, kinds[i]);
      g_assert_true (g_utf8_validate (layout.mailbox, -1, NULL));
      g_assert_true (g_utf8_validate (layout.folder, -1, NULL));
    }
  return 0;
}
