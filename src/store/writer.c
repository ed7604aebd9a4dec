/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/writer.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "store/case.h"

#define ROWS_PER_TRANSACTION 10000

static const char *const link_names[] = { "none", "account", "person" };

/* Binds the values of one row from left to right. */
typedef struct {
  sqlite3_stmt *statement;
  int           column;
} Row;

static void
bind_text (Row *row, const char *text)
{
  row->column++;
  if (text != NULL)
    sqlite3_bind_text (row->statement, row->column, text, -1, SQLITE_STATIC);
}

static void
bind_word (Row *row, const char *text)
{
  bind_text (row, text != NULL ? text : "");
}

static void
bind_number (Row *row, guint64 number)
{
  sqlite3_bind_int64 (row->statement, ++row->column, (sqlite3_int64) MIN (number, (guint64) G_MAXINT64));
}

static void
bind_signed_or_null (Row *row, gint64 number, gint64 null)
{
  row->column++;
  if (number != null)
    sqlite3_bind_int64 (row->statement, row->column, number);
}

static void
bind_key (Row *row, const guint8 key[MSP_VALUE_KEY_LEN])
{
  sqlite3_bind_blob (row->statement, ++row->column, key, MSP_VALUE_KEY_LEN, SQLITE_STATIC);
}

static void
bind_bytes (Row *row, const guint64 bytes[MSP_N_FATES])
{
  for (int i = 0; i < MSP_N_FATES; i++)
    bind_number (row, bytes[i]);
}

static gboolean
has_key (const guint8 key[MSP_VALUE_KEY_LEN])
{
  static const guint8 none[MSP_VALUE_KEY_LEN];

  return memcmp (key, none, sizeof none) != 0;
}

static void
bind_key_or_null (Row *row, const guint8 key[MSP_VALUE_KEY_LEN])
{
  if (has_key (key))
    bind_key (row, key);
  else
    row->column++;   /* what is not bound is NULL */
}

static gboolean
begin_row (MspWriter *self, MspStatement which, Row *out_row, GError **error)
{
  *out_row = (Row) { msp_database_get (self->database, which, error), 0 };
  return out_row->statement != NULL;
}

static gboolean
end_row (MspWriter *self, Row *row, GError **error)
{
  self->pending++;
  return msp_database_step (self->database, row->statement, error);
}

