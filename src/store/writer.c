/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/writer.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "store/case.h"
#include "store/row.h"
#include "store/writer-rows.h"

#define ROWS_PER_TRANSACTION 30000

static const char *const link_names[] = { "none", "account", "person" };

/* SQLite gives a transaction up by itself on a full disk: what follows must not be kept without what was before it. */
static gboolean
is_whole (const MspWriter *self, GError **error)
{
  if (!self->in_transaction || sqlite3_get_autocommit (self->database->handle) == 0)
    return TRUE;
  g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_IO, _("cannot read or write the case file '%s': %s"), self->database->path,
               "a transaction was given up");
  return FALSE;
}

/* A record and all that belongs to it is never cut by a commit. */
gboolean
msp_writer_begin (MspWriter *self, GError **error)
{
  if (!is_whole (self, error))
    return FALSE;
  if (!self->checkpoints && self->in_transaction && msp_writer_is_due (self) && !msp_writer_flush (self, error))
    return FALSE;
  if (!self->in_transaction && !msp_database_exec (self->database, "BEGIN", error))
    return FALSE;
  self->in_transaction = TRUE;
  return TRUE;
}

static const char *
get_source_id (MspWriter *self, const char *locator)
{
  if (g_strcmp0 (self->source, locator) != 0)
    {
      g_free (self->source);
      g_free (self->source_id);
      self->source = g_strdup (locator);
      self->source_id = msp_hash_dup_id (locator);
      self->has_no_uids = FALSE;
    }
  return self->source_id;
}

static gint
compare_values (gconstpointer left, gconstpointer right)
{
  const MspFinding *a = *(const MspFinding *const *) left, *b = *(const MspFinding *const *) right;
  int order = memcmp (a->value_key, b->value_key, MSP_VALUE_KEY_LEN);

  return order != 0 ? order : strcmp (a->detector, b->detector);
}

static guint64
count_distinct (MspWriter *self, const MspMessageRecord *message)
{
  guint64 n = 0;

  g_array_set_size (self->order, 0);
  for (gsize i = 0; i < message->n_findings; i++)
    {
      const MspFinding *finding = &message->findings[i];

      g_array_append_val (self->order, finding);
    }
  g_array_sort (self->order, compare_values);
  for (guint i = 0; i < self->order->len; i++)
    n += i == 0 || compare_values (&g_array_index (self->order, const MspFinding *, i - 1),
                                   &g_array_index (self->order, const MspFinding *, i)) != 0;
  return n;
}

static void
append_word (GString *list, const char *word)
{
  if (list->len > 0)
    g_string_append (list, "; ");
  g_string_append (list, word);
}

/* Sums of the findings: categories in the order of the model, occurrences, distinct values, persons. */
static void
bind_totals (MspWriter *self, MspRow *row, const MspMessageRecord *message)
{
  g_autoptr (GString) categories = NULL;
  guint64 occurrences = 0;
  guint32 seen = 0;

  /* Most messages. */
  if (message->n_findings == 0)
    {
      msp_row_put_text (row, "");
      msp_row_put_number (row, 0);
      msp_row_put_number (row, 0);
      msp_row_put_number (row, message->persons);
      return;
    }
  categories = g_string_new (NULL);
  for (gsize i = 0; i < message->n_findings; i++)
    {
      seen |= 1u << message->findings[i].category;
      occurrences += message->findings[i].occurrences;
    }
  for (int i = 0; i < MSP_N_CATEGORIES; i++)
    if ((seen & (1u << i)) != 0)
      append_word (categories, msp_category_get_name ((MspCategory) i));
  msp_row_put_text (row, categories->str);
  msp_row_put_number (row, occurrences);
  msp_row_put_number (row, count_distinct (self, message));
  msp_row_put_number (row, message->persons);
}

