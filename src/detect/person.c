/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/person.h"

#include "detect/person-label.h"
#include "detect/person-name.h"
#include "detect/person-table.h"
#include "detect/sole.h"

#define BEFORE 600
#define BEHIND 300
#define BLOCK_LINES 6
#define FIRST_PERSON 48
#define SUBJECT_LINES 60     /* of a form, in which it names whom it is about */
#define UNKNOWN_NAME 0.85   /* factor for a name that no list knows */

typedef struct {
  const MspText          *text;
  const MspDetectMessage *message;
  MspSpan                 span;
  gsize                   start, end;            /* of the value */
  gsize                   line_start, line_end;  /* cut to BEFORE and BEHIND */
} Link;

static gboolean
take (Link *self, MspSpan name, double strength, const char *rule, MspPersonMention *out_mention)
{
  char *normal = msp_person_dup_normal (name);
  const char *base = self->span.data;
  gboolean inside = name.data >= base && name.data < base + self->span.len;

  if (normal == NULL)
    return FALSE;
  *out_mention = (MspPersonMention) { 0, 0, normal, strength, rule };
  if (inside)
    {
      out_mention->start = (guint32) (name.data - base);
      out_mention->end = (guint32) (name.data - base + name.len);
    }
  return TRUE;
}

static gboolean
take_parts (Link *self, const MspNameParts *parts, double strength, const char *rule, MspPersonMention *out_mention)
{
  g_autofree char *joined = NULL;

  if (parts->full.len > 0)
    return take (self, parts->full, strength, rule, out_mention);
  joined = g_strdup_printf ("%.*s, %.*s", (int) parts->family.len, parts->family.data, (int) parts->given.len, parts->given.data);
  if (!take (self, msp_span_from_string (joined), strength, rule, out_mention))
    return FALSE;
  out_mention->start = (guint32) (parts->family.data - self->span.data);
  out_mention->end = out_mention->start + (guint32) parts->family.len;
  return TRUE;
}

/* Certificate names: "DOE.JANE.Q.1234567890" (DoD PKI). The value is the number or all of it. */
static gboolean
link_certificate (Link *self, MspPersonMention *out_mention)
{
  gsize start = self->end, stop = self->start;
  char name[100];
  gsize used = 0;
  guint words = 1;

  while (stop < self->end && !g_ascii_isdigit (self->span.data[stop]))
    stop++;
  if (stop == self->end || stop == 0 || self->span.data[stop - 1] != '.')
    return FALSE;
  stop--;
  for (start = stop; start > 0 && stop - start < sizeof name - 2; start--)
    if (!g_ascii_isupper (self->span.data[start - 1]) && self->span.data[start - 1] != '.' && self->span.data[start - 1] != '-')
      break;
  for (gsize i = start; i < stop; i++)
    {
      gboolean dot = self->span.data[i] == '.';

      words += dot;
      if (dot && words == 2)
        name[used++] = ',';
      name[used++] = dot ? ' ' : self->span.data[i];
    }
  if (words < 2 || !take (self, msp_span_new (name, used), 0.99, "certificate name", out_mention))
    return FALSE;
  out_mention->start = (guint32) start;
  out_mention->end = (guint32) stop;
  return TRUE;
}

/* Machine-readable zones hold "FAMILY<<GIVEN<GIVEN<<<" (ICAO 9303-3). */
static gboolean
link_zone (Link *self, MspPersonMention *out_mention)
{
  MspSpan zone = msp_span_slice (self->span, self->start, self->end);
  const char *gap = g_strstr_len (zone.data, (gssize) zone.len, "<<");
  char name[64];
  gsize used = 0, from, at;

  if (gap == NULL || zone.len < 30)
    return FALSE;
  at = (gsize) (gap - zone.data);
  for (from = at; from > 0 && at - from < 39 && (g_ascii_isupper (zone.data[from - 1]) || zone.data[from - 1] == '<'); from--)
    ;
  if (from + 5 < at && (zone.data[from] == 'P' || zone.data[from] == 'V') && from == 0)
    from += 5;
  for (gsize i = from; i < at && used < 40; i++)
    name[used++] = zone.data[i] == '<' ? ' ' : zone.data[i];
  name[used++] = ',';
  for (gsize i = at + 2; i < zone.len && used < sizeof name - 1 && (g_ascii_isupper (zone.data[i]) ||
                                                                    (zone.data[i] == '<' && zone.data[i - 1] != '<')); i++)
    name[used++] = zone.data[i] == '<' ? ' ' : zone.data[i];
  if (!take (self, msp_span_new (name, used), 0.99, "machine-readable zone", out_mention))
    return FALSE;
  out_mention->start = (guint32) self->start;
  out_mention->end = (guint32) self->end;
  return TRUE;
}

static gboolean
is_empty_line (MspSpan line)
{
  return msp_name_label_trim (line).len == 0;
}

