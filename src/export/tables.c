/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/tables.h"

#include <string.h>

#include "export/columns.h"
#include "export/fields.h"
#include "export/rows.h"
#include "model/record.h"

#define HEAD 16384
#define MAX_COLUMNS 512
#define MAX_CELL (64 * 1024)

typedef struct _Table Table;

struct _Table {
  const char   *product;
  gboolean    (*end_row) (Table *self);
  MspClaimFunc  func;
  gpointer      data;
  MspColumnKind columns[MAX_COLUMNS];
  guint         n_columns;
  GString      *cells[MSP_N_COLUMNS];   /* of this row, the first that is not empty of each kind */
  gboolean      is_header;
  char         *account;                /* first cell with '@' */
  guint64       number;                 /* first cell that is a number */
  gboolean      any_account;
  guint64       total;                  /* of a row without account, or NO_NUMBER */
  guint64       last_key;               /* whether the cell before names a count, of a list of keys and values */
};

static MspSpan
get_cell (const Table *self, MspColumnKind kind)
{
  return msp_span_new (self->cells[kind]->str, self->cells[kind]->len);
}

static gboolean
has_cell (const Table *self, MspColumnKind kind)
{
  return self->cells[kind]->len > 0;
}

/* "jane@x.example\Inbox\New\Subject" as folder "Inbox/New": what it is about stands at the end. */
static char *
dup_folder_of_place (const Table *self, const char *mailbox)
{
  g_autofree char *place = msp_export_dup_path (get_cell (self, MSP_COLUMN_PLACE));
  g_auto (GStrv) parts = place != NULL ? g_strsplit (place, "/", -1) : NULL;
  guint n = parts != NULL ? g_strv_length (parts) : 0, start = 0;
  g_autoptr (GString) folder = g_string_new (NULL);

  if (n == 0)
    return NULL;
  if ((mailbox != NULL && g_ascii_strcasecmp (parts[0], mailbox) == 0) || strchr (parts[0], '@') != NULL)
    start = 1;
  if (start < n && g_ascii_strcasecmp (parts[start], "Top of Information Store") == 0)
    start++;
  for (guint i = start; i + 1 < n; i++)
    g_string_append_printf (folder, "%s%s", folder->len > 0 ? "/" : "", parts[i]);
  return folder->len > 0 ? g_string_free (g_steal_pointer (&folder), FALSE) : NULL;
}

static char *
dup_folder (const Table *self, const char *mailbox)
{
  return has_cell (self, MSP_COLUMN_FOLDER) ? msp_export_dup_path (get_cell (self, MSP_COLUMN_FOLDER)) : dup_folder_of_place (self, mailbox);
}

static char *
dup_hash (const Table *self, MspColumnKind kind, gsize n)
{
  char *hash = msp_export_dup_hash (get_cell (self, kind), n);

  return hash != NULL ? hash : msp_export_dup_hash (get_cell (self, MSP_COLUMN_HASH), n);
}

static gboolean
send_gap (Table *self, const char *mailbox, const char *detail)
{
  const MspClaimRecord claim = {
    .product = self->product, .kind = MSP_CLAIM_GAP, .mailbox = mailbox, .detail = detail, .date = MSP_DATE_UNKNOWN,
    .expected = MSP_CLAIM_NO_NUMBER,
  };

  return self->func (self->data, &claim);
}

/* A row of a load file or of a list of items. */
static gboolean
end_item (Table *self)
{
  gboolean by_address = has_cell (self, MSP_COLUMN_MAILBOX);
  g_autofree char *mailbox = msp_export_dup_text (get_cell (self, by_address ? MSP_COLUMN_MAILBOX : MSP_COLUMN_CUSTODIAN));
  g_autofree char *folder = dup_folder (self, mailbox), *path = msp_export_dup_path (get_cell (self, MSP_COLUMN_PATH));
  g_autofree char *id = msp_export_dup_message_id (get_cell (self, MSP_COLUMN_MESSAGE_ID));
  g_autofree char *md5 = dup_hash (self, MSP_COLUMN_MD5, 16), *sha256 = dup_hash (self, MSP_COLUMN_SHA256, 32);
  g_autofree char *labels = msp_export_dup_text (get_cell (self, MSP_COLUMN_LABELS));
  g_autofree char *detail = msp_export_dup_text (get_cell (self, MSP_COLUMN_ERROR));
  guint64 owners = msp_export_count_list (get_cell (self, MSP_COLUMN_COPY_OWNERS));
  guint64 places = msp_export_count_list (get_cell (self, MSP_COLUMN_COPY_PLACES));
  MspClaimRecord claim = {
    .product = self->product, .kind = MSP_CLAIM_ITEM, .path = path, .message_id = id, .mailbox = mailbox, .folder = folder,
    .labels = labels, .date = msp_export_parse_date (get_cell (self, MSP_COLUMN_DATE)), .expected = MSP_CLAIM_NO_NUMBER,
    .md5 = md5, .sha256 = sha256, .copies = MAX (owners, places),
    .detail = g_strcmp0 (detail, "0") != 0 ? detail : NULL,
  };

  (void) msp_export_parse_number (get_cell (self, MSP_COLUMN_SIZE), &claim.expected);
  return self->func (self->data, &claim);
}

