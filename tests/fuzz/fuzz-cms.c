/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/cms.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  (void) msp_cms_read (msp_span_new ((const char *) data, size), content);
  if (content->len > size)
    g_error ("more content than bytes");
  return 0;
}
