/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* ISO 13616 registry: the account part by country, as class and count: n digits, a capitals, c either. */
typedef struct {
  char        country[3];
  const char *account;
} Account;

static const Account registry[] = {
  { "AD", "n8c12" }, { "AE", "n19" }, { "AL", "n8c16" }, { "AT", "n16" }, { "AZ", "a4c20" }, { "BA", "n16" }, { "BE", "n12" },
  { "BG", "a4n6c8" }, { "BH", "a4c14" }, { "BI", "n23" }, { "BR", "n23a1c1" }, { "BY", "c4n4c16" }, { "CH", "n5c12" },
  { "CR", "n18" }, { "CY", "n8c16" }, { "CZ", "n20" }, { "DE", "n18" }, { "DJ", "n23" }, { "DK", "n14" }, { "DO", "c4n20" },
  { "EE", "n16" }, { "EG", "n25" }, { "ES", "n20" }, { "FI", "n14" }, { "FK", "a2n12" }, { "FO", "n14" }, { "FR", "n10c11n2" },
  { "GB", "a4n14" }, { "GE", "a2n16" }, { "GI", "a4c15" }, { "GL", "n14" }, { "GR", "n7c16" }, { "GT", "c24" }, { "HN", "a4n20" },
  { "HR", "n17" }, { "HU", "n24" }, { "IE", "a4n14" }, { "IL", "n19" }, { "IQ", "a4n15" }, { "IS", "n22" }, { "IT", "a1n10c12" },
  { "JO", "a4n4c18" }, { "KW", "a4c22" }, { "KZ", "n3c13" }, { "LB", "n4c20" }, { "LC", "a4c24" }, { "LI", "n5c12" },
  { "LT", "n16" }, { "LU", "n3c13" }, { "LV", "a4c13" }, { "LY", "n21" }, { "MC", "n10c11n2" }, { "MD", "c20" }, { "ME", "n18" },
  { "MK", "n3c10n2" }, { "MN", "n16" }, { "MR", "n23" }, { "MT", "a4n5c18" }, { "MU", "a4n19a3" }, { "NI", "a4n20" },
  { "NL", "a4n10" }, { "NO", "n11" }, { "OM", "n3c16" }, { "PK", "a4c16" }, { "PL", "n24" }, { "PS", "a4c21" }, { "PT", "n21" },
  { "QA", "a4c21" }, { "RO", "a4c16" }, { "RS", "n18" }, { "RU", "n14c15" }, { "SA", "n2c18" }, { "SC", "a4n20a3" },
  { "SD", "n14" }, { "SE", "n20" }, { "SI", "n15" }, { "SK", "n20" }, { "SM", "a1n10c12" }, { "SO", "n19" }, { "ST", "n21" },
  { "SV", "a4n20" }, { "TL", "n19" }, { "TN", "n20" }, { "TR", "n6c16" }, { "UA", "n6c19" }, { "VA", "n18" }, { "VG", "a4n16" },
  { "XK", "n16" }, { "YE", "a4n4c18" },
};

/* The same for countries whose banks use the form without having registered it. */
static const Account unregistered[] = {
  { "AO", "n21" }, { "BF", "c24" }, { "BJ", "c24" }, { "CF", "n23" }, { "CG", "n23" }, { "CI", "c24" }, { "CM", "n23" },
  { "CV", "n21" }, { "DZ", "n22" }, { "GA", "n23" }, { "GQ", "n23" }, { "GW", "c21" }, { "IR", "n22" }, { "KM", "n23" },
  { "MA", "n24" }, { "MG", "n23" }, { "ML", "c24" }, { "MZ", "n21" }, { "NE", "c24" }, { "SN", "c24" }, { "TD", "n23" },
  { "TG", "c24" },
};

/* Examples of the registry and of banks' manuals. */
static const char *const published[] = {
  "GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300", "NO9386011117947",
  "BE68539007547034", "CH9300762011623852957", "ES9121000418450200051332", "IT60X0542811101000000123456", "AT611904300234573201",
  "DK5000400440116243", "FI2112345600000785", "IE29AICB93115212345678", "LU280019400644750000", "PL61109010140000071219812874",
  "PT50000201231234567890154", "SE4550000000058398257466", "GB29NWBK60161331926819", "SA0380000000608010167519",
  "TR330006100519786457841326",
};

static gboolean
is_of_class (char c, char class)
{
  switch (class)
    {
    case 'n': return g_ascii_isdigit (c);
    case 'a': return g_ascii_isupper (c);
    default: return TRUE;
    }
}

static gboolean
fits_account (const char *account, const char *text)
{
  while (*account != '\0')
    {
      char class = *account;
      guint64 n = g_ascii_strtoull (account + 1, (char **) &account, 10);

      for (; n > 0; n--, text++)
        if (*text == '\0' || !is_of_class (*text, class))
          return FALSE;
    }
  return *text == '\0';
}

static const char *
find_account (const char *country)
{
  for (gsize i = 0; i < G_N_ELEMENTS (registry); i++)
    if (strncmp (registry[i].country, country, 2) == 0)
      return registry[i].account;
  for (gsize i = 0; i < G_N_ELEMENTS (unregistered); i++)
    if (strncmp (unregistered[i].country, country, 2) == 0)
      return unregistered[i].account;
  return NULL;
}

/* ISO 13616-1; the check is ISO 7064 MOD 97-10. */
void
msp_validate_iban (MspSpan value, MspVerdict *out_verdict)
{
  char c[35];
  gsize n = 0;
  gboolean upper = FALSE, lower = FALSE;
  const char *account;

  for (gsize i = 0; i < value.len; i++)
    {
      upper = upper || g_ascii_isupper (value.data[i]);
      lower = lower || g_ascii_islower (value.data[i]);
      if (value.data[i] == ' ' || value.data[i] == '-' || value.data[i] == '.')
        continue;
      if (n == sizeof c - 1 || !g_ascii_isalnum (value.data[i]))
        {
          msp_verdict_set (out_verdict, FALSE, "not up to 34 letters and digits");
          return;
        }
      c[n++] = g_ascii_toupper (value.data[i]);
    }
  c[n] = '\0';
  account = n >= 5 ? find_account (c) : NULL;
  if (upper && lower)
    msp_verdict_set (out_verdict, FALSE, "capitals and small letters");
  else if (account == NULL)
    msp_verdict_set (out_verdict, FALSE, "no country whose accounts have this form");
  else if (!g_ascii_isdigit (c[2]) || !g_ascii_isdigit (c[3]) || !fits_account (account, c + 4))
    msp_verdict_set (out_verdict, FALSE, "length or characters not those of the country");
  else
    {
      char turned[35];

      memcpy (turned, c + 4, n - 4);
      memcpy (turned + n - 4, c, 4);
      msp_verdict_set (out_verdict, msp_digits_modulo (turned, (guint) n, 97) == 1 && msp_digits_pair (c + 2) >= 2
                       && msp_digits_pair (c + 2) <= 98, "check digits modulo 97 and the country's format");
    }
  if (value.len > 0 && g_ascii_islower (value.data[0]))
    out_verdict->none = 60;
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    out_verdict->test = out_verdict->test || strcmp (c, published[i]) == 0;
}
