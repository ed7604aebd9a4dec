/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/directory.h"

#include <string.h>

#include "detect/candidate.h"
#include "detect/mask.h"
#include "detect/person-name.h"

#define LEAST_ROWS 25
#define MOST_ROW 600         /* bytes looked at on either side of an address for its row */
#define NAMED_SHARE 0.6      /* of the rows that must hold a name */

typedef struct {
  GHashTable *values;        /* distinct addresses and phones */
  guint       rows, named;   /* rows that brought a new value, those of them with a name */
  guint       in_fields;
  gsize       row_end;       /* of the last row that was counted */
  guint32     start, end;    /* of the first value, in the copy */
} Listing;

static gboolean
is_contact (const MspRule *rule)
{
  return rule->is_aggregate && rule->category == MSP_CATEGORY_CONTACT
         && (rule->mask == MSP_MASK_EMAIL || strcmp (rule->type, "phone") == 0);
}

static guint
count_contacts (const MspScan *scan)
{
  guint n = 0;

  for (guint i = 0; i < scan->tried->len; i++)
    n += is_contact (msp_rules_get (scan->patterns->rules, g_array_index (scan->tried, MspTried, i).rule));
  return n;
}

/* Whether the line break at at ends a row: any one, or of records of fields one before an empty line. */
static gboolean
is_row_end (MspSpan text, gsize at, gboolean record, int step)
{
  gsize next = at + (gsize) step;

  return text.data[at] == '\n' && (!record || next >= text.len || text.data[next] == '\n');
}

/* The row around a value: its line, or the paragraph of a record of fields. */
static MspSpan
get_row (const MspScan *scan, gsize start, gsize end, gboolean record)
{
  gsize from = start, to = end;

  while (from > 0 && start - from < MOST_ROW && !is_row_end (scan->text, from - 1, record, -1))
    from--;
  while (to < scan->text.len && to - end < MOST_ROW && !is_row_end (scan->text, to, record, 1))
    to++;
  return msp_span_slice (scan->text, from, to);
}

static gboolean
has_name (MspSpan row)
{
  MspNameFound found;

  return msp_name_find (row, 0, &found);
}

static void
take (const MspScan *scan, const MspTried *tried, const MspRule *rule, MspParticipants *participants, Listing *listing)
{
  MspSpan value = msp_span_slice (scan->text, tried->value_start, tried->value_end);
  gboolean record = msp_structure_find (&scan->structure, MSP_MARK_FIELD_VALUE,
                                        msp_normaliser_to_source (&scan->normaliser, tried->value_start)) != NULL;

  msp_normal_assign (scan->work, rule->normal, value);
  if (msp_participants_has_address (participants, msp_span_new (scan->work->str, scan->work->len))
      || !g_hash_table_add (listing->values, g_strdup (scan->work->str)))
    return;
  if (tried->value_start < listing->row_end)
    return;
  MspSpan row = get_row (scan, tried->value_start, tried->value_end, record);

  if (listing->rows == 0)
    listing->start = tried->value_start, listing->end = tried->value_end;
  listing->row_end = (gsize) (row.data - scan->text.data) + row.len;
  listing->rows++;
  listing->named += has_name (row);
  listing->in_fields += record;
}

static void
append (const MspScan *scan, const Listing *listing, GArray *candidates)
{
  gboolean records = listing->in_fields * 2 > listing->rows;
  MspCandidate candidate = { .rule = msp_rules_find (scan->patterns->rules, records ? "vcard_ldif" : "dir_dump") };

  if (candidate.rule == NULL)
    return;
  gboolean told = candidate.rule->context >= 0 && msp_lexicon_set_has (&scan->lexicons, candidate.rule->context);

  candidate.start = (guint32) msp_normaliser_to_source (&scan->normaliser, listing->start);
  candidate.end = (guint32) msp_normaliser_end_to_source (&scan->normaliser, listing->end);
  candidate.confidence = told || listing->named >= 4 * LEAST_ROWS ? candidate.rule->label : candidate.rule->none;
  candidate.flags = MSP_FINDING_STANDS_ALONE;
  candidate.distinct = listing->named;
  candidate.reasons = g_strdup_printf ("%u rows with a name, %u with an address or phone", listing->named, listing->rows);
  candidate.masked = g_strdup_printf ("%u people", listing->named);
  candidate.normal = g_strdup_printf ("%s %u", scan->unit->section != NULL ? scan->unit->section : "", listing->named);
  g_array_append_val (candidates, candidate);
}

guint
msp_directory_scan (const MspScan *scan, MspParticipants *participants, GArray *candidates)
{
  Listing listing = { 0 };

  if (count_contacts (scan) < LEAST_ROWS)
    return 0;
  listing.values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < scan->tried->len; i++)
    {
      const MspTried *tried = &g_array_index (scan->tried, MspTried, i);
      const MspRule *rule = msp_rules_get (scan->patterns->rules, tried->rule);

      if (is_contact (rule) && tried->confidence >= 40)
        take (scan, tried, rule, participants, &listing);
    }
  g_hash_table_unref (listing.values);
  if (listing.named < LEAST_ROWS || listing.named < listing.rows * NAMED_SHARE)
    return 0;
  append (scan, &listing, candidates);
  return listing.named;
}
