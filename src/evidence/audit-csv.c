/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-readers.h"

#include <glib/gi18n-lib.h>

#include "evidence/audit-names.h"
#include "evidence/audit-private.h"
#include "evidence/csv-rows.h"
#include "evidence/timestamp.h"

/* Audit records of Microsoft 365 as CSV: of the Purview portal, old and new, of Search-UnifiedAuditLog, of OfficeActivity and
   CloudAppEvents, of collectors. Either a column holds the record as JSON, or the columns are its members. */

/* What a search of the portal gives at most. */
#define ROW_CAP 50000

/* The most that is kept of rows whose date waits for a later one to show the order of day and month. */
#define MAX_WAITING (64 * 1024 * 1024)

#define NONE G_MAXUINT

typedef struct {
  guint64 line;
  guint   n;
  MspCell cells[];
} Waiting;

typedef struct {
  MspCsvRows    rows;
  MspJsonTree      *tree;
  MspAudit     *audit;
  MspEventSink *sink;
  guint         n_columns;
  char         *first;                      /* the first column's name as it stands */
  char         *keys[MSP_CSV_CELLS_MAX];    /* what the columns are called in AuditData */
  guint         data, time, count;          /* columns, NONE if there is no such */
  gboolean      is_utc;
  guint64       n_rows, max_count;
  MspDateOrder  order;
  GPtrArray    *waiting;
  gsize         waiting_bytes;
} Reader;

static gboolean
is_data_name (const char *name)
{
  return g_str_equal (name, "AuditData") || g_str_equal (name, "RawEventData");
}

/* A row that names columns: the first, and others where files were joined. */
static gboolean
is_header (const Reader *self)
{
  gboolean has_operation = FALSE, has_time = FALSE, is_utc;

  for (guint i = 0; i < self->rows.n; i++)
    {
      const char *name = self->rows.cells[i].text;

      if (is_data_name (name))
        return TRUE;
      has_operation |= g_str_equal (msp_audit_get_key (name), "Operation");
      has_time |= msp_audit_is_time (name, &is_utc);
    }
  return has_operation && has_time;
}

/* Marks what the rows under the last header say of being cut short. */
static void
note_cap (Reader *self)
{
  if (self->n_rows == ROW_CAP || self->max_count > self->n_rows)
    self->sink->mark (self->sink, MSP_MARK_ROW_CAP);
  self->n_rows = self->max_count = 0;
}

static void
take_header (Reader *self)
{
  note_cap (self);
  self->data = self->time = self->count = NONE;
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->keys[i]);
  g_free (self->first);
  self->first = g_strdup (self->rows.cells[0].text);
  self->n_columns = self->rows.n;
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *name = self->rows.cells[i].text;

      if (is_data_name (name))
        self->data = i;
      else if (g_str_equal (name, "ResultCount"))
        self->count = i;
      else if (self->time == NONE && msp_audit_is_time (name, &self->is_utc))
        self->time = i;
      self->keys[i] = g_strdup (msp_audit_get_key (name));
    }
}

static const char *
get_cell (const Reader *self, const MspCell *cells, guint n, guint column)
{
  return column < MIN (n, self->n_columns) ? cells[column].text : "";
}

static const char *
find_cell (const Reader *self, const MspCell *cells, guint n, const char *key)
{
  for (guint i = 0; i < MIN (n, self->n_columns); i++)
    if (g_str_equal (self->keys[i], key))
      return cells[i].text;
  return "";
}

/* The record of a row; 0 with *out_reason set. */
static MspNode
get_record (Reader *self, const MspCell *cells, guint n, const char **out_reason)
{
  MspNode record;

  msp_json_tree_clear (self->tree);
  if (self->data != NONE)
    {
      const MspCell *cell = cells + self->data;

      if (g_str_has_prefix (cell->text, "System."))
        {
          *out_reason = MSP_AUDIT_FLATTENED;
          self->sink->mark (self->sink, MSP_MARK_FLATTENED);
          return 0;
        }
      return msp_json_tree_parse (self->tree, cell->text, cell->len, out_reason);
    }
  record = msp_json_tree_add_object (self->tree);
  for (guint i = 0; i < n; i++)
    if (cells[i].len > 0)
      msp_json_tree_add_text (self->tree, record, self->keys[i], cells[i].text);
  return record;
}

/* Learns the order of day and month from a row that shows it: by a day above 12, or by the record's own time. */
static void
learn_order (Reader *self, const char *date, MspNode record)
{
  gint64 time, mdy, dmy;

  if (self->order != MSP_DATE_ORDER_UNKNOWN || *date == '\0')
    return;
  self->order = msp_timestamp_get_order (msp_span_from_string (date));
  if (self->order != MSP_DATE_ORDER_UNKNOWN || !msp_audit_get_time (self->tree, record, &time)
      || msp_timestamp_parse_local (msp_span_from_string (date), MSP_DATE_ORDER_MDY, &mdy) != MSP_DATE_READ
      || msp_timestamp_parse_local (msp_span_from_string (date), MSP_DATE_ORDER_DMY, &dmy) != MSP_DATE_READ || mdy == dmy)
    return;
  if (time == mdy || time == dmy)
    self->order = time == mdy ? MSP_DATE_ORDER_MDY : MSP_DATE_ORDER_DMY;
}