/* A record and all that belongs to it is never cut by a commit. */
gboolean
msp_writer_begin (MspWriter *self, GError **error)
{
  /* SQLite gives a transaction up by itself on a full disk: what follows must not be kept without what was before it. */
  if (self->in_transaction && sqlite3_get_autocommit (self->database->handle) != 0)
    {
      g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_IO, _("cannot read or write the case file '%s': %s"), self->database->path,
                   "a transaction was given up");
      return FALSE;
    }
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
bind_totals (MspWriter *self, Row *row, const MspMessageRecord *message)
{
  g_autoptr (GString) categories = NULL;
  guint64 occurrences = 0;
  guint32 seen = 0;

  /* Most messages. */
  if (message->n_findings == 0)
    {
      bind_text (row, "");
      bind_number (row, 0);
      bind_number (row, 0);
      bind_number (row, message->persons);
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
  sqlite3_bind_text (row->statement, ++row->column, categories->str, (int) categories->len, SQLITE_TRANSIENT);
  bind_number (row, occurrences);
  bind_number (row, count_distinct (self, message));
  bind_number (row, message->persons);
}

/* "failed/damaged; partial/limit": each pair once, in the order of the model. */
static void
bind_problem_list (Row *row, const MspMessageRecord *message)
{
  g_autoptr (GString) list = NULL;
  gboolean seen[MSP_N_FATES][MSP_N_REASONS] = { 0 };

  if (message->n_problems == 0)
    {
      bind_text (row, "");
      return;
    }
  list = g_string_new (NULL);
  for (gsize i = 0; i < message->n_problems; i++)
    seen[message->problems[i].fate][message->problems[i].reason] = TRUE;
  for (int fate = 0; fate < MSP_N_FATES; fate++)
    for (int reason = 0; reason < MSP_N_REASONS; reason++)
      if (seen[fate][reason])
        {
          append_word (list, msp_fate_get_name ((MspFate) fate));
          if (reason != MSP_REASON_NONE)
            g_string_append_printf (list, "/%s", msp_reason_get_name ((MspReason) reason));
        }
  sqlite3_bind_text (row->statement, ++row->column, list->str, (int) list->len, SQLITE_TRANSIENT);
}

/* Files inside an attachment are no attachments themselves. */
static void
bind_part_counts (Row *row, const MspMessageRecord *message)
{
  guint64 attachments = 0, opaque = 0;

  for (gsize i = 0; i < message->n_parts; i++)
    {
      attachments += message->parts[i].filename != NULL && strchr (message->parts[i].section, '!') == NULL;
      opaque += message->parts[i].fate == MSP_FATE_OPAQUE;
    }
  bind_number (row, attachments);
  bind_number (row, opaque);
}

static gboolean
write_message (MspWriter *self, const MspMessageRecord *message, GError **error)
{
  Row row;

  if (!begin_row (self, MSP_STATEMENT_INSERT_MESSAGE, &row, error))
    return FALSE;
  bind_text (&row, message->id);
  bind_text (&row, message->locator);
  bind_text (&row, get_source_id (self, message->source));
  bind_text (&row, message->kind == MSP_MESSAGE_MAIL ? "mail" : "document");
  bind_number (&row, message->flags);
  bind_number (&row, message->offset);
  bind_number (&row, message->size);
  bind_word (&row, message->mailbox);
  bind_word (&row, message->folder);
  bind_word (&row, message->labels);
  bind_signed_or_null (&row, message->date, MSP_DATE_UNKNOWN);
  bind_word (&row, message->from);
  bind_word (&row, message->recipients);
  bind_word (&row, message->subject);
  bind_word (&row, message->message_id);
  bind_number (&row, message->score);
  bind_number (&row, message->score_max);
  bind_text (&row, msp_severity_get_name (message->severity));
  bind_word (&row, message->score_reasons);
  bind_totals (self, &row, message);
  bind_number (&row, message->suppressed);
  bind_part_counts (&row, message);
  bind_problem_list (&row, message);
  bind_bytes (&row, message->bytes);
  return end_row (self, &row, error);
}

static gboolean
write_part (MspWriter *self, const char *id, gsize position, const MspPartRecord *part, GError **error)
{
  Row row;

  if (!begin_row (self, MSP_STATEMENT_INSERT_PART, &row, error))
    return FALSE;
  bind_text (&row, id);
  bind_number (&row, position);
  bind_word (&row, part->section);
  bind_word (&row, part->type);
  bind_text (&row, part->sniffed);
  bind_text (&row, part->filename);
  bind_number (&row, part->raw_size);
  bind_number (&row, part->text_size);
  bind_text (&row, msp_fate_get_name (part->fate));
  bind_text (&row, msp_reason_get_name (part->reason));
  return end_row (self, &row, error);
}

static gboolean
write_finding (MspWriter *self, const char *id, gsize position, const MspFinding *finding, GError **error)
{
  Row row;

  if (!begin_row (self, MSP_STATEMENT_INSERT_FINDING, &row, error))
    return FALSE;
  bind_text (&row, id);
  bind_number (&row, position);
  bind_word (&row, finding->section);
  bind_number (&row, finding->start);
  bind_number (&row, finding->end);
  bind_word (&row, finding->detector);
  bind_text (&row, msp_category_get_name (finding->category));
  bind_number (&row, finding->sensitivity);
  bind_number (&row, finding->confidence);
  bind_text (&row, msp_band_get_name (finding->band));
  bind_number (&row, finding->flags);
  bind_word (&row, finding->masked);
  bind_key (&row, finding->value_key);
  bind_text (&row, finding->label);
  bind_word (&row, finding->reasons);
  bind_number (&row, finding->occurrences);
  bind_number (&row, finding->distinct);
  bind_text (&row, link_names[finding->link]);
  bind_key_or_null (&row, finding->person_key);
  bind_key_or_null (&row, finding->paragraph);
  bind_text (&row, finding->person);
  bind_key_or_null (&row, finding->name_key);
  bind_number (&row, finding->link_confidence);
  return end_row (self, &row, error);
}

static gboolean
write_rest (MspWriter *self, const MspMessageRecord *message, GError **error)
{
  Row row;

  if (!begin_row (self, MSP_STATEMENT_INSERT_REST, &row, error))
    return FALSE;
  bind_text (&row, message->id);
  bind_number (&row, message->rest_score);
  bind_number (&row, message->rest_score_max);
  bind_text (&row, msp_severity_get_name (msp_severity_from_score (message->rest_score)));
  bind_word (&row, message->rest_reasons);
  return end_row (self, &row, error);
}

static gboolean
write_problem (MspWriter *self, const char *id, guint64 position, const MspProblem *problem, GError **error)
{
  Row row;

  if (!begin_row (self, MSP_STATEMENT_INSERT_PROBLEM, &row, error))
    return FALSE;
  bind_text (&row, id);
  bind_number (&row, position);
  bind_word (&row, problem->locator);
  bind_text (&row, msp_fate_get_name (problem->fate));
  bind_text (&row, msp_reason_get_name (problem->reason));
  bind_word (&row, problem->detail);
  return end_row (self, &row, error);
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
  for (gsize i = 0; good && i < message->n_problems; i++)
    good = write_problem (self, message->id, i, &message->problems[i], error);
  return good;
}

static gboolean
take_source (MspSink *sink, const MspSourceRecord *source, GError **error)
{
  MspWriter *self = (MspWriter *) sink;
  g_autofree char *parent = source->parent != NULL ? msp_hash_dup_id (source->parent) : NULL;
  Row row;

  if (!msp_writer_begin (self, error) || !begin_row (self, MSP_STATEMENT_INSERT_SOURCE, &row, error))
    return FALSE;
  msp_balance_add_source (&self->balance, source);
  bind_text (&row, get_source_id (self, source->locator));
  bind_text (&row, source->locator);
  bind_text (&row, parent);
  bind_word (&row, source->kind);
  bind_number (&row, source->size);
  bind_text (&row, source->sha256);
  bind_number (&row, source->messages);
  bind_signed_or_null (&row, (gint64) MIN (source->expected, (guint64) G_MAXINT64), G_MAXINT64);
  bind_text (&row, msp_fate_get_name (source->fate));
  bind_text (&row, msp_reason_get_name (source->reason));
  bind_text (&row, source->detail);
  bind_bytes (&row, source->bytes);
  return end_row (self, &row, error);
}

static gboolean
take_slice (MspSink *sink, const MspSliceRecord *slice, GError **error)
{
  MspWriter *self = (MspWriter *) sink;
  const MspSourceRecord *part = &slice->row;
  Row row;

  if (!msp_writer_begin (self, error) || !begin_row (self, MSP_STATEMENT_INSERT_SLICE, &row, error))
    return FALSE;
  bind_text (&row, part->locator);
  bind_number (&row, slice->start);
  bind_number (&row, slice->n_parts);
  bind_number (&row, slice->file_size);
  bind_text (&row, part->kind);
  bind_number (&row, part->size);
  bind_text (&row, part->sha256);
  bind_number (&row, part->messages);
  bind_text (&row, msp_fate_get_name (part->fate));
  bind_text (&row, msp_reason_get_name (part->reason));
  bind_text (&row, part->detail);
  bind_bytes (&row, part->bytes);
  return end_row (self, &row, error);
}

static gboolean
take_problem (MspSink *sink, const MspProblem *problem, GError **error)
{
  MspWriter *self = (MspWriter *) sink;

  return msp_writer_begin (self, error) && write_problem (self, NULL, self->loose_problems++, problem, error);
}

static const MspSinkClass sink_class = { take_message, take_source, take_problem, take_slice };

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
msp_writer_flush (MspWriter *self, GError **error)
{
  if (self->in_transaction && !msp_database_exec (self->database, "COMMIT", error))
    return FALSE;
  self->in_transaction = FALSE;
  self->pending = 0;
  return TRUE;
}

void
msp_writer_drop (MspWriter *self)
{
  if (self->in_transaction)
    (void) msp_database_exec (self->database, "ROLLBACK", NULL);
  self->in_transaction = FALSE;
}

void
msp_writer_clear (MspWriter *self)
{
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
