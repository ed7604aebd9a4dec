/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/rows.h"

#include <string.h>

#include "base/charset.h"

#define QUOTE "\xc3\xbe"
#define APART 0x14
#define HEAD 4096

static gboolean
has_quote (const GString *text, gsize at)
{
  return at + 2 <= text->len && memcmp (text->str + at, QUOTE, 2) == 0;
}

gboolean
msp_export_rows_is_dat (MspSpan bytes)
{
  static const char *const starts[] = { QUOTE, "\xef\xbb\xbf" QUOTE, "\xfe", "\xff\xfe\xfe" };
  g_autoptr (GString) head = NULL;
  gboolean may = FALSE;

  /* Nearly all files begin otherwise. */
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    may = may || msp_span_has_prefix (bytes, starts[i]);
  if (!may)
    return FALSE;
  head = g_string_new (NULL);
  /* Of UTF-16 no half character may be cut off. */
  msp_charset_append_utf8 (head, msp_span_slice (bytes, 0, HEAD), "windows-1252");
  return has_quote (head, 0) && strstr (head->str, QUOTE "\x14") != NULL;
}

/* The one of the usual three that stands most often in the first line. */
static char
guess_delimiter (const char *text)
{
  gsize counts[3] = { 0 };
  static const char marks[] = ",;\t";
  gsize best = 0;

  for (const char *p = text; *p != '\0' && *p != '\n'; p++)
    for (gsize i = 0; i < 3; i++)
      counts[i] += *p == marks[i];
  for (gsize i = 1; i < 3; i++)
    best = counts[i] > counts[best] ? i : best;
  return marks[best];
}

void
msp_export_rows_init (MspExportRows *self, MspSpan bytes)
{
  *self = (MspExportRows) { .text = g_string_new (NULL) };
  msp_charset_append_utf8 (self->text, bytes, "windows-1252");
  self->is_dat = has_quote (self->text, 0);
  if (!self->is_dat)
    msp_csv_init (&self->csv, msp_span_new (self->text->str, self->text->len), guess_delimiter (self->text->str));
}

static gboolean
is_end (const MspExportRows *self, gsize at)
{
  return at >= self->text->len || strchr ("\x14\r\n", self->text->str[at]) != NULL;
}

/* Behind a field: the mark between two, or the end of the row. */
static gboolean
take_end (MspExportRows *self)
{
  const GString *text = self->text;

  if (self->at < text->len && text->str[self->at] == APART)
    {
      self->at++;
      return FALSE;
    }
  while (self->at < text->len && (text->str[self->at] == '\r' || text->str[self->at] == '\n'))
    self->at++;
  return TRUE;
}

static gboolean
next_of_dat (MspExportRows *self, MspSpan *out_field, gboolean *out_row_end)
{
  GString *text = self->text;
  gboolean quoted = has_quote (text, self->at);
  gsize start = self->at + (quoted ? 2 : 0), end = start;

  if (self->at >= text->len)
    return FALSE;
  while (end < text->len && !(quoted ? has_quote (text, end) && is_end (self, end + 2) : is_end (self, end)))
    end++;
  *out_field = msp_span_new (text->str + start, end - start);
  self->at = MIN (end + (quoted ? 2 : 0), text->len);
  *out_row_end = take_end (self);
  return TRUE;
}

gboolean
msp_export_rows_next (MspExportRows *self, MspSpan *out_field, gboolean *out_row_end)
{
  return self->is_dat ? next_of_dat (self, out_field, out_row_end) : msp_csv_next (&self->csv, out_field, out_row_end);
}

void
msp_export_rows_clear (MspExportRows *self)
{
  if (!self->is_dat)
    msp_csv_clear (&self->csv);
  g_string_free (self->text, TRUE);
}

/* The unit of so many bytes at p as a number; UTF-8 by single bytes. */
static guint
get_unit (const char *p, gsize width, gboolean big)
{
  const guint8 *u = (const guint8 *) p;

  return width == 1 ? u[0] : big ? (guint) u[0] << 8 | u[1] : (guint) u[1] << 8 | u[0];
}

char *
msp_export_rows_dup_plain (MspSpan bytes)
{
  if (bytes.len < 8 || !msp_export_rows_is_dat (bytes))
    return NULL;
  char *plain = g_memdup2 (bytes.data, bytes.len);
  gboolean little = memcmp (plain, "\xff\xfe", 2) == 0, big = memcmp (plain, "\xfe\xff", 2) == 0;
  gboolean eight_bit = (guint8) plain[0] == 0xfe && !big;
  gsize width = little || big ? 2 : 1;

  for (gsize i = 0; i + width <= bytes.len; i += width)
    {
      guint unit = get_unit (plain + i, width, big);
      char *low = plain + i + (big ? 1 : 0);

      if (unit == APART)
        *low = '\t';
      else if (unit == 0xfe && (width == 2 || eight_bit))
        *low = ' ';
      else if (width == 1 && !eight_bit && i + 1 < bytes.len && memcmp (plain + i, QUOTE, 2) == 0)
        memcpy (plain + i, "  ", 2);
    }
  return plain;
}
