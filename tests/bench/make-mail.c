/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* make-mail mixed|text MEGABYTES [SEED]: writes an mbox of invented mail, the same for the same words. mixed is what mail servers
   hold, by bytes mostly attachments; text is messages without any. Every 25th message holds something to be found. */

#include <glib.h>
#include <stdio.h>
#include <string.h>

static const char words[] =
  "the of and to in for is on that by this with you it not or be are from at as your all have new more an was we will can "
  "us about if page my has search free but our one other do no time they site he up may what which their out use any "
  "there see only so his when contact here business who web also now help get view first been would how were me services "
  "some these click its like service than find price date back top people had list name just over state year day into "
  "email two health world next used go work last most music buy data make them should product system post her city add "
  "policy number such please available copyright support message after best software then good video well where info "
  "rights public books high school through each links she review years order very privacy book items company read group "
  "need many user said does set under general research university mail full map reviews program life know games way days "
  "management part could great united hotel real item international center must store travel comments made development "
  "report off member details line terms before hotels did send right type because local those using results office "
  "education national car design take posted internet address community within states area want phone shipping reserved "
  "subject between forum family long based code show even black check special prices website index being women much sign "
  "file link open today meeting agenda budget draft review schedule attached regards thanks monday friday unit training "
  "range vehicle supply motor pool";

static const char *const planted[] = {
  "Please correct the record of SSG Elena Eastbrook, SSN 899-36-1412, before Friday.",
  "Charge it to the purchase card of MSG Emil Elderberry, card number 5500 0055 5555 5559, exp 11/25.",
  "Patient: Walter Wetherby, MRN 30558841, diagnosis of PTSD (F43.10), follow-up in two weeks.",
  "Your password is Teapot!4471, please change it at first use.",
  "CUI//SP-PRVCY",
  "His date of birth is 12 May 1979 and his passport number is A12345678.",
};

static const struct { const char *type, *name; } files[] = {
  { "application/pdf", "report.pdf" },
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "draft.docx" },
  { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "figures.xlsx" },
  { "image/jpeg", "picture.jpg" },
  { "image/png", "screen.png" },
  { "application/zip", "files.zip" },
};

typedef struct {
  guint64  random;
  guint64  number;      /* of the message */
  char   **words;
  guint    n_words;
  GString *out;
} Maker;

