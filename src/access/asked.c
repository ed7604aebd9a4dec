/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/asked.h"

#include "access/batch.h"

typedef enum { UNREAD, FOUND, NOT_FOUND } Answer;

typedef struct {
  guint64 message;
  guint32 list;       /* index + 1 */
  guint32 answer;     /* Answer */
} Note;

/* Of a message in the batch. */
typedef struct {
  guint   first, end;   /* notes */
} Range;

struct _MspAsked {
  MspSearchSource search;
  gpointer        search_data;
  guint64         message;
  GHashTable     *numbers;     /* list of words, by where it lies, to index + 1 */
  GPtrArray      *lists;       /* by index */
  GArray         *notes;       /* Note */
  MspBatch        batch;       /* of messages that wait for answers */
  GArray         *ranges;      /* Range, by its index in the batch */
  guint           next;        /* the note that will be asked for next, or a later one */
};

MspAsked *
msp_asked_new (MspSearchSource search, gpointer search_data)
{
  MspAsked *self = g_new0 (MspAsked, 1);

  self->search = search;
  self->search_data = search_data;
  self->numbers = g_hash_table_new (NULL, NULL);
  self->lists = g_ptr_array_new ();
  self->notes = g_array_new (FALSE, FALSE, sizeof (Note));
  self->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  msp_batch_init (&self->batch);
  return self;
}

void
msp_asked_begin (MspAsked *self, guint64 message)
{
  self->message = message;
}

static guint32
get_number (MspAsked *self, const char *const *words)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, words));

  if (number != 0)
    return number;
  g_ptr_array_add (self->lists, (gpointer) words);
  g_hash_table_insert (self->numbers, (gpointer) words, GUINT_TO_POINTER (self->lists->len));
  return self->lists->len;
}

gboolean
msp_asked_note (gpointer data, const char *locator, const char *const *words, gboolean *out_found)
{
  MspAsked *self = data;
  const Note note = { self->message, get_number (self, words), UNREAD };
  gsize at = msp_batch_add (&self->batch, locator);

  if (at == self->ranges->len)
    {
      const Range range = { self->notes->len, self->notes->len };

      g_array_append_val (self->ranges, range);
    }
  g_array_append_val (self->notes, note);
  g_array_index (self->ranges, Range, at).end = self->notes->len;
  *out_found = TRUE;
  return TRUE;
}

/* One request: as many lists as it may have, from the one numbered first on, of the messages of the batch that ask for one of them. */
typedef struct {
  MspAsked  *asked;
  guint      first;
  GPtrArray *locators;
  GArray    *ranges;
} Request;

static void
on_searched (gpointer data, gsize locator, guint64 found)
{
  const Request *self = data;
  const Range *range = &g_array_index (self->ranges, Range, locator);

  for (guint i = range->first; i < range->end; i++)
    {
      Note *note = &g_array_index (self->asked->notes, Note, i);

      if (note->list > self->first && note->list <= self->first + MSP_SEARCH_LISTS)
        note->answer = (found >> (note->list - 1 - self->first) & 1) != 0 ? FOUND : NOT_FOUND;
    }
}

static void
on_missed (gpointer data G_GNUC_UNUSED, gsize locator G_GNUC_UNUSED, const char *reason G_GNUC_UNUSED)
{
}

static void
choose (const Request *self)
{
  const MspAsked *asked = self->asked;

  for (guint at = 0; at < asked->ranges->len; at++)
    {
      const Range *range = &g_array_index (asked->ranges, Range, at);
      gboolean asks = FALSE;

      for (guint i = range->first; i < range->end && !asks; i++)
        {
          guint32 list = g_array_index (asked->notes, Note, i).list;

          asks = list > self->first && list <= self->first + MSP_SEARCH_LISTS;
        }
      if (!asks)
        continue;
      g_ptr_array_add (self->locators, asked->batch.locators->pdata[at]);
      g_array_append_vals (self->ranges, range, 1);
    }
}

static gboolean
request (MspAsked *self, guint first, GError **error)
{
  g_autoptr (GPtrArray) locators = g_ptr_array_new ();
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  Request request = { self, first, locators, ranges };

  choose (&request);
  const MspSearchRequest question = {
    (const char *const *) locators->pdata, locators->len, (const char *const *const *) self->lists->pdata + first,
    MIN (self->lists->len - first, MSP_SEARCH_LISTS),
  };
  return locators->len == 0 || self->search (self->search_data, &question, &(MspSearchVisitor) { on_searched, on_missed, &request }, error);
}

gboolean
msp_asked_answer (MspAsked *self, const char *locator, gboolean is_last, GError **error)
{
  if (self->batch.locators->len == 0 || (!is_last && !msp_batch_is_full (&self->batch, locator)))
    return TRUE;
  for (guint first = 0; first < self->lists->len; first += MSP_SEARCH_LISTS)
    if (!request (self, first, error))
      return FALSE;
  msp_batch_empty (&self->batch);
  g_array_set_size (self->ranges, 0);
  return TRUE;
}

gboolean
msp_asked_find (gpointer data, const char *locator G_GNUC_UNUSED, const char *const *words, gboolean *out_found)
{
  MspAsked *self = data;
  guint32 list = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, words));

  for (; self->next < self->notes->len; self->next++)
    {
      const Note *note = &g_array_index (self->notes, Note, self->next);

      if (note->message != self->message || note->list != list)
        continue;
      *out_found = note->answer == FOUND;
      return note->answer != UNREAD;
    }
  return FALSE;
}

void
msp_asked_free (MspAsked *self)
{
  if (self == NULL)
    return;
  g_hash_table_destroy (self->numbers);
  g_ptr_array_unref (self->lists);
  g_array_unref (self->notes);
  g_array_unref (self->ranges);
  msp_batch_clear (&self->batch);
  g_free (self);
}
