/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* What a file is read as, for comparing by hand: tests/support/text-dump [--marks] [--ocr] FILE... */

#include <locale.h>

#include "extract/extractor.h"
#include "format/ocr.h"
#include "support/modules.h"

static const char *const names[MSP_N_MARKS] = {
  "table", "cell", "name", "value", "quoted", "signature", "hidden", "link", "heading", "page",
};

static void
dump (const char *path, gboolean marks)
{
  g_autofree char *bytes = NULL;
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractInput input = { .filename = path, .items = msp_items_new () };
  MspExtractResult result;
  MspLimits limits;

  if (!g_file_get_contents (path, &bytes, &input.bytes.len, NULL))
    return;
  input.bytes.data = bytes;
  msp_limits_init (&limits);
  msp_extract (&input, &limits, text, &result);
  g_print ("== %s: %s, %s %s %s\n%s", path, result.sniffed, msp_fate_get_name (result.fate), msp_reason_get_name (result.reason),
           result.detail != NULL ? result.detail : "", text->text->str);
  for (guint i = 0; i < input.items->len; i++)
    {
      const MspItem *item = g_ptr_array_index (input.items, i);

      g_print ("item %s: %s, %" G_GSIZE_FORMAT " bytes\n", item->name, msp_fate_get_name (item->fate),
               item->bytes != NULL ? g_bytes_get_size (item->bytes) : 0);
    }
  for (guint i = 0; marks && i < text->marks->len; i++)
    {
      const MspMark *mark = &g_array_index (text->marks, MspMark, i);

      g_print ("%s %u,%u '%.*s'\n", names[mark->kind], mark->a, mark->b, (int) MIN (mark->end - mark->start, 60),
               text->text->str + mark->start);
    }
  g_ptr_array_unref (input.items);
}

int
main (int argc, char **argv)
{
  (void) setlocale (LC_ALL, "");
  g_autoptr (GError) error = NULL;
  gboolean marks = FALSE;

  use_built_modules ();
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--marks"))
      marks = TRUE;
    else if (!g_str_equal (argv[i], "--ocr"))
      dump (argv[i], marks);
    else if (!msp_ocr_start (&error))
      g_error ("%s", error->message);
  return 0;
}
