/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/scan.h"

#include <string.h>

#include "detect/anchors.h"
#include "detect/columns.h"
#include "detect/context.h"
#include "detect/guard.h"

#define MAX_TRIED 200000        /* candidates kept for one text; more are counted as dropped */
#define MAX_UNCOUNTED 50000     /* values that wait to be counted */
#define MAX_FIELDS 20000        /* header cells and field names read for words written in one */
#define MAX_FIELD_LEN 200
#define MAX_TITLE 1000          /* bytes of a title that are read */
#define MAX_LETTERS 40          /* bytes behind a label in which a code of letters may begin */

/* A value that the population of its rule will be asked for, if a candidate of the rule stands. Most never are. */
typedef struct {
  guint64 hash;
  guint32 start, end;
  guint16 rule;
  guint8  valid, guarded;   /* guarded: no guard objects; else they have not been asked */
} Counted;

static void
init_hits (MspHits *hits)
{
  hits->words = g_array_new (FALSE, FALSE, sizeof (MspWordHit));
  hits->heads = g_array_new (FALSE, FALSE, sizeof (MspHeadHit));
}

static void
reset_hits (MspHits *hits)
{
  g_array_set_size (hits->words, 0);
  g_array_set_size (hits->heads, 0);
}

static void
clear_hits (MspHits *hits)
{
  g_array_unref (hits->words);
  g_array_unref (hits->heads);
}

void
msp_scan_init (MspScan *self, const MspPatterns *patterns, MspMatcherScratch *scratch)
{
  memset (self, 0, sizeof *self);
  self->patterns = patterns;
  self->scratch = scratch;
  msp_normaliser_init (&self->normaliser);
  msp_structure_init (&self->structure);
  init_hits (&self->hits);
  self->hits.anchors = g_array_new (FALSE, FALSE, sizeof (MspAnchor));
  self->unit_words = g_array_new (FALSE, FALSE, sizeof (MspWordHit));
  self->title = g_string_new (NULL);
  init_hits (&self->title_hits);
  init_hits (&self->name_hits);
  self->field_hits = g_array_new (FALSE, FALSE, sizeof (MspFieldHit));
  msp_population_init (&self->population);
  self->uncounted = g_array_new (FALSE, FALSE, sizeof (Counted));
  self->has_tried = g_new0 (guint8, msp_rules_get_length (patterns->rules) + 1);
  self->judged = g_new0 (MspJudged, msp_rules_get_length (patterns->rules) + 1);
  self->tried = g_array_new (FALSE, FALSE, sizeof (MspTried));
  self->work = g_string_new (NULL);
}

void
msp_scan_clear (MspScan *self)
{
  msp_normaliser_clear (&self->normaliser);
  msp_structure_clear (&self->structure);
  clear_hits (&self->hits);
  g_array_unref (self->hits.anchors);
  g_array_unref (self->unit_words);
  g_string_free (self->title, TRUE);
  clear_hits (&self->title_hits);
  clear_hits (&self->name_hits);
  g_array_unref (self->field_hits);
  msp_population_clear (&self->population);
  g_array_unref (self->uncounted);
  g_free (self->has_tried);
  g_free (self->judged);
  g_array_unref (self->tried);
  g_string_free (self->work, TRUE);
}

static void
note_lexicons (MspScan *self, const GArray *words)
{
  for (guint i = 0; i < words->len; i++)
    {
      guint n;
      const guint16 *lexicons = msp_matcher_get_lexicons (self->patterns->matcher, g_array_index (words, MspWordHit, i).term, &n);

      for (guint j = 0; j < n; j++)
        msp_lexicon_set_add (&self->lexicons, lexicons[j]);
    }
}

/* The words of a name that stands for itself, on hits. */
static void
scan_name (MspScan *self, MspSpan name, MspHits *hits)
{
  msp_columns_unfold (self->work, name);
  reset_hits (hits);
  msp_matcher_scan_words (self->patterns->matcher, msp_span_new (self->work->str, self->work->len), hits);
}

static void
scan_title (MspScan *self, const char *title)
{
  gsize len = title != NULL ? strnlen (title, MAX_TITLE) : 0;

  if (len == 0)
    return;
  if (len != self->title->len || memcmp (title, self->title->str, len) != 0)
    {
      g_string_truncate (self->title, 0);
      g_string_append_len (self->title, title, (gssize) len);
      scan_name (self, msp_span_new (title, len), &self->title_hits);
    }
  g_array_append_vals (self->unit_words, self->title_hits.words->data, self->title_hits.words->len);
}

