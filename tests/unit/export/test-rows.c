/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/rows.h"

#include <criterion/criterion.h>

/* "a|b/" for two fields and the end of their row. */
static char *
dup_rows (MspSpan bytes)
{
  GString *out = g_string_new (NULL);
  MspExportRows rows;
  gboolean row_end;
  MspSpan field;

  msp_export_rows_init (&rows, bytes);
  while (msp_export_rows_next (&rows, &field, &row_end))
    {
      g_string_append_len (out, field.data, (gssize) field.len);
      g_string_append_c (out, row_end ? '/' : '|');
    }
  msp_export_rows_clear (&rows);
  return g_string_free (out, FALSE);
}

#define UTF_16 "\xff\xfe\xfe\0A\0\xfe\0\x14\0\xfe\0B\0\xfe\0\r\0\n\0\xfe\0\x31\0\xfe\0\x14\0\xfe\0\x14\x20\xfe\0"

static const struct { MspSpan bytes; const char *rows, *plain; } rows[] = {
  { MSP_SPAN_LITERAL ("\xfe" "A\xfe\x14\xfe" "B\xfe\r\n\xfe\xe9\xfe\x14\xfe\xfe\n"), "A|B/\xc3\xa9|/", " A \t B \r\n \xe9 \t  \n" },
  { MSP_SPAN_LITERAL ("\xc3\xbe" "A\xc3\xbe\x14\xc3\xbe" "B\nC\xc3\xbe\n"), "A|B\nC/", "  A  \t  B\nC  \n" },
  { MSP_SPAN_LITERAL ("\xc3\xbe" "A\xc3\xbe\x14 x\r\n\xc3\xbe" "cut"), "A| x/cut/", "  A  \t x\r\n  cut" },
  { { UTF_16, sizeof UTF_16 - 1 }, "A|B/1|\xe2\x80\x94/", NULL },
  { MSP_SPAN_LITERAL ("a;\"b;c\";d\n1;2;3\n"), "a|b;c|d/1|2|3/", NULL },
  { MSP_SPAN_LITERAL ("\xff\xfe" "a\0,\0b\0\n\0"), "a|b/", NULL },
  { MSP_SPAN_LITERAL (""), "", NULL },
};

Test (rows, of_load_files_whatever_their_marks_and_charset)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = dup_rows (rows[i].bytes);

      cr_expect_str_eq (text, rows[i].rows, "%u: %s", (guint) i, text);
    }
}

Test (rows, plain_text_of_a_dat_has_its_size_and_no_marks)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *plain = msp_export_rows_dup_plain (rows[i].bytes);

      if (rows[i].plain != NULL)
        cr_expect (plain != NULL && memcmp (plain, rows[i].plain, rows[i].bytes.len) == 0, "%u", (guint) i);
      else if (plain != NULL)
        cr_expect (memmem (plain, rows[i].bytes.len, "\x14\0", 2) == NULL && memmem (plain, rows[i].bytes.len, "\xfe\0", 2) == NULL);
    }
}
