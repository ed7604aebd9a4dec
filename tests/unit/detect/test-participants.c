/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/participants.h"

#include <criterion/criterion.h>

static const char from[] = "\"Roe, R@\" <R.Roe@Example.ORG>", to[] = "jane@example.de, <x+y@a.example.fr>;joe@example..uk, @.es";

/* Few are looked for in the lists, more in a table: both must say the same. */
Test (participants, addresses_are_found_whole)
{
  static const struct {
    const char *address;
    gboolean    has;
  } rows[] = {
    { "r.roe@example.org", TRUE }, { "jane@example.de", TRUE }, { "x+y@a.example.fr", TRUE }, { "joe@example..uk", TRUE },
    { "r@", TRUE }, { "@.es", TRUE }, { "roe@example.org", FALSE }, { "a.r.roe@example.org", FALSE },
    { "r.roe@example.or", FALSE },
    { "r.roe@example.orga", FALSE }, { "R.Roe@Example.ORG", TRUE }, { "R.ROE@example.org", TRUE }, { "jane@example.d", FALSE },
    { "<x+y@a.example.fr", FALSE },
    { "<x+y@a.example.fr>", FALSE }, { "@example.de", FALSE }, { "@", FALSE }, { "", FALSE }, { "jane", FALSE },
    { "jane@example.de, <x+y@a.example.fr", FALSE },
  };
  MspParticipants self;

  msp_participants_init (&self);
  msp_participants_add (&self, from);
  msp_participants_add (&self, NULL);
  msp_participants_add (&self, to);
  for (guint pass = 0; pass < 3; pass++)
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
      cr_expect_eq (msp_participants_has_address (&self, msp_span_from_string (rows[i].address)), rows[i].has, "%s, pass %u",
                    rows[i].address, pass);
  msp_participants_reset (&self);
  cr_expect_not (msp_participants_has_address (&self, MSP_SPAN_LITERAL ("jane@example.de")));
  cr_expect_eq (g_hash_table_size (msp_participants_get_addresses (&self)), 0);
  msp_participants_clear (&self);
}

Test (participants, countries_are_domains_of_two_letters)
{
  static const struct {
    const char *country;
    gboolean    has;
  } rows[] = {
    { "de", TRUE }, { "fr", TRUE }, { "uk", TRUE }, { "es", TRUE }, { "ef", FALSE }, { "or", FALSE }, { "org", FALSE }, { "", FALSE },
  };
  MspParticipants self;

  msp_participants_init (&self);
  msp_participants_add (&self, from);
  msp_participants_add (&self, to);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_participants_has_country (&self, rows[i].country), rows[i].has, "%s", rows[i].country);
  cr_expect_not (msp_participants_is_official (&self));
  msp_participants_reset (&self);
  cr_expect_not (msp_participants_has_country (&self, "de"));
  msp_participants_add (&self, "Jane <jane@command.example.mil>");
  cr_expect (msp_participants_is_official (&self));
  msp_participants_clear (&self);
}