/* SplitMix64. */
static guint64
pick (Maker *self, guint64 below)
{
  guint64 z = (self->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (z ^ (z >> 31)) % below;
}

static void
append_hex (Maker *self, GString *out, int digits)
{
  for (int i = 0; i < digits; i++)
    g_string_append_c (out, "0123456789abcdef"[pick (self, 16)]);
}

/* Zipf-like: words early in the list come often. */
static const char *
pick_word (Maker *self)
{
  guint64 below = 1 + pick (self, self->n_words);

  return self->words[pick (self, below)];
}

static void
append_paragraph (Maker *self, GString *out, const char *prefix, guint n)
{
  gsize start = out->len;

  g_string_append (out, prefix);
  for (guint i = 0; i < n; i++)
    {
      if (out->len - start > 66)
        {
          g_string_append_c (out, '\n');
          start = out->len;
          g_string_append (out, prefix);
        }
      g_string_append (out, pick_word (self));
      g_string_append (out, pick (self, 12) == 0 ? ", " : " ");
    }
  g_string_append (out, "\n");
}

static void
append_text (Maker *self, GString *out, guint paragraphs)
{
  for (guint i = 0; i < paragraphs; i++)
    {
      append_paragraph (self, out, "", (guint) (20 + pick (self, 90)));
      g_string_append_c (out, '\n');
    }
  if (self->number % 25 == 0)
    g_string_append_printf (out, "%s\n\n", planted[pick (self, G_N_ELEMENTS (planted))]);
  g_string_append_printf (out, "Regards,\nThe %s office\nphone 206 555 01%02u, room %u\n", pick_word (self),
                          (guint) pick (self, 100), (guint) pick (self, 4000));
}

static void
append_quoted (Maker *self, GString *out)
{
  g_string_append (out, "\nOn Tue, 7 Feb 2023 somebody wrote:\n");
  for (guint i = 0; i < 2; i++)
    append_paragraph (self, out, "> ", (guint) (20 + pick (self, 60)));
}

static void
append_html (Maker *self, GString *out, guint paragraphs)
{
  g_string_append (out, "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>\n"
                        "<!-- p.MsoNormal, li.MsoNormal\n\t{margin:0in;font-size:11.0pt;font-family:\"Calibri\",sans-serif;}\n"
                        "--></style></head><body lang=\"EN-US\" link=\"#0563C1\"><div class=\"WordSection1\">\n");
  for (guint i = 0; i < paragraphs; i++)
    {
      g_string_append (out, "<p class=\"MsoNormal\"><span style=\"font-size:10.0pt;color:black\">");
      append_paragraph (self, out, "", (guint) (20 + pick (self, 60)));
      g_string_append (out, "<o:p></o:p></span></p>\n");
    }
  if (self->number % 25 == 0)
    g_string_append_printf (out, "<p>%s</p>\n", planted[pick (self, G_N_ELEMENTS (planted))]);
  g_string_append (out, "</div></body></html>\n");
}

static void
append_base64 (GString *out, const guchar *data, gsize len)
{
  for (gsize at = 0; at < len; at += 57)
    {
      g_autofree char *line = g_base64_encode (data + at, MIN (57, len - at));
      g_string_append (out, line);
      g_string_append_c (out, '\n');
    }
}

/* RFC 2045, 6.7. */
static void
append_quoted_printable (GString *out, const char *text)
{
  gsize column = 0;

  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        {
          g_string_append_c (out, '\n');
          column = 0;
          continue;
        }
      if (column > 72)
        {
          g_string_append (out, "=\n");
          column = 0;
        }
      if (*text == '=' || (guchar) *text >= 0x80 || (*text == ' ' && text[1] == '\n'))
        {
          g_string_append_printf (out, "=%02X", (guchar) *text);
          column += 3;
        }
      else
        {
          g_string_append_c (out, *text);
          column++;
        }
    }
}

static void
append_attachment (Maker *self, GString *out)
{
  /* Between 40 and 530 KB, small ones more often. */
  gsize len = 40000 + (gsize) (pick (self, 700) * pick (self, 700));
  g_autofree guint64 *data = g_new (guint64, len / 8 + 1);
  guint file = (guint) pick (self, G_N_ELEMENTS (files));

  for (gsize i = 0; i <= len / 8; i++)
    data[i] = pick (self, G_MAXUINT64);
  g_string_append_printf (out, "Content-Type: %s; name=\"%s\"\nContent-Transfer-Encoding: base64\n"
                               "Content-Disposition: attachment; filename=\"%s\"; size=%" G_GSIZE_FORMAT "\n\n",
                          files[file].type, files[file].name, files[file].name, len);
  append_base64 (out, (const guchar *) data, len);
}

static void
append_headers (Maker *self, GString *out, gboolean long_headers)
{
  guint minute = (guint) (self->number % 60), hour = (guint) (self->number / 60 % 24);
  guint day = (guint) (1 + self->number / 1440 % 28);

  for (int hop = long_headers ? 5 : 2; hop > 0; hop--)
    {
      g_string_append_printf (out, "Received: from mx%d.mail.example (mx%d.mail.example [192.0.2.%d])\n"
                                   "\tby relay%d.command.example with ESMTPS id ", hop, hop, hop, hop);
      append_hex (self, out, 12);
      g_string_append_printf (out, "\n\tfor <staff@command.example>; %u Feb 2023 %02u:%02u:00 +0000 (UTC)\n", day, hour, minute);
    }
  if (long_headers)
    {
      g_string_append (out, "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=command.example; s=s1;\n"
                            "\th=from:to:subject:date;\n\tb=");
      append_hex (self, out, 344);
      g_string_append (out, "\nX-MS-Exchange-Organization-Network-Message-Id: ");
      append_hex (self, out, 32);
      g_string_append (out, "\nX-Filter-Report: ");
      append_hex (self, out, 900);
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out, "From: %s %s <%s@command.example>\nTo: staff@command.example\nSubject: ", pick_word (self),
                          pick_word (self), pick_word (self));
  append_paragraph (self, out, "", 6);
  g_string_append_printf (out, "Date: %u Feb 2023 %02u:%02u:00 +0000\nMessage-ID: <%" G_GUINT64_FORMAT "@command.example>\n"
                               "MIME-Version: 1.0\n", day, hour, minute, self->number);
}

