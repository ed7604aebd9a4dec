/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/person-label.h"

#include "detect/person-name.h"
#include "detect/person-words.h"

#define MOST_LABEL 40
#define MOST_VALUE 80

static const struct {
  const char   *text;      /* upper case, without accents, one blank between words */
  MspNameLabel  kind;
} labels[] = {
  { "NAME", MSP_NAME_LABEL_FULL }, { "FULL NAME", MSP_NAME_LABEL_FULL }, { "FULLNAME", MSP_NAME_LABEL_FULL },
  { "EMPLOYEE", MSP_NAME_LABEL_FULL }, { "EMPLOYEE NAME", MSP_NAME_LABEL_FULL }, { "EMPLOYEES NAME", MSP_NAME_LABEL_FULL },
  { "PATIENT", MSP_NAME_LABEL_FULL }, { "PATIENT NAME", MSP_NAME_LABEL_FULL }, { "PATIENTS NAME", MSP_NAME_LABEL_FULL },
  { "MEMBER", MSP_NAME_LABEL_FULL }, { "MEMBER NAME", MSP_NAME_LABEL_FULL }, { "CUSTOMER", MSP_NAME_LABEL_FULL },
  { "CUSTOMER NAME", MSP_NAME_LABEL_FULL }, { "ACCOUNT HOLDER", MSP_NAME_LABEL_FULL }, { "CARDHOLDER", MSP_NAME_LABEL_FULL },
  { "CARDHOLDER NAME", MSP_NAME_LABEL_FULL }, { "INSURED", MSP_NAME_LABEL_FULL }, { "INSUREDS NAME", MSP_NAME_LABEL_FULL },
  { "TRAVELER", MSP_NAME_LABEL_FULL }, { "TRAVELER NAME", MSP_NAME_LABEL_FULL }, { "APPLICANT", MSP_NAME_LABEL_FULL },
  { "APPLICANT NAME", MSP_NAME_LABEL_FULL }, { "SERVICE MEMBER", MSP_NAME_LABEL_FULL }, { "SOLDIER", MSP_NAME_LABEL_FULL },
  { "STUDENT", MSP_NAME_LABEL_FULL }, { "STUDENT NAME", MSP_NAME_LABEL_FULL }, { "PERSON", MSP_NAME_LABEL_FULL },
  { "NOM COMPLET", MSP_NAME_LABEL_FULL }, { "NOM ET PRENOM", MSP_NAME_LABEL_FULL }, { "NOMBRE COMPLETO", MSP_NAME_LABEL_FULL },
  { "NOMBRE Y APELLIDOS", MSP_NAME_LABEL_FULL }, { "TITULAR", MSP_NAME_LABEL_FULL }, { "TITULAIRE", MSP_NAME_LABEL_FULL },
  { "INHABER", MSP_NAME_LABEL_FULL }, { "KONTOINHABER", MSP_NAME_LABEL_FULL }, { "MITARBEITER", MSP_NAME_LABEL_FULL },
  { "LAST", MSP_NAME_LABEL_FAMILY }, { "LAST NAME", MSP_NAME_LABEL_FAMILY }, { "LASTNAME", MSP_NAME_LABEL_FAMILY },
  { "LNAME", MSP_NAME_LABEL_FAMILY }, { "SURNAME", MSP_NAME_LABEL_FAMILY }, { "FAMILY NAME", MSP_NAME_LABEL_FAMILY },
  { "NOM", MSP_NAME_LABEL_FAMILY }, { "NOM DE FAMILLE", MSP_NAME_LABEL_FAMILY }, { "APELLIDO", MSP_NAME_LABEL_FAMILY },
  { "APELLIDOS", MSP_NAME_LABEL_FAMILY }, { "NACHNAME", MSP_NAME_LABEL_FAMILY }, { "FAMILIENNAME", MSP_NAME_LABEL_FAMILY },
  { "FIRST", MSP_NAME_LABEL_GIVEN }, { "FIRST NAME", MSP_NAME_LABEL_GIVEN }, { "FIRSTNAME", MSP_NAME_LABEL_GIVEN },
  { "FNAME", MSP_NAME_LABEL_GIVEN }, { "GIVEN NAME", MSP_NAME_LABEL_GIVEN }, { "GIVEN NAMES", MSP_NAME_LABEL_GIVEN },
  { "PRENOM", MSP_NAME_LABEL_GIVEN }, { "PRENOMS", MSP_NAME_LABEL_GIVEN }, { "NOMBRE", MSP_NAME_LABEL_GIVEN },
  { "NOMBRES", MSP_NAME_LABEL_GIVEN }, { "VORNAME", MSP_NAME_LABEL_GIVEN }, { "VORNAMEN", MSP_NAME_LABEL_GIVEN },
};

MspSpan
msp_name_label_trim (MspSpan text)
{
  while (text.len > 0 && (g_ascii_isspace (text.data[0]) || text.data[0] == '>' || text.data[0] == '*'))
    text = msp_span_slice (text, 1, text.len);
  while (text.len > 0 && (g_ascii_isspace (text.data[text.len - 1]) || text.data[text.len - 1] == '*'))
    text.len--;
  return text;
}

/* "1. Employee's_name (Last, First)" to "EMPLOYEES NAME". */
static gboolean
fold_label (MspSpan label, char out[MOST_LABEL + 1])
{
  gsize used = 0;

  for (gsize i = 0; i < label.len && label.data[i] != '(' && label.data[i] != ':';)
    {
      gsize end = i;
      MspNameWord word;

      while (end < label.len && (g_ascii_isalpha (label.data[end]) || (guchar) label.data[end] >= 0x80 ||
                                 label.data[end] == '\''))
        end++;
      if (end == i)
        {
          i++;
          continue;
        }
      if (!msp_name_fold_word (msp_span_slice (label, i, end), &word) || used + strlen (word.text) + 1 > MOST_LABEL)
        return FALSE;
      if (used > 0)
        out[used++] = ' ';
      memcpy (out + used, word.text, strlen (word.text));
      used += strlen (word.text);
      i = end;
    }
  out[used] = '\0';
  return used > 0;
}

MspNameLabel
msp_name_label_read (MspSpan label)
{
  char folded[MOST_LABEL + 1];

  label = msp_name_label_trim (label);
  if (label.len == 0 || label.len > 2 * MOST_LABEL || !fold_label (label, folded))
    return MSP_NAME_LABEL_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (labels[i].text[0] == folded[0] && strcmp (labels[i].text, folded) == 0)
      return labels[i].kind;
  return MSP_NAME_LABEL_NONE;
}

gboolean
msp_name_label_accepts (MspNameLabel label, MspSpan value)
{
  guint n = 0;

  if (value.len == 0 || value.len > MOST_VALUE)
    return FALSE;
  for (gsize i = 0; i < value.len;)
    {
      gsize end = i;
      MspNameWord word;

      while (end < value.len && value.data[end] != ' ' && value.data[end] != ',' && value.data[end] != '\t')
        end++;
      if (end > i)
        {
          if (!msp_name_fold_word (msp_span_slice (value, i, end), &word) ||
              (msp_person_is_stop_word (word.text) && !msp_person_is_given_name (word.text)))
            return FALSE;
          n++;
        }
      i = end + 1;
    }
  return label == MSP_NAME_LABEL_FULL ? n >= 2 && n <= 6 : n >= 1 && n <= 4;
}
