/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/iso-guard.h"

#include <criterion/criterion.h>
#include <string.h>

static void
put_both (guint8 *at, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    at[i] = at[7 - i] = (guint8) (value >> (8 * i));
}

static void
put_entry (guint8 *at, guint32 sector, guint32 offset)
{
  memcpy (at, "CE\x1c\1", 4);
  put_both (at + 4, sector);
  put_both (at + 12, offset);
  put_both (at + 20, 40);
}

Test (iso_guard, only_what_goes_back_in_its_sector_is_void)
{
  static const struct {
    gsize    at;          /* in three sectors, of which the first has number 5 */
    guint32  sector, offset;
    gboolean stays;
  } rows[] = {
    { 100, 5, 100, FALSE }, { 100, 5, 0, FALSE }, { 100, 5, 101, TRUE }, { 100, 6, 0, TRUE }, { 100, 4, 0, TRUE },
    { 2048, 6, 0, FALSE }, { 4096 + 2020, 7, 12, FALSE }, { 4096 + 2020, 5, 12, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint8 image[3 * MSP_ISO_SECTOR] = { 0 }, before[sizeof image];

      put_entry (image + rows[i].at, rows[i].sector, rows[i].offset);
      memcpy (before, image, sizeof image);
      msp_iso_guard (image, sizeof image, 5 * MSP_ISO_SECTOR);
      cr_expect_eq (memcmp (image, before, sizeof image) == 0, rows[i].stays, "row %" G_GSIZE_FORMAT, i);
      memcpy (before + rows[i].at, image + rows[i].at, 2);
      cr_expect_arr_eq (image, before, sizeof image);
    }
}

Test (iso_guard, cut_entries_and_other_numbers_are_left)
{
  guint8 entry[28], bytes[28];

  put_entry (entry, 0, 0);
  for (gsize len = 0; len < sizeof entry; len++)
    {
      g_autofree guint8 *cut = g_memdup2 (entry, len + 1);

      msp_iso_guard (cut, len, 0);
      cr_expect_arr_eq (cut, entry, len);
    }
  memcpy (bytes, entry, sizeof bytes);
  bytes[7] = 1;
  msp_iso_guard (bytes, sizeof bytes, 0);
  cr_expect_eq (memcmp (bytes, "CE", 2), 0);
  msp_iso_guard (entry, sizeof entry, 0);
  cr_expect_eq (memcmp (entry, "XX", 2), 0);
}
