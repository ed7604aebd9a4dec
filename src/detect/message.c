/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/message.h"

#include <string.h>

#include "detect/blank-forms.h"
#include "detect/company.h"
#include "detect/expiry.h"
#include "detect/mask.h"
#include "detect/minor.h"
#include "detect/owner.h"
#include "detect/person-table.h"
#include "detect/place.h"
#include "detect/reasons.h"
#include "detect/values.h"

#define MIN_REPORTED 40
#define MOST_NOBODY 84    /* confidence of words about a person whom nothing names */
#define MIN_PERSONAL 65   /* confidence from which a person counts as met */

typedef struct {
  guint32     rule;
  guint32     occurrences, distinct;
  guint       first;          /* index of the first candidate */
  gboolean    test;           /* of reserved names and numbers, worth a line where nothing else is */
} Aggregate;

void
msp_message_init (MspMessage *self, const MspPatterns *patterns, const guint8 key[MSP_KEY_LEN], guint max_findings)
{
  memset (self, 0, sizeof *self);
  self->patterns = patterns;
  self->hash = msp_keyed_hash_new (key);
  self->max_findings = max_findings;
  self->strings = g_string_chunk_new (4096);
  msp_participants_init (&self->participants);
  msp_roles_init (&self->roles);
  self->alternatives = g_hash_table_new (NULL, NULL);
  self->values = g_hash_table_new (NULL, NULL);
  self->n_values = g_new0 (guint, msp_rules_get_length (patterns->rules) + 1);
  self->records = g_array_new (FALSE, FALSE, sizeof (MspRecord));
  self->texts = g_string_new (NULL);
  self->aggregates = g_array_new (FALSE, FALSE, sizeof (Aggregate));
  self->aggregated = g_hash_table_new (NULL, NULL);
}

void
msp_message_note_locked (MspMessage *self, const char *section)
{
  if (self->locked == NULL)
    self->locked = g_string_chunk_insert (self->strings, section);
}

void
msp_message_begin (MspMessage *self, const MspDetectMessage *mail)
{
  g_string_chunk_clear (self->strings);
  msp_participants_reset (&self->participants);
  msp_roles_reset (&self->roles);
  if (self->names != NULL)
    g_hash_table_remove_all (self->names);
  g_hash_table_remove_all (self->alternatives);
  g_hash_table_remove_all (self->values);
  memset (self->n_values, 0, sizeof (guint) * (msp_rules_get_length (self->patterns->rules) + 1));
  memset (&self->lexicons, 0, sizeof self->lexicons);
  g_array_set_size (self->records, 0);
  g_string_truncate (self->texts, 0);
  self->long_texts = FALSE;
  self->locked = NULL;
  self->unit = self->listed = self->suppressed = self->dropped = 0;
  self->mail = *mail;
  msp_participants_add (&self->participants, self->mail.from);
  msp_participants_add (&self->participants, self->mail.to);
  msp_participants_add (&self->participants, self->mail.cc);
}

void
msp_message_clear (MspMessage *self)
{
  msp_keyed_hash_free (self->hash);
  g_string_chunk_free (self->strings);
  msp_participants_clear (&self->participants);
  msp_roles_clear (&self->roles);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_hash_table_unref (self->alternatives);
  g_hash_table_unref (self->values);
  g_array_unref (self->records);
  g_string_free (self->texts, TRUE);
  g_array_unref (self->aggregates);
  g_hash_table_unref (self->aggregated);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_free (self->n_values);
}

static MspSpan
get_value (const MspScan *scan, const MspTried *tried)
{
  return msp_span_slice (scan->text, tried->value_start, tried->value_end);
}

