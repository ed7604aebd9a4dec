/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/csv.h"

/* What the guess looks at. */
#define MAX_GUESS_BYTES (16 * 1024)
#define MAX_GUESS_ROWS 40
/* A table of up to so many rows has no three that differ from the others: these rows tell most prose. */
#define EARLY_ROWS 8

void
msp_csv_init (MspCsv *self, MspSpan text, char delimiter)
{
  *self = (MspCsv) { .text = text, .delimiter = delimiter };
  if (msp_span_has_prefix (text, "\xef\xbb\xbf"))
    self->at = 3;
}

void
msp_csv_clear (MspCsv *self)
{
  if (self->unquoted != NULL)
    g_string_free (self->unquoted, TRUE);
  self->unquoted = NULL;
}

/* Steps over what ends a field; TRUE if that is the end of the row. */
static gboolean
take_end (MspCsv *self)
{
  MspSpan text = self->text;

  if (self->at >= text.len)
    return TRUE;
  if (text.data[self->at] == self->delimiter)
    {
      self->at++;
      return FALSE;
    }
  if (text.data[self->at] == '\r' && self->at + 1 < text.len && text.data[self->at + 1] == '\n')
    self->at++;
  self->at++;
  return TRUE;
}

static gboolean
is_end (const MspCsv *self, gsize at)
{
  char c;

  if (at >= self->text.len)
    return TRUE;
  c = self->text.data[at];
  return c == self->delimiter || c == '\n' || c == '\r';
}

/* The closing quote of the field whose content begins at start: a quote before the end of a field; G_MAXSIZE if there is none. */
static gsize
find_close (const MspCsv *self, gsize start, gboolean *out_doubled)
{
  gsize at = start;

  *out_doubled = FALSE;
  while (at < self->text.len)
    {
      const char *found = memchr (self->text.data + at, '"', self->text.len - at);

      if (found == NULL)
        return G_MAXSIZE;
      at = (gsize) (found - self->text.data);
      if (is_end (self, at + 1))
        return at;
      if (self->text.data[at + 1] == '"')
        {
          *out_doubled = TRUE;
          at++;
        }
      at++;
    }
  return G_MAXSIZE;
}

static MspSpan
undouble (MspCsv *self, MspSpan field)
{
  if (self->unquoted == NULL)
    self->unquoted = g_string_new (NULL);
  g_string_truncate (self->unquoted, 0);
  for (gsize i = 0; i < field.len; i++)
    {
      g_string_append_c (self->unquoted, field.data[i]);
      if (field.data[i] == '"' && i + 1 < field.len && field.data[i + 1] == '"')
        i++;
    }
  return msp_span_new (self->unquoted->str, self->unquoted->len);
}

static MspSpan
take_plain (MspCsv *self)
{
  MspSpan text = self->text;
  gsize start = self->at, at = start;
  char delimiter = self->delimiter;

  while (at < text.len && text.data[at] != delimiter && text.data[at] != '\n' && text.data[at] != '\r')
    at++;
  self->at = at;
  return msp_span_slice (text, start, at);
}

gboolean
msp_csv_next (MspCsv *self, MspSpan *out_field, gboolean *out_row_end)
{
  gboolean doubled;
  gsize close = G_MAXSIZE;

  /* A delimiter at the very end leaves one empty field to give out. */
  if (self->at > self->text.len || (self->at == self->text.len
      && (self->at == 0 || self->text.data[self->at - 1] != self->delimiter)))
    return FALSE;
  if (self->at < self->text.len && self->text.data[self->at] == '"' && !self->no_close)
    {
      close = find_close (self, self->at + 1, &doubled);
      self->no_close = close == G_MAXSIZE;
    }
  if (close != G_MAXSIZE)
    {
      *out_field = msp_span_slice (self->text, self->at + 1, close);
      if (doubled)
        *out_field = undouble (self, *out_field);
      self->at = close + 1;
    }
  else
    *out_field = take_plain (self);
  if (self->at >= self->text.len)
    {
      self->at = self->text.len + 1;
      *out_row_end = TRUE;
    }
  else
    *out_row_end = take_end (self);
  return TRUE;
}

/* The number of columns that most rows have. */
static guint
find_usual (const guint *columns, guint n, guint *out_rows)
{
  guint usual = 0;

  *out_rows = 0;
  for (guint i = 0; i < n; i++)
    {
      guint same = 0;

      for (guint k = 0; k < n; k++)
        same += columns[k] == columns[i];
      if (same > *out_rows)
        {
          *out_rows = same;
          usual = columns[i];
        }
    }
  return usual;
}

static gboolean
may_be_table (const guint columns[EARLY_ROWS])
{
  guint same;

  return find_usual (columns, EARLY_ROWS, &same) > 1 && EARLY_ROWS - same <= MAX_GUESS_ROWS / 20;
}

/* Columns of the first rows; rows without any text do not count. */
static guint
count_columns (MspSpan text, gboolean cut, gboolean table, char delimiter, guint out_columns[MAX_GUESS_ROWS])
{
  MspCsv csv;
  MspSpan field;
  gboolean row_end = FALSE, filled = FALSE;
  guint n = 0, columns = 0;

  msp_csv_init (&csv, text, delimiter);
  while (n < MAX_GUESS_ROWS && msp_csv_next (&csv, &field, &row_end))
    {
      columns++;
      filled |= field.len > 0;
      if (!row_end)
        continue;
      if (filled && !(cut && csv.at >= text.len))
        {
          out_columns[n++] = columns;
          if (table && n == EARLY_ROWS && !may_be_table (out_columns))
            break;
        }
      columns = 0;
      filled = FALSE;
    }
  msp_csv_clear (&csv);
  return n;
}

static MspCsvShape
measure (MspSpan text, gboolean cut, gboolean table, char delimiter)
{
  guint columns[MAX_GUESS_ROWS];
  MspCsvShape shape = { delimiter, 0, count_columns (text, cut, table, delimiter, columns), 0 };

  shape.columns = find_usual (columns, shape.rows, &shape.even_rows);
  return shape;
}

/* More even first, then more columns. */
static gboolean
is_better (const MspCsvShape *a, const MspCsvShape *b)
{
  guint left = a->even_rows * MAX (b->rows, 1), right = b->even_rows * MAX (a->rows, 1);

  if (a->columns < 2 || b->columns < 2)
    return a->columns > b->columns;
  return left != right ? left > right : a->columns > b->columns;
}

gboolean
msp_csv_guess (MspSpan text, gboolean cut, gboolean table, MspCsvShape *out_shape)
{
  static const char delimiters[] = ",;\t|";
  MspSpan head = msp_span_slice (text, 0, MAX_GUESS_BYTES);
  MspCsvShape best = { 0 };

  for (gsize i = 0; i + 1 < sizeof delimiters; i++)
    {
      /* Without it there is one column, which is no table. */
      if (head.len == 0 || memchr (head.data, delimiters[i], head.len) == NULL)
        continue;
      MspCsvShape shape = measure (head, cut || head.len < text.len, table, delimiters[i]);

      if (is_better (&shape, &best))
        best = shape;
    }
  if (best.columns < 2)
    return FALSE;
  *out_shape = best;
  return TRUE;
}
