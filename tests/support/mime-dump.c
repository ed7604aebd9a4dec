/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Prints how a message is understood, one part a line: section, role, type, encoding, bytes in the mail, decoded bytes, fate,
   charset, file name, offset of the body in the file (-1: decoded from another part), index of the part that holds it (-1: none)
   and what is special about it, separated by tabs; then the header fields. With --bodies the body follows each part in base64:
   as it stands in the mail, as bytes and, of text, as UTF-8. For comparing by hand and by script.
   mime-dump [--gmime] [--bodies] FILE... */

#include <stdio.h>

#include "base/charset.h"
#include "mime/mail.h"

static const char *const roles[] = { "multipart", "message", "body", "attachment", "encrypted", "external", "fragment" };
static const char *const encodings[] = { "identity", "base64", "quoted-printable", "uuencode", "yenc" };

static void
print_base64 (const char *name, const char *data, gsize len)
{
  g_autofree char *text = g_base64_encode ((const guchar *) (data != NULL ? data : ""), len);

  printf ("%s\t%s\n", name, text);
}

/* With what is cut out of it as a part of its own. */
static void
print_body (MspMime *mime, const MspMailPart *part)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  MspMailPart whole = *part;

  whole.n_holes = 0;
  msp_mime_decode (mime, &whole, G_MAXINT32, bytes);
  print_base64 ("raw", part->raw.data, part->raw.len);
  print_base64 ("bytes", (const char *) bytes->data, bytes->len);
  if (g_str_has_prefix (part->type, "text/"))
    {
      msp_charset_append_utf8 (text, msp_span_new ((const char *) bytes->data, bytes->len), part->charset);
      print_base64 ("text", text->str, text->len);
    }
}

static void
print_part (MspMime *mime, const MspMailPart *part, MspSpan file)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean inside = part->raw.data >= file.data && part->raw.data <= file.data + file.len;
  const char *fate = msp_fate_get_name (part->fate), *reason = msp_reason_get_name (part->reason);

  msp_mime_decode (mime, part, G_MAXINT32, bytes);
  printf ("part\t%s\t%s\t%s\t%s\t%" G_GUINT64_FORMAT "\t%u\t%s %s\t%s\t%s\t%" G_GSSIZE_FORMAT "\t%d%s%s\n", part->section,
          roles[part->role], part->type, encodings[part->encoding], part->raw_size, bytes->len, fate, reason,
          part->charset != NULL ? part->charset : "", part->filename != NULL ? part->filename : "",
          inside ? part->raw.data - file.data : (gssize) -1, part->parent, part->alternative ? "\talternative" : "",
          part->outside ? "\toutside" : "");
}

static void
print_field (const char *name, const char *value)
{
  if (value != NULL)
    printf ("%s\t%s\n", name, value);
}

static void
print_headers (const MspMailHeaders *headers)
{
  print_field ("from", headers->from);
  print_field ("to", headers->to);
  print_field ("cc", headers->cc);
  print_field ("bcc", headers->bcc);
  print_field ("subject", headers->subject);
  print_field ("message-id", headers->message_id);
  print_field ("labels", headers->labels);
  print_field ("classification", headers->classification);
  printf ("date\t%" G_GINT64_FORMAT "\nstatus\t%u%s%s\n", headers->date, headers->status, headers->bulk ? " bulk" : "",
          headers->journal ? " journal" : "");
}

static void
dump (MspMime *mime, const char *path, gboolean bodies)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize len;
  const MspMail *mail;

  if (!g_file_get_contents (path, &data, &len, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return;
    }
  mail = msp_mime_parse (mime, msp_span_new (data, len), FALSE);
  printf ("file\t%s\t%" G_GSIZE_FORMAT "\t%s\t%s\n", path, mail->header_size, mail->irregular ? "irregular" : "regular",
          msp_reason_get_name (mail->reason));
  print_headers (&mail->headers);
  for (gsize i = 0; i < mail->n_parts; i++)
    {
      print_part (mime, &mail->parts[i], msp_span_new (data, len));
      if (bodies)
        print_body (mime, &mail->parts[i]);
    }
}

int
main (int argc, char **argv)
{
  MspMimeEngine engine = MSP_MIME_ENGINE_AUTO;
  gboolean bodies = FALSE;
  MspLimits limits;
  g_autoptr (MspMime) mime = NULL;
  int i = 1;

  for (; i < argc && g_str_has_prefix (argv[i], "--"); i++)
    if (strcmp (argv[i], "--gmime") == 0)
      engine = MSP_MIME_ENGINE_GMIME;
    else if (strcmp (argv[i], "--bodies") == 0)
      bodies = TRUE;
  msp_limits_init (&limits);
  mime = msp_mime_new (engine, &limits);
  for (; i < argc; i++)
    dump (mime, argv[i], bodies);
  return 0;
}
