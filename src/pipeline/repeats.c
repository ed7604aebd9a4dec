/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/repeats.h"

/* Below, a key costs as much as it saves. */
#define MIN_RAW 256
#define MAX_TEXT (2 * 1024 * 1024)
#define MAX_COST (16 * 1024 * 1024)
#define MAX_KEPT 64
/* Samples met once, the last to fall into each place: a power of two. */
#define N_MET 4096
#define N_SLICES 12
#define SLICE_LEN 16
/* Normalised copy, marks and hits together, in bytes of text. */
#define COST_FACTOR 4
#define COST_BASE 4096

struct _MspRepeats {
  MspContentHash *hash;
  guint64         met[N_MET];
  MspRepeat       kept[MAX_KEPT];
  guint           n_kept;
  gsize           cost;
  guint64         clock;
};

MspRepeats *
msp_repeats_new (void)
{
  MspRepeats *self = g_new0 (MspRepeats, 1);

  self->hash = msp_content_hash_new ();
  return self;
}

gboolean
msp_repeats_wants (gsize raw_size)
{
  return raw_size >= MIN_RAW;
}

static guint64
hash_string (const MspRepeats *self, const char *string)
{
  return string != NULL ? msp_content_hash_short (self->hash, msp_span_from_string (string)) : 0;
}

gboolean
msp_repeats_met (MspRepeats *self, const MspMailPart *part, const char *title, const char *subject)
{
  struct {
    guint64 len, subject, title;
    char    slices[N_SLICES][SLICE_LEN];
  } sample = { part->raw.len, hash_string (self, subject), 0, { { 0 } } };

  /* A body's title is the subject. */
  sample.title = title == subject ? sample.subject : hash_string (self, title);
  /* The first slice is the beginning, the last the end. */
  for (gsize i = 0; i < N_SLICES; i++)
    memcpy (sample.slices[i], part->raw.data + i * (part->raw.len - SLICE_LEN) / (N_SLICES - 1), SLICE_LEN);
  guint64 hash = msp_content_hash_short (self->hash, msp_span_new ((const char *) &sample, sizeof sample));
  guint64 *met = &self->met[hash % N_MET];
  gboolean again = *met == hash;
  *met = hash;
  return again;
}

gboolean
msp_repeats_holds (gsize text_size)
{
  return text_size <= MAX_TEXT;
}

MspContentKey
msp_repeats_key (MspRepeats *self, const MspMailPart *part, const char *title, const char *subject)
{
  const guint32 form[] = { part->role, part->encoding, part->flowed != FALSE, part->delsp != FALSE };
  const char *const strings[] = { part->type, part->charset, part->filename, title, subject };

  msp_content_hash_begin (self->hash);
  msp_content_hash_add (self->hash, msp_span_new ((const char *) form, sizeof form));
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    msp_content_hash_string (self->hash, strings[i]);
  msp_content_hash_add (self->hash, part->raw);
  for (gsize i = 0; i < part->n_holes; i++)
    {
      const guint64 hole[] = { (guint64) (part->holes[i].data - part->raw.data), part->holes[i].len };

      msp_content_hash_add (self->hash, msp_span_new ((const char *) hole, sizeof hole));
    }
  return msp_content_hash_end (self->hash);
}

static gboolean
is_same (const MspContentKey *a, const MspContentKey *b)
{
  return a->low == b->low && a->high == b->high;
}

const MspRepeat *
msp_repeats_find (MspRepeats *self, const MspContentKey *key)
{
  self->clock++;
  for (guint i = 0; i < self->n_kept; i++)
    if (is_same (&self->kept[i].key, key))
      {
        self->kept[i].used = self->clock;
        return &self->kept[i];
      }
  return NULL;
}

static void
forget (MspRepeats *self, guint i)
{
  self->cost -= self->kept[i].cost;
  msp_scanned_free (self->kept[i].scanned);
  self->kept[i] = self->kept[--self->n_kept];
}

static void
forget_oldest (MspRepeats *self)
{
  guint oldest = 0;

  for (guint i = 1; i < self->n_kept; i++)
    if (self->kept[i].used < self->kept[oldest].used)
      oldest = i;
  forget (self, oldest);
}

void
msp_repeats_keep (MspRepeats *self, const MspContentKey *key, const MspOutcome *outcome, MspScanned *scanned)
{
  MspRepeat repeat = { *key, *outcome, scanned, self->clock, (gsize) outcome->text_size * COST_FACTOR + COST_BASE };

  while (self->n_kept > 0 && (self->n_kept == MAX_KEPT || self->cost + repeat.cost > MAX_COST))
    forget_oldest (self);
  self->kept[self->n_kept++] = repeat;
  self->cost += repeat.cost;
}

void
msp_repeats_free (MspRepeats *self)
{
  if (self == NULL)
    return;
  while (self->n_kept > 0)
    forget (self, self->n_kept - 1);
  msp_content_hash_free (self->hash);
  g_free (self);
}
