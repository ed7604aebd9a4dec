/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "mime/mail.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Not g_error: libFuzzer keeps the input of what dies by abort. */
static void
fail (const char *what, const char *section)
{
  fprintf (stderr, "%s: %s\n", section, what);
  abort ();
}

static void
read_all (MspMime *mime, const MspMail *mail, gsize size)
{
  guint64 sum = mail->header_size;

  for (gsize i = 0; i < mail->n_parts; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      (void) msp_mime_decode (mime, &mail->parts[i], 1 << 20, bytes);
      sum += mail->parts[i].raw_size;
    }
  if (sum > size)
    fail ("parts take more bytes than the message has", "message");
}

/* What the own walk accepts, GMime's parser must see alike. */
static void
compare (const MspMail *a, const MspMail *b)
{
  if (a->n_parts != b->n_parts)
    fail ("the engines find another number of parts", "message");
  for (gsize i = 0; i < a->n_parts; i++)
    {
      const MspMailPart *x = &a->parts[i], *y = &b->parts[i];

      if (x->role != y->role || g_strcmp0 (x->type, y->type) != 0)
        fail ("the engines disagree on the type", x->section);
      if (g_strcmp0 (x->filename, y->filename) != 0)
        fail ("the engines disagree on the file name", x->section);
      if (x->encoding != y->encoding || x->raw.len != y->raw.len || x->raw_size != y->raw_size)
        fail ("the engines disagree on the body", x->section);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static MspLimits limits;
  static MspMime *own, *gmime;
  MspSpan message = msp_span_new ((const char *) data, size);
  const MspMail *mail, *expected;

  if (own == NULL)
    {
      msp_limits_init (&limits);
      limits.parts = 100;
      limits.depth = 8;
      limits.header_bytes = 4096;
      own = msp_mime_new (MSP_MIME_ENGINE_AUTO, &limits);
      gmime = msp_mime_new (MSP_MIME_ENGINE_GMIME, &limits);
    }
  mail = msp_mime_parse (own, message, FALSE);
  read_all (own, mail, size);
  expected = msp_mime_parse (gmime, message, FALSE);
  read_all (gmime, expected, size);
  if (!mail->irregular && mail->reason == MSP_REASON_NONE)
    compare (mail, expected);
  return 0;
}
