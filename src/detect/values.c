/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/values.h"

#include <string.h>

static gboolean
ends_with (MspSpan span, const char *ending)
{
  gsize len = strlen (ending);

  return span.len >= len && g_ascii_strncasecmp (span.data + span.len - len, ending, len) == 0;
}

gboolean
msp_values_is_example_domain (MspSpan address)
{
  static const char *const domains[] = { "example.com", "example.org", "example.net", "example.edu" };
  static const char *const tops[] = { ".example", ".test", ".invalid", ".localhost", "@localhost" };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (ends_with (address, domains[i]))
      {
        gsize before = address.len - strlen (domains[i]);

        return before == 0 || address.data[before - 1] == '@' || address.data[before - 1] == '.';
      }
  for (guint i = 0; i < G_N_ELEMENTS (tops); i++)
    if (ends_with (address, tops[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_test_phone (MspSpan phone)
{
  char digits[16];
  guint n = 0;

  for (gsize i = 0; i < phone.len && n < sizeof digits; i++)
    if (g_ascii_isdigit (phone.data[i]))
      digits[n++] = phone.data[i];
  return n >= 7 && n <= 11 && memcmp (digits + n - 7, "55501", 5) == 0;
}

gboolean
msp_values_is_reserved (MspSpan contact)
{
  return memchr (contact.data, '@', contact.len) != NULL ? msp_values_is_example_domain (contact) : is_test_phone (contact);
}
