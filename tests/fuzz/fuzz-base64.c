/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/base64.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* With and without vector instructions the same, and the beginning of it what GLib decodes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) fast = g_byte_array_new (), plain = g_byte_array_new ();
  g_autofree guchar *expected = g_malloc (size + 4);
  MspSpan in = msp_span_new ((const char *) data, size);
  gint state = 0;
  guint save = 0;
  gsize n = g_base64_decode_step (in.data, size, expected, &state, &save);

  (void) msp_base64_decode (in, size, fast);
  (void) msp_base64_decode_plain (in, size, plain);
  if (fast->len != plain->len || fast->len < n || (n > 0 && memcmp (fast->data, expected, n) != 0)
      || (fast->len > 0 && memcmp (fast->data, plain->data, fast->len) != 0))
    g_error ("the decoders disagree");
  g_byte_array_set_size (fast, 0);
  (void) msp_base64_decode (in, size / 3, fast);
  return 0;
}
