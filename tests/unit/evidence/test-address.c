/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence/address.h"

TestSuite (address);

Test (address, ports_brackets_zones_and_mapped_forms_become_plain)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "203.0.113.77", "203.0.113.77" },
    { "203.0.113.77:", "203.0.113.77" },
    { "203.0.113.77:50412", "203.0.113.77" },
    { " 203.0.113.77 ", "203.0.113.77" },
    { "\"203.0.113.77\"", "203.0.113.77" },
    { "[203.0.113.77]:80", "203.0.113.77" },
    { "2001:db8:10::25", "2001:db8:10::25" },
    { "2001:0DB8:0010:0000:0000:0000:0000:0025", "2001:db8:10::25" },
    { "[2001:db8::5]", "2001:db8::5" },
    { "[2001:db8::5]:443", "2001:db8::5" },
    { "::ffff:192.0.2.10", "192.0.2.10" },
    { "[::ffff:192.0.2.10]:993", "192.0.2.10" },
    { "::ffff:c000:20a", "192.0.2.10" },
    { "fe80::1%14", "fe80::1" },
    { "[fe80::1%eth0]:25", "fe80::1" },
    { "::1", "::1" },
    { "::", "::" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char address[MSP_ADDRESS_SIZE];

      cr_expect (msp_address_normalise (msp_span_from_string (cases[i].text), address), "%s", cases[i].text);
      cr_expect_str_eq (address, cases[i].expected);
    }
}

Test (address, what_is_none_gives_nothing)
{
  static const char *const cases[] = {
    "", " ", "-", "unknown", "localhost", "203.0.113", "203.0.113.256", "203.0.113.77:99999999", "203.0.113.77:5x",
    "[2001:db8::5", "[2001:db8::5]x", "[2001:db8::5]443", "[]", "%1", "2001:db8:::5", "203.0.113.77, 192.0.2.1", "1:2:3:4:5:6:7:8:9",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char address[MSP_ADDRESS_SIZE] = "left";

      cr_expect_not (msp_address_normalise (msp_span_from_string (cases[i]), address), "%s", cases[i]);
      cr_expect_str_eq (address, "");
    }
}
