/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/quoted-printable.h"
#include "base/utf8.h"
#include "base/uuencode.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef gboolean (*Decode) (MspSpan in, gsize limit, GByteArray *out);

/* With a limit comes the beginning of what comes without, and whether that was all. */
static void
compare (Decode decode, MspSpan in, gsize limit)
{
  g_autoptr (GByteArray) all = g_byte_array_new (), some = g_byte_array_new ();
  gboolean whole;

  if (!decode (in, G_MAXINT32, all) || all->len > in.len)
    g_error ("more than there is");
  whole = decode (in, limit, some);
  if (some->len > limit || (whole && some->len != all->len)
      || (some->len > 0 && memcmp (some->data, all->data, some->len) != 0))
    g_error ("the limit changes what is before it");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const Decode decoders[] = { msp_quoted_printable_decode, msp_uuencode_decode, msp_yenc_decode };
  MspSpan in = msp_span_new ((const char *) data, size);
  const char *end;

  for (gsize i = 0; i < G_N_ELEMENTS (decoders); i++)
    compare (decoders[i], in, size / 3);
  (void) g_utf8_validate_len (in.data, in.len, &end);
  if (msp_utf8_valid_length (in) != (gsize) (end - in.data))
    g_error ("not UTF-8 as far as with GLib");
  return 0;
}