static void
scan_field (MspScan *self, guint32 start, guint32 end)
{
  MspSpan name = msp_span_new (self->source->text->str + start, end - start);
  gboolean plain = TRUE;

  for (gsize i = 1; i < name.len && plain; i++)
    plain = !msp_columns_is_seam (name, i);
  if (plain || name.len > MAX_FIELD_LEN)
    return;
  scan_name (self, name, &self->name_hits);
  note_lexicons (self, self->name_hits.words);
  for (guint i = 0; i < self->name_hits.words->len; i++)
    {
      MspFieldHit hit = { start, g_array_index (self->name_hits.words, MspWordHit, i).term };

      g_array_append_val (self->field_hits, hit);
    }
}

static int
compare_field_hits (gconstpointer a, gconstpointer b)
{
  const MspFieldHit *left = a, *right = b;

  if (left->mark_start != right->mark_start)
    return left->mark_start < right->mark_start ? -1 : 1;
  return (left->term > right->term) - (left->term < right->term);
}

static void
scan_fields (MspScan *self)
{
  GArray *names = self->structure.marks[MSP_MARK_FIELD_NAME];

  g_array_set_size (self->field_hits, 0);
  for (guint i = 0; i < MIN (names->len, MAX_FIELDS); i++)
    scan_field (self, g_array_index (names, MspMark, i).start, g_array_index (names, MspMark, i).end);
  for (guint i = 0; i < MIN (msp_structure_get_n_headers (&self->structure), MAX_FIELDS); i++)
    {
      guint32 start, end;

      msp_structure_get_header (&self->structure, i, &start, &end);
      scan_field (self, start, end);
    }
  g_array_sort (self->field_hits, compare_field_hits);
}

/* A rule that needs context is only looked for where a word of its lexicon is anywhere. */
static gboolean
wants_rule (gconstpointer data, guint index)
{
  const MspScan *self = data;
  const MspRule *rule = msp_rules_get (self->patterns->rules, index);

  return !msp_rule_needs_context (rule) || msp_lexicon_set_has (&self->lexicons, rule->context);
}

/* The shape rules that are looked for. */
static void
choose_rules (MspScan *self)
{
  const MspPatterns *patterns = self->patterns;

  self->active = patterns->always;
  for (guint word = 0; word < MSP_LEXICON_WORDS; word++)
    for (guint64 bits = self->lexicons.bits[word]; bits != 0; bits &= bits - 1)
      {
        const MspShapeSet *more = &patterns->by_lexicon[word * 64 + (guint) __builtin_ctzll (bits)];

        for (guint i = 0; i < MSP_SHAPE_WORDS; i++)
          self->active.bits[i] |= more->bits[i];
      }
}

static void
apply_verdict (const MspRule *rule, const MspVerdict *verdict, MspTried *tried)
{
  tried->none = (gint16) (verdict->none > 0 ? verdict->none : rule->none);
  tried->label = (gint16) (verdict->label > 0 ? verdict->label : rule->label);
  tried->adjust = (gint16) verdict->adjust;
  tried->sensitivity = verdict->sensitivity > 0 ? (guint8) MIN (verdict->sensitivity, 100) : rule->sensitivity;
  tried->test = verdict->test != FALSE;
  tried->guarded = verdict->guarded != FALSE;
  tried->uneven = tried->uneven || verdict->label_only;
  tried->why = verdict->why;
}

static void
keep (MspScan *self, const MspTried *tried)
{
  if (self->tried->len == MAX_TRIED)
    {
      self->dropped++;
      return;
    }
  g_array_append_val (self->tried, *tried);
  self->has_tried[tried->rule] = TRUE;
}

/* The column that a value is in, 0 outside of tables; the rules of one value ask for it one after another. */
static guint64
get_column (MspScan *self, guint32 start)
{
  MspCell cell;

  if (self->structure.marks[MSP_MARK_CELL]->len == 0)
    return 0;
  if (self->column_at != start)
    self->column = msp_structure_get_cell (&self->structure, msp_normaliser_to_source (&self->normaliser, start), &cell)
                   ? cell.column : 0;
  self->column_at = start;
  return self->column;
}

