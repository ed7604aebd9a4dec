/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/person.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Every tab-separated run is a cell, and every eighth byte asks whose the next eleven are. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspDetectMessage message = { "x", "Jane Doe <jane@example.org>", "Roe, Richard <r@example.org>", NULL, 0, FALSE };
  guint row = 0, column = 0;

  for (gsize i = 0, start = 0; i <= size; i++)
    if (i == size || data[i] == '\t' || data[i] == '\n')
      {
        g_string_append_len (text->text, (const char *) data + start, (gssize) (i - start));
        msp_text_mark (text, MSP_MARK_CELL, start, row, column++);
        if (i < size && data[i] == '\n')
          {
            row++;
            column = 0;
          }
        if (i < size)
          g_string_append_c (text->text, (char) data[i]);
        start = i + 1;
      }
  if (size % 3 == 0)
    g_array_set_size (text->marks, 0);
  else
    msp_text_mark (text, MSP_MARK_TABLE, 0, 0, 1);
  msp_text_finish (text);
  for (gsize at = 0; at < size; at += 8)
    {
      MspPersonMention mention;

      if (msp_person_link (text, &message, (guint32) at, (guint32) MIN (at + 11, size), &mention))
        {
          g_assert (mention.end <= size && mention.name != NULL);
          g_free (mention.name);
        }
    }
  g_free (msp_person_dup_normal (msp_span_new ((const char *) data, size)));
  return 0;
}
