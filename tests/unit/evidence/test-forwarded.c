/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/forwarded.h"

#include <criterion/criterion.h>

TestSuite (forwarded);

static const struct {
  const char *address;
  gboolean    is_private;
} addresses[] = {
  { "10.1.2.3", TRUE }, { "172.16.0.1", TRUE }, { "172.31.0.1", TRUE }, { "172.32.0.1", FALSE }, { "172.15.0.1", FALSE },
  { "192.168.1.1", TRUE }, { "192.0.2.1", FALSE }, { "100.64.0.1", TRUE }, { "100.128.0.1", FALSE }, { "127.0.0.1", TRUE },
  { "169.254.1.1", TRUE }, { "::1", TRUE }, { "fd00::1", TRUE }, { "fe80::1", TRUE }, { "2001:db8::1", FALSE }, { "8.8.8.8", FALSE },
};

Test (forwarded, private_networks_are_known)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    cr_expect_eq (msp_forwarded_is_private (addresses[i].address), addresses[i].is_private, "%s", addresses[i].address);
}

static const struct {
  const char *connection, *list, *client;
} rows[] = {
  { "10.0.0.1", "203.0.113.7", "203.0.113.7" },
  { "10.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7" },
  { "10.0.0.1", "203.0.113.7, 192.168.0.4", "203.0.113.7" },
  { "10.0.0.1", "[2001:db8::7]:443", "2001:db8::7" },
  { "10.0.0.1", "unknown", "10.0.0.1" },
  { "10.0.0.1", "", "10.0.0.1" },
  { "10.0.0.1", ",,", "10.0.0.1" },
  { "198.51.100.1", "203.0.113.7", "198.51.100.1" },
};

Test (forwarded, the_last_address_outside_is_the_client)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char address[MSP_ADDRESS_SIZE];

      g_strlcpy (address, rows[i].connection, sizeof address);
      msp_forwarded_apply (address, msp_span_from_string (rows[i].list));
      cr_expect_str_eq (address, rows[i].client, "%s by %s: %s", rows[i].connection, rows[i].list, address);
    }
}
