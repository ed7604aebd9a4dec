/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/matcher.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/sha256.h"
#include "detect/anchors.h"
#include "detect/cache.h"
#include "detect/fragments.h"
#include "detect/front.h"
#include "detect/lexicon.h"
#include "detect/terms.h"
#include "detect/vectorscan.h"

/* A rule that a text may not want, and its fragments. */
typedef struct {
  guint          rule;
  MspFragmentSet fragments;
} Optional;

struct _MspMatcher {
  MspTerms      *terms;
  MspLexicon    *lexicon;
  MspFragments  *fragments;
  GArray        *optional;   /* Optional */
  const MspVectorscan *lib;  /* NULL if there is no database */
  hs_database_t *database;   /* of the heads that neither finds; NULL if there are none */
  guint          n_rest;     /* their number */
  guint          n_rules;    /* from that number on fragments are anchors */
  MspFronts      fronts;
};

struct _MspMatcherScratch {
  const MspVectorscan *lib;
  hs_scratch_t        *scratch;   /* NULL if there is no database */
};

typedef struct {
  GPtrArray *expressions;   /* const char * */
  GArray    *flags, *ids;
} Set;

static void
add_expression (Set *set, const char *expression, guint flags, guint id)
{
  g_ptr_array_add (set->expressions, (gpointer) expression);
  g_array_append_val (set->flags, flags);
  g_array_append_val (set->ids, id);
}

/* Heads that begin words are left to the lexicon, those that hold rare bytes to the fragments; both are faster. The rest makes
   the set. */
static void
fill_set (Set *set, const MspRules *rules, MspLexicon *lexicon, MspFragments *fragments)
{
  set->expressions = g_ptr_array_new ();
  set->flags = g_array_new (FALSE, FALSE, sizeof (guint));
  set->ids = g_array_new (FALSE, FALSE, sizeof (guint));
  msp_anchors_add (fragments, (guint) msp_rules_get_length (rules));
  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);
      gboolean rest;

      if (rule->lane != MSP_LANE_HEAD)
        continue;
      gboolean listed = msp_lexicon_add_head (lexicon, (guint) i, rule->head, &rest);

      if ((!listed || rest) && !msp_fragments_add_head (fragments, (guint) i, rule->head, listed))
        add_expression (set, rule->head, HS_FLAG_SOM_LEFTMOST, (guint) i);
    }
}

static void
clear_set (Set *set)
{
  g_ptr_array_unref (set->expressions);
  g_array_unref (set->flags);
  g_array_unref (set->ids);
}

static char *
dup_key (const MspVectorscan *lib, const Set *set)
{
  g_autoptr (MspSha256) sum = msp_sha256_new (FALSE);
  const char *version = lib->hs_version ();

  msp_sha256_update (sum, version, strlen (version) + 1);
  for (guint i = 0; i < set->expressions->len; i++)
    {
      const char *expression = g_ptr_array_index (set->expressions, i);
      guint32 numbers[2] = { GUINT32_TO_LE (g_array_index (set->flags, guint, i)),
                             GUINT32_TO_LE (g_array_index (set->ids, guint, i)) };

      msp_sha256_update (sum, expression, strlen (expression) + 1);
      msp_sha256_update (sum, numbers, sizeof numbers);
    }
  return msp_sha256_finish (sum);
}

/* A database for any processor of the kind: tied to no feature of this one, and as fast. */
static gboolean
compile (MspMatcher *self, const Set *set, const MspRules *rules, GError **error)
{
  hs_platform_info_t platform = { .tune = HS_TUNE_FAMILY_GENERIC };
  hs_compile_error_t *cause = NULL;

  if (self->lib->hs_compile_multi ((const char *const *) set->expressions->pdata, (const guint *) set->flags->data,
                                   (const guint *) set->ids->data, set->expressions->len, HS_MODE_BLOCK, &platform, &self->database,
                                   &cause) == HS_SUCCESS)
    return TRUE;
  if (cause->expression >= 0)
    g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s head: %s",
                 msp_rules_get (rules, g_array_index (set->ids, guint, cause->expression))->place, cause->message);
  else
    g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_ENGINE, _("the pattern engine refused the set: %s"), cause->message);
  self->lib->hs_free_compile_error (cause);
  return FALSE;
}

static hs_database_t *
load (const MspVectorscan *lib, const char *cache_dir, const char *key)
{
  g_autoptr(GBytes) bytes = msp_cache_read (cache_dir, key);
  hs_database_t *database = NULL;

  if (bytes == NULL)
    return NULL;
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);

  return lib->hs_deserialize_database (data, len, &database) == HS_SUCCESS ? database : NULL;
}

static void
save (const MspMatcher *self, const char *cache_dir, const char *key)
{
  char *bytes = NULL;
  size_t len;

  if (self->lib->hs_serialize_database (self->database, &bytes, &len) != HS_SUCCESS)
    return;
  msp_cache_write (cache_dir, key, bytes, len);
  free (bytes);
}

