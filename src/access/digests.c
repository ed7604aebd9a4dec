/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/digests.h"

#include "access/batch.h"

typedef struct {
  const char *message;       /* id, in strings */
  char        sha256[65];    /* "" before it is known */
} Wanted;

typedef struct {
  MspAccessWriter     *out;
  const MspDigestWish *wish;
  MspDigestCounts     *counts;
  MspBatch             batch;
  GArray              *wanted;   /* Wanted, by index in batch */
  GArray              *sizes;    /* guint64, likewise */
  GError             **error;
  gboolean             failed;
} Fill;

static void
on_digest (gpointer data, gsize locator, MspDigestKind kind G_GNUC_UNUSED, const char *hex)
{
  Wanted *wanted = &g_array_index (((Fill *) data)->wanted, Wanted, locator);

  g_strlcpy (wanted->sha256, hex, sizeof wanted->sha256);
}

static void
on_done (gpointer data, gsize locator)
{
  Fill *self = data;
  const Wanted *wanted = &g_array_index (self->wanted, Wanted, locator);
  const MspAccessDigestRow row = { wanted->message, wanted->sha256 };

  self->counts->kept += wanted->sha256[0] != '\0';
  self->counts->made += wanted->sha256[0] == '\0';
  if (!self->failed)
    self->failed = !msp_access_writer_put (self->out, MSP_ACCESS_DIGESTS, &row, self->error);
}

static void
on_missed (gpointer data, gsize locator G_GNUC_UNUSED, const char *reason G_GNUC_UNUSED)
{
  ((Fill *) data)->counts->missing++;
}

static gboolean
flush (Fill *self)
{
  const MspDigestRequest request = {
    (const char *const *) self->batch.locators->pdata, (const guint64 *) (const void *) self->sizes->data, self->batch.locators->len,
    MSP_DIGEST_SHA256,
  };
  const MspDigestVisitor visitor = { on_digest, on_done, on_missed, self };

  if (request.n == 0)
    return TRUE;
  if (self->wish->source == NULL)
    self->counts->missing += request.n;
  else if (!self->wish->source (self->wish->source_data, &request, &visitor, self->error))
    return FALSE;
  msp_batch_empty (&self->batch);
  g_array_set_size (self->wanted, 0);
  g_array_set_size (self->sizes, 0);
  return !self->failed;
}

static gboolean
take_row (Fill *self, const MspAccessHashRow *row)
{
  if (row->is_known != 0)
    {
      self->counts->kept += row->sha256[0] != '\0';
      self->counts->made += row->sha256[0] == '\0';
      return TRUE;
    }
  if (msp_batch_is_full (&self->batch, row->locator) && !flush (self))
    return FALSE;
  const Wanted wanted = { .message = g_string_chunk_insert (self->batch.strings, row->message) };
  msp_batch_add (&self->batch, row->locator);
  g_array_append_val (self->wanted, wanted);
  g_array_append_val (self->sizes, row->size);
  return TRUE;
}

gboolean
msp_digests_fill (MspAccessWriter *out, const MspDigestWish *wish, MspDigestCounts *out_counts, GError **error)
{
  MspAccessTable table = wish->hashes == MSP_HASHES_ALL ? MSP_ACCESS_HASHES : MSP_ACCESS_NAMED_HASHES;
  g_autoptr (MspAccessCursor) cursor = wish->hashes != MSP_HASHES_NONE ? msp_access_writer_read (out, table, error) : NULL;
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (Wanted)), sizes = g_array_new (FALSE, FALSE, sizeof (guint64));
  Fill self = { .out = out, .wish = wish, .counts = out_counts, .wanted = wanted, .sizes = sizes, .error = error };
  gboolean end = FALSE, good = TRUE;
  MspAccessHashRow row;

  *out_counts = (MspDigestCounts) { 0 };
  if (wish->hashes == MSP_HASHES_NONE)
    return TRUE;
  msp_batch_init (&self.batch);
  while (cursor != NULL && good && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    good = take_row (&self, &row);
  good = good && end && flush (&self);
  msp_batch_clear (&self.batch);
  return good;
}