guint32
msp_message_get_flags (const MspScan *scan, const MspRule *rule, gsize at)
{
  guint32 flags = 0;

  if (msp_structure_find (&scan->structure, MSP_MARK_QUOTED, at) != NULL)
    flags |= MSP_FINDING_QUOTED;
  if (msp_structure_find (&scan->structure, MSP_MARK_HIDDEN, at) != NULL)
    flags |= MSP_FINDING_HIDDEN;
  if (msp_structure_find (&scan->structure, MSP_MARK_SIGNATURE, at) != NULL)
    flags |= MSP_FINDING_SIGNATURE;
  return rule->is_public ? flags | MSP_FINDING_PUBLIC : flags;
}

/* 64 bits of a keyed hash, for the sets of one message: values in mail cannot be made to collide without the key. */
static gpointer
fold_key (const guint8 key[MSP_VALUE_KEY_LEN], guint64 salt)
{
  guint64 folded;

  memcpy (&folded, key, sizeof folded);
  return GSIZE_TO_POINTER ((gsize) (folded ^ (salt * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15))));
}

/* TRUE if another unit that says the same in another form has shown this value already. */
static gboolean
is_repeated (MspMessage *self, const MspScan *scan, const MspFinding *finding, guint32 rule)
{
  gpointer id = fold_key (finding->value_key, ((guint64) scan->unit->alternative << 32) + rule + 1);
  guint seen;

  if (scan->unit->alternative == 0)
    return FALSE;
  seen = GPOINTER_TO_UINT (g_hash_table_lookup (self->alternatives, id));
  if (seen == 0)
    g_hash_table_insert (self->alternatives, id, GUINT_TO_POINTER (self->unit));
  return seen != 0 && seen != self->unit;
}

static void
count_value (MspMessage *self, const MspFinding *finding, guint32 rule)
{
  if (g_hash_table_add (self->values, fold_key (finding->value_key, rule + 1)))
    self->n_values[rule]++;
}

/* The clock has no say: what is found must be the same next year. */
static void
weigh_expiry (const MspMessage *self, MspScan *scan, const MspTried *tried, const MspRule *rule, MspFinding *finding)
{
  gint64 expiry = rule->expired > 0 ? msp_expiry_read (scan->text, tried->value_start, tried->value_end) : 0;

  if (expiry <= 0)
    return;
  if (rule->validator == NULL || rule->validator->explain == NULL)
    {
      g_string_append (scan->work, "; expires ");
      msp_expiry_append (scan->work, expiry);
    }
  if (self->mail.date == G_MININT64 || expiry >= self->mail.date)
    return;
  finding->sensitivity = (guint8) rule->expired;
  g_string_append_printf (scan->work, "; out of date when the message was sent: sensitivity %d", rule->expired);
}

static void
fill_strings (MspMessage *self, MspScan *scan, const MspTried *tried, const MspRule *rule, MspFinding *finding)
{
  MspSpan value = get_value (scan, tried);

  g_string_truncate (scan->work, 0);
  msp_mask_append (scan->work, rule->mask, value, tried->context.term != NULL ? tried->context.term : rule->title);
  finding->masked = g_string_chunk_insert_len (self->strings, scan->work->str, (gssize) scan->work->len);
  g_string_truncate (scan->work, 0);
  msp_reasons_append (scan->work, scan, tried);
  weigh_expiry (self, scan, tried, rule, finding);
  finding->reasons = g_string_chunk_insert_len (self->strings, scan->work->str, (gssize) scan->work->len);
  finding->label = tried->context.strength == MSP_STRENGTH_LABEL ? tried->context.term : NULL;
}

