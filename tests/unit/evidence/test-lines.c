/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/lines.h"

#include <criterion/criterion.h>
#include <gio/gio.h>

TestSuite (lines);

/* All lines, each behind its number and a blank, too long ones as "!". */
static char *
read_all (MspStream *stream, gsize max, gboolean *out_cut, GError **error)
{
  GString *text = g_string_new (NULL);
  MspLineKind kind = MSP_LINE_TEXT;
  MspLines lines;
  MspSpan line;

  msp_lines_init (&lines, stream, max);
  while (msp_lines_next (&lines, &kind, &line, error) && kind != MSP_LINE_END)
    {
      g_string_append_printf (text, "%" G_GUINT64_FORMAT " ", lines.number);
      if (kind == MSP_LINE_TEXT)
        g_string_append_len (text, line.data, (gssize) line.len);
      else
        g_string_append_c (text, '!');
      g_string_append_c (text, '\n');
    }
  *out_cut = lines.is_cut;
  msp_lines_clear (&lines);
  return g_string_free (text, FALSE);
}

#define INPUT(text) text, sizeof text - 1

static const struct {
  const char *input;
  gsize       len;
  const char *lines;
  gboolean    is_cut;
} rows[] = {
  { INPUT (""), "", FALSE },
  { INPUT ("a\nb\n"), "1 a\n2 b\n", FALSE },
  { INPUT ("a\r\n\r\nb"), "1 a\n2 \n3 b\n", TRUE },
  { INPUT ("\357\273\277a\n\357\273\277b\n"), "1 a\n2 \357\273\277b\n", FALSE },
  { INPUT ("a\0b\n"), "1 a\357\277\275b\n", FALSE },
  { INPUT ("\303\251 caf\351\n"), "1 \303\251 caf\357\277\275\n", FALSE },
  { INPUT ("12345678\n123456789\nc\n"), "1 12345678\n2 !\n3 c\n", FALSE },
  { INPUT ("123456789"), "1 !\n", TRUE },
  { INPUT ("\n\n"), "1 \n2 \n", FALSE },
};

Test (lines, are_numbered_tidied_and_limited)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].input, rows[i].len);
      g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
      gboolean is_cut;
      g_autofree char *text = read_all (stream, 8, &is_cut, NULL);

      cr_expect_str_eq (text, rows[i].lines, "row %zu: %s", i, text);
      cr_expect_eq (is_cut, rows[i].is_cut, "row %zu", i);
    }
}

Test (lines, longer_than_any_block_are_whole)
{
  gsize len = 3 * 1024 * 1024;
  g_autofree char *input = g_malloc (len + 4);
  gboolean is_cut;

  memset (input, 'x', len);
  memcpy (input + len, "\nb\n", 4);
  g_autoptr (GBytes) bytes = g_bytes_new_static (input, len + 3);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autofree char *text = read_all (stream, 4 * 1024 * 1024, &is_cut, NULL);
  cr_expect_eq (strlen (text), len + 3 + 4);
  g_autoptr (MspStream) again = msp_stream_new_for_bytes (bytes);
  g_autofree char *limited = read_all (again, 1024 * 1024, &is_cut, NULL);
  cr_expect_str_eq (limited, "1 !\n2 b\n");
}

typedef struct {
  const char *text;
  gsize       at;
} Failing;

static gssize
failing_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Failing *self = impl;

  if (self->text[self->at] == '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "planted");
      return -1;
    }
  *(char *) buf = self->text[self->at++];
  return 1;
}

static const MspStreamClass failing_class = { failing_read, NULL, NULL };

Test (lines, before_a_failure_are_given_out)
{
  Failing impl = { "a\nb\nhalf", 0 };
  g_autoptr (MspStream) stream = msp_stream_new (&failing_class, &impl, -1);
  g_autoptr (GError) error = NULL;
  gboolean is_cut;
  g_autofree char *text = read_all (stream, 100, &is_cut, &error);

  cr_expect_str_eq (text, "1 a\n2 b\n");
  cr_expect (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED));
}