/* "Name: Jane Doe" or "Last Name: Doe". */
static MspNameLabel
read_label_line (MspSpan line, MspSpan *out_value)
{
  const char *colon = line.len > 0 ? memchr (line.data, ':', MIN (line.len, 60)) : NULL;
  MspNameLabel label;
  const char *gap;

  if (colon == NULL)
    return MSP_NAME_LABEL_NONE;
  label = msp_name_label_read (msp_span_new (line.data, (gsize) (colon - line.data)));
  if (label == MSP_NAME_LABEL_NONE)
    return label;
  *out_value = msp_name_label_trim (msp_span_slice (line, (gsize) (colon + 1 - line.data), line.len));
  /* Another pair may follow on the line: "Name: Jane Doe   SSN: …". */
  gap = g_strstr_len (out_value->data, (gssize) out_value->len, "  ");
  if (gap == NULL)
    gap = out_value->len > 0 ? memchr (out_value->data, '\t', out_value->len) : NULL;
  if (gap != NULL)
    out_value->len = (gsize) (gap - out_value->data);
  return msp_name_label_accepts (label, *out_value) ? label : MSP_NAME_LABEL_NONE;
}

/* One line of the block into parts; FALSE at the block's end or at a second person. */
static gboolean
add_block_line (MspSpan line, MspNameParts *parts)
{
  MspSpan value = { NULL, 0 };

  if (is_empty_line (line))
    return FALSE;
  switch (read_label_line (line, &value))
    {
    case MSP_NAME_LABEL_FULL:
      if (parts->full.len > 0)
        return FALSE;
      parts->full = value;
      return TRUE;
    case MSP_NAME_LABEL_FAMILY:
      if (parts->family.len > 0)
        return FALSE;
      parts->family = value;
      return TRUE;
    case MSP_NAME_LABEL_GIVEN:
      if (parts->given.len > 0)
        return FALSE;
      parts->given = value;
      return TRUE;
    default:
      return TRUE;
    }
}

/* Lines of "label: value" upwards from the value's line, then downwards: the name mostly stands above. */
static gboolean
link_block (Link *self, MspPersonMention *out_mention)
{
  MspNameParts parts = { 0 };
  gsize at = self->line_end, low = self->start > BEFORE ? self->start - BEFORE : 0,
  high = MIN (self->span.len, self->end + BEHIND);

  for (guint n = 0; n <= BLOCK_LINES && at > low; n++)
    {
      gsize start = at;

      while (start > low && self->span.data[start - 1] != '\n')
        start--;
      if (!add_block_line (msp_span_slice (self->span, start, at), &parts) || parts.full.len > 0)
        break;
      at = start > low ? start - 1 : low;
    }
  at = self->line_end + 1;
  for (guint n = 0; n < BLOCK_LINES && at < high && parts.full.len == 0 && (parts.family.len == 0 || parts.given.len == 0); n++)
    {
      gsize end = at;

      while (end < high && self->span.data[end] != '\n')
        end++;
      if (!add_block_line (msp_span_slice (self->span, at, end), &parts))
        break;
      at = end + 1;
    }
  if (parts.full.len == 0 && (parts.family.len == 0 || parts.given.len == 0))
    return FALSE;
  return take_parts (self, &parts, 0.95, "label block", out_mention);
}

/* The only name between start and end, the value left out; a second name, if it is another, spoils it. */
static gboolean
find_only_name (Link *self, gsize start, gsize end, MspSpan *out_name, gboolean *out_known)
{
  MspSpan window = msp_span_slice (self->span, start, end);
  MspNameFound found;
  guint n = 0;

  for (gsize at = 0; n < 8 && msp_name_find (window, at, &found); at = found.end)
    {
      MspSpan name = msp_span_slice (window, found.start, found.end);

      if (start + found.start < self->end && start + found.end > self->start)
        continue;
      if (n > 0 && found.known == *out_known && (name.len != out_name->len || memcmp (name.data, out_name->data, name.len) != 0))
        return FALSE;
      /* A name that the lists know counts more than any other capitals. */
      if (n == 0 || (found.known && !*out_known))
        {
          *out_name = name;
          *out_known = found.known;
        }
      n++;
    }
  return n > 0;
}

static gboolean
link_window (Link *self, gsize start, gsize end, double strength, const char *rule, MspPersonMention *out_mention)
{
  MspSpan name;
  gboolean known = FALSE;

  return find_only_name (self, start, end, &name, &known) &&
         take (self, name, known ? strength : strength * UNKNOWN_NAME, rule, out_mention);
}

/* Where an empty line ends the paragraph, at most BEFORE and BEHIND away. */
static void
get_paragraph (const Link *self, gsize *out_start, gsize *out_end)
{
  gsize low = self->start > BEFORE ? self->start - BEFORE : 0, high = MIN (self->span.len, self->end + BEHIND);
  gsize start = self->start, end = self->end;

  while (start > low && !(self->span.data[start - 1] == '\n' && start >= 2 && self->span.data[start - 2] == '\n'))
    start--;
  while (end < high && !(self->span.data[end] == '\n' && end + 1 < self->span.len && self->span.data[end + 1] == '\n'))
    end++;
  *out_start = start;
  *out_end = end;
}