static void
fill_finding (MspMessage *self, MspScan *scan, const MspTried *tried, const MspRule *rule, MspFinding *out_finding)
{
  *out_finding = (MspFinding) {
    .start = (guint32) msp_normaliser_to_source (&scan->normaliser, tried->value_start),
    .end = (guint32) msp_normaliser_end_to_source (&scan->normaliser, tried->value_end),
    .detector = rule->id,
    .category = rule->category,
    .sensitivity = tried->sensitivity,
    .confidence = (guint8) tried->confidence,
    .flags = (tried->test ? MSP_FINDING_TEST : 0) | (tried->guarded ? MSP_FINDING_PROTECTED : 0)
             | (rule->distinct->len > 0 ? MSP_FINDING_TERM : 0),
    .occurrences = 1,
    .distinct = 1,
  };
  out_finding->flags |= msp_message_get_flags (scan, rule, out_finding->start);
  if (msp_place_find_footer (scan, rule, tried) != MSP_FOOTER_NONE)
    out_finding->flags |= MSP_FINDING_FOOTER;
  if (msp_place_hash_paragraph (scan, rule, tried, self->hash, out_finding->paragraph))
    out_finding->flags |= MSP_FINDING_PARAGRAPH;
  msp_normal_assign (scan->work, rule->normal, get_value (scan, tried));
  msp_keyed_hash_make (self->hash, rule->type, msp_span_new (scan->work->str, scan->work->len), out_finding->value_key);
}

void
msp_message_take (MspMessage *self, const MspScan *scan, const MspRule *rule, MspFinding *finding, int penalty)
{
  MspRecord record = { *finding, rule->index, self->unit, 0, penalty, FALSE };

  if (self->records->len >= self->max_findings)
    {
      self->dropped++;
      return;
    }
  record.finding.section = g_string_chunk_insert_const (self->strings, scan->unit->section != NULL ? scan->unit->section : "");
  record.in_row = msp_person_is_in_row (scan->source, record.finding.start);
  msp_owner_find_near (self, scan, rule, &record.finding);
  g_array_append_val (self->records, record);
}

gboolean
msp_message_is_new (MspMessage *self, const MspScan *scan, const MspRule *rule, const MspFinding *finding)
{
  if (is_repeated (self, scan, finding, rule->index))
    return FALSE;
  count_value (self, finding, rule->index);
  return TRUE;
}

/* What speaks against the value speaks against it among several too. */
static int
get_penalty (const MspRule *rule, const MspTried *tried)
{
  guint32 grounds = tried->grounds;

  return ((grounds & MSP_DOUBT_BULK) != 0 ? 15 : 0) + ((grounds & MSP_DOUBT_SAMPLE) != 0 ? 40 : 0)
         + ((grounds & MSP_DOUBT_EXERCISE) != 0 ? rule->exercise : 0) + ((grounds & MSP_DOUBT_UNPRICED) != 0 ? rule->unpriced : 0)
         + ((grounds & MSP_DOUBT_NEGATIVE_LABEL) != 0 ? 45 : (grounds & MSP_DOUBT_NEGATIVE_NEAR) != 0 ? 25 : 0);
}

static void
add_single (MspMessage *self, MspScan *scan, MspTried *tried, const MspRule *rule)
{
  MspFinding finding;

  msp_place_weigh (scan, rule, tried);
  if (tried->confidence < MIN_REPORTED && rule->distinct->len == 0)
    {
      self->suppressed++;
      return;
    }
  fill_finding (self, scan, tried, rule, &finding);
  if (!msp_message_is_new (self, scan, rule, &finding))
    return;
  fill_strings (self, scan, tried, rule, &finding);
  guint before = self->records->len;
  gboolean is_birth = strcmp (rule->type, "dob") == 0;
  if (is_birth)
    finding.flags |= MSP_FINDING_BIRTH;
  msp_message_take (self, scan, rule, &finding, get_penalty (rule, tried));
  if (is_birth && self->records->len > before)
    g_array_index (self->records, MspRecord, before).birth = msp_minor_read_birth (scan->text.data + tried->value_start,
                                                                                   tried->value_end - tried->value_start);
}

/* Participants of the message and the sender's own contact data are no findings. */
static gboolean
is_own_contact (MspMessage *self, MspScan *scan, const MspTried *tried)
{
  MspSpan value = get_value (scan, tried);
  gsize at = msp_normaliser_to_source (&scan->normaliser, tried->value_start);

  if (msp_structure_find (&scan->structure, MSP_MARK_SIGNATURE, at) != NULL)
    return TRUE;
  while (value.len > 0 && g_ascii_isspace (value.data[0]))
    value = msp_span_slice (value, 1, value.len);
  return msp_participants_has_address (&self->participants, value);
}

