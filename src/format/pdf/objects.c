/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "format/pdf/reader.h"

void
msp_pdf_objects_open (MspPdfReader *self)
{
  qpdf_data file = qpdf_init ();

  qpdf_silence_errors (file);
  qpdf_set_suppress_warnings (file, QPDF_TRUE);
  if ((qpdf_read_memory (file, "", self->bytes.data, self->bytes.len, "") & QPDF_ERRORS) == 0)
    self->objects = file;
  else
    {
      (void) qpdf_get_error (file);
      qpdf_cleanup (&file);
    }
}

void
msp_pdf_objects_close (MspPdfReader *self)
{
  if (self->objects == NULL)
    return;
  /* An error that nobody asks for is printed. */
  while (qpdf_has_error (self->objects))
    (void) qpdf_get_error (self->objects);
  qpdf_cleanup (&self->objects);
}

qpdf_oh
msp_pdf_get (MspPdfReader *self, qpdf_oh dictionary, const char *key)
{
  return qpdf_oh_is_dictionary (self->objects, dictionary) ? qpdf_oh_get_key (self->objects, dictionary, key)
                                                           : qpdf_oh_new_null (self->objects);
}

gboolean
msp_pdf_is_name (MspPdfReader *self, qpdf_oh name, const char *value)
{
  return qpdf_oh_is_name (self->objects, name) && strcmp (qpdf_oh_get_name (self->objects, name), value) == 0;
}

char *
msp_pdf_dup_text (MspPdfReader *self, qpdf_oh string)
{
  const char *text;

  if (!qpdf_oh_is_string (self->objects, string))
    return NULL;
  text = qpdf_oh_get_utf8_value (self->objects, string);
  return g_utf8_make_valid (text, (gssize) qpdf_get_last_string_length (self->objects));
}

/* A single Flate filter is undone here, where its bytes can be bounded. */
static gboolean
is_plain_flate (MspPdfReader *self, qpdf_oh dictionary)
{
  qpdf_oh filter = msp_pdf_get (self, dictionary, "/Filter");

  if (qpdf_oh_is_array (self->objects, filter) && qpdf_oh_get_array_n_items (self->objects, filter) == 1)
    filter = qpdf_oh_get_array_item (self->objects, filter, 0);
  return msp_pdf_is_name (self, filter, "/FlateDecode") && !qpdf_oh_has_key (self->objects, dictionary, "/DecodeParms");
}

/* What can be had of packed, up to limit. */
static GByteArray *
inflate_bytes (MspSpan packed, gsize limit, gboolean *out_cut)
{
  GByteArray *bytes = g_byte_array_new ();
  z_stream stream = { .next_in = (Bytef *) packed.data, .avail_in = (uInt) MIN (packed.len, (gsize) G_MAXUINT32) };
  guchar buffer[16384];
  int status = inflateInit (&stream);

  while (status == Z_OK && bytes->len < limit)
    {
      stream.next_out = buffer;
      stream.avail_out = sizeof buffer;
      status = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_append (bytes, buffer, sizeof buffer - stream.avail_out);
      if (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)
        status = Z_BUF_ERROR;
    }
  (void) inflateEnd (&stream);
  *out_cut = status != Z_STREAM_END || bytes->len > limit;
  g_byte_array_set_size (bytes, (guint) MIN (bytes->len, limit));
  return bytes;
}

GBytes *
msp_pdf_new_data (MspPdfReader *self, qpdf_oh stream, gsize limit, gboolean *out_cut)
{
  QPDF_BOOL filtered = QPDF_FALSE;
  unsigned char *data = NULL;
  GByteArray *bytes = NULL;
  gboolean flate;
  size_t len = 0;

  *out_cut = FALSE;
  limit = MIN (limit, (gsize) G_MAXINT32);
  if (!qpdf_oh_is_stream (self->objects, stream))
    return NULL;
  flate = is_plain_flate (self, qpdf_oh_get_dict (self->objects, stream));
  if ((qpdf_oh_get_stream_data (self->objects, stream, flate ? qpdf_dl_none : qpdf_dl_all, &filtered, &data, &len)
       & QPDF_ERRORS) == 0 && data != NULL && flate)
    bytes = inflate_bytes (msp_span_new ((const char *) data, len), limit, out_cut);
  else if (data != NULL && filtered)
    {
      bytes = g_byte_array_append (g_byte_array_new (), data, (guint) MIN (len, limit));
      *out_cut = len > limit;
    }
  free (data);
  return bytes != NULL ? g_byte_array_free_to_bytes (bytes) : NULL;
}
