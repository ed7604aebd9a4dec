/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "format/pdf/reader.h"

/* Of fields inside one another, and of what hangs on one page. */
#define MAX_PATH 1024
#define MAX_DEPTH 16
#define MAX_HANGINGS 20000

/* The value of a key that a field has from its parents (ISO 32000-1, 12.7.3.1). */
static qpdf_oh
get_inherited (MspPdfReader *self, qpdf_oh field, const char *key)
{
  for (guint depth = 0; depth < MAX_DEPTH && qpdf_oh_is_dictionary (self->objects, field); depth++)
    {
      if (qpdf_oh_has_key (self->objects, field, key))
        return qpdf_oh_get_key (self->objects, field, key);
      field = msp_pdf_get (self, field, "/Parent");
    }
  return qpdf_oh_new_null (self->objects);
}

static void
append_value (MspPdfReader *self, GString *out, qpdf_oh value)
{
  g_autofree char *text = msp_pdf_dup_text (self, value);
  gboolean cut;

  if (text == NULL && qpdf_oh_is_stream (self->objects, value))
    {
      g_autoptr (GBytes) bytes = msp_pdf_new_data (self, value, self->limits->file_bytes, &cut);
      gsize len = 0;
      const char *data = bytes != NULL ? g_bytes_get_data (bytes, &len) : NULL;

      text = data != NULL ? g_utf8_make_valid (data, (gssize) len) : NULL;
    }
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", text);
}

/* A box is ticked if it is in any state but "Off"; the state's name says what it is ticked for. */
static void
append_state (MspPdfReader *self, GString *out, qpdf_oh widget)
{
  qpdf_oh state = get_inherited (self, widget, qpdf_oh_has_key (self->objects, widget, "/AS") ? "/AS" : "/V");
  const char *name = qpdf_oh_is_name (self->objects, state) ? qpdf_oh_get_name (self->objects, state) : "/Off";

  if (strcmp (name, "/Off") != 0 && *name == '/')
    {
      g_autofree char *valid = g_utf8_make_valid (name + 1, -1);

      g_string_append (out, valid);
    }
}

/* The names of the field and its parents, the field's last; caller owns. */
static char *
dup_path (MspPdfReader *self, qpdf_oh field)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint depth = 0; depth < MAX_DEPTH && qpdf_oh_is_dictionary (self->objects, field) && out->len < MAX_PATH; depth++)
    {
      g_autofree char *name = msp_pdf_dup_text (self, msp_pdf_get (self, field, "/T"));

      if (name != NULL && out->len > 0)
        g_string_prepend_c (out, '.');
      if (name != NULL)
        g_string_prepend (out, name);
      field = msp_pdf_get (self, field, "/Parent");
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
read_field (MspPdfReader *self, qpdf_oh widget)
{
  g_autoptr (GString) out = g_string_new (NULL);
  qpdf_oh value = get_inherited (self, widget, "/V");
  gboolean button = msp_pdf_is_name (self, get_inherited (self, widget, "/FT"), "/Btn");
  gboolean listed = qpdf_oh_is_array (self->objects, value);
  int n = listed ? MIN (qpdf_oh_get_array_n_items (self->objects, value), MAX_HANGINGS) : 1;

  if (button)
    append_state (self, out, widget);
  else
    for (int i = 0; i < n; i++)
      append_value (self, out, listed ? qpdf_oh_get_array_item (self->objects, value, i) : value);
  if (out->len == 0 && button)
    return;
  g_autofree char *name = msp_pdf_dup_text (self, get_inherited (self, widget, "/T"));
  g_autofree char *label = msp_pdf_dup_text (self, get_inherited (self, widget, "/TU"));
  g_autofree char *path = dup_path (self, widget);
  const MspPdfField found = { name != NULL ? name : "", path, label, out->str };
  self->sink->field (self->data, &found);
}

static void
read_note (MspPdfReader *self, qpdf_oh note)
{
  g_autofree char *text = msp_pdf_dup_text (self, msp_pdf_get (self, note, "/Contents"));
  g_autofree char *author = msp_pdf_dup_text (self, msp_pdf_get (self, note, "/T"));

  if (text != NULL && *text != '\0')
    self->sink->note (self->data, author, text);
  if (msp_pdf_is_name (self, msp_pdf_get (self, note, "/Subtype"), "/FileAttachment"))
    msp_pdf_read_file (self, msp_pdf_get (self, note, "/FS"));
}

void
msp_pdf_read_hangings (MspPdfReader *self, guint i)
{
  qpdf_oh list;
  int n, all;

  if (self->objects == NULL || (int) i >= qpdf_get_num_pages (self->objects))
    return;
  list = msp_pdf_get (self, qpdf_get_page_n (self->objects, i), "/Annots");
  all = qpdf_oh_is_array (self->objects, list) ? qpdf_oh_get_array_n_items (self->objects, list) : 0;
  n = MIN (all, MAX_HANGINGS);
  for (int k = 0; k < n; k++)
    {
      qpdf_oh one = qpdf_oh_get_array_item (self->objects, list, k);

      msp_pdf_look_at_action (self, msp_pdf_get (self, one, "/A"));
      if (msp_pdf_is_name (self, msp_pdf_get (self, one, "/Subtype"), "/Widget"))
        read_field (self, one);
      else
        read_note (self, one);
    }
  qpdf_oh_release_all (self->objects);
  if (n < all)
    self->result->status = MSP_PDF_CUT;
}