/* A row of counts: an account and how many messages it has; one without account sums up. */
static gboolean
end_count (Table *self)
{
  guint64 count = self->number, failed = 0;

  (void) msp_export_parse_number (get_cell (self, MSP_COLUMN_COUNT), &count);
  if (self->account == NULL && count != MSP_CLAIM_NO_NUMBER)
    self->total = count;
  if (self->account == NULL || count == MSP_CLAIM_NO_NUMBER)
    return TRUE;
  const MspClaimRecord claim = {
    .product = self->product, .kind = MSP_CLAIM_COUNT, .mailbox = self->account, .expected = count, .date = MSP_DATE_UNKNOWN,
  };
  self->any_account = TRUE;
  if (!self->func (self->data, &claim))
    return FALSE;
  if (!msp_export_parse_number (get_cell (self, MSP_COLUMN_FAILED), &failed) || failed == 0)
    return TRUE;
  g_autofree char *detail = g_strdup_printf ("%" G_GUINT64_FORMAT " messages could not be exported", failed);
  return send_gap (self, self->account, detail);
}

static gboolean
end_exception (Table *self)
{
  g_autofree char *status = msp_export_dup_text (get_cell (self, MSP_COLUMN_STATUS));

  return self->account == NULL || send_gap (self, self->account, status != NULL ? status : "the account could not be exported");
}

/* "Items,12": a name for the number of items before it. */
static void
note_total (Table *self, MspSpan cell)
{
  static const char *const keys[] = {
    "items", "itemcount", "totalitems", "totalitemcount", "numberofitems", "exporteditems", "itemsexported", "totalexporteditems",
    "totalitemsexported", "itemstoexport",
  };
  g_autofree char *key = msp_export_dup_key (cell);
  guint64 number;

  if (self->last_key != 0 && msp_export_parse_number (cell, &number))
    self->total = number;
  self->last_key = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (key, keys[i]) == 0)
      self->last_key = 1;
}

static gboolean
end_summary (Table *self)
{
  self->last_key = 0;
  return TRUE;
}

/* FALSE ends the reading. */
static gboolean
take_row_end (Table *self)
{
  gboolean good = self->is_header || self->end_row (self);

  self->is_header = FALSE;
  for (int i = 0; i < MSP_N_COLUMNS; i++)
    g_string_truncate (self->cells[i], 0);
  g_clear_pointer (&self->account, g_free);
  self->number = MSP_CLAIM_NO_NUMBER;
  return good;
}

static void
take_cell (Table *self, guint at, MspSpan cell)
{
  MspColumnKind kind = at < self->n_columns ? self->columns[at] : MSP_COLUMN_NONE;

  if (self->is_header && at < MAX_COLUMNS)
    {
      self->columns[at] = msp_columns_classify (cell, NULL);
      self->n_columns = at + 1;
    }
  if (self->end_row == end_summary)
    note_total (self, cell);
  if (self->is_header)
    return;
  if (kind != MSP_COLUMN_NONE && self->cells[kind]->len == 0)
    g_string_append_len (self->cells[kind], cell.data, (gssize) MIN (cell.len, (gsize) MAX_CELL));
  if (self->account == NULL && cell.len < 400 && cell.len > 0 && memchr (cell.data, '@', cell.len) != NULL)
    self->account = msp_export_dup_text (cell);
  if (self->number == MSP_CLAIM_NO_NUMBER)
    (void) msp_export_parse_number (cell, &self->number);
}

/* Of a list whose rows name no account, its sum. */
static void
send_total (Table *self)
{
  const MspClaimRecord claim = {
    .product = self->product, .kind = MSP_CLAIM_COUNT, .expected = self->total, .date = MSP_DATE_UNKNOWN,
  };

  if (self->total != MSP_CLAIM_NO_NUMBER && !self->any_account)
    (void) self->func (self->data, &claim);
}

static void
read_table (MspSpan bytes, const char *product, gboolean (*end_row) (Table *), MspClaimFunc func, gpointer data)
{
  g_autofree Table *self = g_new0 (Table, 1);
  MspExportRows rows;
  MspSpan cell;
  gboolean row_end = TRUE, good = TRUE;
  guint at = 0;

  *self = (Table) { .product = product, .end_row = end_row, .func = func, .data = data, .is_header = TRUE };
  self->number = self->total = MSP_CLAIM_NO_NUMBER;
  for (int i = 0; i < MSP_N_COLUMNS; i++)
    self->cells[i] = g_string_new (NULL);
  msp_export_rows_init (&rows, bytes);
  while (good && msp_export_rows_next (&rows, &cell, &row_end))
    {
      take_cell (self, at++, cell);
      if (row_end)
        {
          good = take_row_end (self);
          at = 0;
        }
    }
  if (good && (row_end || take_row_end (self)))
    send_total (self);
  msp_export_rows_clear (&rows);
  for (int i = 0; i < MSP_N_COLUMNS; i++)
    g_string_free (self->cells[i], TRUE);
  g_free (self->account);
}

