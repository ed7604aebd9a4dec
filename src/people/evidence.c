/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/evidence.h"

#include <string.h>

/* Confidence from which two different numbers of a kind mean two persons. */
#define SURE 85

typedef struct {
  MspEvidence *evidence;
  GHashTable  *mentions;   /* name key, or value key of what has no name -> index + 1; of the current message; keys lie in rows */
  GHashTable  *numbers;    /* mention and detector -> index of the row with the number that the person has + 1 */
  GHashTable  *secrets;    /* value keys; they lie in seen */
  GStringChunk *seen;
  char        *last;       /* id of the message whose categories are being collected, or NULL */
  guint32      categories;
  guint32      message;
} Reader;

static void
begin_message (Reader *self, const MspLinkRow *row)
{
  MspEvidence *evidence = self->evidence;
  const MspEvidenceMessage message = {
    g_string_chunk_insert (evidence->strings, row->message), g_string_chunk_insert (evidence->strings, row->locator),
    g_string_chunk_insert_const (evidence->strings, row->mailbox), row->date, row->score,
  };

  g_array_append_val (evidence->messages, message);
  self->message = evidence->messages->len - 1;
  g_hash_table_remove_all (self->mentions);
  g_hash_table_remove_all (self->numbers);
}

static guint32
add_mention (Reader *self, const MspLinkRow *row, gboolean split)
{
  MspMention mention = { .message = self->message, .split = split };

  if (row->person != NULL)
    mention.person = g_string_chunk_insert_const (self->evidence->strings, row->person);
  memcpy (mention.name_key, row->name_key, sizeof mention.name_key);
  g_array_append_val (self->evidence->mentions, mention);
  return self->evidence->mentions->len - 1;
}

/* A name has one number of a kind; a second one is somebody else's of that name, in the same message. */
static guint32
divide (Reader *self, const MspLinkRow *row, guint32 mention)
{
  g_autofree char *id = NULL;

  if ((row->flags & MSP_FINDING_STRONG) == 0 || row->confidence < SURE || row->person == NULL)
    return mention;
  for (guint n = 0;; n++)
    {
      g_free (id);
      id = g_strdup_printf ("%u %u %s", mention, n, row->detector);
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, id));

      if (known == 0)
        {
          guint32 own = n == 0 ? mention : add_mention (self, row, TRUE);

          if (n > 0)
            g_array_index (self->evidence->mentions, MspMention, mention).split = TRUE;
          g_hash_table_insert (self->numbers, g_steal_pointer (&id), GUINT_TO_POINTER (self->evidence->rows->len + 1));
          return own;
        }
      const MspEvidenceRow *other = &g_array_index (self->evidence->rows, MspEvidenceRow, known - 1);
      if (memcmp (other->value_key, row->value_key, MSP_VALUE_KEY_LEN) == 0)
        return other->mention;
    }
}

/* Whom the row speaks of: of a name, or, if it is strong, of somebody without one. */
static guint32
find_mention (Reader *self, const MspLinkRow *row)
{
  const guint8 *key = msp_value_key_is_set (row->name_key) ? row->name_key : row->value_key;

  if (!msp_category_is_personal (row->category) || (!msp_value_key_is_set (row->name_key) && (row->flags & MSP_FINDING_STRONG) == 0))
    return MSP_NO_MENTION;
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->mentions, key));
  if (known == 0)
    {
      known = add_mention (self, row, FALSE) + 1;
      g_hash_table_insert (self->mentions, g_memdup2 (key, MSP_VALUE_KEY_LEN), GUINT_TO_POINTER (known));
    }
  return divide (self, row, known - 1);
}

/* Of what belongs to nobody, only what speaks of a person or opens an account is evidence. */
static gboolean
is_evidence (const MspLinkRow *row)
{
  if (row->category == MSP_CATEGORY_CRED)
    return row->link == MSP_LINK_ACCOUNT;
  return msp_category_is_personal (row->category) && (row->person != NULL || row->category != MSP_CATEGORY_CONTACT);
}

