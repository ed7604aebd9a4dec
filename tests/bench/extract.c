/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* What extractors take: tests/bench/extract [--ocr] FILE... reads each file again and again for at least half a second and prints
   MB/s of file, and seconds for a thousand such documents. Processor time, of this process. */

#include <time.h>

#include "extract/extractor.h"
#include "format/ocr.h"
#include "support/modules.h"

static double
get_seconds (void)
{
  struct timespec now;

  (void) clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
measure (const char *path)
{
  g_autofree char *bytes = NULL;
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractInput input = { .filename = path };
  MspExtractResult result;
  MspLimits limits;
  double start, taken = 0;
  guint n = 0;

  if (!g_file_get_contents (path, &bytes, &input.bytes.len, NULL))
    return;
  input.bytes.data = bytes;
  msp_limits_init (&limits);
  /* The first time opens the module. */
  msp_extract (&input, &limits, text, &result);
  for (start = get_seconds (); taken < 0.5; taken = get_seconds () - start, n++)
    {
      input.items = msp_items_new ();
      msp_extract (&input, &limits, text, &result);
      g_ptr_array_unref (input.items);
    }
  g_print ("%10.1f kB %8.1f MB/s %8.2f s/1000 %8.1f kB of text  %s  %s\n", (double) input.bytes.len / 1e3,
           (double) input.bytes.len * n / taken / 1e6, taken / n * 1000, (double) text->text->len / 1e3, result.sniffed, path);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  use_built_modules ();
  for (int i = 1; i < argc; i++)
    if (!g_str_equal (argv[i], "--ocr"))
      measure (argv[i]);
    else if (!msp_ocr_start (&error))
      g_error ("%s", error->message);
  return 0;
}
