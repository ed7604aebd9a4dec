/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ms-properties.h"

#include "format/ms-text.h"

#define MAX_SECTIONS 4
#define MAX_PROPERTIES 1000
#define MAX_NAME 255

enum { VT_I2 = 2, VT_LPSTR = 0x1e, VT_LPWSTR = 0x1f };

static const struct { gboolean is_document; guint32 id; const char *name; } known[] = {
  { FALSE, 2, "Title" }, { FALSE, 3, "Subject" }, { FALSE, 4, "Author" }, { FALSE, 5, "Keywords" }, { FALSE, 6, "Comments" },
  { FALSE, 8, "Last modified by" }, { TRUE, 2, "Category" }, { TRUE, 14, "Manager" }, { TRUE, 15, "Company" },
};

typedef struct {
  MspSpan           section;
  guint             code_page;
  gboolean          is_document, is_custom;
  GString          *value;
  GHashTable       *names;       /* of custom properties, by id */
  MspMsPropertyFunc func;
  gpointer          data;
} Reader;

static void
append_string (const Reader *self, GString *out, gsize at, gsize n, gboolean is_wide)
{
  MspSpan bytes = msp_span_slice (self->section, at, at + MIN (n, self->section.len) * (is_wide ? 2 : 1));
  const char *end = bytes.len > 0 && !is_wide ? memchr (bytes.data, '\0', bytes.len) : NULL;

  if (end != NULL && self->code_page != 1200)
    bytes.len = (gsize) (end - bytes.data);
  if (is_wide || self->code_page == 1200)
    msp_ms_append_utf16 (out, bytes);
  else
    msp_ms_append_page (out, bytes, self->code_page);
  g_string_truncate (out, strlen (out->str));
}

/* The dictionary: number of names, then id, length and name of each. */
static void
read_names (Reader *self, gsize at)
{
  guint32 n = MIN (msp_ms_get_u32 (self->section, at), MAX_PROPERTIES);
  gboolean is_wide = self->code_page == 1200;

  at += 4;
  for (guint32 i = 0; i < n && at < self->section.len; i++)
    {
      guint32 id = msp_ms_get_u32 (self->section, at), len = MIN (msp_ms_get_u32 (self->section, at + 4), MAX_NAME);
      GString *name = g_string_new (NULL);

      append_string (self, name, at + 8, len, is_wide);
      g_hash_table_insert (self->names, GUINT_TO_POINTER (id), g_string_free (name, FALSE));
      at += 8 + (is_wide ? (len * 2 + 3) / 4 * 4 : len);
    }
}

static const char *
find_name (const Reader *self, guint32 id)
{
  if (self->is_custom)
    return g_hash_table_lookup (self->names, GUINT_TO_POINTER (id));
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].id == id && known[i].is_document == self->is_document)
      return known[i].name;
  return NULL;
}

static void
read_property (Reader *self, guint32 id, gsize at)
{
  guint32 type = msp_ms_get_u32 (self->section, at);
  const char *name = id > 1 ? find_name (self, id) : NULL;

  if (id == 1 && type == VT_I2)
    self->code_page = msp_ms_get_u16 (self->section, at + 4);
  else if (id == 0 && self->is_custom)
    read_names (self, at);
  else if (name != NULL && (type == VT_LPSTR || type == VT_LPWSTR))
    {
      g_string_truncate (self->value, 0);
      append_string (self, self->value, at + 8, msp_ms_get_u32 (self->section, at + 4), type == VT_LPWSTR);
      self->func (self->data, name, msp_span_new (self->value->str, self->value->len));
    }
}

/* The code page and the names come first, wherever they stand. */
static void
read_section (Reader *self)
{
  guint32 n = MIN (msp_ms_get_u32 (self->section, 4), MAX_PROPERTIES);

  for (guint pass = 0; pass < 3; pass++)
    for (guint32 i = 0; i < n; i++)
      {
        guint32 id = msp_ms_get_u32 (self->section, 8 + 8 * (gsize) i);

        if ((pass == 0 && id == 1) || (pass == 1 && id == 0) || (pass == 2 && id > 1))
          read_property (self, id, msp_ms_get_u32 (self->section, 12 + 8 * (gsize) i));
      }
}

void
msp_ms_properties_read (MspSpan stream, gboolean is_document, MspMsPropertyFunc func, gpointer data)
{
  guint32 n = MIN (msp_ms_get_u32 (stream, 24), MAX_SECTIONS);
  Reader self = { .is_document = is_document, .func = func, .data = data, .value = g_string_new (NULL) };

  self.names = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  for (guint32 i = 0; i < n; i++)
    {
      self.section = msp_span_slice (stream, msp_ms_get_u32 (stream, 44 + 20 * (gsize) i), stream.len);
      self.code_page = 1252;
      self.is_custom = is_document && i > 0;
      read_section (&self);
    }
  g_hash_table_unref (self.names);
  g_string_free (self.value, TRUE);
}
