/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/names.h"

struct _MspNames {
  GStringChunk *chunk;
  GHashTable   *numbers;    /* by text */
  GPtrArray    *texts;
};

MspNames *
msp_names_new (void)
{
  MspNames *self = g_new0 (MspNames, 1);

  self->chunk = g_string_chunk_new (1 << 16);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_ptr_array_new ();
  msp_names_add (self, "");
  return self;
}

guint32
msp_names_add (MspNames *self, const char *text)
{
  gpointer number;

  if (g_hash_table_lookup_extended (self->numbers, text, NULL, &number))
    return GPOINTER_TO_UINT (number);
  char *copy = g_string_chunk_insert (self->chunk, text);
  g_ptr_array_add (self->texts, copy);
  g_hash_table_insert (self->numbers, copy, GUINT_TO_POINTER (self->texts->len - 1));
  return self->texts->len - 1;
}

guint32
msp_names_find (const MspNames *self, const char *text)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, text));
}

const char *
msp_names_get (const MspNames *self, guint32 name)
{
  return g_ptr_array_index (self->texts, name);
}

void
msp_names_free (MspNames *self)
{
  g_hash_table_destroy (self->numbers);
  g_ptr_array_free (self->texts, TRUE);
  g_string_chunk_free (self->chunk);
  g_free (self);
}
