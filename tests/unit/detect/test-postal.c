/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/postal.h"

#include <criterion/criterion.h>

static const struct {
  const char *address, *first, *second, *city, *postal, *place;
} rows[] = {
  { "12 Quarry Street, Fairfax, VA 22030", "12 Quarry Street", NULL, "Fairfax", "22030", "US-VA" },
  { "1600 Harbor Ave NW Washington, DC 20500-0003", "1600 Harbor Ave NW", NULL, "Washington", "20500-0003", "US-DC" },
  { "12 Quarry St, Apt 4\nFairfax, VA 22030", "12 Quarry St", "Apt 4", "Fairfax", "22030", "US-VA" },
  { "12 Quarry St Apt 4 Fairfax VA 22030", "12 Quarry St Apt 4", NULL, "Fairfax", "22030", "US-VA" },
  { "P.O. Box 99, Springfield, VA 22150", "P.O. Box 99", NULL, "Springfield", "22150", "US-VA" },
  { "PSC 12 Box 345, APO AE 09012-3456", "PSC 12 Box 345", NULL, "APO", "09012-3456", "US-AE" },
  { "VA 22030", NULL, NULL, NULL, "22030", "US-VA" },
  { "12 Quarry Street, Fairfax, VA 22030\nPhone: 703-555-0123", "12 Quarry Street", NULL, "Fairfax", "22030", "US-VA" },
  { "Lindenweg 5, 12345 Neustadt", "Lindenweg 5", NULL, "Neustadt", "12345", "DE" },
  { "12 rue des Lilas\n75011 Paris", "12 rue des Lilas", NULL, "Paris", "75011", "FR" },
  { "Calle Mayor 5, 28001 Madrid", "Calle Mayor 5", NULL, "Madrid", "28001", "" },
  { "Calle Mayor 5, 28001 Madrid, España", "Calle Mayor 5", NULL, "Madrid", "28001", "ES" },
  { "Hauptplatz 1, A-1010 Wien", "Hauptplatz 1", NULL, "Wien", "A-1010", "AT" },
  { "10 Mill Lane, Cambridge CB2 1RX", "10 Mill Lane", NULL, "Cambridge", "CB2 1RX", "GB" },
  { "10 Mill Lane, Cambridge, CB2 1RX, United Kingdom", "10 Mill Lane", NULL, "Cambridge", "CB2 1RX", "GB" },
  { "5 Elm Road, Ottawa, ON K1A 0B1", "5 Elm Road", NULL, "Ottawa", "K1A 0B1", "CA-ON" },
  { "Keizersgracht 5, 1015 CJ Amsterdam", "Keizersgracht 5", NULL, "Amsterdam", "1015 CJ", "NL" },
  { "Somewhere 7", "Somewhere 7", NULL, NULL, NULL, "" },
  { "Somewhere 7, Sweden", "Somewhere 7", NULL, NULL, NULL, "SE" },
  { "12 Quarry Street, Fairfax, XX 22030", "12 Quarry Street", "Fairfax, XX 22030", NULL, NULL, "" },
  { "", NULL, NULL, NULL, NULL, "" },
};

static void
expect_equal (const char *found, const char *wanted, const char *address)
{
  cr_expect_str_eq (found != NULL ? found : "", wanted != NULL ? wanted : "", "'%s': '%s' for '%s'", address, found != NULL ? found : "",
                    wanted != NULL ? wanted : "");
}

Test (postal, addresses_are_taken_apart_as_far_as_they_leave_no_doubt)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (MspPostal) postal = { { NULL } };
      char place[MSP_PLACE_LEN];

      msp_postal_parse (msp_span_from_string (rows[i].address), &postal);
      expect_equal (postal.lines[0], rows[i].first, rows[i].address);
      expect_equal (postal.lines[1], rows[i].second, rows[i].address);
      expect_equal (postal.city, rows[i].city, rows[i].address);
      expect_equal (postal.postal, rows[i].postal, rows[i].address);
      msp_postal_read_place (msp_span_from_string (rows[i].address), place);
      expect_equal (place, rows[i].place, rows[i].address);
    }
}

/* Whatever is cut off or shuffled, nothing breaks. */
Test (postal, any_bytes_will_do)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize len = 0; len <= strlen (rows[i].address); len++)
      {
        g_autofree char *bytes = g_memdup2 (rows[i].address, len + 1);
        char place[MSP_PLACE_LEN];

        msp_postal_read_place (msp_span_new (bytes, len), place);
        for (gsize k = 0; len > 0 && k < 4; k++)
          bytes[g_rand_int_range (rand, 0, (gint32) len)] = (char) g_rand_int_range (rand, 0, 256);
        msp_postal_read_place (msp_span_new (bytes, len), place);
        cr_expect_lt (strlen (place), MSP_PLACE_LEN);
      }
}