static MspAuditResult
send_row (Reader *self, guint64 line, const MspCell *cells, guint n, GError **error)
{
  MspAuditOuter outer = { .line = line, .time = get_cell (self, cells, n, self->time), .is_utc = self->is_utc };
  const char *reason = NULL;
  MspNode record;

  outer.id = find_cell (self, cells, n, "Id");
  outer.operation = find_cell (self, cells, n, "Operation");
  outer.user = find_cell (self, cells, n, "UserId");
  record = get_record (self, cells, n, &reason);
  if (record == 0)
    {
      msp_audit_reject (self->sink, &outer, reason);
      return MSP_AUDIT_DONE;
    }
  learn_order (self, outer.time, record);
  outer.order = self->order;
  return msp_audit_send (self->audit, record, &outer, error);
}

/* A copy of the row, in case it must wait: reading it changes it. */
static Waiting *
copy_row (const Reader *self)
{
  const MspCsvRows *rows = &self->rows;
  gsize room = sizeof (Waiting) + rows->n * sizeof (MspCell);
  Waiting *copy = g_malloc (room + rows->taken + rows->n);
  char *text = (char *) copy + room;

  copy->line = rows->line;
  copy->n = rows->n;
  for (guint i = 0; i < rows->n; i++)
    {
      copy->cells[i] = (MspCell) { text, rows->cells[i].len };
      memcpy (text, rows->cells[i].text, rows->cells[i].len + 1);
      text += rows->cells[i].len + 1;
    }
  return copy;
}

static void
reject_date (Reader *self, guint64 line)
{
  self->sink->mark (self->sink, MSP_MARK_DATE_ORDER);
  self->sink->reject (self->sink, line, "day and month of its date cannot be told apart", NULL);
}

/* A row without a known place in time waits until the end of the file. */
static void
keep (Reader *self, Waiting *row, gsize bytes)
{
  if (row == NULL || self->waiting_bytes + bytes > MAX_WAITING)
    {
      reject_date (self, self->rows.line);
      g_free (row);
      return;
    }
  self->waiting_bytes += bytes;
  g_ptr_array_add (self->waiting, row);
}

static gboolean
is_ambiguous (const Reader *self)
{
  gint64 time;
  const char *date = get_cell (self, self->rows.cells, self->rows.n, self->time);

  return self->order == MSP_DATE_ORDER_UNKNOWN
         && msp_timestamp_parse_local (msp_span_from_string (date), MSP_DATE_ORDER_UNKNOWN, &time) == MSP_DATE_AMBIGUOUS;
}

/* Why the row cannot be one of the table; NULL if it can. */
static const char *
get_fault (const Reader *self)
{
  if (self->n_columns == 0)
    return "no header names its columns";
  if (self->rows.n > self->n_columns)
    return "it has more columns than the header";
  /* Empty cells at the end may be left out, but not the record. */
  if (self->data == NONE ? self->rows.n < self->n_columns : self->rows.n <= self->data)
    return "it has fewer columns than the header";
  return NULL;
}

/* A row that holds no record: it names columns, or says something about the file. */
static gboolean
take_other_row (Reader *self)
{
  const char *text = self->rows.cells[0].text;
  gboolean is_first = self->n_columns == 0;

  if (is_first && (g_str_has_prefix (text, "#TYPE") || g_str_has_prefix (text, "sep=")))
    return TRUE;
  /* Files that were joined bring their headers, perhaps with a byte-order mark. */
  if ((!is_first && *text != '\xef' && !g_str_equal (text, self->first)) || !is_header (self))
    return FALSE;
  take_header (self);
  return TRUE;
}

static gboolean
read_row (Reader *self, GError **error)
{
  MspCsvRows *rows = &self->rows;
  const char *fault;
  Waiting *copy = NULL;
  MspAuditResult result;

  if (take_other_row (self))
    return TRUE;
  self->n_rows++;
  fault = get_fault (self);
  if (fault != NULL)
    {
      self->sink->reject (self->sink, rows->line, fault, NULL);
      return TRUE;
    }
  if (self->count != NONE)
    self->max_count = MAX (self->max_count, g_ascii_strtoull (get_cell (self, rows->cells, rows->n, self->count), NULL, 10));
  if (is_ambiguous (self))
    copy = copy_row (self);
  result = send_row (self, rows->line, rows->cells, rows->n, error);
  if (result == MSP_AUDIT_AMBIGUOUS)
    keep (self, g_steal_pointer (&copy), rows->taken);
  g_free (copy);
  return result != MSP_AUDIT_FAILED;
}