static gboolean
is_guarded (MspScan *self, const MspRule *rule, guint32 start, guint32 end)
{
  return msp_guards_check (&self->guards, rule->guards, self->text, start, end) == 0;
}

/* all: also values of rules that have no candidate so far. */
static void
count_waiting (MspScan *self, gboolean all)
{
  for (guint i = 0; i < self->uncounted->len; i++)
    {
      const Counted *value = &g_array_index (self->uncounted, Counted, i);

      if (!all && !self->has_tried[value->rule])
        continue;
      const MspRule *rule = msp_rules_get (self->patterns->rules, value->rule);

      if (value->guarded || is_guarded (self, rule, value->start, value->end))
        msp_population_count (&self->population, value->rule, get_column (self, value->start), value->hash, value->valid);
    }
  g_array_set_size (self->uncounted, 0);
}

static void
count_later (MspScan *self, const MspRule *rule, const MspMatch *match, const MspJudged *judged, gboolean guarded)
{
  const Counted value = { judged->hash, match->value_start, match->value_end, (guint16) rule->index,
                          judged->verdict.valid != FALSE, guarded != FALSE };

  if (self->uncounted->len == MAX_UNCOUNTED)
    count_waiting (self, TRUE);
  g_array_append_val (self->uncounted, value);
}

/* Validator and guards for a match; what stands is kept, what fails the validator counts for the population test. Guards cost
   more than validators, which have mostly seen the value before, and most values fail. */
static void
judge (MspScan *self, const MspRule *rule, const MspMatch *match)
{
  MspSpan value = msp_span_slice (self->text, match->value_start, match->value_end);
  MspJudged *judged = &self->judged[rule->index];
  MspTried tried = { .start = match->start, .end = match->end, .value_start = match->value_start, .value_end = match->value_end,
                     .rule = rule->index };

  msp_judged_read (judged, rule, value);
  const gboolean stands = judged->verdict.valid || judged->verdict.test;

  tried.uneven = judged->uneven != FALSE;
  if (tried.uneven && (rule->noise <= 0 || rule->context < 0 || !msp_lexicon_set_has (&self->lexicons, rule->context)))
    return;
  if (stands ? !is_guarded (self, rule, match->value_start, match->value_end) : rule->noise <= 0)
    return;
  if (rule->noise > 0)
    count_later (self, rule, match, judged, stands);
  if (!stands)
    return;
  if (rule->noise > 0)
    tried.column = get_column (self, match->value_start);
  apply_verdict (rule, &judged->verdict, &tried);
  tried.allowed = msp_rules_allow (self->patterns->rules, rule->index, value);
  keep (self, &tried);
}

static void
on_place (gpointer data, guint rule, gsize start)
{
  MspScan *self = data;
  MspMatch match;

  if (msp_confirm_at (self->patterns->confirm, rule, self->text, start, &match))
    judge (self, msp_rules_get (self->patterns->rules, rule), &match);
}

/* "Mother's maiden name", "MRN": the header of a column is no value of the header before it. */
static gboolean
is_header_word (const MspScan *self, const MspMatch *match)
{
  MspCell cell;

  if (msp_structure_get_n_headers (&self->structure) == 0 || match->value_start == match->start
      || !msp_structure_get_cell (&self->structure, msp_normaliser_to_source (&self->normaliser, match->value_start), &cell)
      || !msp_structure_is_header (&self->structure, &cell))
    return FALSE;
  for (guint i = 0; i < self->hits.words->len; i++)
    {
      const MspWordHit *hit = &g_array_index (self->hits.words, MspWordHit, i);

      if (hit->start > match->value_start)
        break;
      if (hit->start == match->value_start && hit->end >= match->value_end)
        return TRUE;
    }
  return FALSE;
}

/* A value that was reached from an earlier begin of its rule's head ("client_secret", then "t_secret") is the same one. */
static void
scan_heads (MspScan *self)
{
  guint32 last_rule = G_MAXUINT32;
  MspMatch last = { 0 }, match;

  for (guint i = 0; i < self->hits.heads->len; i++)
    {
      const MspHeadHit *hit = &g_array_index (self->hits.heads, MspHeadHit, i);
      const MspRule *rule = msp_rules_get (self->patterns->rules, hit->rule);

      if (!wants_rule (self, hit->rule) || !msp_confirm_at (self->patterns->confirm, hit->rule, self->text, hit->start, &match))
        continue;
      if (is_header_word (self, &match))
        continue;
      if (hit->rule != last_rule || match.value_start != last.value_start || match.value_end != last.value_end)
        judge (self, rule, &match);
      last_rule = hit->rule;
      last = match;
    }
}

