/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/identity.h"

#include <string.h>

typedef struct {
  const MspEvidenceRow *number, *birth;   /* the best known, NULL if none */
} Known;

/* The surest number; among equals the one with the lowest key, wherever it was met. */
static gboolean
is_better (const MspEvidenceRow *row, const MspEvidenceRow *known)
{
  if (known == NULL || row->confidence != known->confidence)
    return known == NULL || row->confidence > known->confidence;
  return memcmp (row->value_key, known->value_key, MSP_VALUE_KEY_LEN) < 0;
}

static Known *
find_known (const MspEvidence *evidence, const guint32 *person)
{
  Known *known = g_new0 (Known, evidence->mentions->len + 1);

  for (guint i = 0; i < evidence->rows->len; i++)
    {
      const MspEvidenceRow *row = &g_array_index (evidence->rows, MspEvidenceRow, i);

      if (row->mention == MSP_NO_MENTION)
        continue;
      Known *own = &known[person[row->mention]];
      if ((row->flags & MSP_FINDING_STRONG) != 0 && is_better (row, own->number))
        own->number = row;
      if ((row->flags & MSP_FINDING_BIRTH) != 0 && is_better (row, own->birth))
        own->birth = row;
    }
  return known;
}

static char *
dup_id (const MspEvidence *evidence, guint32 mention, const Known *known, guint again)
{
  const MspMention *first = &g_array_index (evidence->mentions, MspMention, mention);
  const char *message = g_array_index (evidence->messages, MspEvidenceMessage, first->message).id;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (known->number != NULL)
    g_checksum_update (sum, known->number->value_key, MSP_VALUE_KEY_LEN);
  else
    {
      g_checksum_update (sum, first->name_key, MSP_VALUE_KEY_LEN);
      if (known->birth != NULL)
        g_checksum_update (sum, known->birth->value_key, MSP_VALUE_KEY_LEN);
      else
        g_checksum_update (sum, (const guchar *) message, -1);
    }
  if (again > 0)
    g_checksum_update (sum, (const guchar *) &again, sizeof again);
  return g_strdup_printf ("P%.16s", g_checksum_get_string (sum));
}

GHashTable *
msp_identity_new (const MspEvidence *evidence, const guint32 *person)
{
  GHashTable *ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree Known *known = find_known (evidence, person);

  for (guint32 i = 0; i < evidence->mentions->len; i++)
    {
      char *id;
      guint again = 0;

      if (person[i] != i)
        continue;
      id = dup_id (evidence, i, &known[i], 0);
      while (g_hash_table_contains (taken, id))
        {
          g_free (id);
          id = dup_id (evidence, i, &known[i], ++again);
        }
      g_hash_table_add (taken, id);
      g_hash_table_insert (ids, GUINT_TO_POINTER (i), id);
    }
  return ids;
}
