/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/w3c-row.h"

#include "evidence/text.h"

static const struct {
  const char  *name;
  MspW3cColumn column;
} names[] = {
  { "date", MSP_W3C_DATE },                 { "time", MSP_W3C_TIME },
  { "cs-method", MSP_W3C_METHOD },          { "cs-uri-stem", MSP_W3C_PATH },
  { "cs-uri-query", MSP_W3C_QUERY },        { "sc-status", MSP_W3C_STATUS },
  { "sc-bytes", MSP_W3C_SENT },             { "cs-username", MSP_W3C_USER },
  { "c-ip", MSP_W3C_CLIENT },               { "X-Forwarded-For", MSP_W3C_FORWARDED },
  { "cs(X-Forwarded-For)", MSP_W3C_FORWARDED }, { "cs(User-Agent)", MSP_W3C_AGENT },
  { "DateTime", MSP_W3C_DATE_TIME },        { "Method", MSP_W3C_METHOD },
  { "UrlStem", MSP_W3C_PATH },              { "UrlQuery", MSP_W3C_QUERY },
  { "HttpStatus", MSP_W3C_STATUS },         { "ResponseBytes", MSP_W3C_SENT },
  { "AuthenticatedUser", MSP_W3C_USER },    { "ClientIpAddress", MSP_W3C_CLIENT },
  { "UserAgent", MSP_W3C_AGENT },           { "RequestId", MSP_W3C_ID },
  { "AnchorMailbox", MSP_W3C_ANCHOR },
};

void
msp_w3c_row_init (MspW3cRow *self)
{
  self->delimiter = '\0';
  self->n_columns = 0;
  self->unquoted = g_string_new (NULL);
}

void
msp_w3c_row_clear (MspW3cRow *self)
{
  g_string_free (g_steal_pointer (&self->unquoted), TRUE);
}

static MspW3cColumn
get_column (MspSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (name.len == strlen (names[i].name) && g_ascii_strncasecmp (name.data, names[i].name, name.len) == 0)
      return names[i].column;
  return MSP_W3C_OTHER;
}

gboolean
msp_w3c_row_learn (MspW3cRow *self, MspSpan line)
{
  MspSpan name;

  if (!msp_text_skip (&line, "#Fields:"))
    return FALSE;
  line = msp_text_strip (line);
  self->delimiter = line.len > 0 && memchr (line.data, ',', line.len) != NULL ? ',' : ' ';
  self->n_columns = 0;
  while (msp_text_take_last (&line, self->delimiter == ',' ? "," : " ", &name) && self->n_columns < MSP_W3C_COLUMNS_MAX)
    self->columns[self->n_columns++] = get_column (msp_text_strip (name));
  return TRUE;
}

gboolean
msp_w3c_row_has (const MspW3cRow *self, MspW3cColumn column)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i] == column)
      return TRUE;
  return FALSE;
}

/* The first of columns of one meaning counts. */
static void
set_value (MspW3cRow *self, guint index, MspSpan value, MspSpan values[MSP_W3C_OTHER])
{
  MspW3cColumn column = self->columns[index];

  if (column != MSP_W3C_OTHER && values[column].len == 0 && !msp_span_equals (value, "-"))
    values[column] = value;
}

static gboolean
parse_plain (MspW3cRow *self, MspSpan line, MspSpan values[MSP_W3C_OTHER])
{
  guint n = 0;

  for (gsize at = 0; at <= line.len; n++)
    {
      const char *blank = at < line.len ? memchr (line.data + at, ' ', line.len - at) : NULL;
      gsize end = blank != NULL ? (gsize) (blank - line.data) : line.len;

      if (n < self->n_columns)
        set_value (self, n, msp_span_slice (line, at, end), values);
      at = end + 1;
    }
  return n == self->n_columns;
}

/* Most rows have no quotes; fields that had some are copied, with room for all of them at once. */
static gboolean
parse_csv (MspW3cRow *self, MspSpan line, MspSpan values[MSP_W3C_OTHER])
{
  MspCsv csv;
  MspSpan field;
  gboolean is_end = FALSE;
  guint n = 0;

  g_string_set_size (self->unquoted, line.len);
  g_string_truncate (self->unquoted, 0);
  msp_csv_init (&csv, line, ',');
  while (!is_end && msp_csv_next (&csv, &field, &is_end))
    {
      if (csv.unquoted != NULL && field.data == csv.unquoted->str)
        {
          g_string_append_len (self->unquoted, field.data, (gssize) field.len);
          field = msp_span_new (self->unquoted->str + self->unquoted->len - field.len, field.len);
        }
      if (n < self->n_columns)
        set_value (self, n, field, values);
      n++;
    }
  msp_csv_clear (&csv);
  return n == self->n_columns;
}

gboolean
msp_w3c_row_parse (MspW3cRow *self, MspSpan line, MspSpan values[MSP_W3C_OTHER])
{
  for (guint i = 0; i < MSP_W3C_OTHER; i++)
    values[i] = MSP_SPAN_LITERAL ("");
  return self->delimiter == ',' ? parse_csv (self, line, values) : parse_plain (self, line, values);
}
