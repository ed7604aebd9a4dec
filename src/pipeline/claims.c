/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/claims.h"

#include <string.h>

#include "container/reader.h"
#include "model/locator.h"
#include "pipeline/digest.h"

/* Names of entries kept for the second reading: some 100 MB at most. */
#define MAX_WANTED 1000000

/* Which hash of an entry of this name is stated. */
enum { WANTS_MD5 = 1, WANTS_SHA256 = 2 };

struct _MspClaims {
  GHashTable *wanted;      /* last name in lower case, to the bits above */
};

typedef struct {
  MspClaims            *claims;
  const MspClaimSource *source;
  const MspClaimSteps  *steps;
  guint64               position;
  gboolean              good;
  GError              **error;
} Reading;

MspClaims *
msp_claims_new (void)
{
  MspClaims *self = g_new0 (MspClaims, 1);

  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static const char *
get_last_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static void
want_entry (MspClaims *self, const MspClaimRecord *claim)
{
  g_autofree char *name = g_ascii_strdown (get_last_name (claim->path), -1);
  guint wants = claim->sha256 != NULL ? WANTS_SHA256 : WANTS_MD5;
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->wanted, name));

  if (before != 0 || g_hash_table_size (self->wanted) < MAX_WANTED)
    g_hash_table_replace (self->wanted, g_steal_pointer (&name), GUINT_TO_POINTER (before | wants));
}

/* Reads stream and sends its hashes under locator. What cannot be read has none. */
static gboolean
send_digest (const MspClaimSteps *steps, MspStream *stream, const char *locator, gboolean sha256, GError **error)
{
  g_autoptr (GError) bad = NULL;
  gboolean good = TRUE;

  if (steps->begin (steps->data))
    {
      g_autofree char *hash = msp_digest_stream (stream, sha256, steps->tick, steps->data, &bad);
      const MspDigestRecord digest = { locator, sha256 ? NULL : hash, sha256 ? hash : NULL };

      good = hash == NULL || msp_sink_digest (steps->sink, &digest, error);
      /* Ticks are asked again at the end of the step. */
    }
  return good && steps->end (steps->data, error);
}

/* The SHA-256 of input files is known anyway. */
static gboolean
hash_file (const Reading *self, const MspClaimRecord *claim)
{
  g_autoptr (MspFile) file = msp_digest_find (self->source->file, claim->path);
  g_autoptr (MspStream) stream = file != NULL ? msp_file_open (file, NULL) : NULL;
  g_autoptr (GString) locator = g_string_new (NULL);

  if (stream == NULL)
    return TRUE;
  msp_locator_append_file (locator, file->path);
  return send_digest (self->steps, stream, locator->str, FALSE, self->error);
}

static gboolean
take_claim (gpointer data, const MspClaimRecord *claim)
{
  Reading *self = data;
  const MspClaimSteps *steps = self->steps;
  MspClaimRecord record = *claim;

  record.source = self->source->locator;
  record.position = ++self->position;
  if (steps->begin (steps->data))
    self->good = msp_sink_claim (steps->sink, &record, self->error);
  self->good = self->good && steps->end (steps->data, self->error);
  if (!self->good || claim->path == NULL || (claim->md5 == NULL && claim->sha256 == NULL))
    return self->good;
  if (self->source->depth == 1)
    want_entry (self->claims, claim);
  else if (self->source->depth == 0 && claim->sha256 == NULL)
    self->good = hash_file (self, claim);
  return self->good;
}

gboolean
msp_claims_read (MspClaims *self, const MspClaimSource *source, const MspClaimSteps *steps, GError **error)
{
  Reading reading = { .claims = self, .source = source, .steps = steps, .good = TRUE, .error = error };
  MspSpan bytes = source->bytes;

  while (source->is_cut && bytes.len > 0 && bytes.data[bytes.len - 1] != '\n')
    bytes.len--;
  source->reader->read (bytes, source->name, take_claim, &reading);
  return reading.good;
}

static gboolean
take_entry (MspClaims *self, const MspEntry *entry, const char *locator, const MspClaimSteps *steps, GError **error)
{
  g_autofree char *name = entry->name != NULL ? g_ascii_strdown (get_last_name (entry->name), -1) : NULL;
  guint wants = name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->wanted, name)) : 0;

  if (wants == 0 || entry->kind != MSP_ENTRY_STREAM || entry->stream == NULL)
    return steps->tick (steps->data, error);
  g_autoptr (GString) inner = g_string_new (locator);
  msp_locator_append_entry (inner, entry->name);
  return send_digest (steps, entry->stream, inner->str, (wants & WANTS_SHA256) != 0, error);
}

gboolean
msp_claims_again (MspClaims *self, MspStream *input, const char *name, const char *locator, const MspLimits *limits,
                  const MspClaimSteps *steps, GError **error)
{
  gboolean end = FALSE, good = TRUE;
  MspEntry entry;

  if (g_hash_table_size (self->wanted) == 0 || !msp_stream_can_seek (input) || !msp_stream_seek (input, 0, NULL))
    return TRUE;
  g_autoptr (MspReader) reader = msp_reader_open (input, name, limits, NULL);
  if (reader == NULL || !msp_reader_is_archive (reader))
    return TRUE;
  while (good && msp_reader_next (reader, &entry, &end, NULL) && !end)
    good = take_entry (self, &entry, locator, steps, error);
  return good;
}

void
msp_claims_free (MspClaims *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->wanted);
  g_free (self);
}
