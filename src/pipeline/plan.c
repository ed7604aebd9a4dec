/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/plan.h"

#include "format/archive-kind.h"

/* Input files hashed ahead of the scan, so that hashing never waits for it. */
#define AHEAD 16

struct _MspPlan {
  MspWalk     *walk;
  MspManifest *manifest;
  guint64      part;
  GQueue       ahead;     /* MspFile */
  MspFile     *file;      /* being cut, or NULL */
  guint64      n_parts;   /* of file */
  guint64      at;        /* where the next part of file begins */
  guint64      number;
};

MspPlan *
msp_plan_new (MspWalk *walk, MspManifest *manifest, guint64 part)
{
  MspPlan *self = g_new0 (MspPlan, 1);

  self->walk = walk;
  self->manifest = manifest;
  self->part = part;
  g_queue_init (&self->ahead);
  return self;
}

static MspFile *
next_file (MspPlan *self)
{
  MspFile *file;

  while (self->ahead.length < AHEAD && (file = msp_walk_next (self->walk)) != NULL)
    {
      if (self->manifest != NULL && file->fate == MSP_FATE_READ && file->real_path != NULL)
        msp_manifest_add (self->manifest, file->real_path);
      g_queue_push_tail (&self->ahead, file);
    }
  return g_queue_pop_head (&self->ahead);
}

static MspFile *
dup_file (const MspFile *file)
{
  MspFile *copy = g_new (MspFile, 1);

  *copy = *file;
  copy->path = g_strdup (file->path);
  copy->real_path = g_strdup (file->real_path);
  copy->detail = g_strdup (file->detail);
  return copy;
}

/* An archive is read from its beginning whoever has it: cut, it would be one long unit and many empty ones. What cannot be opened
   fails once. */
static gboolean
can_cut (const MspFile *file)
{
  gboolean is_file = file->fate == MSP_FATE_READ && file->real_path != NULL;
  g_autoptr (MspStream) stream = is_file ? msp_file_open (file, NULL) : NULL;
  MspSpan head;

  return stream != NULL && msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, NULL) && msp_archive_kind_sniff (head) == NULL;
}

/* A last part may be up to half as long again: a short one would not be worth a unit. */
static guint64
count_parts (const MspPlan *self, const MspFile *file)
{
  guint64 n = (file->size + self->part / 2) / self->part;

  return n > 1 && can_cut (file) ? n : 1;
}

MspPlanUnit *
msp_plan_next (MspPlan *self)
{
  MspPlanUnit *unit;

  if (self->file == NULL)
    {
      self->file = next_file (self);
      if (self->file == NULL)
        return NULL;
      self->n_parts = count_parts (self, self->file);
    }
  gboolean last = self->at / self->part + 1 == self->n_parts;
  unit = g_new (MspPlanUnit, 1);
  *unit = (MspPlanUnit) { self->number++, dup_file (self->file), self->at, last ? G_MAXUINT64 : self->at + self->part,
                          (guint) self->n_parts };
  self->at += self->part;
  if (last)
    {
      g_clear_pointer (&self->file, msp_file_free);
      self->at = 0;
    }
  return unit;
}

void
msp_plan_free (MspPlan *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->ahead, (GDestroyNotify) msp_file_free);
  msp_file_free (self->file);
  g_free (self);
}

void
msp_plan_unit_free (MspPlanUnit *unit)
{
  if (unit == NULL)
    return;
  msp_file_free (unit->file);
  g_free (unit);
}
