/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "container/reader.h"
#include "format/mapi-mime.h"
#include "format/tnef.h"
#include "support/modules.h"

/* Writes what a container holds below a directory, for comparing by hand: messages as "message-N.eml", entries by their names.
   Prints a line for each: fate, reason, flags, size, name. With --winmail FILE, prints the mail in a winmail.dat. */

static gboolean
write_file (const char *dir, const char *name, const char *data, gsize len)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  return strstr (name, "..") == NULL && g_mkdir_with_parents (parent, 0700) == 0 && g_file_set_contents (path, data, (gssize) len, NULL);
}

static void
write_stream (const char *dir, const MspEntry *entry)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint8 buf[65536];
  gssize n;

  while (entry->stream != NULL && (n = msp_stream_read (entry->stream, buf, sizeof buf, &error)) > 0)
    g_byte_array_append (bytes, buf, (guint) n);
  printf ("%s %s %u %u %s%s%s\n", msp_fate_get_name (entry->fate), msp_reason_get_name (entry->reason), entry->flags, bytes->len,
          entry->name, error != NULL ? " !" : "", error != NULL ? error->message : "");
  write_file (dir, entry->name, (const char *) bytes->data, bytes->len);
}

static int
print_winmail (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gsize len;
  MspLimits limits;

  if (!g_file_get_contents (path, &data, &len, NULL))
    return 2;
  msp_limits_init (&limits);
  g_autoptr (MspMapiMessage) message = msp_tnef_read (msp_span_new (data, len), &limits);
  msp_mapi_append_mime (out, message, limits.message_bytes);
  return fwrite (out->str, 1, out->len, stdout) != out->len;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize len;
  MspLimits limits;
  MspEntry entry;
  gboolean end = FALSE;

  if (argc >= 3 && strcmp (argv[1], "--winmail") == 0)
    return print_winmail (argv[2]);
  if (argc != 3 || !g_file_get_contents (argv[1], &data, &len, NULL))
    return 2;
  g_autofree char *base = g_path_get_basename (argv[1]);
  use_built_modules ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  msp_limits_init (&limits);
  g_autoptr (MspReader) reader = msp_reader_open (stream, base, &limits, &error);
  for (guint n = 1; reader != NULL && msp_reader_next (reader, &entry, &end, &error) && !end; n++)
    if (entry.kind == MSP_ENTRY_STREAM)
      write_stream (argv[2], &entry);
    else
      {
        g_autofree char *name = g_strdup_printf ("message-%u.eml", n);

        printf ("%s %s %u %zu %s %s\n", msp_fate_get_name (entry.fate), msp_reason_get_name (entry.reason), entry.flags,
                entry.bytes.len, name, entry.labels != NULL ? entry.labels : "");
        write_file (argv[2], name, entry.bytes.data, entry.bytes.len);
      }
  if (error != NULL)
    printf ("error %s\n", error->message);
  return reader == NULL || error != NULL;
}
