/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/charset.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The first line is the label, the rest the bytes. Whatever they are, the text is valid UTF-8 without NUL. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize len = end != NULL ? (gsize) (end - data) : 0;
  g_autofree char *label = g_strndup ((const char *) data, len);
  g_autoptr (GString) out = g_string_new (NULL);

  msp_charset_append_utf8 (out, msp_span_new ((const char *) data + len, size - len), label);
  if (!g_utf8_validate (out->str, (gssize) out->len, NULL))
    g_error ("not UTF-8");
  return 0;
}
