/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/access.h"

#include <string.h>

#include "access/asked.h"
#include "access/bound.h"
#include "access/digest-join.h"
#include "access/facts.h"
#include "access/folder-names.h"
#include "access/forward.h"
#include "access/holdings.h"
#include "access/holes.h"
#include "access/keys.h"
#include "access/notes.h"
#include "access/uid-join.h"
#include "access/verdict.h"
#include "access/weak.h"
#include "store/query.h"

typedef struct {
  const MspAccessOptions *options;
  MspTrail        *trail;
  MspGather       *gather;
  MspActors       *actors;
  MspIndex        *index;
  MspWeb          *web;
  MspExposure      window;
  MspCoverage     *coverage;
  MspHoldings     *holdings;
  MspHoles        *holes;
  MspWeak         *weak;
  MspAsked        *asked;      /* of the texts of messages, or NULL */
  MspDigestCounts  digests;
  GHashTable      *sizes;      /* of input files, by locator: guint64 */
  MspAccessWriter *out;
  MspDigestAsker   asker;
  guint64          joined[MSP_N_JOINS];   /* messages that records name, by how */
  gint64           as_of;
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->out, msp_access_writer_free);
  g_clear_pointer (&self->asked, msp_asked_free);
  g_clear_pointer (&self->weak, msp_weak_free);
  g_clear_pointer (&self->holes, msp_holes_free);
  g_clear_pointer (&self->holdings, msp_holdings_free);
  g_clear_pointer (&self->coverage, msp_coverage_free);
  g_clear_pointer (&self->web, msp_web_free);
  g_clear_pointer (&self->index, msp_index_free);
  g_clear_pointer (&self->actors, msp_actors_free);
  g_clear_pointer (&self->gather, msp_gather_free);
  g_clear_pointer (&self->trail, msp_trail_free);
  g_clear_pointer (&self->sizes, g_hash_table_destroy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
load_sizes (Run *self, const char *path, GError **error)
{
  g_autoptr (MspCase) source = msp_case_open (path, error);
  g_autoptr (MspQuery) query = source != NULL ? msp_query_new (source, MSP_VIEW_LEDGER, NULL, error) : NULL;
  MspLedgerRow row;
  gboolean end;

  self->sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (query != NULL && msp_query_next_ledger (query, &row, &end, error))
    {
      if (end)
        return TRUE;
      if (row.is_input && msp_web_find (self->web, row.locator) != NULL)
        g_hash_table_insert (self->sizes, g_strdup (row.locator), g_memdup2 (&row.size, sizeof row.size));
    }
  return FALSE;
}

/* The newest record, so that nothing depends on the clock. */
static gint64
get_as_of (const Run *self)
{
  guint n = self->trail->traces->len;

  return self->options->as_of != MSP_TIME_UNKNOWN ? self->options->as_of : n > 0 ? msp_trail_get (self->trail, n - 1)->time : MSP_TIME_UNKNOWN;
}

static gboolean
read_evidence (Run *self, GError **error)
{
  const MspAccessOptions *options = self->options;
  const MspGatherRequest request = { options->evidence, &options->reading, options->read, options->read_data };

  self->trail = msp_trail_new ();
  if (!msp_holdings_load_map (self->trail, options->mailbox_map, error))
    return FALSE;
  self->gather = msp_gather_new (&request, self->trail, error);
  if (self->gather == NULL || !msp_exposure_init (&self->window, self->trail, options->window, error))
    return FALSE;
  self->actors = msp_actors_new (self->trail, options->rules);
  if (options->unknown == MSP_UNKNOWN_HOSTILE)
    msp_actors_accuse_unknown (self->actors);
  self->web = msp_web_new (self->trail, self->actors);
  self->as_of = get_as_of (self);
  return TRUE;
}

/* Which mailboxes and mail the records mean, as far as the archive tells it; then they are arranged for questions. */
static gboolean
join_evidence (Run *self, GError **error)
{
  const MspAccessOptions *options = self->options;

  self->holdings = msp_holdings_new (self->trail, self->out, options->folder_map, error);
  if (self->holdings == NULL || !msp_uid_join (self->trail, self->holdings, self->out, error)
      || !msp_digest_join (self->trail, self->holdings, self->out, &self->asker, error))
    return FALSE;
  self->index = msp_index_new (self->trail, self->actors);
  self->coverage = msp_coverage_new (self->index, &self->window, options->audit_config, options->retention, self->as_of,
                                     msp_gather_is_complete (self->gather), error);
  return self->coverage != NULL;
}

/* What stands in a row of the archive, as the evidence names it. Strings are owned by self. */
typedef struct {
  MspSubject subject;
  char      *id, *folded;
} Copy;

static void
copy_clear (Copy *self)
{
  g_free (self->id);
  g_free (self->folded);
}

static guint64
get_file_size (const Run *self, const char *locator)
{
  g_autofree char *file = g_strndup (locator, strcspn (locator, "!@#"));
  const guint64 *size = g_hash_table_lookup (self->sizes, file);

  return size != NULL ? *size : G_MAXUINT64;
}

/* What was deleted was in another folder before. */
static gboolean
knows_folder (const Run *run, const char *folder)
{
  g_autofree char *normal = msp_holdings_dup_folder (run->holdings, folder), *general = msp_folder_generalise (normal);

  return folder[0] != '\0' && !msp_folder_is_deleted (general);
}

static void
copy_init (Copy *self, const Run *run, const MspAccessCopyRow *row)
{
  const MspHolding *mailbox = msp_holdings_get (run->holdings, row->mailbox);
  gboolean in_file = strpbrk (row->source, "!#") == NULL;
  gboolean bracketed;

  self->id = msp_message_id_normalise (row->message_id, &bracketed);
  self->folded = g_ascii_strdown (self->id, -1);
  self->subject = (MspSubject) {
    .mailbox = mailbox != NULL ? mailbox->mailbox : 0, .folder = msp_holdings_find_folder (run->holdings, run->trail, row->folder),
    .key = msp_keys_find (run->trail->names, self->folded, row->id), .id = self->id, .folded = self->folded, .is_bracketed = bracketed,
    .has_folder = knows_folder (run, row->folder), .is_date_only = row->received_basis == MSP_RECEIVED_DATE,
    .received = row->received == MSP_DATE_UNKNOWN ? MSP_TIME_UNKNOWN : row->received, .locator = row->locator,
    .size = row->size, .start = row->offset, .end = in_file ? row->offset + row->size : G_MAXUINT64, .file_size = get_file_size (run, row->locator),
    .sender = row->sender, .recipients = row->recipients, .subject = row->subject,
  };
}

static gboolean
count_mail (Run *self, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (self->out, MSP_ACCESS_IDS, error);
  MspAccessIdRow row;
  gboolean end;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error))
    {
      gboolean bracketed;
      g_autofree char *id = end ? NULL : msp_message_id_normalise (row.message_id, &bracketed), *folded = end ? NULL : g_ascii_strdown (id, -1);

      if (end)
        return TRUE;
      guint32 key = msp_keys_find (self->trail->names, folded, row.id);
      msp_index_count (self->index, msp_holdings_get (self->holdings, row.mailbox)->mailbox, key, folded,
                       row.received == MSP_DATE_UNKNOWN ? MSP_TIME_UNKNOWN : row.received, row.size);
    }
  return FALSE;
}

