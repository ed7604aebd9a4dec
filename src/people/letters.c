/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/letters.h"

#include <string.h>

#define KEPT 2   /* rows of each kind: the second is for a source that cannot be read */

typedef enum { KIND_POSTAL, KIND_EMAIL, KIND_NAME, N_KINDS } Kind;

typedef struct {
  const MspEvidence    *evidence;
  const MspEvidenceRow *best[N_KINDS][KEPT];
} Choice;

static const MspMention *
get_mention (const Choice *self, const MspEvidenceRow *row)
{
  return &g_array_index (self->evidence->mentions, MspMention, row->mention);
}

static gint64
get_date (const Choice *self, const MspEvidenceRow *row)
{
  return g_array_index (self->evidence->messages, MspEvidenceMessage, row->message).date;
}

static gboolean
is_of_kind (const Choice *self, const MspEvidenceRow *row, Kind kind)
{
  /* Two of one name in a message: whose address it is, nobody knows. */
  gboolean shared = get_mention (self, row)->split;

  switch (kind)
    {
    case KIND_POSTAL:
      return !shared && g_str_has_prefix (row->detector, "addr_");
    case KIND_EMAIL:
      return !shared && strcmp (row->detector, "email_addr") == 0;
    default:
      return TRUE;
    }
}

/* People move: of addresses in one band the latest is better. Among equals the first in the mail. */
static gboolean
is_better (const Choice *self, const MspEvidenceRow *row, const MspEvidenceRow *known, Kind kind)
{
  if (known == NULL)
    return TRUE;
  if (kind == KIND_NAME)
    return row->link_confidence > known->link_confidence;
  MspBand band = msp_band_from_confidence (row->confidence), other = msp_band_from_confidence (known->confidence);
  return band != other ? band > other : get_date (self, row) > get_date (self, known);
}

static void
take_row (Choice *self, const MspEvidenceRow *row, Kind kind)
{
  const MspEvidenceRow **best = self->best[kind];

  if (best[0] != NULL && best[0]->message == row->message && !is_better (self, row, best[0], kind))
    return;
  if (is_better (self, row, best[0], kind))
    {
      if (best[0] != NULL && best[0]->message != row->message)
        best[1] = best[0];
      best[0] = row;
    }
  else if (is_better (self, row, best[1], kind))
    best[1] = row;
}

static guint
add_source (const Choice *self, const MspEvidenceRow *row, Kind kind, MspLetterSource *sources, guint n)
{
  guint at = 0;

  while (at < n && sources[at].message != row->message)
    at++;
  if (at == MSP_LETTER_SOURCES)
    return n;
  if (at == n)
    sources[n++] = (MspLetterSource) { row->message, get_mention (self, row)->name_key, NULL, NULL };
  if (kind == KIND_POSTAL && sources[at].postal == NULL)
    sources[at].postal = row->value_key;
  else if (kind == KIND_EMAIL && sources[at].email == NULL)
    sources[at].email = row->value_key;
  return n;
}

guint
msp_letters_choose (const MspRoster *roster, MspLetterSource out_sources[MSP_LETTER_SOURCES])
{
  Choice self = { .evidence = msp_roster_get_evidence (roster) };
  guint n_rows, n = 0;
  const guint32 *rows = msp_roster_get_rows (roster, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      const MspEvidenceRow *row = &g_array_index (self.evidence->rows, MspEvidenceRow, rows[i]);

      if (!msp_value_key_is_set (get_mention (&self, row)->name_key))
        continue;
      for (Kind kind = 0; kind < N_KINDS; kind++)
        if (is_of_kind (&self, row, kind))
          take_row (&self, row, kind);
    }
  for (guint k = 0; k < KEPT; k++)
    for (Kind kind = 0; kind < N_KINDS; kind++)
      if (self.best[kind][k] != NULL)
        n = add_source (&self, self.best[kind][k], kind, out_sources, n);
  return n;
}