static GArray *
collect_optional (const MspFragments *fragments, const MspRules *rules)
{
  static const MspFragmentSet none = { { 0 } };
  GArray *optional = g_array_new (FALSE, FALSE, sizeof (Optional));

  for (guint i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);

      if (rule->lane != MSP_LANE_HEAD || !msp_rule_needs_context (rule))
        continue;
      Optional one = { i, msp_fragments_get_of_rule (fragments, i) };

      if (memcmp (&one.fragments, &none, sizeof none) != 0)
        g_array_append_val (optional, one);
    }
  return optional;
}

static gboolean
prepare_rest (MspMatcher *self, const Set *set, const MspRules *rules, const char *cache_dir, GError **error)
{
  if (set->expressions->len == 0)
    return TRUE;
  self->lib = msp_vectorscan_get ();
  if (self->lib == NULL)
    {
      g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_IO, _("cannot open '%s': %s"), "mailspill-heads.so",
                   msp_module_get_failure ("heads"));
      return FALSE;
    }
  g_autofree char *key = dup_key (self->lib, set);

  if (cache_dir != NULL)
    self->database = load (self->lib, cache_dir, key);
  if (self->database != NULL)
    return TRUE;
  if (!compile (self, set, rules, error))
    return FALSE;
  if (cache_dir != NULL)
    save (self, cache_dir, key);
  return TRUE;
}

MspMatcher *
msp_matcher_new (const MspRules *rules, const char *cache_dir, GError **error)
{
  MspMatcher *self = g_new0 (MspMatcher, 1);
  Set set;

  msp_fronts_init (&self->fronts, rules);
  self->terms = msp_terms_new (rules);
  self->lexicon = msp_lexicon_new (self->terms);
  self->fragments = msp_fragments_new ();
  self->n_rules = (guint) msp_rules_get_length (rules);
  fill_set (&set, rules, self->lexicon, self->fragments);
  self->n_rest = set.expressions->len;
  msp_lexicon_prepare (self->lexicon);
  msp_fragments_prepare (self->fragments);
  self->optional = collect_optional (self->fragments, rules);
  gboolean ok = prepare_rest (self, &set, rules, cache_dir, error);

  clear_set (&set);
  if (ok)
    return self;
  msp_matcher_free (self);
  return NULL;
}

void
msp_matcher_put (const MspMatcher *self, MspImageWriter *out)
{
  msp_terms_put (self->terms, out);
  msp_lexicon_put (self->lexicon, out);
  msp_fragments_put (self->fragments, out);
}

MspMatcher *
msp_matcher_get (const MspRules *rules, const MspImage *image)
{
  MspMatcher *self = g_new0 (MspMatcher, 1);

  msp_fronts_init (&self->fronts, rules);
  self->terms = msp_terms_get (image);
  self->lexicon = msp_lexicon_get (self->terms, image);
  self->fragments = msp_fragments_get (image);
  self->optional = collect_optional (self->fragments, rules);
  self->n_rules = (guint) msp_rules_get_length (rules);
  return self;
}

void
msp_matcher_free (MspMatcher *self)
{
  if (self == NULL)
    return;
  if (self->database != NULL)
    (void) self->lib->hs_free_database (self->database);
  msp_fragments_free (self->fragments);
  g_array_unref (self->optional);
  msp_lexicon_free (self->lexicon);
  msp_terms_free (self->terms);
  msp_fronts_clear (&self->fronts);
  g_free (self);
}

MspMatcherScratch *
msp_matcher_scratch_new (const MspMatcher *self, GError **error)
{
  MspMatcherScratch *scratch = g_new0 (MspMatcherScratch, 1);

  scratch->lib = self->lib;
  if (self->database == NULL || self->lib->hs_alloc_scratch (self->database, &scratch->scratch) == HS_SUCCESS)
    return scratch;
  g_free (scratch);
  g_set_error_literal (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_ENGINE, _("the pattern engine has no memory"));
  return NULL;
}

void
msp_matcher_scratch_free (MspMatcherScratch *scratch)
{
  if (scratch == NULL)
    return;
  if (scratch->scratch != NULL)
    (void) scratch->lib->hs_free_scratch (scratch->scratch);
  g_free (scratch);
}

typedef struct {
  const MspMatcher *matcher;
  MspSpan           text;
  MspHits          *hits;
} Pass;

/* Heads whose pattern cannot match are passed by: most of them. Every end of a head is reported; the confirmer wants each start
   once, and the ends of one start come close together. */