/* Mail without an id that a record may name by subject and size. */
static gboolean
count_nameless (Run *self, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (self->out, MSP_ACCESS_COPIES, error);
  MspAccessCopyRow row;
  gboolean end;

  self->weak = msp_weak_new (self->index);
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error))
    {
      gboolean bracketed;
      g_autofree char *id = end ? NULL : msp_message_id_normalise (row.message_id, &bracketed);

      if (end)
        return TRUE;
      if (id[0] == '\0')
        msp_weak_count (self->weak, msp_holdings_get (self->holdings, row.mailbox)->mailbox, row.subject, row.size);
    }
  return FALSE;
}

/* Records that lost fields (MSP_MARK_FLATTENED) are holes each. */
static gboolean
is_truncated (const Run *self)
{
  const guint cut = MSP_MARK_ROW_CAP | MSP_MARK_NEXT_LINK | MSP_MARK_CUT | MSP_MARK_DATE_ORDER;

  for (guint i = 0; i < self->gather->inputs->len; i++)
    if ((g_array_index (self->gather->inputs, MspGatherInput, i).marks & cut) != 0)
      return TRUE;
  return FALSE;
}

/* An empty file holds no record that could be missed. */
static gboolean
has_unread (const Run *self)
{
  for (guint i = 0; i < self->gather->inputs->len; i++)
    {
      const MspGatherInput *input = &g_array_index (self->gather->inputs, MspGatherInput, i);

      if (strcmp (input->state, "unread") == 0 && (input->size > 0 || input->sha256 == NULL))
        return TRUE;
    }
  return FALSE;
}

static MspGroundsSources
get_sources (const Run *self, MspGroundsSearch search)
{
  return (MspGroundsSources) {
    self->index, self->web, self->asked != NULL ? search : NULL, self->asked, self->weak,
    self->window.is_known ? msp_exposure_get_end (&self->window) : G_MAXINT64,
  };
}

static gboolean
ask_texts (Run *self, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = NULL;
  MspAccessCopyRow row;
  gboolean end;

  if (self->options->search == NULL || !msp_forward_has_words (self->trail))
    return TRUE;
  self->asked = msp_asked_new (self->options->search, self->options->search_data);
  cursor = msp_access_writer_read (self->out, MSP_ACCESS_COPIES, error);
  const MspGroundsSources sources = get_sources (self, msp_asked_note);
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error))
    {
      Copy copy;

      if (end || !msp_asked_answer (self->asked, row.locator, FALSE, error))
        return end && msp_asked_answer (self->asked, NULL, TRUE, error);
      copy_init (&copy, self, &row);
      msp_asked_begin (self->asked, row.place);
      msp_forward_ask (&sources, &copy.subject);
      copy_clear (&copy);
    }
  return FALSE;
}