static void
scan_slow (MspScan *self)
{
  for (guint i = 0; i < self->patterns->slow->len; i++)
    {
      guint rule = g_array_index (self->patterns->slow, guint, i);
      MspMatch match;

      for (gsize at = 0; msp_confirm_find (self->patterns->confirm, rule, self->text, at, &match); at = match.end)
        judge (self, msp_rules_get (self->patterns->rules, rule), &match);
    }
}

static MspShapeSet
get_label_rules (const MspScan *self)
{
  MspShapeSet rules = self->active;

  for (guint i = 0; i < MSP_SHAPE_WORDS; i++)
    rules.bits[i] &= self->patterns->label_rules.bits[i];
  return rules;
}

/* Tokens of capitals behind a label, which the shape scanner passes by since they hold no digit. */
static void
scan_letters (MspScan *self, const MspWordHit *hit, const MspShapeSet *rules)
{
  MspSpan text = self->text;
  gsize stop = MIN (text.len, hit->end + MAX_LETTERS);

  for (gsize at = hit->end; at < stop && text.data[at] != '\n';)
    {
      gsize end = at;

      while (end < text.len && end - at < MAX_LETTERS && (g_ascii_isalnum (text.data[end]) || text.data[end] == '_'))
        end++;
      gboolean letters = end > at;

      for (gsize i = at; i < end && letters; i++)
        letters = g_ascii_isupper (text.data[i]);
      if (letters)
        msp_shapes_try_token (self->patterns->shapes, text, at, end, rules, on_place, self);
      at = MAX (end, at + 1);
    }
}

static void
scan_behind_labels (MspScan *self)
{
  const MspPatterns *patterns = self->patterns;
  MspShapeSet rules = get_label_rules (self);

  for (guint i = 0; i < self->hits.words->len && !msp_shape_set_is_empty (&rules); i++)
    {
      const MspWordHit *hit = &g_array_index (self->hits.words, MspWordHit, i);
      guint n;
      const guint16 *lexicons = msp_matcher_get_lexicons (patterns->matcher, hit->term, &n);

      for (guint j = 0; j < n; j++)
        if (msp_lexicon_set_has (&patterns->label_first, lexicons[j]))
          {
            scan_letters (self, hit, &rules);
            break;
          }
    }
}

static void
on_column (gpointer data, const MspRule *rule, const MspMatch *match)
{
  judge (data, rule, match);
}

static void
scan_columns (MspScan *self)
{
  MspShapeSet letters = get_label_rules (self);

  msp_columns_scan (self, &letters, on_column, on_place, self);
}

void
msp_scan_run (MspScan *self, const MspUnit *unit, const MspText *text, const char *subject)
{
  MspSpan source = msp_span_new (text->text->str, text->text->len);

  self->unit = unit;
  self->source = text;
  self->dropped = 0;
  memset (&self->lexicons, 0, sizeof self->lexicons);
  reset_hits (&self->hits);
  g_array_set_size (self->hits.anchors, 0);
  g_array_set_size (self->unit_words, 0);
  msp_population_reset (&self->population);
  g_array_set_size (self->tried, 0);
  g_array_set_size (self->uncounted, 0);
  memset (self->has_tried, 0, msp_rules_get_length (self->patterns->rules));
  memset (&self->guards, 0, sizeof self->guards);
  self->column_at = G_MAXUINT32;
  self->text = msp_normaliser_run (&self->normaliser, source, text->ascii);
  msp_structure_load (&self->structure, text);
  scan_title (self, unit->title);
  scan_title (self, subject);
  scan_fields (self);
  msp_matcher_scan_words (self->patterns->matcher, self->text, &self->hits);
  note_lexicons (self, self->hits.words);
  note_lexicons (self, self->unit_words);
  msp_matcher_scan_heads (self->patterns->matcher, self->scratch, self->text, wants_rule, self, &self->hits);
  msp_anchors_place (self->hits.anchors, &self->normaliser);
  choose_rules (self);
  scan_heads (self);
  msp_shapes_scan (self->patterns->shapes, self->text, &self->active, on_place, self);
  scan_behind_labels (self);
  scan_columns (self);
  scan_slow (self);
  count_waiting (self, FALSE);
}
