/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/shard.h"

#include <glib/gi18n-lib.h>

/* What opening, hashing and recording a file costs, in bytes of mail: a million small files are work too. */
#define UNIT_COST 4096

typedef struct {
  guint64 bytes;
  guint   number;
} Hand;

struct _MspDealer {
  guint count;
  Hand *hands;    /* a heap: each hand is lighter than the two below it */
};

static gboolean
parse_number (const char **text, guint *out_number)
{
  guint64 number = 0;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  while (g_ascii_isdigit (**text) && number <= MSP_SHARD_MAX)
    number = number * 10 + (guint64) (*(*text)++ - '0');
  *out_number = (guint) number;
  return number >= 1 && number <= MSP_SHARD_MAX;
}

gboolean
msp_shard_parse (const char *text, MspShard *out_shard, GError **error)
{
  const char *at = text;
  MspShard shard;

  if (parse_number (&at, &shard.number) && *at++ == '/' && parse_number (&at, &shard.count) && *at == '\0'
      && shard.number <= shard.count)
    {
      *out_shard = shard;
      return TRUE;
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no shard of the form K/N, such as 3/8"), text);
  return FALSE;
}

MspDealer *
msp_dealer_new (guint count)
{
  MspDealer *self = g_new (MspDealer, 1);

  *self = (MspDealer) { count, g_new (Hand, count) };
  for (guint i = 0; i < count; i++)
    self->hands[i] = (Hand) { 0, i + 1 };
  return self;
}

static gboolean
is_lighter (const Hand *a, const Hand *b)
{
  return a->bytes != b->bytes ? a->bytes < b->bytes : a->number < b->number;
}

/* The first hand has become heavier: it sinks to its place. */
static void
sink (MspDealer *self)
{
  const Hand heavy = self->hands[0];
  guint at = 0;

  for (;;)
    {
      guint next = 2 * at + 1;

      if (next + 1 < self->count && is_lighter (&self->hands[next + 1], &self->hands[next]))
        next++;
      if (next >= self->count || !is_lighter (&self->hands[next], &heavy))
        break;
      self->hands[at] = self->hands[next];
      at = next;
    }
  self->hands[at] = heavy;
}

guint
msp_dealer_deal (MspDealer *self, const MspPlanUnit *unit)
{
  guint64 size = unit->file->size;
  guint number = self->hands[0].number;

  self->hands[0].bytes += MIN (unit->end, size) - MIN (unit->start, size) + UNIT_COST;
  sink (self);
  return number;
}

void
msp_dealer_free (MspDealer *self)
{
  if (self == NULL)
    return;
  g_free (self->hands);
  g_free (self);
}
