/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/csv-rows.h"

#include "evidence/reader.h"
#include "evidence/tidy.h"

/* A GUID, and the longest start of a record that is looked at: quote, GUID, quote, delimiter. */
#define GUID_LENGTH 36
#define START_LENGTH (GUID_LENGTH + 3)

#define BOM "\xef\xbb\xbf"

void
msp_csv_rows_init (MspCsvRows *self, MspStream *stream, char delimiter)
{
  *self = (MspCsvRows) { .delimiter = delimiter, .next_line = 1 };
  msp_window_init (&self->window, stream);
  (void) msp_window_grow (&self->window);
  if (msp_span_has_prefix (msp_span_new (msp_window_text (&self->window), msp_window_length (&self->window)), BOM))
    msp_window_drop (&self->window, strlen (BOM));
}

void
msp_csv_rows_clear (MspCsvRows *self)
{
  msp_window_clear (&self->window);
}

static gboolean
is_guid (const char *text, gsize len)
{
  if (len < GUID_LENGTH)
    return FALSE;
  for (gsize i = 0; i < GUID_LENGTH; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* Three numbers with the same of "/.-" between them. */
static gboolean
is_date (const char *text, gsize len)
{
  char separator = '\0';
  gsize at = 0;

  for (guint i = 0; i < 3; i++)
    {
      gsize start = at;

      while (at < len && g_ascii_isdigit (text[at]))
        at++;
      if (at == start || at - start > 4)
        return FALSE;
      if (i == 2)
        return TRUE;
      if (at >= len || text[at] == '\0' || strchr ("/.-", text[at]) == NULL || (i == 1 && text[at] != separator))
        return FALSE;
      separator = text[at++];
    }
  return FALSE;
}

/* Whether the line at text begins as the records of audit exports do. */
static gboolean
is_start (const MspCsvRows *self, const char *text, gsize len)
{
  gsize has_quote = len > 0 && text[0] == '"';

  text += has_quote;
  len -= has_quote;
  if (!is_guid (text, len))
    return is_date (text, len);
  if (has_quote && (len <= GUID_LENGTH || text[GUID_LENGTH] != '"'))
    return FALSE;
  return len > GUID_LENGTH + has_quote && text[GUID_LENGTH + has_quote] == self->delimiter;
}

/* Reads on while fewer than len bytes are there. FALSE if there will not be as many. */
static gboolean
need (MspCsvRows *self, gsize len)
{
  while (msp_window_length (&self->window) < len)
    if (!msp_window_grow (&self->window))
      return FALSE;
  return TRUE;
}

/* Where a record starts behind a line end within [from, to); to if none does. */
static gsize
find_start (MspCsvRows *self, gsize from, gsize to)
{
  while (from < to)
    {
      const char *text = msp_window_text (&self->window), *end = memchr (text + from, '\n', to - from);

      if (end == NULL)
        return to;
      from = (gsize) (end - text) + 1;
      (void) need (self, from + START_LENGTH);
      text = msp_window_text (&self->window);
      if (is_start (self, text + from, MIN (msp_window_length (&self->window) - from, START_LENGTH)))
        return from;
    }
  return to;
}

static inline gboolean
is_cell_end (const MspCsvRows *self, char c)
{
  return c == self->delimiter || c == '\n' || c == '\r';
}

/* The next line end from from on; the length of the window if there is none. */
static gsize
find_line_end (const MspCsvRows *self, gsize from)
{
  gsize len = msp_window_length (&self->window);
  const char *text = msp_window_text (&self->window), *end = from < len ? memchr (text + from, '\n', len - from) : NULL;

  return end != NULL ? (gsize) (end - text) : len;
}

/* Whether another record starts behind a line end before to. *line_end is the first that was not looked at, or what was the end
   of the window when there was none; it moves on. */
static gboolean
passes_start (MspCsvRows *self, gsize to, gsize *line_end)
{
  while (*line_end < to)
    {
      gsize from = *line_end + 1;

      if (msp_window_text (&self->window)[*line_end] != '\n')
        {
          *line_end = find_line_end (self, *line_end);
          continue;
        }
      (void) need (self, from + START_LENGTH);
      if (is_start (self, msp_window_text (&self->window) + from, MIN (msp_window_length (&self->window) - from, START_LENGTH)))
        return TRUE;
      *line_end = find_line_end (self, from);
    }
  return FALSE;
}

/* Sets *at to the closing quote of the cell whose content begins at *at. FALSE if there is none up to the end, the limit or the
   start of another record: *at stands there then. */
static gboolean
find_close (MspCsvRows *self, gsize *at, gboolean *out_doubled)
{
  gsize from = *at, line_end = find_line_end (self, from);

  *out_doubled = FALSE;
  for (;;)
    {
      gsize len = msp_window_length (&self->window);
      const char *text = msp_window_text (&self->window), *quote = from < len ? memchr (text + from, '"', len - from) : NULL;

      *at = quote != NULL ? (gsize) (quote - text) : len;
      if (line_end < *at && passes_start (self, *at, &line_end))
        {
          *at = line_end + 1;
          return FALSE;
        }
      if (quote == NULL)
        {
          from = len;
          if (!msp_window_grow (&self->window))
            return FALSE;
          continue;
        }
      if (!need (self, *at + 2) || is_cell_end (self, msp_window_text (&self->window)[*at + 1]))
        return TRUE;
      from = *at + 1;
      if (msp_window_text (&self->window)[*at + 1] == '"')
        {
          *out_doubled = TRUE;
          from++;
        }
    }
}

static gsize
undouble (char *text, gsize len)
{
  char *out = memchr (text, '"', len), *end = text + len;

  if (out == NULL)
    return len;
  for (const char *in = out; in < end; )
    {
      const char *quote = memchr (in, '"', (gsize) (end - in));
      gsize run = quote != NULL ? (gsize) (quote - in) + 1 : (gsize) (end - in);

      memmove (out, in, run);
      out += run;
      in += run;
      if (quote != NULL && in < end && *in == '"')
        in++;
    }
  return (gsize) (out - text);
}

static MspRecordResult
reject (MspCsvRows *self, const char *reason, gsize taken)
{
  self->reason = reason;
  self->taken = taken;
  return MSP_RECORD_REJECTED;
}

/* Gives up the row whose cell from start on does not end before at, where another starts or where limit or stream end. */
static MspRecordResult
give_up (MspCsvRows *self, gsize start, gsize at)
{
  gsize len = msp_window_length (&self->window);

  if (at < len)
    return reject (self, "a quote is not closed", at);
  if (!self->window.is_at_end)
    {
      self->is_lost = TRUE;
      return reject (self, "it is longer than 64 MiB", len);
    }
  /* No quote behind it closes anything: the lines there are rows. */
  self->is_cut = self->no_close = TRUE;
  return reject (self, "the file ends within quotes", MIN (find_line_end (self, start) + 1, len));
}

/* Where cells lie before they are unquoted: offsets, since the text moves while it is read. */
typedef struct {
  gsize    start, end, at;    /* at: behind the cell */
  gboolean is_doubled;
} Raw;

/* Finds the cell at raw->at. FALSE if its quote does not close. */
static gboolean
find_cell (MspCsvRows *self, Raw *raw)
{
  raw->start = raw->end = raw->at;
  raw->is_doubled = FALSE;
  if (need (self, raw->at + 1) && msp_window_text (&self->window)[raw->at] == '"' && !self->no_close)
    {
      raw->start++;
      raw->end++;
      if (!find_close (self, &raw->end, &raw->is_doubled))
        return FALSE;
      raw->at = raw->end + 1;
      return TRUE;
    }
  while (need (self, raw->at + 1) && !is_cell_end (self, msp_window_text (&self->window)[raw->at]))
    raw->at++;
  raw->end = raw->at;
  return TRUE;
}

/* Steps over what ends the cell; TRUE if that is the end of the row. */
static gboolean
take_end (MspCsvRows *self, gsize *at)
{
  char c;

  if (!need (self, *at + 1))
    return TRUE;
  c = msp_window_text (&self->window)[*at];
  if (c == self->delimiter)
    {
      ++*at;
      return FALSE;
    }
  if (c == '\r' && need (self, *at + 2) && msp_window_text (&self->window)[*at + 1] == '\n')
    ++*at;
  ++*at;
  return TRUE;
}

/* Makes cells of what find_cell found. */
static void
unquote (MspCsvRows *self, const Raw *raw)
{
  char *text = msp_window_text (&self->window);

  for (guint i = 0; i < self->n; i++)
    {
      MspCell *cell = self->cells + i;

      cell->text = text + raw[i].start;
      cell->len = raw[i].end - raw[i].start;
      if (raw[i].is_doubled)
        cell->len = undouble (cell->text, cell->len);
      cell->text[cell->len] = '\0';
    }
}

static guint64
count_lines (const char *text, gsize len)
{
  guint64 n = 0;

  for (const char *at = text; (at = memchr (at, '\n', (gsize) (text + len - at))) != NULL; at++)
    n++;
  return n;
}

/* A cell without quotes that reaches the end of a full window goes on behind it. */
static gboolean
is_beyond_limit (const MspCsvRows *self, gsize at)
{
  gsize len = msp_window_length (&self->window);

  return at >= len && len >= MSP_EVIDENCE_RECORD_MAX && !self->window.is_at_end;
}

/* Finds all cells of the row. */
static MspRecordResult
find_cells (MspCsvRows *self, Raw raw[MSP_CSV_CELLS_MAX])
{
  gboolean is_end = FALSE, is_wide = FALSE;
  Raw cell = { 0 };

  self->n = 0;
  while (!is_end)
    {
      if (!find_cell (self, &cell) || is_beyond_limit (self, cell.at))
        return give_up (self, cell.start, cell.end);
      is_wide |= self->n >= MSP_CSV_CELLS_MAX;
      if (!is_wide)
        raw[self->n++] = cell;
      is_end = take_end (self, &cell.at);
    }
  self->taken = cell.at;
  return is_wide ? reject (self, "it has more than 512 columns", cell.at) : MSP_RECORD_READ;
}

/* The row that begins here. */
static MspRecordResult
read_row (MspCsvRows *self)
{
  Raw raw[MSP_CSV_CELLS_MAX];
  MspRecordResult result = find_cells (self, raw);
  char *text = msp_window_text (&self->window);

  self->line = self->next_line;
  self->next_line += count_lines (text, self->taken);
  if (result != MSP_RECORD_READ)
    return result;
  if (!msp_tidy_text (text, self->taken))
    return reject (self, "it holds NUL bytes", self->taken);
  unquote (self, raw);
  return result;
}

static void
drop (MspCsvRows *self, gsize len)
{
  self->next_line += count_lines (msp_window_text (&self->window), len);
  msp_window_drop (&self->window, len);
}

/* Drops what stands before the next start of a record. */
static void
search_start (MspCsvRows *self)
{
  gsize len, start;

  while (self->is_lost && need (self, 1))
    {
      len = msp_window_length (&self->window);
      start = find_start (self, 0, len);
      self->is_lost = start >= len;
      drop (self, start);
    }
}

MspRecordResult
msp_csv_rows_next (MspCsvRows *self)
{
  MspRecordResult result;

  do
    {
      msp_window_drop (&self->window, self->taken);
      self->taken = 0;
      search_start (self);
      if (!need (self, 1))
        return MSP_RECORD_END;
      result = read_row (self);
    }
  while (result == MSP_RECORD_READ && self->n == 1 && self->cells[0].len == 0);
  return result;
}
