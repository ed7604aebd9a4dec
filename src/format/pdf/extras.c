/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/pdf/reader.h"

static void
give_property (MspPdfReader *self, const char *name, char *value)
{
  if (value != NULL && *value != '\0')
    self->sink->property (self->data, name, value);
  g_free (value);
}

void
msp_pdf_read_properties (MspPdfReader *self)
{
  give_property (self, "Title", poppler_document_get_title (self->document));
  give_property (self, "Author", poppler_document_get_author (self->document));
  give_property (self, "Subject", poppler_document_get_subject (self->document));
  give_property (self, "Keywords", poppler_document_get_keywords (self->document));
}

static char *
dup_choices (PopplerFormField *field)
{
  g_autoptr (GString) chosen = g_string_new (NULL);

  for (int i = 0; i < poppler_form_field_choice_get_n_items (field); i++)
    if (poppler_form_field_choice_is_item_selected (field, i))
      {
        g_autofree char *item = poppler_form_field_choice_get_item (field, i);

        g_string_append_printf (chosen, "%s%s", chosen->len > 0 ? "\n" : "", item != NULL ? item : "");
      }
  return chosen->len > 0 ? g_string_free (g_steal_pointer (&chosen), FALSE) : poppler_form_field_choice_get_text (field);
}

static char *
dup_value (PopplerFormField *field)
{
  switch (poppler_form_field_get_field_type (field))
    {
    case POPPLER_FORM_FIELD_TEXT: return poppler_form_field_text_get_text (field);
    case POPPLER_FORM_FIELD_CHOICE: return dup_choices (field);
    case POPPLER_FORM_FIELD_BUTTON:
      /* A box that is not ticked says nothing. */
      return poppler_form_field_button_get_button_type (field) != POPPLER_FORM_BUTTON_PUSH
             && poppler_form_field_button_get_state (field) ? g_strdup ("yes") : NULL;
    default: return NULL;
    }
}

void
msp_pdf_read_fields (MspPdfReader *self, PopplerPage *page)
{
  GList *fields = poppler_page_get_form_field_mapping (page);

  /* The last one comes first. */
  for (GList *link = g_list_last (fields); link != NULL; link = link->prev)
    {
      PopplerFormField *field = ((PopplerFormFieldMapping *) link->data)->field;
      /* poppler does not come back from asking for the full name where parents go in a circle. */
      g_autofree char *name = poppler_form_field_get_partial_name (field), *label = poppler_form_field_get_alternate_ui_name (field);
      g_autofree char *value = dup_value (field);
      const MspPdfField found = { name != NULL ? name : "", label, value };

      if (value != NULL && *value != '\0')
        self->sink->field (self->data, &found);
    }
  poppler_page_free_form_field_mapping (fields);
}

static gboolean
append (const char *bytes, gsize len, gpointer data, GError **error)
{
  struct { GByteArray *bytes; gsize room; } *out = data;
  gsize taken = MIN (len, out->room);

  g_byte_array_append (out->bytes, (const guint8 *) bytes, (guint) taken);
  out->room -= taken;
  return taken == len;
}

static void
give_file (MspPdfReader *self, PopplerAttachment *attachment)
{
  struct { GByteArray *bytes; gsize room; } out = {
    g_byte_array_new (), MIN (self->limits->file_bytes, (gsize) G_MAXINT32) - self->file_bytes
  };
  g_autoptr (GError) error = NULL;
  gboolean whole = poppler_attachment_save_to_callback (attachment, append, &out, &error);

  self->file_bytes += out.bytes->len;
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (out.bytes);
  g_autofree char *name = g_utf8_make_valid (attachment->name != NULL ? attachment->name : "", -1);
  self->sink->file (self->data, name, whole || g_bytes_get_size (bytes) > 0 ? bytes : NULL, !whole);
}

void
msp_pdf_read_files (MspPdfReader *self)
{
  GList *files = poppler_document_get_attachments (self->document);

  for (GList *link = files; link != NULL; link = link->next)
    {
      if (link->data != NULL)
        give_file (self, link->data);
      g_clear_object (&link->data);
    }
  g_list_free (files);
}

static void
read_note (MspPdfReader *self, PopplerAnnot *note)
{
  g_autofree char *text = poppler_annot_get_contents (note);
  g_autofree char *author = POPPLER_IS_ANNOT_MARKUP (note) ? poppler_annot_markup_get_label (POPPLER_ANNOT_MARKUP (note)) : NULL;

  if (text != NULL && *text != '\0')
    self->sink->note (self->data, author, text);
  if (POPPLER_IS_ANNOT_FILE_ATTACHMENT (note))
    {
      PopplerAttachment *file = poppler_annot_file_attachment_get_attachment (POPPLER_ANNOT_FILE_ATTACHMENT (note));

      if (file != NULL)
        give_file (self, file);
      g_clear_object (&file);
    }
}

void
msp_pdf_read_notes (MspPdfReader *self, PopplerPage *page)
{
  GList *notes = poppler_page_get_annot_mapping (page);

  for (GList *link = notes; link != NULL; link = link->next)
    read_note (self, ((PopplerAnnotMapping *) link->data)->annot);
  poppler_page_free_annot_mapping (notes);
}
