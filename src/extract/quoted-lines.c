/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/quoted-lines.h"

static const struct {
  const char    *name;
  MspQuotedLabel label;
} labels[] = {
  { "From", MSP_QUOTED_FROM }, { "De", MSP_QUOTED_FROM }, { "Von", MSP_QUOTED_FROM }, { "Da", MSP_QUOTED_FROM },
  { "Van", MSP_QUOTED_FROM }, { "Expéditeur", MSP_QUOTED_FROM }, { "Remitente", MSP_QUOTED_FROM },
  { "Sent", MSP_QUOTED_SENT }, { "Date", MSP_QUOTED_SENT }, { "Envoyé", MSP_QUOTED_SENT }, { "Enviado", MSP_QUOTED_SENT },
  { "Enviado el", MSP_QUOTED_SENT }, { "Enviada em", MSP_QUOTED_SENT }, { "Enviado em", MSP_QUOTED_SENT },
  { "Fecha", MSP_QUOTED_SENT }, { "Gesendet", MSP_QUOTED_SENT }, { "Datum", MSP_QUOTED_SENT }, { "Inviato", MSP_QUOTED_SENT },
  { "Data", MSP_QUOTED_SENT }, { "Verzonden", MSP_QUOTED_SENT }, { "Envoyé le", MSP_QUOTED_SENT },
  { "Gesendet am", MSP_QUOTED_SENT }, { "To", MSP_QUOTED_TO }, { "Cc", MSP_QUOTED_TO }, { "À", MSP_QUOTED_TO },
  { "A", MSP_QUOTED_TO }, { "Para", MSP_QUOTED_TO }, { "An", MSP_QUOTED_TO }, { "Aan", MSP_QUOTED_TO },
  { "Destinataire", MSP_QUOTED_TO }, { "Pour", MSP_QUOTED_TO }, { "Subject", MSP_QUOTED_SUBJECT },
  { "Objet", MSP_QUOTED_SUBJECT }, { "Sujet", MSP_QUOTED_SUBJECT }, { "Asunto", MSP_QUOTED_SUBJECT },
  { "Betreff", MSP_QUOTED_SUBJECT }, { "Oggetto", MSP_QUOTED_SUBJECT }, { "Onderwerp", MSP_QUOTED_SUBJECT },
  { "Assunto", MSP_QUOTED_SUBJECT },
};

static const char *const rules[] = {
  "Original Message", "Original message", "Original Appointment", "Forwarded message", "Forwarded Message", "Message d'origine",
  "Message original", "Message transféré", "Message transmis", "Mensaje original", "Mensaje reenviado", "Ursprüngliche Nachricht",
  "Originalnachricht", "Weitergeleitete Nachricht", "Messaggio originale", "Messaggio inoltrato", "Oorspronkelijk bericht",
  "Doorgestuurd bericht", "Mensagem original", "Mensagem encaminhada", "Original-Nachricht", "Begin forwarded message",
};

static const char *const attribution_starts[] = {
  "On ", "Le ", "El ", "Am ", "Il ", "Op ", "Em ", "Il giorno ", "At ", "In a message", "Quoting ", "In article",
};

#define ROW(text) { text, sizeof (text) - 1 }

static const MspSpan attribution_ends[] = {
  ROW ("wrote:"), ROW ("writes:"), ROW ("a écrit :"), ROW ("a écrit:"), ROW ("écrit\xc2\xa0:"), ROW ("escribió:"), ROW ("schrieb:"),
  ROW ("ha scritto:"), ROW ("schreef:"), ROW ("escreveu:"), ROW ("said:"),
};

static inline gboolean
is_decoration (char c)
{
  return c == ' ' || c == '\t' || c == '*' || c == '_';
}

static inline MspSpan
trim (MspSpan line)
{
  gsize first = 0, end = line.len;

  while (first < end && is_decoration (line.data[first]))
    first++;
  while (end > first && is_decoration (line.data[end - 1]))
    end--;
  return msp_span_new (line.data + first, end - first);
}

/* Where the colon of a label is looked for. */
#define MAX_LABEL 20

static const char *
find_label_end (MspSpan text)
{
  return memchr (text.data, ':', MIN (text.len, (gsize) MAX_LABEL));
}

