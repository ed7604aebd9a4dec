/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/balance.h"

#include <string.h>

typedef struct {
  char   *locator;
  guint64 n_mails, n_items;    /* items: messages and ranges */
  guint64 size, bytes[MSP_N_FATES];
} Sums;

static void
sums_free (gpointer data)
{
  Sums *sums = data;

  g_free (sums->locator);
  g_free (sums);
}

void
msp_balance_init (MspBalance *self)
{
  *self = (MspBalance) { .open = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sums_free) };
}

/* The sums of the source at locator, which need not end with NUL. */
static Sums *
get_sums (MspBalance *self, const char *locator, gsize len)
{
  Sums *sums = self->last;
  g_autofree char *name = NULL;

  if (sums != NULL && strncmp (sums->locator, locator, len) == 0 && sums->locator[len] == '\0')
    return sums;
  name = g_strndup (locator, len);
  sums = g_hash_table_lookup (self->open, name);
  if (sums == NULL)
    {
      sums = g_new0 (Sums, 1);
      sums->locator = g_steal_pointer (&name);
      g_hash_table_insert (self->open, sums->locator, sums);
    }
  self->last = sums;
  return sums;
}

static void
add (Sums *sums, guint64 size, const guint64 bytes[MSP_N_FATES])
{
  sums->n_items++;
  sums->size += size;
  for (int i = 0; i < MSP_N_FATES; i++)
    sums->bytes[i] += bytes[i];
}

void
msp_balance_add_message (MspBalance *self, const MspMessageRecord *message)
{
  Sums *sums = get_sums (self, message->source, strlen (message->source));

  sums->n_mails += message->kind == MSP_MESSAGE_MAIL;
  add (sums, message->size, message->bytes);
}

static gboolean
is_range (const MspSourceRecord *source)
{
  gsize len = source->parent != NULL ? strlen (source->parent) : 0;
  const char *offset = source->locator + len + 1;

  return source->parent != NULL && strncmp (source->locator, source->parent, len) == 0 && source->locator[len] == '@'
         && *offset != '\0' && offset[strspn (offset, "0123456789")] == '\0';
}

static gboolean
agree (const Sums *sums, const MspSourceRecord *source)
{
  guint64 all = 0;

  for (int i = 0; i < MSP_N_FATES; i++)
    {
      all += source->bytes[i];
      if (sums->n_items > 0 && (i == MSP_FATE_READ ? sums->bytes[i] != source->bytes[i] : sums->bytes[i] > source->bytes[i]))
        return FALSE;
    }
  if (source->fate == MSP_FATE_READ && ((sums->n_items > 0 && sums->size != source->size)
                                        || (source->expected != G_MAXUINT64 && source->expected != source->messages)))
    return FALSE;
  return all == source->size && sums->n_mails == source->messages;
}

void
msp_balance_add_source (MspBalance *self, const MspSourceRecord *source)
{
  Sums *sums = get_sums (self, source->locator, strlen (source->locator));

  self->broken |= !agree (sums, source);
  g_hash_table_remove (self->open, source->locator);
  self->last = NULL;
  if (is_range (source))
    add (get_sums (self, source->parent, strlen (source->parent)), source->size, source->bytes);
}

gboolean
msp_balance_holds (const MspBalance *self)
{
  return !self->broken && g_hash_table_size (self->open) == 0;
}

void
msp_balance_clear (MspBalance *self)
{
  g_clear_pointer (&self->open, g_hash_table_unref);
}
