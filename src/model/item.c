/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/item.h"

static void
item_free (gpointer data)
{
  MspItem *self = data;

  g_free (self->name);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

GPtrArray *
msp_items_new (void)
{
  return g_ptr_array_new_with_free_func (item_free);
}

void
msp_items_add (GPtrArray *self, const char *name, const char *type, GBytes *bytes, MspFate fate, MspReason reason)
{
  MspItem *item;

  if (self == NULL)
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      return;
    }
  item = g_new0 (MspItem, 1);
  if (name != NULL && *name != '\0')
    item->name = g_utf8_make_valid (name, -1);
  else
    item->name = g_strdup_printf ("%u", self->len + 1);
  item->type = type;
  item->bytes = bytes;
  item->fate = fate;
  item->reason = reason;
  g_ptr_array_add (self, item);
}