static void
add_head (const Pass *pass, guint rule, guint32 start)
{
  GArray *heads = pass->hits->heads;

  if (!msp_fronts_fit (&pass->matcher->fronts, rule, pass->text, start))
    return;
  for (guint i = heads->len, seen = 0; i-- > 0 && seen < 8; seen++)
    {
      const MspHeadHit *hit = &g_array_index (heads, MspHeadHit, i);

      if (hit->rule == rule && hit->start == start)
        return;
    }
  MspHeadHit hit = { rule, start };

  g_array_append_val (heads, hit);
}

static int
on_match (unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags, void *data)
{
  add_head (data, id, (guint32) from);
  return 0;
}

/* There are many words: a call for each of them shows. */
typedef struct {
  Pass       pass;
  guint      n_waiting;
  MspWordHit waiting[64];
} WordPass;

static void
flush_words (WordPass *self)
{
  g_array_append_vals (self->pass.hits->words, self->waiting, self->n_waiting);
  self->n_waiting = 0;
}

static void
on_word (gpointer data, gboolean is_head, guint number, gsize start, gsize end)
{
  WordPass *self = data;

  if (is_head)
    {
      add_head (&self->pass, number, (guint32) start);
      return;
    }
  if (self->n_waiting == G_N_ELEMENTS (self->waiting))
    flush_words (self);
  self->waiting[self->n_waiting++] = (MspWordHit) { (guint32) start, (guint32) end, number };
}

static void
on_fragment (gpointer data, guint rule, gsize start)
{
  const Pass *pass = data;
  MspAnchor anchor = { rule - pass->matcher->n_rules, (guint32) start };

  if (rule < pass->matcher->n_rules)
    add_head (pass, rule, (guint32) start);
  else if (pass->hits->anchors != NULL)
    g_array_append_val (pass->hits->anchors, anchor);
}

static int
compare_heads (gconstpointer a, gconstpointer b, gpointer data)
{
  const MspHeadHit *left = a, *right = b;

  if (left->rule != right->rule)
    return left->rule < right->rule ? -1 : 1;
  return (left->start > right->start) - (left->start < right->start);
}

void
msp_matcher_scan_words (const MspMatcher *self, MspSpan text, MspHits *hits)
{
  WordPass pass;

  pass.pass = (Pass) { .matcher = self, .text = text, .hits = hits };
  pass.n_waiting = 0;
  msp_lexicon_scan (self->lexicon, text, on_word, &pass);
  flush_words (&pass);
}

static MspFragmentSet
get_unwanted (const MspMatcher *self, MspMatcherWants wants, gconstpointer data)
{
  MspFragmentSet unwanted = { { 0 } };

  for (guint i = 0; i < self->optional->len; i++)
    {
      const Optional *one = &g_array_index (self->optional, Optional, i);

      if (wants (data, one->rule))
        continue;
      for (guint word = 0; word < G_N_ELEMENTS (unwanted.bits); word++)
        unwanted.bits[word] |= one->fragments.bits[word];
    }
  return unwanted;
}

void
msp_matcher_scan_heads (const MspMatcher *self, MspMatcherScratch *scratch, MspSpan text, MspMatcherWants wants,
                        gconstpointer data, MspHits *hits)
{
  Pass pass = { self, text, hits };
  guint n_words = hits->heads->len;
  MspFragmentSet unwanted = wants != NULL ? get_unwanted (self, wants, data) : (MspFragmentSet) { { 0 } };

  msp_fragments_scan (self->fragments, &unwanted, text, on_fragment, &pass);
  if (hits->heads->len - n_words > 1)
    g_qsort_with_data (&g_array_index (hits->heads, MspHeadHit, n_words), (int) (hits->heads->len - n_words), sizeof (MspHeadHit),
                       compare_heads, NULL);
  if (self->database == NULL || text.len == 0)
    return;
  if (self->lib->hs_scan (self->database, text.data, (guint) MIN (text.len, G_MAXUINT32), 0, scratch->scratch, on_match, &pass)
      != HS_SUCCESS)
    g_error ("the pattern engine failed on a text of %" G_GSIZE_FORMAT " bytes", text.len);
}

guint
msp_matcher_get_n_rest (const MspMatcher *self)
{
  return self->n_rest;
}

const char *
msp_matcher_get_term (const MspMatcher *self, guint term)
{
  return msp_term_get_text (self->terms, term);
}

const guint16 *
msp_matcher_get_lexicons (const MspMatcher *self, guint term, guint *out_n)
{
  const MspTerm *found = &self->terms->terms[term];

  *out_n = found->n_lexicons;
  return self->terms->lexicons + found->lexicons;
}

gboolean
msp_matcher_term_is_in (const MspMatcher *self, guint term, int lexicon)
{
  guint n;
  const guint16 *lexicons = msp_matcher_get_lexicons (self, term, &n);

  for (guint i = 0; i < n; i++)
    if (lexicons[i] == lexicon)
      return TRUE;
  return FALSE;
}
