/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *name;
  const char *title;
  gboolean    personal;
} categories[MSP_N_CATEGORIES] = {
  { "govid", N_("government identifiers"), TRUE },
  { "fin", N_("financial accounts and payment data"), TRUE },
  { "tax", N_("tax, payroll, income"), TRUE },
  { "health", N_("health information"), TRUE },
  { "clearance", N_("clearance and background investigation"), TRUE },
  { "personnel", N_("personnel and military service records"), TRUE },
  { "cred", N_("credentials and secrets"), FALSE },
  { "classmark", N_("classification markings"), FALSE },
  { "cui", N_("CUI and legacy handling markings"), FALSE },
  { "acq", N_("procurement and contract"), FALSE },
  { "export", N_("export-controlled information"), FALSE },
  { "contact", N_("contact, location, device, directory"), TRUE },
  { "travel", N_("travel and operations"), FALSE },
  { "family", N_("family and minors"), TRUE },
  { "special", N_("special category and biometric"), TRUE },
  { "legal", N_("privilege, criminal, inspector general"), FALSE },
};

static const char *const band_names[MSP_N_BANDS] = { "suppressed", "low", "medium", "high" };

const char *
msp_category_get_name (MspCategory category)
{
  return categories[category].name;
}

const char *
msp_category_get_title (MspCategory category)
{
  return categories[category].title;
}

gboolean
msp_category_from_name (const char *name, MspCategory *out_category)
{
  for (int i = 0; i < MSP_N_CATEGORIES; i++)
    if (strcmp (categories[i].name, name) == 0)
      {
        *out_category = (MspCategory) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
msp_category_is_personal (MspCategory category)
{
  return categories[category].personal;
}

gboolean
msp_finding_has_person (const MspFinding *finding)
{
  return msp_value_key_is_set (finding->person_key);
}

gboolean
msp_value_key_is_set (const guint8 key[MSP_VALUE_KEY_LEN])
{
  static const guint8 none[MSP_VALUE_KEY_LEN];

  return !msp_value_key_equal (key, none);
}

guint
msp_value_key_hash (gconstpointer key)
{
  guint hash;

  memcpy (&hash, key, sizeof hash);
  return hash;
}

gboolean
msp_value_key_equal (gconstpointer left, gconstpointer right)
{
  return memcmp (left, right, MSP_VALUE_KEY_LEN) == 0;
}

MspBand
msp_band_from_confidence (guint confidence)
{
  if (confidence >= 85)
    return MSP_BAND_HIGH;
  if (confidence >= 65)
    return MSP_BAND_MEDIUM;
  return confidence >= 40 ? MSP_BAND_LOW : MSP_BAND_SUPPRESSED;
}

const char *
msp_band_get_name (MspBand band)
{
  return band_names[band];
}

gboolean
msp_band_from_name (const char *name, MspBand *out_band)
{
  for (int i = 0; i < MSP_N_BANDS; i++)
    if (strcmp (band_names[i], name) == 0)
      {
        *out_band = (MspBand) i;
        return TRUE;
      }
  return FALSE;
}