static void
add_row (Reader *self, const MspLinkRow *row)
{
  MspEvidence *evidence = self->evidence;
  MspEvidenceRow out = {
    .message = self->message, .start = (guint32) row->start, .flags = row->flags, .category = (guint8) row->category,
    .confidence = (guint8) row->confidence, .link_confidence = (guint8) row->link_confidence,
    .is_attached = row->is_attached != FALSE,
    .section = g_string_chunk_insert_const (evidence->strings, row->section),
    .detector = g_string_chunk_insert_const (evidence->strings, row->detector),
    .masked = g_string_chunk_insert_const (evidence->strings, row->masked),
  };

  memcpy (out.value_key, row->value_key, sizeof out.value_key);
  out.mention = find_mention (self, row);
  g_array_append_val (evidence->rows, out);
}

static void
end_combination (Reader *self)
{
  gpointer key = GUINT_TO_POINTER (self->categories);
  GHashTable *all = self->evidence->combinations;

  if (self->last != NULL)
    g_hash_table_insert (all, key, GSIZE_TO_POINTER (GPOINTER_TO_SIZE (g_hash_table_lookup (all, key)) + 1));
  self->categories = 0;
}

/* What is counted of every finding, also of those that are about nobody. */
static void
count_row (Reader *self, const MspLinkRow *row)
{
  if (g_strcmp0 (self->last, row->message) != 0)
    {
      end_combination (self);
      g_free (self->last);
      self->last = g_strdup (row->message);
    }
  self->categories |= 1u << row->category;
  if (row->category != MSP_CATEGORY_CRED || row->link != MSP_LINK_ACCOUNT || g_hash_table_contains (self->secrets, row->value_key))
    return;
  g_hash_table_add (self->secrets, g_string_chunk_insert_len (self->seen, (const char *) row->value_key, MSP_VALUE_KEY_LEN));
  self->evidence->accounts++;
}

static gboolean
read_rows (Reader *self, MspQuery *query, GError **error)
{
  gboolean end = FALSE;
  MspLinkRow row;

  while (msp_query_next_link (query, &row, &end, error) && !end)
    {
      const GArray *messages = self->evidence->messages;

      count_row (self, &row);
      if (!is_evidence (&row))
        continue;
      if (messages->len == 0 || strcmp (g_array_index (messages, MspEvidenceMessage, messages->len - 1).id, row.message) != 0)
        begin_message (self, &row);
      add_row (self, &row);
    }
  end_combination (self);
  g_clear_pointer (&self->last, g_free);
  return end;
}

MspEvidence *
msp_evidence_new (MspCase *source, GError **error)
{
  g_autoptr (MspEvidence) self = g_new0 (MspEvidence, 1);
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_LINKS, NULL, error);
  g_autoptr (GHashTable) mentions = g_hash_table_new_full (msp_value_key_hash, msp_value_key_equal, g_free, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) secrets = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);
  GStringChunk *seen = g_string_chunk_new (4096);
  Reader reader = { .evidence = self, .mentions = mentions, .numbers = numbers, .secrets = secrets, .seen = seen };

  self->strings = g_string_chunk_new (64 * 1024);
  self->messages = g_array_new (FALSE, FALSE, sizeof (MspEvidenceMessage));
  self->mentions = g_array_new (FALSE, FALSE, sizeof (MspMention));
  self->rows = g_array_new (FALSE, FALSE, sizeof (MspEvidenceRow));
  self->combinations = g_hash_table_new (NULL, NULL);
  gboolean good = query != NULL && read_rows (&reader, query, error);
  g_string_chunk_free (seen);
  return good ? g_steal_pointer (&self) : NULL;
}

guint64
msp_evidence_count_messages (const MspEvidence *self, guint32 categories)
{
  GHashTableIter iter;
  gpointer key, number;
  guint64 n = 0;

  g_hash_table_iter_init (&iter, self->combinations);
  while (g_hash_table_iter_next (&iter, &key, &number))
    if ((GPOINTER_TO_UINT (key) & categories) != 0)
      n += GPOINTER_TO_SIZE (number);
  return n;
}

void
msp_evidence_free (MspEvidence *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_array_unref (self->messages);
  g_array_unref (self->mentions);
  g_array_unref (self->rows);
  g_hash_table_unref (self->combinations);
  g_free (self);
}