/* What the names of the first row say. */
static void
look_at_header (MspSpan bytes, MspColumnSet *out_set)
{
  MspExportRows rows;
  MspSpan cell;
  gboolean row_end = FALSE;

  *out_set = (MspColumnSet) { 0 };
  msp_export_rows_init (&rows, msp_span_slice (bytes, 0, HEAD));
  for (guint i = 0; i < MAX_COLUMNS && !row_end && msp_export_rows_next (&rows, &cell, &row_end); i++)
    (void) msp_columns_classify (cell, out_set);
  msp_export_rows_clear (&rows);
}

static gboolean
is_csv (MspSpan bytes, const char *name, MspColumnSet *out_set)
{
  if (bytes.len == 0 || !msp_export_has_ending (name, ".csv"))
    return FALSE;
  look_at_header (bytes, out_set);
  return TRUE;
}

static gboolean
has (const MspColumnSet *set, MspColumnKind kind)
{
  return (set->kinds & (1u << kind)) != 0;
}

/* What names an item or its file. */
static gboolean
has_name (const MspColumnSet *set)
{
  return has (set, MSP_COLUMN_PATH) || has (set, MSP_COLUMN_MESSAGE_ID);
}

static gboolean
concordance_is (MspSpan bytes, const char *name)
{
  MspColumnSet set;

  if (bytes.len < 8 || !msp_export_rows_is_dat (bytes))
    return FALSE;
  look_at_header (bytes, &set);
  return has_name (&set);
}

static void
concordance_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  read_table (bytes, "concordance", end_item, func, data);
}

static gboolean
purview_load_file_is (MspSpan bytes, const char *name)
{
  MspColumnSet set;

  return is_csv (bytes, name, &set) && set.of_purview >= 3 && has_name (&set);
}

static void
purview_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  read_table (bytes, "purview", end_item, func, data);
}

static gboolean
purview_items_is (MspSpan bytes, const char *name)
{
  MspColumnSet set;

  return is_csv (bytes, name, &set) && set.of_items >= 2 && has_name (&set);
}

/* Others call a file so, too. */
static gboolean
purview_summary_is (MspSpan bytes, const char *name)
{
  g_autofree char *head = NULL;

  if (g_ascii_strcasecmp (name, "Summary.csv") != 0 || bytes.len == 0)
    return FALSE;
  head = msp_export_dup_text (bytes);
  for (char *p = head; p != NULL && *p != '\0'; p++)
    if (g_ascii_strncasecmp (p, "export", 6) == 0 || g_ascii_strncasecmp (p, "ediscovery", 10) == 0)
      return TRUE;
  return FALSE;
}

static void
purview_summary_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  read_table (bytes, "purview", end_summary, func, data);
}

static gboolean
vault_counts_is (MspSpan bytes, const char *name)
{
  MspColumnSet set;

  return is_csv (bytes, name, &set)
         && (msp_export_has_ending (name, "-results-count.csv") || msp_export_has_ending (name, "-result-counts.csv")
             || (set.of_vault >= 2 && has (&set, MSP_COLUMN_STATUS) && has (&set, MSP_COLUMN_COUNT)));
}

static void
vault_counts_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  read_table (bytes, "vault", end_count, func, data);
}

static gboolean
vault_metadata_is (MspSpan bytes, const char *name)
{
  MspColumnSet set;

  return is_csv (bytes, name, &set) && set.of_vault >= 2 && has (&set, MSP_COLUMN_MESSAGE_ID);
}

static void
vault_metadata_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  read_table (bytes, "vault", end_item, func, data);
}

static gboolean
vault_exceptions_is (MspSpan bytes, const char *name)
{
  return bytes.len > 0 && (msp_export_has_ending (name, "-account-exceptions.csv") || msp_export_has_ending (name, "-incomplete-accounts.csv"));
}

static void
vault_exceptions_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  read_table (bytes, "vault", end_exception, func, data);
}

const MspExportReader msp_concordance_reader = { "concordance", concordance_is, concordance_read, FALSE };
const MspExportReader msp_purview_load_file_reader = { "purview-load-file", purview_load_file_is, purview_read, FALSE };
const MspExportReader msp_purview_items_reader = { "purview-items", purview_items_is, purview_read, FALSE };
const MspExportReader msp_purview_summary_reader = { "purview-summary", purview_summary_is, purview_summary_read, FALSE };
const MspExportReader msp_vault_counts_reader = { "vault-counts", vault_counts_is, vault_counts_read, FALSE };
const MspExportReader msp_vault_metadata_reader = { "vault-metadata", vault_metadata_is, vault_metadata_read, FALSE };
const MspExportReader msp_vault_exceptions_reader = { "vault-exceptions", vault_exceptions_is, vault_exceptions_read, FALSE };
