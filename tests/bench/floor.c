/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* floor FILE: the least that an audit of an mbox must do, with none of the care: split at "From ", find the text parts by their
   boundaries, decode them, drop the tags of HTML, look for literals with one Vectorscan pass and for numbers by hand, count.
   No character sets, no nesting beyond multiparts, no context, no validators but Luhn, no score, no store, no ledger. What
   'mailspill scan' costs beyond this is the price of its answers. */

#include <glib.h>
#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/quoted-printable.h"

#define MAX_DEPTH 8

static const char *const literals[] = {
  "\\b(?:AKIA|ASIA)[A-Z2-7]", "\\bAIza[0-9A-Za-z_-]{4}", "\\bgh[pousr]_[0-9A-Za-z]{4}", "\\bgithub_pat_", "\\bxox[abeoprs]-",
  "\\b[rs]k_(?:live|test)_", "\\beyJ[A-Za-z0-9_-]{4}", "-----BEGIN [A-Z ]{0,24}PRIVATE KEY", "PuTTY-User-Key-File-",
  "\\bTOP SECRET", "\\bSECRET//", "\\bCONFIDENTIAL//", "\\bCUI//", "\\bNOFORN\\b", "\\bORCON\\b", "\\bFOUO\\b",
  "DISTRIBUTION STATEMENT [A-F]", "(?i)\\bpassword\\s?[:=]", "(?i)\\bpassword is\\b", "(?i)\\bsocial security", "(?i)\\bssn\\b",
  "(?i)\\bdate of birth\\b", "(?i)\\bdob\\b", "(?i)\\bpassport\\b", "(?i)\\bdriver'?s licen[cs]e", "(?i)\\bdiagnos(?:is|ed)\\b",
  "(?i)\\bmedical record", "(?i)\\bmrn\\b", "(?i)\\bpatient\\b", "(?i)\\broutings? number", "(?i)\\baccount number", "(?i)\\biban\\b",
  "(?i)\\bswift\\b", "(?i)\\bcvv2?\\b", "(?i)\\bcredit card", "(?i)\\bpurchase card", "(?i)\\bsecurity clearance", "(?i)\\bsf-?86\\b",
  "(?i)\\bpolygraph\\b", "(?i)\\bsource selection", "(?i)\\bproprietary\\b", "(?i)\\bexport controlled", "(?i)\\bitar\\b",
  "(?i)\\battorney[- ]client", "(?i)\\bhome address", "(?i)\\bsalary\\b", "(?i)\\bmaiden name",
};

typedef struct {
  hs_database_t *database;
  hs_scratch_t  *scratch;
  GByteArray    *decoded, *text;
  guint64        messages, parts, text_bytes, hits;
} Floor;

/* What one header says of its body. */
typedef struct {
  gboolean text, html, base64, quoted, multipart;
  char     boundary[80];
  gsize    boundary_len;
} Kind;

static int
count_hit (unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *data)
{
  (void) id, (void) from, (void) to, (void) flags;
  ((Floor *) data)->hits++;
  return 0;
}

static gboolean
passes_luhn (const char *digits, gsize n)
{
  guint sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint digit = (guint) (digits[n - 1 - i] - '0') * (1 + (i & 1));
      sum += digit > 9 ? digit - 9 : digit;
    }
  return sum % 10 == 0;
}

/* Runs of digits joined by single dashes or spaces: nine of them, or 13 to 19 that pass Luhn; and addresses. */
static void
count_numbers (Floor *self, const char *text, gsize len)
{
  char digits[20];

  for (gsize i = 0; i < len; i++)
    {
      gsize n = 0;

      self->hits += text[i] == '@' && i > 0 && g_ascii_isalnum (text[i - 1]);
      if (!g_ascii_isdigit (text[i]))
        continue;
      for (; i < len; i++)
        if (g_ascii_isdigit (text[i]))
          {
            if (n < sizeof digits)
              digits[n] = text[i];
            n++;
          }
        else if ((text[i] != '-' && text[i] != ' ') || i + 1 == len || !g_ascii_isdigit (text[i + 1]))
          break;
      self->hits += n == 9 || (n >= 13 && n <= 19 && passes_luhn (digits, n));
    }
}

static void
scan (Floor *self, const char *text, gsize len)
{
  self->text_bytes += len;
  hs_scan (self->database, text, (unsigned) len, 0, self->scratch, count_hit, self);
  count_numbers (self, text, len);
}

/* Text between tags. */
static MspSpan
drop_tags (Floor *self, MspSpan html)
{
  const char *at = html.data, *end = html.data + html.len;

  g_byte_array_set_size (self->text, 0);
  while (at < end)
    {
      const char *tag = memchr (at, '<', (size_t) (end - at));
      g_byte_array_append (self->text, (const guint8 *) at, (guint) ((tag != NULL ? tag : end) - at));
      const char *close = tag != NULL ? memchr (tag, '>', (size_t) (end - tag)) : NULL;
      at = close != NULL ? close + 1 : end;
    }
  return msp_span_new ((const char *) self->text->data, self->text->len);
}

static void
read_leaf (Floor *self, const Kind *kind, MspSpan body)
{
  self->parts++;
  if (!kind->text)
    return;
  g_byte_array_set_size (self->decoded, 0);
  if (kind->base64)
    msp_base64_decode (body, G_MAXSIZE, self->decoded);
  else if (kind->quoted)
    msp_quoted_printable_decode (body, G_MAXSIZE, self->decoded);
  if (kind->base64 || kind->quoted)
    body = msp_span_new ((const char *) self->decoded->data, self->decoded->len);
  if (kind->html)
    body = drop_tags (self, body);
  scan (self, body.data, body.len);
}

