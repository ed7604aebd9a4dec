/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "format/pdf/reader.h"

static gboolean
is_wanted (const char *name)
{
  return strcmp (name, "template") == 0 || strcmp (name, "datasets") == 0;
}

static void
give_stream (MspPdfReader *self, qpdf_data file, qpdf_oh stream, const char *name)
{
  QPDF_BOOL filtered = QPDF_FALSE;
  unsigned char *data = NULL;
  size_t len = 0;

  if (!qpdf_oh_is_stream (file, stream))
    return;
  if ((qpdf_oh_get_stream_data (file, stream, qpdf_dl_all, &filtered, &data, &len) & QPDF_ERRORS) == 0 && filtered && data != NULL)
    self->sink->xfa (self->data, name, msp_span_new ((const char *) data, len));
  free (data);
}

/* The whole form in one stream, or an array of names and streams (ISO 32000-1, 12.7.8). */
static void
give_form (MspPdfReader *self, qpdf_data file, qpdf_oh form)
{
  int n = qpdf_oh_is_array (file, form) ? qpdf_oh_get_array_n_items (file, form) : 0;

  if (n == 0)
    give_stream (self, file, form, "");
  for (int i = 0; i + 1 < n; i += 2)
    {
      const char *name = qpdf_oh_get_utf8_value (file, qpdf_oh_get_array_item (file, form, i));
      g_autofree char *kept = g_strdup (name != NULL ? name : "");

      if (is_wanted (kept))
        give_stream (self, file, qpdf_oh_get_array_item (file, form, i + 1), kept);
    }
}

/* The key may be inside a compressed object. */
static gboolean
may_hold_form (MspSpan bytes)
{
  return memmem (bytes.data, bytes.len, "/XFA", 4) != NULL || memmem (bytes.data, bytes.len, "/ObjStm", 7) != NULL;
}

void
msp_pdf_read_xfa (MspPdfReader *self)
{
  qpdf_data file;

  if (!may_hold_form (self->bytes))
    return;
  file = qpdf_init ();
  qpdf_silence_errors (file);
  qpdf_set_suppress_warnings (file, QPDF_TRUE);
  qpdf_set_attempt_recovery (file, QPDF_FALSE);
  if ((qpdf_read_memory (file, "mail.pdf", self->bytes.data, self->bytes.len, "") & QPDF_ERRORS) == 0)
    {
      qpdf_oh form = qpdf_oh_get_key (file, qpdf_get_root (file), "/AcroForm");

      if (qpdf_oh_is_dictionary (file, form))
        give_form (self, file, qpdf_oh_get_key (file, form, "/XFA"));
    }
  /* An error that nobody asks for is printed. */
  while (qpdf_has_error (file))
    (void) qpdf_get_error (file);
  qpdf_cleanup (&file);
}