static gboolean
write_verdict (Run *self, MspJudge *judge, const MspAccessCopyRow *row, const Copy *copy, GError **error)
{
  const MspGroundsSources sources = get_sources (self, msp_asked_find);
  guint copies = copy->subject.key != 0 ? msp_index_get_count (self->index, copy->subject.mailbox, copy->subject.key) : 1;
  const MspHolding *mailbox = msp_holdings_get (self->holdings, row->mailbox);
  MspGrounds grounds;
  MspVerdictRow verdict;
  gboolean good;

  if (copy->subject.key != 0)
    msp_index_note_place (self->index, copy->subject.mailbox, copy->subject.key, msp_names_add (self->trail->names, row->id));
  if (self->asked != NULL)
    msp_asked_begin (self->asked, row->place);
  msp_grounds_fill (&grounds, &sources, &copy->subject);
  judge->rejected = msp_holes_count (self->holes, copy->subject.mailbox,
                                     copy->subject.is_date_only ? MSP_TIME_UNKNOWN : copy->subject.received);
  judge->is_named_by_reject = msp_holes_name (self->holes, copy->subject.mailbox);
  judge->is_guessed = mailbox != NULL && mailbox->how == MSP_MAPPED_BY_RECIPIENTS;
  msp_verdict_row_init (&verdict, judge, &grounds, &copy->subject, row, copies);
  self->joined[verdict.row.join[0] != '\0' ? grounds.join : MSP_JOIN_NONE]++;
  good = msp_access_writer_put (self->out, MSP_ACCESS_VERDICTS, &verdict.row, error);
  msp_verdict_row_clear (&verdict);
  return good;
}

static gboolean
write_verdicts (Run *self, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (self->out, MSP_ACCESS_COPIES, error);
  MspJudge judge = {
    .index = self->index, .window = &self->window, .coverage = self->coverage,
    .whole_mailbox = self->options->scope == MSP_SCOPE_MAILBOX, .ignores_unknown = self->options->unknown == MSP_UNKNOWN_TRUSTED,
    .is_truncated = is_truncated (self), .has_unread = has_unread (self),
    .has_logs = g_hash_table_size (self->index->mailboxes) > 0,
  };
  MspAccessCopyRow row;
  gboolean end, good = TRUE;

  while (cursor != NULL && good && msp_access_cursor_next (cursor, &row, &end, error))
    {
      Copy copy;

      if (end)
        return TRUE;
      copy_init (&copy, self, &row);
      good = write_verdict (self, &judge, &row, &copy, error);
      copy_clear (&copy);
    }
  return FALSE;
}

static gboolean
write_facts (Run *self, GError **error)
{
  const guint sampled = MSP_MARK_SAMPLED;
  gboolean is_sampled = FALSE;
  MspBound bound;

  for (guint i = 0; i < self->gather->inputs->len; i++)
    is_sampled |= (g_array_index (self->gather->inputs, MspGatherInput, i).marks & sampled) != 0;
  msp_bound_init (&bound, self->index, &self->window, is_sampled);
  if (bound.has_flows && !msp_bound_fit (&bound, self->out, self->options->compression, error))
    return FALSE;
  const MspFactSources sources = { self->options, self->index, self->holdings, &self->window, &bound, &self->digests, &self->asker,
                                   self->joined, self->as_of };
  return msp_facts_write (self->out, &sources, error);
}

static gboolean
write_all (Run *self, GError **error)
{
  if (!join_evidence (self, error) || !count_mail (self, error) || (self->options->joins_weakly && !count_nameless (self, error)))
    return FALSE;
  msp_index_end_count (self->index);
  self->holes = msp_holes_new (self->gather->holes, self->index, self->holdings);
  return ask_texts (self, error) && write_verdicts (self, error) && msp_notes_write_inputs (self->out, self->gather, error)
         && msp_notes_write_actors (self->out, self->index, &self->window, error) && msp_notes_write_missing (self->out, self->index, error)
         && msp_coverage_write (self->coverage, self->out, error)
         && msp_notes_write_timeline (self->out, self->index, self->gather, error)
         && msp_digests_fill (self->out, &(MspDigestWish) { self->options->hashes, self->options->digests, self->options->digests_data },
                              &self->digests, error)
         && write_facts (self, error)
         && msp_access_writer_commit (self->out, error);
}

gboolean
msp_access_run (const char *path, const MspAccessOptions *options, gboolean *out_complete, GError **error)
{
  g_auto (Run) run = { .options = options, .asker = { .ask = options->digests, .data = options->digests_data } };

  if (!read_evidence (&run, error) || !load_sizes (&run, path, error))
    return FALSE;
  run.out = msp_access_writer_new (path, error);
  *out_complete = msp_gather_is_complete (run.gather);
  return run.out != NULL && write_all (&run, error);
}