static void
append_plain (Maker *self, GString *out, guint paragraphs)
{
  g_string_append (out, "Content-Type: text/plain; charset=utf-8\n\n");
  append_text (self, out, paragraphs);
}

static void
append_encoded (Maker *self, GString *out, const char *type, GString *text, gboolean base64)
{
  g_string_append_printf (out, "Content-Type: text/%s; charset=utf-8\nContent-Transfer-Encoding: %s\n\n", type,
                          base64 ? "base64" : "quoted-printable");
  if (base64)
    append_base64 (out, (const guchar *) text->str, text->len);
  else
    append_quoted_printable (out, text->str);
  g_string_free (text, TRUE);
}

static void
append_alternative (Maker *self, GString *out)
{
  GString *text = g_string_new (NULL), *html = g_string_new (NULL);

  append_text (self, text, 3);
  append_html (self, html, 6);
  g_string_append (out, "Content-Type: multipart/alternative; boundary=\"alt\"\n\n--alt\n");
  append_encoded (self, out, "plain", text, FALSE);
  g_string_append (out, "\n--alt\n");
  append_encoded (self, out, "html", html, FALSE);
  g_string_append (out, "\n--alt--\n");
}

static void
append_mixed_body (Maker *self, GString *out)
{
  guint64 kind = pick (self, 100);

  if (kind < 7)
    {
      g_string_append (out, "Content-Type: multipart/mixed; boundary=\"mixed\"\n\n--mixed\n");
      append_alternative (self, out);
      g_string_append (out, "\n--mixed\n");
      append_attachment (self, out);
      g_string_append (out, "\n--mixed--\n");
    }
  else if (kind < 45)
    append_plain (self, out, (guint) (1 + pick (self, 6)));
  else if (kind < 60)
    {
      GString *text = g_string_new (NULL);
      append_text (self, text, 3);
      append_quoted (self, text);
      append_encoded (self, out, "plain", text, FALSE);
    }
  else if (kind < 87)
    append_alternative (self, out);
  else if (kind < 96)
    {
      GString *html = g_string_new (NULL);
      append_html (self, html, 6);
      append_encoded (self, out, "html", html, TRUE);
    }
  else
    {
      g_string_append (out, "Content-Type: multipart/mixed; boundary=\"fwd\"\n\n--fwd\nContent-Type: message/rfc822\n\n");
      append_headers (self, out, FALSE);
      append_plain (self, out, 4);
      g_string_append (out, "\n--fwd--\n");
    }
}

static void
append_message (Maker *self, gboolean mixed)
{
  guint64 second = self->number % 86400;

  g_string_append_printf (self->out, "From staff@command.example Tue Feb  7 %02u:%02u:%02u 2023\n", (guint) (second / 3600),
                          (guint) (second / 60 % 60), (guint) (second % 60));
  append_headers (self, self->out, mixed);
  if (mixed)
    append_mixed_body (self, self->out);
  else
    {
      append_plain (self, self->out, (guint) (2 + pick (self, 14)));
      if (pick (self, 2) == 0)
        append_quoted (self, self->out);
    }
  g_string_append_c (self->out, '\n');
}

int
main (int argc, char **argv)
{
  gboolean mixed = argc > 1 && strcmp (argv[1], "mixed") == 0;
  guint64 megabytes = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 0;

  if (argc < 3 || megabytes == 0 || (!mixed && strcmp (argv[1], "text") != 0))
    {
      fprintf (stderr, "usage: make-mail mixed|text MEGABYTES [SEED]\n");
      return 2;
    }

  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  Maker self = { argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : 1, 1, list, g_strv_length (list), g_string_new (NULL) };
  for (guint64 written = 0; written < megabytes * 1000000; self.number++)
    {
      g_string_truncate (self.out, 0);
      append_message (&self, mixed);
      if (fwrite (self.out->str, 1, self.out->len, stdout) != self.out->len)
        return 1;
      written += self.out->len;
    }
  g_string_free (self.out, TRUE);
  return fflush (stdout) == 0 ? 0 : 1;
}