/* text is that of line without its decoration. */
static gboolean
is_prose (MspSpan line, MspSpan text)
{
  gboolean announces = line.len > 2 && line.data[2] == ' ';

  if (text.data[text.len - 1] == ':')
    return FALSE;
  switch (text.data[0])
    {
    case 'B': case 'Q': case '>': case '|': return FALSE;
    case '-': return text.len < 2 || text.data[1] != '-';
    case 'A': case 'I': case 'L': case 'O': return !announces;
    case 'D': case 'F': case 'R': case 'V': return find_label_end (text) == NULL;
    case 'E': return !announces && find_label_end (text) == NULL;
    default: return TRUE;
    }
}

gboolean
msp_quoted_is_quote (MspSpan line)
{
  gsize i = 0;

  while (i < line.len && i < 3 && line.data[i] == ' ')
    i++;
  return i < line.len && (line.data[i] == '>' || (i == 0 && line.len > 1 && line.data[0] == '|' && line.data[1] == ' '
                          && memchr (line.data + 2, '|', line.len - 2) == NULL));
}

/* White space, or a line drawn with the marks of bold text. */
static MspQuotedLook
look_at_decoration (MspSpan line)
{
  for (gsize i = 0; i < line.len; i++)
    if (line.data[i] != ' ' && line.data[i] != '\t')
      return MSP_QUOTED_PROSE;
  return MSP_QUOTED_BLANK;
}

MspQuotedLook
msp_quoted_look (MspSpan line)
{
  MspSpan text = trim (line);

  if (text.len == 0)
    return look_at_decoration (line);
  if (is_prose (line, text))
    return MSP_QUOTED_PROSE;
  return msp_quoted_is_quote (line) ? MSP_QUOTED_QUOTE : MSP_QUOTED_DOUBTFUL;
}

MspQuotedLabel
msp_quoted_get_label (MspSpan line)
{
  MspSpan text = trim (msp_span_slice (line, 0, 200));
  const char *colon;
  MspSpan name;

  /* All labels begin with a capital, if only that of "À". */
  if (text.len == 0 || (!g_ascii_isupper (text.data[0]) && (guint8) text.data[0] != 0xc3)
      || (colon = find_label_end (text)) == NULL)
    return MSP_QUOTED_NO_LABEL;
  /* French sets a no-break space before the colon. */
  name = trim (msp_span_new (text.data, (gsize) (colon - text.data)));
  if (name.len > 2 && memcmp (name.data + name.len - 2, "\xc2\xa0", 2) == 0)
    name.len -= 2;
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (name.len > 0 && labels[i].name[0] == name.data[0] && msp_span_equals (name, labels[i].name))
      return labels[i].label;
  return MSP_QUOTED_NO_LABEL;
}

gboolean
msp_quoted_is_rule (MspSpan line)
{
  MspSpan text = trim (msp_span_slice (line, 0, 200));
  gsize dashes = 0;

  while (dashes < text.len && text.data[dashes] == '-')
    dashes++;
  if (dashes < 2 && (dashes > 0 || text.len == 0 || text.data[0] != 'B' || !msp_span_equals (text, "Begin forwarded message:")))
    return FALSE;
  text = trim (msp_span_slice (text, dashes, text.len));
  /* All begin with a capital; the names of files in a patch seldom do. */
  if (text.len == 0 || !g_ascii_isupper (text.data[0]))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (msp_span_has_prefix (text, rules[i]))
      return TRUE;
  return FALSE;
}

gboolean
msp_quoted_is_attribution_start (MspSpan line)
{
  char first = line.len > 0 ? line.data[0] : 0;

  if (first != 'O' && first != 'L' && first != 'E' && first != 'A' && first != 'I' && first != 'Q')
    return FALSE;
  /* All but one have a space behind two letters: is_prose relies on it. */
  if (first != 'Q' && (line.len < 3 || line.data[2] != ' '))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (attribution_starts); i++)
    if (msp_span_has_prefix (line, attribution_starts[i]))
      return TRUE;
  return FALSE;
}

gboolean
msp_quoted_is_attribution_end (MspSpan line)
{
  MspSpan text = trim (line);

  if (text.len == 0 || text.data[text.len - 1] != ':')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (attribution_ends); i++)
    {
      MspSpan end = attribution_ends[i];

      /* Many lines of source code end with a colon. */
      if (text.len >= end.len && text.data[text.len - 2] == end.data[end.len - 2]
          && memcmp (text.data + text.len - end.len, end.data, end.len) == 0)
        return TRUE;
    }
  /* "Am 1. Mai schrieb A <a@mail.example>:" and its Dutch sister have the verb before the name. */
  return text.len <= 200 && memmem (text.data, text.len, " schr", 5) != NULL;
}
