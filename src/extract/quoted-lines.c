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

static const char *const attribution_ends[] = {
  "wrote:", "writes:", "a écrit :", "a écrit:", "écrit\xc2\xa0:", "escribió:", "schrieb:", "ha scritto:", "schreef:", "escreveu:",
  "said:",
};

enum {
  DECORATION = 1,   /* white space, and the marks of bold text */
  START = 2,        /* may begin what says something of quotes: marks, the capitals of announcements and of labels of a sender */
  END = 4,          /* may end it */
};

static const guint8 kinds[256] = {
  [' '] = DECORATION, ['\t'] = DECORATION, ['*'] = DECORATION, ['_'] = DECORATION, [':'] = END,
  ['-'] = START, ['>'] = START, ['|'] = START, ['A'] = START, ['B'] = START, ['D'] = START, ['E'] = START, ['F'] = START, ['I'] = START,
  ['L'] = START, ['O'] = START, ['Q'] = START, ['R'] = START, ['V'] = START,
};

static inline gboolean
is_kind (char c, guint8 kind)
{
  return (kinds[(guint8) c] & kind) != 0;
}

static inline MspSpan
trim (MspSpan line)
{
  gsize first = 0, end = line.len;

  while (first < end && is_kind (line.data[first], DECORATION))
    first++;
  while (end > first && is_kind (line.data[end - 1], DECORATION))
    end--;
  return msp_span_new (line.data + first, end - first);
}

gboolean
msp_quoted_is_prose (MspSpan line)
{
  MspSpan text = trim (line);

  return text.len > 0 && !is_kind (text.data[0], START) && !is_kind (text.data[text.len - 1], END);
}

MspQuotedLabel
msp_quoted_get_label (MspSpan line)
{
  MspSpan text = trim (msp_span_slice (line, 0, 200));
  const char *colon;
  MspSpan name;

  /* All labels begin with a capital, if only that of "À". */
  if (text.len == 0 || (!g_ascii_isupper (text.data[0]) && (guint8) text.data[0] != 0xc3)
      || (colon = memchr (text.data, ':', MIN (text.len, (gsize) 20))) == NULL)
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
  /* All but one have a space behind two letters. */
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
      gsize len = strlen (attribution_ends[i]);

      if (text.len >= len && memcmp (text.data + text.len - len, attribution_ends[i], len) == 0)
        return TRUE;
    }
  /* "Am 1. Mai schrieb A <a@mail.example>:" and its Dutch sister have the verb before the name. */
  return text.len <= 200 && memmem (text.data, text.len, " schr", 5) != NULL;
}