/* "failed/damaged; partial/limit": each pair once, in the order of the model. */
static void
bind_problem_list (MspRow *row, const MspMessageRecord *message)
{
  g_autoptr (GString) list = NULL;
  gboolean seen[MSP_N_FATES][MSP_N_REASONS] = { 0 };

  if (message->n_problems == 0)
    {
      msp_row_put_text (row, "");
      return;
    }
  list = g_string_new (NULL);
  for (gsize i = 0; i < message->n_problems; i++)
    seen[message->problems[i].fate][message->problems[i].reason] = message->problems[i].fate != MSP_FATE_READ;
  for (int fate = 0; fate < MSP_N_FATES; fate++)
    for (int reason = 0; reason < MSP_N_REASONS; reason++)
      if (seen[fate][reason])
        {
          append_word (list, msp_fate_get_name ((MspFate) fate));
          if (reason != MSP_REASON_NONE)
            g_string_append_printf (list, "/%s", msp_reason_get_name ((MspReason) reason));
        }
  msp_row_put_text (row, list->str);
}

/* Files inside an attachment are no attachments themselves. */
static void
bind_part_counts (MspRow *row, const MspMessageRecord *message)
{
  guint64 attachments = 0, opaque = 0;

  for (gsize i = 0; i < message->n_parts; i++)
    {
      attachments += message->parts[i].filename != NULL && strchr (message->parts[i].section, '!') == NULL;
      opaque += message->parts[i].fate == MSP_FATE_OPAQUE;
    }
  msp_row_put_number (row, attachments);
  msp_row_put_number (row, opaque);
}