/* Sends the rows that waited, now that all are known. */
static gboolean
send_waiting (Reader *self, GError **error)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const Waiting *row = g_ptr_array_index (self->waiting, i);
      MspAuditResult result = send_row (self, row->line, row->cells, row->n, error);

      if (result == MSP_AUDIT_AMBIGUOUS)
        reject_date (self, row->line);
      if (result == MSP_AUDIT_FAILED)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (Reader *self, GError **error)
{
  MspCsvRows *rows = &self->rows;
  MspRecordResult result;

  while ((result = msp_csv_rows_next (rows)) != MSP_RECORD_END)
    if (result == MSP_RECORD_REJECTED)
      {
        self->n_rows++;
        self->sink->reject (self->sink, rows->line, rows->reason, NULL);
      }
    else if (!read_row (self, error))
      return FALSE;
  note_cap (self);
  if (!send_waiting (self, error))
    return FALSE;
  if (rows->is_cut || rows->window.failure != NULL)
    self->sink->mark (self->sink, MSP_MARK_CUT);
  if (rows->window.failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&rows->window.failure));
  return FALSE;
}

/* The first line of head that is not about the file itself. */
static MspSpan
get_header (MspSpan head)
{
  gsize at = msp_span_has_prefix (head, "\xef\xbb\xbf") ? 3 : 0;
  const char *end;

  for (;;)
    {
      MspSpan line = msp_span_slice (head, at, head.len);

      end = line.len > 0 ? memchr (line.data, '\n', line.len) : NULL;
      if (end != NULL)
        line.len = (gsize) (end - line.data);
      if (end == NULL || (!msp_span_has_prefix (line, "#TYPE") && !msp_span_has_prefix (line, "\"#TYPE")
                          && !msp_span_has_prefix (line, "sep=")))
        return line;
      at += line.len + 1;
    }
}

static gboolean
has_word (MspSpan line, const char *word)
{
  return memmem (line.data, line.len, word, strlen (word)) != NULL;
}

/* The delimiter is what most often stands between names. */
static char
get_delimiter (MspSpan header)
{
  gsize n[3] = { 0 };
  static const char delimiters[] = ",;\t";

  for (gsize i = 0; i < header.len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (n); k++)
      n[k] += header.data[i] == delimiters[k];
  return n[1] > n[0] && n[1] >= n[2] ? ';' : n[2] > n[0] ? '\t' : ',';
}

static gboolean
is_table (MspSpan header)
{
  return header.len > 0 && header.data[0] != '{' && header.data[0] != '[' && memchr (header.data, '\0', header.len) == NULL;
}

static int
bid_purview (MspSpan head)
{
  MspSpan header = get_header (head);

  return is_table (header) && has_word (header, "AuditData") ? 95 : 0;
}

static int
bid_defender (MspSpan head)
{
  MspSpan header = get_header (head);

  return is_table (header) && has_word (header, "RawEventData") ? 95 : 0;
}

static int
bid_flat (MspSpan head)
{
  MspSpan header = get_header (head);

  if (!is_table (header) || !has_word (header, "Operation"))
    return 0;
  if (has_word (header, "OfficeWorkload") || has_word (header, "OfficeId") || has_word (header, "Client_IPAddress"))
    return 90;
  return has_word (header, "MailboxOwnerUPN") || has_word (header, "UserId") || has_word (header, "MailboxGuid") ? 80 : 0;
}

static gboolean
read_stream (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  g_autoptr (MspAudit) audit = msp_audit_new (tree, options, sink);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_free);
  g_autofree Reader *self = g_new0 (Reader, 1);
  MspSpan head;
  gboolean is_read;

  if (!msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, error))
    return FALSE;
  *self = (Reader) { .tree = tree, .audit = audit, .sink = sink, .waiting = waiting, .data = NONE, .time = NONE, .count = NONE };
  msp_csv_rows_init (&self->rows, stream, get_delimiter (get_header (head)));
  is_read = read_all (self, error);
  msp_csv_rows_clear (&self->rows);
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->keys[i]);
  g_free (self->first);
  return is_read;
}

const MspEvidenceReader msp_purview_csv_reader = {
  "purview-csv", N_("Microsoft Purview audit export (CSV)"), bid_purview, read_stream,
};

const MspEvidenceReader msp_defender_csv_reader = {
  "defender-csv", N_("Microsoft Defender CloudAppEvents (CSV)"), bid_defender, read_stream,
};

const MspEvidenceReader msp_sentinel_csv_reader = {
  "sentinel-csv", N_("Microsoft Sentinel OfficeActivity (CSV)"), bid_flat, read_stream,
};
