/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/residence.h"

#include <string.h>

void
msp_residence_init (MspResidence *self)
{
  *self = (MspResidence) { "", MSP_RESIDENCE_UNKNOWN, MSP_DATE_UNKNOWN, 0 };
}

/* ISO 3166 of the state that gives the number: the first letters of its detector. */
static gboolean
read_number (const char *detector, char out_country[3])
{
  static const char *const prefixes = " us de fr es it nl be ch at au br ca cl cn cz dk fi gr hk hr ie il in is jp kr mx my no nz pl pt ro ru"
                                      " se sg si th tr tw ua za ar bg ";
  char wanted[5] = { ' ', detector[0], detector[0] != '\0' ? detector[1] : '\0', ' ', '\0' };

  if (strlen (detector) < 4 || detector[2] != '_')
    return FALSE;
  if (strncmp (detector, "uk", 2) == 0)
    memcpy (out_country, "GB", 3);
  else if (strstr (prefixes, wanted) == NULL)
    return FALSE;
  else
    g_snprintf (out_country, 3, "%c%c", g_ascii_toupper (detector[0]), g_ascii_toupper (detector[1]));
  return TRUE;
}

/* "[home address, 34, US-VA]": what is masked keeps the place at its end. */
static gboolean
read_address (const char *masked, char out_place[8])
{
  const char *comma = strrchr (masked, ','), *place = comma != NULL ? comma + 2 : NULL;
  gsize len = place != NULL && comma[1] == ' ' ? strcspn (place, "]") : 0;

  if ((len != 2 && len != 5) || strcmp (place + len, "]") != 0)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    if (i == 2 ? place[i] != '-' : !g_ascii_isupper (place[i]))
      return FALSE;
  memcpy (out_place, place, len);
  out_place[len] = '\0';
  return TRUE;
}

void
msp_residence_take (MspResidence *self, const MspEvidenceRow *row, gint64 date)
{
  char place[8];

  if (g_str_has_prefix (row->detector, "addr_") && read_address (row->masked, place))
    {
      MspBand band = msp_band_from_confidence (row->confidence), known = msp_band_from_confidence (self->confidence);

      if (self->basis == MSP_RESIDENCE_ADDRESS && (band < known || (band == known && date <= self->date)))
        return;
      *self = (MspResidence) { "", MSP_RESIDENCE_ADDRESS, date, row->confidence };
      memcpy (self->place, place, sizeof place);
    }
  else if (self->basis == MSP_RESIDENCE_UNKNOWN && (row->flags & MSP_FINDING_STRONG) != 0 && read_number (row->detector, self->place))
    self->basis = MSP_RESIDENCE_NUMBER;
}

const char *
msp_residence_get_basis (MspResidenceBasis basis)
{
  static const char *const names[MSP_N_RESIDENCES] = { "addr", "id", "" };

  return names[basis];
}