static gboolean
write_message (MspWriter *self, const MspMessageRecord *message, GError **error)
{
  MspRow *row;

  if ((row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_MESSAGE, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, message->id);
  msp_row_put_text (row, message->locator);
  msp_row_put_text (row, get_source_id (self, message->source));
  msp_row_put_text (row, message->kind == MSP_MESSAGE_MAIL ? "mail" : "document");
  msp_row_put_number (row, message->flags);
  msp_row_put_number (row, message->offset);
  msp_row_put_number (row, message->size);
  msp_row_put_word (row, message->mailbox);
  msp_row_put_word (row, message->folder);
  msp_row_put_word (row, message->labels);
  msp_row_put_signed_or_null (row, message->date, MSP_DATE_UNKNOWN);
  msp_row_put_signed_or_null (row, message->received_basis != MSP_RECEIVED_UNKNOWN ? message->received : MSP_DATE_UNKNOWN, MSP_DATE_UNKNOWN);
  msp_row_put_number (row, message->received_basis);
  msp_row_put_word (row, message->from);
  msp_row_put_word (row, message->recipients);
  msp_row_put_word (row, message->subject);
  msp_row_put_word (row, message->message_id);
  msp_row_put_number (row, message->score);
  msp_row_put_number (row, message->score_max);
  msp_row_put_text (row, msp_severity_get_name (message->severity));
  msp_row_put_word (row, message->score_reasons);
  bind_totals (self, row, message);
  msp_row_put_number (row, message->suppressed);
  bind_part_counts (row, message);
  bind_problem_list (row, message);
  msp_row_put_bytes (row, message->bytes);
  return msp_writer_end_row (self, row, error);
}

static gboolean
write_part (MspWriter *self, const char *id, gsize position, const MspPartRecord *part, GError **error)
{
  MspRow *row;

  if ((row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_PART, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, id);
  msp_row_put_number (row, position);
  msp_row_put_word (row, part->section);
  msp_row_put_word (row, part->type);
  msp_row_put_text (row, part->sniffed);
  msp_row_put_text (row, part->filename);
  msp_row_put_number (row, part->raw_size);
  msp_row_put_number (row, part->text_size);
  msp_row_put_text (row, msp_fate_get_name (part->fate));
  msp_row_put_text (row, msp_reason_get_name (part->reason));
  return msp_writer_end_row (self, row, error);
}

static gboolean
write_finding (MspWriter *self, const char *id, gsize position, const MspFinding *finding, GError **error)
{
  MspRow *row;

  if ((row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_FINDING, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, id);
  msp_row_put_number (row, position);
  msp_row_put_word (row, finding->section);
  msp_row_put_number (row, finding->start);
  msp_row_put_number (row, finding->end);
  msp_row_put_word (row, finding->detector);
  msp_row_put_text (row, msp_category_get_name (finding->category));
  msp_row_put_number (row, finding->sensitivity);
  msp_row_put_number (row, finding->confidence);
  msp_row_put_text (row, msp_band_get_name (finding->band));
  msp_row_put_number (row, finding->flags);
  msp_row_put_word (row, finding->masked);
  msp_row_put_key (row, finding->value_key);
  msp_row_put_text (row, finding->label);
  msp_row_put_word (row, finding->reasons);
  msp_row_put_number (row, finding->occurrences);
  msp_row_put_number (row, finding->distinct);
  msp_row_put_text (row, link_names[finding->link]);
  msp_row_put_key_or_null (row, finding->person_key);
  msp_row_put_key_or_null (row, finding->paragraph);
  msp_row_put_text (row, finding->person);
  msp_row_put_key_or_null (row, finding->name_key);
  msp_row_put_number (row, finding->link_confidence);
  return msp_writer_end_row (self, row, error);
}

static gboolean
write_rest (MspWriter *self, const MspMessageRecord *message, GError **error)
{
  MspRow *row;

  if ((row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_REST, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, message->id);
  msp_row_put_number (row, message->rest_score);
  msp_row_put_number (row, message->rest_score_max);
  msp_row_put_text (row, msp_severity_get_name (msp_severity_from_score (message->rest_score)));
  msp_row_put_word (row, message->rest_reasons);
  return msp_writer_end_row (self, row, error);
}

static gboolean
write_problem (MspWriter *self, const char *id, guint64 position, const MspProblem *problem, GError **error)
{
  MspRow *row;

  if ((row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_PROBLEM, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, id);
  msp_row_put_number (row, position);
  msp_row_put_word (row, problem->locator);
  msp_row_put_text (row, msp_fate_get_name (problem->fate));
  msp_row_put_text (row, msp_reason_get_name (problem->reason));
  msp_row_put_word (row, problem->detail);
  return msp_writer_end_row (self, row, error);
}

/* A part whose section begins the next one's holds the bytes of those below it once more: only the innermost count. */
static guint64
sum_parts (const MspMessageRecord *message)
{
  guint64 sum = 0;

  for (gsize i = 0; i < message->n_parts; i++)
    {
      const char *section = message->parts[i].section, *next = i + 1 < message->n_parts ? message->parts[i + 1].section : "";
      gsize len = strlen (section);

      if (strncmp (section, next, len) != 0 || next[len] != '.')
        sum += message->parts[i].raw_size;
    }
  return sum;
}

/* Programs of old left a UID in every message. Of a mailbox file whose first message states no UIDVALIDITY none would stay (uids.c). */
static gboolean
has_uid (MspWriter *self, const MspMessageRecord *message)
{
  if (message->offset == 0)
    self->has_no_uids = message->uid_validity == 0;
  return !self->has_no_uids && (message->uid != 0 || message->uid_validity != 0);
}

/* What the ledger check would have to look at every row for. */
static void
check_message (MspWriter *self, const MspMessageRecord *message)
{
  guint64 sum = 0;

  if (self->broken != NULL)
    return;
  for (int i = 0; i < MSP_N_FATES; i++)
    sum += message->bytes[i];
  if (sum != message->size)
    self->broken = g_strdup_printf (_("'%s': the bytes of its fates are not its size"), message->locator);
  else if (sum_parts (message) > message->size)
    self->broken = g_strdup_printf (_("'%s': its parts hold more bytes than the message"), message->locator);
}

static gboolean
take_message (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  MspWriter *self = (MspWriter *) sink;
  gboolean good = msp_writer_begin (self, error) && write_message (self, message, error);

  check_message (self, message);
  msp_balance_add_message (&self->balance, message);
  for (gsize i = 0; good && i < message->n_parts; i++)
    good = write_part (self, message->id, i, &message->parts[i], error);
  for (gsize i = 0; good && i < message->n_findings; i++)
    good = write_finding (self, message->id, i, &message->findings[i], error);
  if (good && message->has_rest)
    good = write_rest (self, message, error);
  if (good && message->thread != NULL)
    good = msp_writer_put_thread (self, message->id, message->thread, error);
  if (good && has_uid (self, message))
    good = msp_writer_put_uid (self, message, error);
  for (gsize i = 0; good && i < message->n_problems; i++)
    good = write_problem (self, message->id, i, &message->problems[i], error);
  return good;
}

static gboolean
take_source (MspSink *sink, const MspSourceRecord *source, GError **error)
{
  MspWriter *self = (MspWriter *) sink;
  g_autofree char *parent = source->parent != NULL ? msp_hash_dup_id (source->parent) : NULL;
  MspRow *row;

  if (!msp_writer_begin (self, error) || (row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_SOURCE, error)) == NULL)
    return FALSE;
  msp_balance_add_source (&self->balance, source);
  msp_row_put_text (row, get_source_id (self, source->locator));
  msp_row_put_text (row, source->locator);
  msp_row_put_text (row, parent);
  msp_row_put_word (row, source->kind);
  msp_row_put_number (row, source->size);
  msp_row_put_text (row, source->sha256);
  msp_row_put_number (row, source->messages);
  msp_row_put_signed_or_null (row, (gint64) MIN (source->expected, (guint64) G_MAXINT64), G_MAXINT64);
  msp_row_put_text (row, msp_fate_get_name (source->fate));
  msp_row_put_text (row, msp_reason_get_name (source->reason));
  msp_row_put_text (row, source->detail);
  msp_row_put_bytes (row, source->bytes);
  return msp_writer_end_row (self, row, error);
}

static gboolean
take_slice (MspSink *sink, const MspSliceRecord *slice, GError **error)
{
  MspWriter *self = (MspWriter *) sink;
  const MspSourceRecord *part = &slice->row;
  MspRow *row;

  if (!msp_writer_begin (self, error) || (row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_SLICE, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, part->locator);
  msp_row_put_number (row, slice->start);
  msp_row_put_number (row, slice->n_parts);
  msp_row_put_number (row, slice->file_size);
  msp_row_put_text (row, part->kind);
  msp_row_put_number (row, part->size);
  msp_row_put_text (row, part->sha256);
  msp_row_put_number (row, part->messages);
  msp_row_put_text (row, msp_fate_get_name (part->fate));
  msp_row_put_text (row, msp_reason_get_name (part->reason));
  msp_row_put_text (row, part->detail);
  msp_row_put_bytes (row, part->bytes);
  return msp_writer_end_row (self, row, error);
}

static gboolean
take_problem (MspSink *sink, const MspProblem *problem, GError **error)
{
  MspWriter *self = (MspWriter *) sink;

  return msp_writer_begin (self, error) && write_problem (self, NULL, self->loose_problems++, problem, error);
}

static const MspSinkClass sink_class = { take_message, take_source, take_problem, take_slice, msp_writer_take_claim, msp_writer_take_digest };

void
msp_writer_init (MspWriter *self, MspDatabase *database)
{
  *self = (MspWriter) { .sink = { &sink_class }, .database = database };
  msp_balance_init (&self->balance);
  self->order = g_array_new (FALSE, FALSE, sizeof (const MspFinding *));
}

gboolean
msp_writer_is_due (const MspWriter *self)
{
  return self->pending >= ROWS_PER_TRANSACTION;
}

gboolean
msp_writer_flush_rows (MspWriter *self, GError **error)
{
  gboolean good = is_whole (self, error);

  for (int i = 0; good && i < MSP_N_STATEMENTS; i++)
    good = self->rows[i] == NULL || msp_row_flush (self->rows[i], error);
  return good;
}

gboolean
msp_writer_flush (MspWriter *self, GError **error)
{
  if (self->in_transaction && (!msp_writer_flush_rows (self, error) || !msp_database_exec (self->database, "COMMIT", error)))
    return FALSE;
  self->in_transaction = FALSE;
  self->pending = 0;
  return TRUE;
}

static void
free_rows (MspWriter *self)
{
  for (int i = 0; i < MSP_N_STATEMENTS; i++)
    g_clear_pointer (&self->rows[i], msp_row_free);
}

void
msp_writer_drop (MspWriter *self)
{
  free_rows (self);
  if (self->in_transaction)
    (void) msp_database_exec (self->database, "ROLLBACK", NULL);
  self->in_transaction = FALSE;
}

void
msp_writer_clear (MspWriter *self)
{
  free_rows (self);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->source_id, g_free);
  g_clear_pointer (&self->broken, g_free);
  g_clear_pointer (&self->order, g_array_unref);
  msp_balance_clear (&self->balance);
  self->sink.klass = NULL;
}

gboolean
msp_writer_set_run (MspDatabase *database, const char *key, const char *value, GError **error)
{
  sqlite3_stmt *statement = msp_database_get (database, MSP_STATEMENT_INSERT_RUN, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, value != NULL ? value : "", -1, SQLITE_STATIC);
  return msp_database_step (database, statement, error);
}
