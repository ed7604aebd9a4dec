/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "format/pdf/reader.h"

/* Of trees of names, and of all files in one document. */
#define MAX_DEPTH 16
#define MAX_FILES 10000

/* What programs write of themselves is of no interest. */
static gboolean
is_wanted (const char *key)
{
  static const char *const left_out[] = { "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped" };

  for (gsize i = 0; i < G_N_ELEMENTS (left_out); i++)
    if (strcmp (key, left_out[i]) == 0)
      return FALSE;
  return TRUE;
}

void
msp_pdf_read_properties (MspPdfReader *self)
{
  qpdf_oh info = self->objects != NULL ? msp_pdf_get (self, qpdf_get_trailer (self->objects), "/Info") : 0;

  if (self->objects == NULL || !qpdf_oh_is_dictionary (self->objects, info))
    return;
  qpdf_oh_begin_dict_key_iter (self->objects, info);
  while (qpdf_oh_dict_more_keys (self->objects))
    {
      g_autofree char *key = g_utf8_make_valid (qpdf_oh_dict_next_key (self->objects), -1);
      g_autofree char *value = msp_pdf_dup_text (self, qpdf_oh_get_key (self->objects, info, key));

      if (value != NULL && *value != '\0' && is_wanted (key))
        self->sink->property (self->data, key + 1, value);
    }
}

void
msp_pdf_look_at_action (MspPdfReader *self, qpdf_oh action)
{
  qpdf_oh kind = msp_pdf_get (self, action, "/S");

  self->result->scripts = self->result->scripts || msp_pdf_is_name (self, kind, "/JavaScript");
  self->result->launches = self->result->launches || msp_pdf_is_name (self, kind, "/Launch");
}

void
msp_pdf_look_for_scripts (MspPdfReader *self)
{
  qpdf_oh root;

  if (self->objects == NULL)
    return;
  root = qpdf_get_root (self->objects);
  if (qpdf_oh_is_dictionary (self->objects, msp_pdf_get (self, msp_pdf_get (self, root, "/Names"), "/JavaScript")))
    self->result->scripts = TRUE;
  msp_pdf_look_at_action (self, msp_pdf_get (self, root, "/OpenAction"));
}

void
msp_pdf_read_file (MspPdfReader *self, qpdf_oh specification)
{
  static const char *const keys[] = { "/UF", "/F" };
  qpdf_oh files = msp_pdf_get (self, specification, "/EF");
  g_autofree char *name = NULL;
  gboolean cut = FALSE;

  if (!qpdf_oh_is_dictionary (self->objects, files))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (keys) && name == NULL; i++)
    name = msp_pdf_dup_text (self, msp_pdf_get (self, specification, keys[i]));
  qpdf_oh stream = msp_pdf_get (self, files, "/F");
  if (!qpdf_oh_is_stream (self->objects, stream))
    stream = msp_pdf_get (self, files, "/UF");
  g_autoptr (GBytes) bytes = msp_pdf_new_data (self, stream, self->limits->file_bytes - self->file_bytes, &cut);
  self->file_bytes += bytes != NULL ? g_bytes_get_size (bytes) : 0;
  self->sink->file (self->data, name != NULL ? name : "", bytes, cut);
}

/* A tree of names (ISO 32000-1, 7.9.6), which hostile files make endless. */
static void
read_tree (MspPdfReader *self, qpdf_oh node, guint depth, guint *n_nodes)
{
  qpdf_oh names = msp_pdf_get (self, node, "/Names"), kids = msp_pdf_get (self, node, "/Kids");
  int n_names = qpdf_oh_is_array (self->objects, names) ? qpdf_oh_get_array_n_items (self->objects, names) : 0;
  int n_kids = qpdf_oh_is_array (self->objects, kids) ? qpdf_oh_get_array_n_items (self->objects, kids) : 0;

  for (int i = 1; i < n_names && ++*n_nodes < MAX_FILES; i += 2)
    msp_pdf_read_file (self, qpdf_oh_get_array_item (self->objects, names, i));
  for (int i = 0; i < n_kids && depth < MAX_DEPTH && ++*n_nodes < MAX_FILES; i++)
    read_tree (self, qpdf_oh_get_array_item (self->objects, kids, i), depth + 1, n_nodes);
  if (*n_nodes >= MAX_FILES)
    self->result->status = MSP_PDF_CUT;
}

void
msp_pdf_read_files (MspPdfReader *self)
{
  guint n_nodes = 0;

  if (self->objects == NULL)
    return;
  qpdf_oh names = msp_pdf_get (self, qpdf_get_root (self->objects), "/Names");
  read_tree (self, msp_pdf_get (self, names, "/EmbeddedFiles"), 0, &n_nodes);
}
