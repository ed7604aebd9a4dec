/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/image.h"

#include <string.h>

#define NUMBERS_A_LINE 6

const void *
msp_image_get (const MspImage *self, MspImagePart part, gsize size, guint *out_n)
{
  const MspImageRange *range = &self->parts[part];

  *out_n = (guint) (range->len / size);
  return (const guint8 *) self->data + range->offset;
}

void
msp_image_writer_init (MspImageWriter *self)
{
  memset (self, 0, sizeof *self);
  self->data = g_byte_array_new ();
}

void
msp_image_put (MspImageWriter *self, MspImagePart part, gconstpointer pieces, gsize size, gsize n)
{
  static const guint8 zeros[MSP_IMAGE_ALIGN] = { 0 };
  guint over = (guint) (size * n % MSP_IMAGE_ALIGN);

  self->parts[part] = (MspImageRange) { self->data->len, size * n };
  if (n > 0)
    g_byte_array_append (self->data, pieces, (guint) (size * n));
  if (over > 0)
    g_byte_array_append (self->data, zeros, MSP_IMAGE_ALIGN - over);
}

char *
msp_image_writer_print (const MspImageWriter *self)
{
  GString *out = g_string_new ("/* Made by make-image. */\n#include \"detect/image.h\"\n\n");

  g_string_append_printf (out, "static const _Alignas (%d) guint64 data[] = {", MSP_IMAGE_ALIGN);
  for (guint at = 0; at < self->data->len; at += (guint) sizeof (guint64))
    {
      guint64 number;

      memcpy (&number, self->data->data + at, sizeof number);
      g_string_append (out, at / sizeof number % NUMBERS_A_LINE == 0 ? "\n" : " ");
      g_string_append_printf (out, number < 10 ? "%" G_GINT64_MODIFIER "u," : "0x%" G_GINT64_MODIFIER "x,", number);
    }
  g_string_append (out, "\n};\n\nstatic const MspImage image = { data, {\n");
  for (guint i = 0; i < G_N_ELEMENTS (self->parts); i++)
    g_string_append_printf (out, "{ %" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT " },\n", self->parts[i].offset, self->parts[i].len);
  g_string_append (out, "} };\nconst MspImage *const msp_image_built_in = &image;\n");
  return g_string_free (out, FALSE);
}

void
msp_image_writer_clear (MspImageWriter *self)
{
  g_byte_array_unref (self->data);
}