static guint64
hash_bytes (MspSpan span)
{
  guint64 hash = G_GUINT64_CONSTANT (0xCBF29CE484222325);

  for (gsize i = 0; i < span.len; i++)
    hash = (hash ^ (guint8) span.data[i]) * G_GUINT64_CONSTANT (0x100000001B3);
  return hash;
}

static void
count_aggregate (MspMessage *self, MspScan *scan, guint index, const MspRule *rule)
{
  GArray *aggregates = self->aggregates;
  MspTried *tried = &g_array_index (scan->tried, MspTried, index);
  guint at = 0;

  if (tried->confidence < MIN_REPORTED || is_own_contact (self, scan, tried))
    return;
  tried->test |= msp_values_is_reserved (get_value (scan, tried)) != FALSE;
  while (at < aggregates->len && (g_array_index (aggregates, Aggregate, at).rule != rule->index
                                  || g_array_index (aggregates, Aggregate, at).test != tried->test))
    at++;
  if (at == aggregates->len)
    {
      Aggregate fresh = { rule->index, 0, 0, index, tried->test };
      g_array_append_val (aggregates, fresh);
    }
  Aggregate *aggregate = &g_array_index (aggregates, Aggregate, at);
  if (tried->sensitivity > g_array_index (scan->tried, MspTried, aggregate->first).sensitivity)
    aggregate->first = index;
  msp_normal_assign (scan->work, rule->normal, get_value (scan, tried));
  aggregate->occurrences++;
  gsize hash = (gsize) (hash_bytes (msp_span_new (scan->work->str, scan->work->len)) + rule->index);

  aggregate->distinct += g_hash_table_add (self->aggregated, GSIZE_TO_POINTER (hash));
}

static void
add_aggregate (MspMessage *self, MspScan *scan, const Aggregate *aggregate)
{
  const MspTried *tried = &g_array_index (scan->tried, MspTried, aggregate->first);
  const MspRule *rule = msp_rules_get (self->patterns->rules, aggregate->rule);
  MspFinding finding;

  fill_finding (self, scan, tried, rule, &finding);
  if (is_repeated (self, scan, &finding, rule->index))
    return;
  finding.occurrences = aggregate->occurrences;
  finding.distinct = aggregate->distinct;
  finding.sensitivity = aggregate->test ? 0 : finding.sensitivity;
  self->n_values[rule->index] += aggregate->test ? 0 : aggregate->distinct;
  fill_strings (self, scan, tried, rule, &finding);
  msp_message_take (self, scan, rule, &finding, get_penalty (rule, tried));
}

static void
add_aggregates (MspMessage *self, MspScan *scan)
{
  if (self->aggregates->len == 0)
    return;
  for (guint i = 0; i < self->aggregates->len; i++)
    if (!g_array_index (self->aggregates, Aggregate, i).test || self->records->len == 0)
      add_aggregate (self, scan, &g_array_index (self->aggregates, Aggregate, i));
  g_array_set_size (self->aggregates, 0);
  g_hash_table_remove_all (self->aggregated);
}

void
msp_message_add (MspMessage *self, MspScan *scan)
{
  self->unit++;
  self->dropped += scan->dropped;
  for (guint i = 0; i < MSP_LEXICON_WORDS; i++)
    self->lexicons.bits[i] |= scan->lexicons.bits[i];
  for (guint i = 0; i < scan->tried->len; i++)
    {
      MspTried *tried = &g_array_index (scan->tried, MspTried, i);
      const MspRule *rule = msp_rules_get (self->patterns->rules, tried->rule);

      if (rule->is_aggregate)
        count_aggregate (self, scan, i, rule);
      else
        add_single (self, scan, tried, rule);
    }
  add_aggregates (self, scan);
}

