/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/header-row.h"

#include <string.h>

/* Enough of a cell to tell numbers from words. */
#define LOOK 64

static inline gboolean
is_digit (char c)
{
  return (guint8) (c - '0') < 10;
}

/* Two cells of a first row that hold no more than such a word name columns; one may be the label of the cell beside it. By their
   first letters, which are small. */
static const char *const words[26][8] = {
  ['a' - 'a'] = { "account", "account number", "address", "adresse", "anschrift", "apellido de soltera de la madre",
                  "apellidos" },
  ['b' - 'a'] = { "benutzer" },
  ['c' - 'a'] = { "contraseña", "courriel" },
  ['d' - 'a'] = { "date of birth", "department", "diagnosis", "dob" },
  ['e' - 'a'] = { "e-mail", "employee name" },
  ['f' - 'a'] = { "first name", "fonction", "full name" },
  ['g' - 'a'] = { "geburtsdatum", "geburtsname", "geburtsname der mutter", "grade" },
  ['l' - 'a'] = { "last name", "login" },
  ['m' - 'a'] = { "maiden name", "mail", "mot de passe", "mother's maiden name" },
  ['n' - 'a'] = { "nachname", "name", "nom", "nom de jeune fille", "nom de jeune fille de la mère", "nombre" },
  ['p' - 'a'] = { "password", "passwort", "patient name", "phone", "place of birth", "prénom" },
  ['r' - 'a'] = { "rank", "role" },
  ['s' - 'a'] = { "ssn", "surname" },
  ['t' - 'a'] = { "telefon", "telephone", "teléfono", "title", "téléphone" },
  ['u' - 'a'] = { "unit", "user", "user name", "usuario" },
  ['v' - 'a'] = { "vorname" },
};

/* The next letter of a name, whatever stands between the words of it: "maiden_name", "maidenName". */
static char
next_letter (MspSpan name, gsize *i)
{
  while (*i < name.len && (guint8) name.data[*i] < 0x80 && !g_ascii_isalnum (name.data[*i]))
    ++*i;
  return *i < name.len ? g_ascii_tolower (name.data[(*i)++]) : '\0';
}

static gboolean
is_same_name (MspSpan name, MspSpan word)
{
  gsize i = 0, j = 0;
  char c, d;

  do
    {
      c = next_letter (name, &i);
      d = next_letter (word, &j);
    }
  while (c == d && c != '\0');
  return c == d;
}

static gboolean
is_word (MspSpan cell)
{
  gsize at = 0;
  char first = next_letter (cell, &at), second = next_letter (cell, &at);

  /* "e-mail" has no letter at the second place. */
  for (gsize i = 0; first >= 'a' && first <= 'z' && words[first - 'a'][i] != NULL; i++)
    if ((words[first - 'a'][i][1] == second || words[first - 'a'][i][1] == '-')
        && is_same_name (cell, msp_span_from_string (words[first - 'a'][i])))
      return TRUE;
  return FALSE;
}

static guint
get_class (char c)
{
  return is_digit (c) ? 1 : g_ascii_isalpha (c) || (guint8) c >= 0x80 ? 2 : g_ascii_isspace (c) ? 3 : (guint8) c;
}

/* Runs of digits, of letters and of blanks, and what stands between them: "F10.20" and "J45.909" have one form. */
static guint32
get_form (MspSpan cell)
{
  guint32 form = 2166136261u;
  guint last = 0;

  for (gsize i = 0; i < cell.len; i++)
    {
      guint class = get_class (cell.data[i]);

      if (class != last || class > 3)
        form = (form ^ class) * 16777619u;
      last = class;
    }
  return form;
}

/* A name begins with a word; "A1" and "B52" are values. */
static gboolean
may_name (MspSpan cell)
{
  return cell.len > 3 && cell.len <= LOOK / 2 && get_class (cell.data[0]) == 2 && get_class (cell.data[1]) == 2 && get_class (cell.data[2]) == 2;
}

static void
note_first (MspHeaderRow *self, guint column, guint64 bit, MspSpan cell)
{
  gsize digits = 0;

  for (gsize i = 0; i < cell.len; i++)
    digits += is_digit (cell.data[i]);
  self->number |= digits * 2 > cell.len;
  if (digits == 0)
    {
      self->words += self->words < 2 && is_word (cell);
      return;
    }
  self->first |= bit;
  if (column < MSP_HEADER_ROW_NAMED && may_name (cell))
    {
      self->named |= bit;
      self->forms[column] = get_form (cell);
    }
}

void
msp_header_row_note (MspHeaderRow *self, guint row, guint column, MspSpan cell)
{
  guint64 bit = (guint64) 1 << MIN (column, 63u);
  gsize len = MIN (cell.len, (gsize) LOOK), i = 0;

  if (row == 0)
    {
      note_first (self, column, bit, msp_span_slice (cell, 0, len));
      return;
    }
  self->rows = TRUE;
  if ((self->named & bit) != 0 && self->forms[column] == get_form (msp_span_slice (cell, 0, len)))
    self->named &= ~bit;
  if ((self->later & bit) != 0)
    return;
  while (i < len && !is_digit (cell.data[i]))
    i++;
  self->later |= i < len ? bit : 0;
}

gboolean
msp_header_row_is (const MspHeaderRow *self)
{
  guint64 named = self->named & self->later;

  return !self->number && ((self->later & ~self->first) != 0 || named != 0 || (self->words > 1 && self->rows));
}

gboolean
msp_header_row_is_line (MspSpan line, char separator)
{
  guint n = 0;

  for (gsize at = 0; at <= line.len;)
    {
      const char *found = line.len > at ? memchr (line.data + at, separator, line.len - at) : NULL;
      gsize end = found != NULL ? (gsize) (found - line.data) : line.len, start = at, stop = end;

      while (start < stop && strchr (" \"|>\r", line.data[start]) != NULL)
        start++;
      while (stop > start && strchr (" \"|\r", line.data[stop - 1]) != NULL)
        stop--;
      if (stop > start && (stop - start > LOOK || !is_word (msp_span_slice (line, start, stop))))
        return FALSE;
      n += stop > start;
      at = end + 1;
    }
  return n >= 2;
}
