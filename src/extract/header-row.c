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

/* Two cells of a first row that hold no more than such a word name columns; one may be the label of the cell beside it. */
static const char *const words[] = {
  "account", "account number", "address", "adresse", "anschrift", "apellido de soltera de la madre", "apellidos", "benutzer",
  "contraseña", "courriel", "date of birth", "dob", "e-mail", "email", "first name", "fonction", "geburtsdatum",
  "geburtsname", "geburtsname der mutter", "grade", "last name", "login", "maiden name", "mail", "mot de passe",
  "mother's maiden name", "nachname", "name", "nom", "nom de jeune fille", "nom de jeune fille de la mère", "nombre",
  "password", "passwort", "phone", "prénom", "rank", "role", "ssn", "telefon", "telephone", "teléfono", "title",
  "téléphone", "unit", "user", "user name", "username", "usuario", "vorname",
};

static gboolean
is_word (MspSpan cell)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == cell.len && g_ascii_strncasecmp (words[i], cell.data, cell.len) == 0)
      return TRUE;
  return FALSE;
}

void
msp_header_row_note (MspHeaderRow *self, guint row, guint column, MspSpan cell)
{
  guint64 bit = (guint64) 1 << MIN (column, 63u);
  gsize len = MIN (cell.len, (gsize) LOOK), digits = 0, i = 0;

  if (row > 0)
    {
      self->rows = TRUE;
      if ((self->later & bit) != 0)
        return;
      while (i < len && !is_digit (cell.data[i]))
        i++;
      self->later |= i < len ? bit : 0;
      return;
    }
  for (; i < len; i++)
    digits += is_digit (cell.data[i]);
  self->first |= digits > 0 ? bit : 0;
  self->number |= digits * 2 > len;
  self->words += digits == 0 && self->words < 2 && is_word (cell);
}

gboolean
msp_header_row_is (const MspHeaderRow *self)
{
  return !self->number && ((self->later & ~self->first) != 0 || (self->words > 1 && self->rows));
}
