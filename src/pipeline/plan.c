/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/plan.h"

#include "base/keyed-hash.h"
#include "format/archive-kind.h"

/* Input files hashed ahead of the scan, so that hashing never waits for it. */
#define AHEAD 16

/* A file with units that are to be scanned. */
typedef struct {
  MspFile    *file;
  guint64     number;     /* of its first unit */
  GByteArray *owners;     /* MspPlanOwner of each part */
  guint       at;         /* the next part */
  guint       n_mine, n_later;
  gboolean    hashed;
} Cut;

struct _MspPlan {
  MspWalk      *walk;
  MspManifest  *manifest;
  guint64       part;
  MspPlanChoice choice;
  gpointer      choice_data;
  GQueue        ahead;     /* Cut */
  guint64       number;
  guint8        digest[32];
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

void
msp_plan_set_choice (MspPlan *self, MspPlanChoice choice, gpointer data)
{
  self->choice = choice;
  self->choice_data = data;
}

static void
cut_free (gpointer data)
{
  Cut *cut = data;

  msp_file_free (cut->file);
  g_byte_array_unref (cut->owners);
  g_free (cut);
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

/* What the parts of file have in common with their number apart. */
static MspPlanUnit
get_unit (const MspPlan *self, MspFile *file, guint which, guint n)
{
  guint64 end = which + 1 == n ? G_MAXUINT64 : (which + 1) * self->part;

  return (MspPlanUnit) { .file = file, .start = which * self->part, .end = end, .n_parts = n };
}

static void
add_to_digest (MspPlan *self, const MspFile *file, guint n)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const guint64 numbers[] = { GUINT64_TO_LE (file->size), GUINT64_TO_LE ((guint64) n) };

  g_byte_array_append (bytes, self->digest, sizeof self->digest);
  g_byte_array_append (bytes, (const guint8 *) numbers, sizeof numbers);
  g_byte_array_append (bytes, (const guint8 *) file->path, (guint) strlen (file->path));
  msp_hash_sha256 (msp_span_new ((const char *) bytes->data, bytes->len), self->digest);
}

/* Takes file. */
static Cut *
cut_new (MspPlan *self, MspFile *file)
{
  guint n = (guint) count_parts (self, file);
  Cut *cut = g_new0 (Cut, 1);

  cut->file = file;
  cut->number = self->number;
  cut->owners = g_byte_array_sized_new (n);
  add_to_digest (self, file, n);
  for (guint i = 0; i < n; i++)
    {
      MspPlanUnit unit = get_unit (self, file, i, n);

      unit.number = self->number++;
      guint8 owner = self->choice != NULL ? (guint8) self->choice (self->choice_data, &unit) : MSP_PLAN_MINE;
      g_byte_array_append (cut->owners, &owner, 1);
      cut->n_mine += owner == MSP_PLAN_MINE;
      cut->n_later += owner == MSP_PLAN_LATER;
    }
  return cut;
}

/* Looks ahead until there are enough files with something to do. */
static Cut *
get_cut (MspPlan *self)
{
  MspFile *file;

  while (self->ahead.length < AHEAD && (file = msp_walk_next (self->walk)) != NULL)
    {
      Cut *cut = cut_new (self, file);

      if (cut->n_mine == 0)
        {
          cut_free (cut);
          continue;
        }
      cut->hashed = self->manifest != NULL && file->fate == MSP_FATE_READ && file->real_path != NULL
                    && cut->owners->data[0] != MSP_PLAN_OTHERS && cut->n_later == 0;
      if (cut->hashed)
        msp_manifest_add (self->manifest, file->real_path);
      g_queue_push_tail (&self->ahead, cut);
    }
  return g_queue_peek_head (&self->ahead);
}

MspPlanUnit *
msp_plan_next (MspPlan *self)
{
  Cut *cut = get_cut (self);
  MspPlanUnit *unit;

  if (cut == NULL)
    return NULL;
  while (cut->owners->data[cut->at] != MSP_PLAN_MINE)
    cut->at++;
  unit = g_new (MspPlanUnit, 1);
  *unit = get_unit (self, dup_file (cut->file), cut->at, cut->owners->len);
  unit->number = cut->number + cut->at;
  unit->n_mine = cut->n_mine;
  unit->hashed = cut->hashed;
  while (++cut->at < cut->owners->len && cut->owners->data[cut->at] != MSP_PLAN_MINE)
    ;
  if (cut->at == cut->owners->len)
    cut_free (g_queue_pop_head (&self->ahead));
  return unit;
}

char *
msp_plan_dup_digest (const MspPlan *self)
{
  g_autoptr (GString) hex = g_string_new (NULL);

  for (gsize i = 0; i < sizeof self->digest; i++)
    g_string_append_printf (hex, "%02x", self->digest[i]);
  return g_string_free (g_steal_pointer (&hex), FALSE);
}

void
msp_plan_free (MspPlan *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->ahead, cut_free);
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
