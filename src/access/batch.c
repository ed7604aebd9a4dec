/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/batch.h"

#include <string.h>

/* A batch ends with the file in which it reaches the first number; at the second in any case. */
#define ENOUGH 16384
#define MOST 131072

void
msp_batch_init (MspBatch *self)
{
  *self = (MspBatch) { g_string_chunk_new (64 * 1024), g_ptr_array_new () };
}

static const char *
get_last (const MspBatch *self)
{
  return self->locators->len > 0 ? g_ptr_array_index (self->locators, self->locators->len - 1) : "";
}

static gboolean
is_of_one_file (const char *left, const char *right)
{
  gsize len = strcspn (left, "!@#");

  return len == strcspn (right, "!@#") && strncmp (left, right, len) == 0;
}

gboolean
msp_batch_is_full (const MspBatch *self, const char *locator)
{
  guint n = self->locators->len;

  return n >= ENOUGH && strcmp (get_last (self), locator) != 0 && (n >= MOST || !is_of_one_file (get_last (self), locator));
}

gsize
msp_batch_add (MspBatch *self, const char *locator)
{
  if (strcmp (get_last (self), locator) != 0)
    g_ptr_array_add (self->locators, g_string_chunk_insert (self->strings, locator));
  return self->locators->len - 1;
}

void
msp_batch_empty (MspBatch *self)
{
  g_string_chunk_clear (self->strings);
  g_ptr_array_set_size (self->locators, 0);
}

void
msp_batch_clear (MspBatch *self)
{
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->locators, g_ptr_array_unref);
}
