/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <time.h>

#include "container/reader.h"
#include "support/modules.h"

/* Processor time of reading containers to their end, entries included: containers FILE... */

static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Messages and entries, and the bytes that they gave. */
static guint
read_all (GBytes *bytes, const char *name, guint64 *out_given)
{
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autoptr (MspReader) reader = NULL;
  gboolean end = FALSE;
  char buf[65536];
  MspLimits limits;
  MspEntry entry;
  guint n = 0;
  gssize got;

  msp_limits_init (&limits);
  reader = msp_reader_open (stream, name, &limits, NULL);
  for (; reader != NULL && msp_reader_next (reader, &entry, &end, NULL) && !end; n++)
    {
      *out_given += entry.kind == MSP_ENTRY_STREAM ? 0 : entry.bytes.len;
      while (entry.kind == MSP_ENTRY_STREAM && entry.stream != NULL && (got = msp_stream_read (entry.stream, buf, sizeof buf, NULL)) > 0)
        *out_given += (guint64) got;
    }
  return n;
}

static void
measure (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *data = NULL;
  gsize len;
  guint rounds = 0, n = 0;
  guint64 given = 0;

  if (!g_file_get_contents (path, &data, &len, NULL))
    return;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, len);
  n = read_all (bytes, name, &given);
  double start = get_cpu (), spent;
  do
    {
      given = 0;
      read_all (bytes, name, &given);
      rounds++;
      spent = get_cpu () - start;
    }
  while (spent < 1);
  printf ("%s: %zu bytes, %u entries of %" G_GUINT64_FORMAT " bytes, %.3f ms, %.1f MB/s\n", name, len, n, given,
          spent / rounds * 1000, (double) len * rounds / spent / 1e6);
}

int
main (int argc, char **argv)
{
  use_built_modules ();
  for (int i = 1; i < argc; i++)
    measure (argv[i]);
  return 0;
}
