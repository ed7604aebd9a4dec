/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>

#include "support/evidence-text.h"

/* evidence-dump [YEAR] FILE...: what each file of access evidence says, one line a record. */
static void
dump (const char *path, const MspEvidenceOptions *options)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  g_autoptr (GError) error = NULL;

  if (fd < 0)
    {
      fprintf (stderr, "cannot open '%s'\n", path);
      return;
    }
  g_autoptr (MspStream) file = msp_stream_new_for_fd (fd, -1);
  g_autoptr (MspStream) unpacked = NULL;
  if (!msp_evidence_unpack (file, &unpacked, &error))
    {
      fprintf (stderr, "cannot read '%s': %s\n", path, error->message);
      return;
    }
  g_autofree char *text = evidence_text_read (unpacked != NULL ? unpacked : file, options);
  fputs (text, stdout);
}

int
main (int argc, char **argv)
{
  MspEvidenceOptions options = { 0 };
  int first = argc > 1 && strspn (argv[1], "0123456789") == strlen (argv[1]) ? 2 : 1;

  if (first == 2)
    options.year = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  for (int i = first; i < argc; i++)
    dump (argv[i], &options);
  return 0;
}