static gboolean
starts (MspSpan span, const char *prefix)
{
  gsize len = strlen (prefix);

  return span.len >= len && g_ascii_strncasecmp (span.data, prefix, len) == 0;
}

static void
read_boundary (Kind *kind, MspSpan field)
{
  const char *at = g_strstr_len (field.data, (gssize) field.len, "boundary=");
  const char *end = field.data + field.len;

  if (at == NULL)
    return;
  at += strlen ("boundary=");
  gboolean quoted = at < end && *at == '"';
  for (at += quoted; at < end && *at != '"' && *at != ';' && (quoted || !g_ascii_isspace (*at)); at++)
    if (kind->boundary_len < sizeof kind->boundary)
      kind->boundary[kind->boundary_len++] = *at;
}

static void
read_field (Kind *kind, MspSpan field)
{
  if (starts (field, "content-type:"))
    {
      kind->multipart = g_strstr_len (field.data, (gssize) field.len, "multipart/") != NULL;
      kind->html = g_strstr_len (field.data, (gssize) field.len, "text/html") != NULL;
      kind->text = kind->html || g_strstr_len (field.data, (gssize) field.len, "text/") != NULL;
      read_boundary (kind, field);
    }
  else if (starts (field, "content-transfer-encoding:"))
    {
      kind->base64 = g_strstr_len (field.data, (gssize) field.len, "base64") != NULL;
      kind->quoted = g_strstr_len (field.data, (gssize) field.len, "quoted-printable") != NULL;
    }
}

/* The header's fields, continuation lines joined; the length of the header. */
static gsize
read_header (MspSpan entity, Kind *kind)
{
  gsize at = 0, field = 0;

  *kind = (Kind) { .text = TRUE };
  while (at < entity.len)
    {
      const char *lf = memchr (entity.data + at, '\n', entity.len - at);
      gsize next = lf != NULL ? (gsize) (lf - entity.data) + 1 : entity.len;
      gboolean blank = entity.data[at] == '\n' || entity.data[at] == '\r';

      if (next == entity.len || blank || (entity.data[next] != ' ' && entity.data[next] != '\t'))
        {
          read_field (kind, msp_span_new (entity.data + field, next - field));
          field = next;
        }
      at = next;
      if (blank)
        break;
    }
  return at;
}

static void read_entity (Floor *self, MspSpan entity, guint depth);

static void
read_multipart (Floor *self, const Kind *kind, MspSpan body, guint depth)
{
  const char *at = body.data, *end = body.data + body.len, *part = NULL;

  while (at < end && (at = memmem (at, (size_t) (end - at), "--", 2)) != NULL)
    {
      const char *name = at + 2;

      if ((at == body.data || at[-1] == '\n') && (gsize) (end - name) >= kind->boundary_len &&
          memcmp (name, kind->boundary, kind->boundary_len) == 0)
        {
          if (part != NULL)
            read_entity (self, msp_span_new (part, (gsize) (at - part)), depth + 1);
          const char *lf = memchr (name, '\n', (size_t) (end - name));
          part = lf != NULL ? lf + 1 : end;
          name += kind->boundary_len;
          if (end - name >= 2 && name[0] == '-' && name[1] == '-')
            return;
          at = part;
        }
      else
        at = name;
    }
  if (part != NULL)
    read_entity (self, msp_span_new (part, (gsize) (end - part)), depth + 1);
}

static void
read_entity (Floor *self, MspSpan entity, guint depth)
{
  Kind kind;
  gsize header = read_header (entity, &kind);
  MspSpan body = msp_span_new (entity.data + header, entity.len - header);

  if (kind.multipart && kind.boundary_len > 0 && depth < MAX_DEPTH)
    read_multipart (self, &kind, body, depth);
  else
    read_leaf (self, &kind, body);
}

static void
read_mbox (Floor *self, const char *data, gsize len)
{
  const char *at = data, *end = data + len;

  while (at < end)
    {
      const char *next = memmem (at + 1, (size_t) (end - at - 1), "\n\nFrom ", 7);
      const char *stop = next != NULL ? next + 1 : end;
      const char *lf = memchr (at, '\n', (size_t) (stop - at));

      if (lf != NULL)
        read_entity (self, msp_span_new (lf + 1, (gsize) (stop - lf - 1)), 0);
      self->messages++;
      at = next != NULL ? next + 2 : end;
    }
}

static gboolean
compile (Floor *self)
{
  unsigned flags[G_N_ELEMENTS (literals)], ids[G_N_ELEMENTS (literals)];
  hs_compile_error_t *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      flags[i] = 0;
      ids[i] = i;
    }
  return hs_compile_multi (literals, flags, ids, G_N_ELEMENTS (literals), HS_MODE_BLOCK, NULL, &self->database, &error) ==
           HS_SUCCESS &&
         hs_alloc_scratch (self->database, &self->scratch) == HS_SUCCESS;
}

int
main (int argc, char **argv)
{
  Floor floor = { .decoded = g_byte_array_new (), .text = g_byte_array_new () };
  g_autoptr (GMappedFile) file = argc == 2 ? g_mapped_file_new (argv[1], FALSE, NULL) : NULL;

  if (file == NULL || !compile (&floor))
    {
      fprintf (stderr, "usage: floor MBOX\n");
      return 2;
    }
  if (g_mapped_file_get_length (file) > 0)
    read_mbox (&floor, g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  printf ("%" G_GUINT64_FORMAT " messages, %" G_GUINT64_FORMAT " parts, %" G_GUINT64_FORMAT " bytes of text, %" G_GUINT64_FORMAT
          " hits\n", floor.messages, floor.parts, floor.text_bytes, floor.hits);
  return 0;
}
