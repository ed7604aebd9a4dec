/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking-line.h"

#include <string.h>

#define MOST_LINE 400

typedef struct {
  const char *label;        /* lower case */
  guint32     flag;         /* MspAuthorityFlags; 0: of a CUI designation block */
  gboolean    thorough;     /* too common to count alone */
} Label;

static const Label labels[] = {
  { "classified by", MSP_AUTHORITY_CLASSIFIED_BY, FALSE },
  { "derived from", MSP_AUTHORITY_DERIVED_FROM, TRUE },
  { "declassify on", MSP_AUTHORITY_DECLASSIFY_ON, FALSE },
  { "classification reason", MSP_AUTHORITY_REASON, TRUE },
  { "reason for classification", MSP_AUTHORITY_REASON, TRUE },
  { "reason", MSP_AUTHORITY_REASON, TRUE },
  { "controlled by", 0, TRUE },
  { "cui category", 0, FALSE },
  { "cui categories", 0, FALSE },
  { "limited dissemination control", 0, FALSE },
  { "distribution/dissemination control", 0, FALSE },
  { "poc", 0, TRUE },
};

/* Behind the label's colon, or NULL if rest does not begin with the label. A plural and "(ies)" may stand between. */
static const char *
find_value (MspSpan rest, const char *label)
{
  gsize i = strlen (label), most = i + 8;

  if (!msp_span_has_prefix_nocase (rest, label))
    return NULL;
  while (i < rest.len && i < most && (rest.data[i] == ' ' || rest.data[i] == 's' || rest.data[i] == '(' || rest.data[i] == ')' ||
                                      rest.data[i] == 'i' || rest.data[i] == 'e' || rest.data[i] == 'S'))
    i++;
  return i < rest.len && rest.data[i] == ':' ? rest.data + i + 1 : NULL;
}

static MspSpan
trim_value (const char *value, const char *end)
{
  while (value < end && (*value == ' ' || *value == '\t'))
    value++;
  return msp_span_new (value, (gsize) (end - value));
}

static gboolean
is_date (MspSpan value)
{
  guint digits[8];

  if (value.len < 8 || (value.len > 8 && g_ascii_isalnum (value.data[8])))
    return FALSE;
  for (guint i = 0; i < 8; i++)
    {
      if (!g_ascii_isdigit (value.data[i]))
        return FALSE;
      digits[i] = (guint) (value.data[i] - '0');
    }
  return digits[0] * 10 + digits[1] >= 19 && digits[0] <= 2 && digits[4] * 10 + digits[5] >= 1 &&
           digits[4] * 10 + digits[5] <= 12 &&
         digits[6] * 10 + digits[7] >= 1 && digits[6] * 10 + digits[7] <= 31;
}

/* "25X1", "50X1-HUM", "75X" and the retired values (32 CFR 2001.21, 2001.26). */
static gboolean
is_exemption (MspSpan value)
{
  static const char *const retired[] = { "OADR", "MR", "DNI Only", "DCI Only", "Source Marked", "N/A to ", "Not Applicable to " };

  if (value.len >= 3 && (memcmp (value.data, "25X", 3) == 0 || memcmp (value.data, "50X", 3) == 0 ||
                         memcmp (value.data, "75X", 3) == 0))
    return value.len == 3 || value.data[3] == ' ' || (value.data[3] >= '1' && value.data[3] <= '9');
  if (value.len >= 2 && value.data[0] == 'X' && value.data[1] >= '1' && value.data[1] <= '8')
    return value.len == 2 || !g_ascii_isalnum (value.data[2]);
  for (gsize i = 0; i < G_N_ELEMENTS (retired); i++)
    if (msp_span_has_prefix (value, retired[i]))
      return TRUE;
  return FALSE;
}

/* "1.4(c)", "1.4 (B) and (D)"; 1.5 (a)-(g) before 2003. */
static gboolean
is_reason (MspSpan value)
{
  gsize i = 0;
  char last;

  while (i < value.len && !g_ascii_isdigit (value.data[i]) && i < 30)
    i++;
  if (value.len - i < 3 || value.data[i] != '1' || value.data[i + 1] != '.' ||
      (value.data[i + 2] != '4' && value.data[i + 2] != '5'))
    return FALSE;
  last = value.data[i + 2] == '4' ? 'h' : 'g';
  for (i += 3; i < value.len && (value.data[i] == ' ' || value.data[i] == '('); i++)
    ;
  return i == value.len || !g_ascii_isalpha (value.data[i]) || (g_ascii_tolower (value.data[i]) >= 'a' &&
                                                                g_ascii_tolower (value.data[i]) <= last);
}

static guint32
judge_value (const Label *label, MspSpan value)
{
  if (label->flag == MSP_AUTHORITY_DECLASSIFY_ON)
    {
      if (is_exemption (value))
        return MSP_AUTHORITY_VALID_DATE | MSP_AUTHORITY_EXEMPTION;
      return is_date (value) ? MSP_AUTHORITY_VALID_DATE : 0;
    }
  if (label->flag == MSP_AUTHORITY_REASON && !is_reason (value))
    return MSP_AUTHORITY_BAD_REASON;
  return 0;
}

/* Takes the label at [at, end) of the line, if there is one; returns the number of bytes behind which the next may follow, or
   0. */
static gsize
take_label (MspSpan text, gsize at, gsize end, gboolean thorough, MspMarkingLine *line)
{
  MspSpan rest = msp_span_slice (text, at, end);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *value = find_value (rest, labels[i].label);
      guint32 judged;

      if (value == NULL)
        continue;
      judged = judge_value (&labels[i], trim_value (value, rest.data + rest.len));
      /* "Reason: late train" is no reason of the Order and no line of a block; "Classification Reason:" is one. */
      if ((labels[i].thorough && !thorough) || (judged == MSP_AUTHORITY_BAD_REASON && strcmp (labels[i].label, "reason") == 0))
        return 0;
      line->kind = labels[i].flag != 0 || line->authority != 0 ? MSP_LINE_AUTHORITY : MSP_LINE_CUI_BLOCK;
      line->authority |= labels[i].flag | judged;
      return (gsize) (value - rest.data);
    }
  return 0;
}

gboolean
msp_marking_read_authority (MspSpan text, gsize start, gsize end, gboolean thorough, MspMarkingLine *out_line)
{
  gsize at = start, stop = MIN (end, start + MOST_LINE);

  if (strchr ("cdrlpCDRLP", text.data[start]) == NULL)
    return FALSE;
  at += take_label (text, start, stop, thorough, out_line);
  if (at == start)
    return FALSE;
  out_line->start = start;
  out_line->end = end;
  /* Some write the whole block on one line. */
  for (; at + 8 < stop; at++)
    if (text.data[at - 1] == ' ' || text.data[at - 1] == '\t' || text.data[at - 1] == ';')
      (void) take_label (text, at, stop, TRUE, out_line);
  return TRUE;
}