static gboolean
has_word_before (const Link *self, const char *const *words)
{
  gsize from = MAX (self->line_start, self->start > FIRST_PERSON ? self->start - FIRST_PERSON : 0);

  for (gsize i = from; i < self->start; i++)
    if (i == from || !g_ascii_isalnum (self->span.data[i - 1]))
      for (gsize n = 0; words[n] != NULL; n++)
        {
          MspSpan rest = msp_span_slice (self->span, i, self->start);

          if ((rest.data[0] | 0x20) == words[n][0] && msp_span_has_prefix_nocase (rest, words[n])
              && rest.len > strlen (words[n]) && rest.data[strlen (words[n])] == ' ')
            return TRUE;
        }
  return FALSE;
}

/* "Jane Doe <jane@example.org>" or "\"Doe, Jane\" <…>" without the address; empty if there is more than one. */
static MspSpan
get_display_name (const char *address)
{
  MspSpan name = msp_span_from_string (address);
  const char *angle = name.len > 0 ? memchr (name.data, '<', name.len) : NULL;

  if (angle == NULL || memchr (angle, '@', name.len - (gsize) (angle - name.data)) != strrchr (address, '@'))
    return msp_span_new (NULL, 0);
  name.len = (gsize) (angle - name.data);
  name = msp_name_label_trim (name);
  if (name.len >= 2 && name.data[0] == '"' && name.data[name.len - 1] == '"')
    name = msp_span_slice (name, 1, name.len - 1);
  return name;
}

static gboolean
link_first_person (Link *self, MspPersonMention *out_mention)
{
  static const char *const mine[] = { "my", "mon", "ma", "mes", "mi", "mis", "mein", "meine", "meiner", NULL };
  static const char *const yours[] = { "your", "votre", "vos", "su", "sus", "tu", "ihr", "ihre", NULL };
  MspSpan name = { NULL, 0 };

  if (self->message == NULL)
    return FALSE;
  if (has_word_before (self, mine))
    {
      name = get_display_name (self->message->from);
      return name.len > 0 && take (self, name, 0.65, "first person", out_mention);
    }
  if (!has_word_before (self, yours))
    return FALSE;
  if (self->message->cc == NULL || self->message->cc[0] == '\0')
    name = get_display_name (self->message->to);
  if (name.len > 0 && take (self, name, 0.6, "addressed recipient", out_mention))
    return TRUE;
  char *greeted = msp_sole_dup_greeted (self->span, self->start);

  if (greeted != NULL)
    *out_mention = (MspPersonMention) { 0, 0, greeted, 0.6, "greeting" };
  return greeted != NULL;
}

static void
find_line (Link *self)
{
  gsize low = self->start > BEFORE ? self->start - BEFORE : 0, high = MIN (self->span.len, self->end + BEHIND);

  self->line_start = self->start;
  self->line_end = self->end;
  while (self->line_start > low && self->span.data[self->line_start - 1] != '\n')
    self->line_start--;
  while (self->line_end < high && self->span.data[self->line_end] != '\n')
    self->line_end++;
}

gboolean
msp_person_link (const MspText *text, const MspDetectMessage *message, guint32 start, guint32 end, MspPersonMention *out_mention)
{
  Link self = { text, message, msp_span_new (text->text->str, text->text->len), start, end, 0, 0 };
  MspNameParts parts;
  gsize from, to;

  if (start > end || end > self.span.len)
    return FALSE;
  find_line (&self);
  if (link_certificate (&self, out_mention) || link_zone (&self, out_mention))
    return TRUE;
  if (msp_person_find_in_fields (text, start, &parts) && take_parts (&self, &parts, 0.99, "same form", out_mention))
    return TRUE;
  if (msp_person_find_in_row (text, start, &parts) && take_parts (&self, &parts, 0.97, "same row", out_mention))
    return TRUE;
  /* Outside its row a cell's value has only strangers around it. */
  if (msp_person_is_in_row (text, start))
    return FALSE;
  if (link_block (&self, out_mention) || link_first_person (&self, out_mention) ||
      link_window (&self, self.line_start, self.line_end, 0.85, "same line", out_mention))
    return TRUE;
  get_paragraph (&self, &from, &to);
  return link_window (&self, from, to, 0.75, "same paragraph", out_mention);
}

gboolean
msp_person_find_subject (const MspText *text, guint32 from, MspPersonMention *out_mention)
{
  Link self = { text, NULL, msp_span_new (text->text->str, text->text->len), from, from, from, from };
  MspNameParts parts = { 0 };
  gsize at = from;

  for (guint n = 0; n < SUBJECT_LINES && at < self.span.len && parts.full.len == 0
                    && (parts.family.len == 0 || parts.given.len == 0); n++)
    {
      gsize end = at;

      while (end < self.span.len && self.span.data[end] != '\n')
        end++;
      (void) add_block_line (msp_span_slice (self.span, at, end), &parts);
      at = end + 1;
    }
  return (parts.full.len > 0 || (parts.family.len > 0 && parts.given.len > 0))
         && take_parts (&self, &parts, 0.99, "subject of the form", out_mention);
}