static gboolean
has_required (const MspMessage *self, const MspRule *rule)
{
  if (rule->required_rules->len == 0 && rule->required_lexicons->len == 0)
    return TRUE;
  for (guint i = 0; i < rule->required_rules->len; i++)
    if (self->n_values[g_array_index (rule->required_rules, guint, i)] > 0)
      return TRUE;
  for (guint i = 0; i < rule->required_lexicons->len; i++)
    if (msp_lexicon_set_has (&self->lexicons, g_array_index (rule->required_lexicons, int, i)))
      return TRUE;
  return FALSE;
}

/* Lexical rules gain by the number of different texts that matched; those about people get to the high band only if somebody is
   named. */
static void
raise_by_number (MspMessage *self, MspRecord *record, const MspRule *rule)
{
  gboolean nobody = msp_category_is_personal (rule->category) && !msp_finding_has_person (&record->finding);
  int best = record->finding.confidence;

  for (guint i = 0; i < rule->distinct->len; i++)
    {
      const MspRuleStep *step = &g_array_index (rule->distinct, MspRuleStep, i);
      int confidence = MAX (step->confidence - record->penalty, 0);

      if (self->n_values[rule->index] >= step->count)
        best = MAX (best, nobody ? MIN (confidence, MOST_NOBODY) : confidence);
    }
  if (best == record->finding.confidence)
    return;
  g_autofree char *reasons = g_strdup_printf ("%s; %u different in the message: to %d", record->finding.reasons,
                                              self->n_values[rule->index], best);

  record->finding.confidence = (guint8) best;
  record->finding.reasons = g_string_chunk_insert (self->strings, reasons);
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const MspRecord *left = a, *right = b;

  if (left->unit != right->unit)
    return left->unit < right->unit ? -1 : 1;
  if (left->finding.start != right->finding.start)
    return left->finding.start < right->finding.start ? -1 : 1;
  return (left->rule > right->rule) - (left->rule < right->rule);
}

void
msp_message_finish (MspMessage *self, GArray *out_findings, MspDetectResult *out_result)
{
  g_array_set_size (out_findings, 0);
  *out_result = (MspDetectResult) { NULL, 0, self->suppressed, self->dropped, self->listed };
  if (self->records->len == 0)
    return;
  g_autoptr(GHashTable) persons = g_hash_table_new (NULL, NULL);

  g_array_sort (self->records, compare_records);
  msp_owner_find_rest (self);
  msp_minor_mark (self->records, self->mail.date);
  msp_company_apply (self->records, self->patterns->rules, self->strings);
  if (self->locked != NULL)
    msp_company_unlock (self->records, self->patterns->rules, self->strings, self->locked);
  gboolean only_blank = msp_blank_forms_alone (self->records);
  for (guint i = 0; i < self->records->len; i++)
    {
      MspRecord *record = &g_array_index (self->records, MspRecord, i);
      const MspRule *rule = msp_rules_get (self->patterns->rules, record->rule);

      raise_by_number (self, record, rule);
      if (record->finding.confidence < MIN_REPORTED || !has_required (self, rule) ||
          ((record->finding.flags & MSP_FINDING_TEST) != 0 && record->finding.sensitivity == 0 && self->records->len > 1) ||
          (only_blank && msp_blank_forms_explain (self->records, record, rule)))
        {
          self->suppressed++;
          continue;
        }
      record->finding.band = msp_band_from_confidence (record->finding.confidence);
      if (msp_category_is_personal (rule->category) && record->finding.confidence >= MIN_PERSONAL && msp_finding_has_person (&record->finding)
          && (record->finding.flags & MSP_FINDING_TEST) == 0)
        g_hash_table_add (persons, fold_key (record->finding.person_key, 0));
      g_array_append_val (out_findings, record->finding);
    }
  *out_result = (MspDetectResult) { (const MspFinding *) out_findings->data, out_findings->len, self->suppressed, self->dropped,
                                    MAX (g_hash_table_size (persons), self->listed) };
}
