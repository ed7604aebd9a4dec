/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/postal-places.h"

#include <string.h>

/* ISO 3166-1; names in small letters, parted by "|". */
static const struct {
  const char code[3], *names;
} countries[] = {
  { "AR", "argentina|argentine|argentinien" },
  { "AT", "austria|österreich|autriche" },
  { "AU", "australia|australie|australien" },
  { "BE", "belgium|belgique|belgië|belgien|bélgica|belgica" },
  { "BG", "bulgaria|bulgarie|bulgarien|българия" },
  { "BR", "brazil|brasil|brésil|brasilien" },
  { "CA", "canada|canadá|kanada" },
  { "CH", "switzerland|suisse|schweiz|svizzera|suiza" },
  { "CL", "chile|chili" },
  { "CN", "china|chine" },
  { "CO", "colombia|colombie|kolumbien" },
  { "CZ", "czech republic|czechia|česko|česká republika|tchéquie|tschechien" },
  { "DE", "germany|deutschland|allemagne|alemania" },
  { "DK", "denmark|danmark|danemark|dänemark|dinamarca" },
  { "EE", "estonia|eesti|estonie|estland" },
  { "EG", "egypt|égypte|egipto|ägypten" },
  { "ES", "spain|españa|espana|espagne|spanien" },
  { "FI", "finland|suomi|finlande|finnland|finlandia" },
  { "FR", "france|francia|frankreich" },
  { "GB", "united kingdom|uk|u.k.|great britain|england|scotland|wales|northern ireland|royaume-uni|reino unido|vereinigtes königreich|"
          "großbritannien" },
  { "GR", "greece|ελλάδα|grèce|grecia|griechenland" },
  { "HR", "croatia|hrvatska|croatie|kroatien|croacia" },
  { "HU", "hungary|magyarország|hongrie|ungarn|hungría" },
  { "IE", "ireland|éire|irlande|irland|irlanda" },
  { "IL", "israel|israël" },
  { "IN", "india|inde|indien" },
  { "IT", "italy|italia|italie|italien" },
  { "JP", "japan|japon|japón" },
  { "KR", "south korea|republic of korea|corée du sud|corea del sur|südkorea" },
  { "LT", "lithuania|lietuva|lituanie|litauen|lituania" },
  { "LU", "luxembourg|luxemburg|luxemburgo" },
  { "LV", "latvia|latvija|lettonie|lettland|letonia" },
  { "MX", "mexico|méxico|mexique|mexiko" },
  { "NL", "netherlands|the netherlands|nederland|pays-bas|niederlande|países bajos|holland" },
  { "NO", "norway|norge|norvège|norwegen|noruega" },
  { "NZ", "new zealand|nouvelle-zélande|neuseeland|nueva zelanda" },
  { "PL", "poland|polska|pologne|polen|polonia" },
  { "PT", "portugal" },
  { "RO", "romania|românia|roumanie|rumänien|rumania" },
  { "SE", "sweden|sverige|suède|schweden|suecia" },
  { "SG", "singapore|singapour|singapur" },
  { "SI", "slovenia|slovenija|slovénie|slowenien|eslovenia" },
  { "SK", "slovakia|slovensko|slovaquie|slowakei|eslovaquia" },
  { "TR", "turkey|türkiye|turquie|türkei|turquía" },
  { "UA", "ukraine|україна|ucrania" },
  { "US", "united states|united states of america|usa|u.s.a.|états-unis|estados unidos|vereinigte staaten" },
  { "ZA", "south africa|afrique du sud|sudáfrica|südafrika" },
};

static const char us_states[] =
  " AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX"
  " UT VT VA WA WV WI WY PR GU VI AS MP FM MH PW AA AE AP ";

static const char us_streets[] =
  " st str street ave av avenue rd road dr drive ln lane ct court blvd boulevard way hwy highway pkwy parkway pl place ter terrace cir"
  " circle trl trail loop sq square ";

/* Word in small letters, between blanks, in list. */
static gboolean
is_in_list (const char *list, MspSpan word, gsize most)
{
  char key[16];

  if (word.len > 0 && word.data[word.len - 1] == '.')
    word.len--;
  if (word.len == 0 || word.len > most || word.len > sizeof key - 3)
    return FALSE;
  key[0] = ' ';
  for (gsize i = 0; i < word.len; i++)
    key[i + 1] = g_ascii_tolower (word.data[i]);
  key[word.len + 1] = ' ';
  key[word.len + 2] = '\0';
  return strstr (list, key) != NULL;
}

gboolean
msp_place_is_us_state (MspSpan code)
{
  char key[5] = { ' ', 0, 0, ' ', 0 };

  if (code.len != 2 || !g_ascii_isupper (code.data[0]) || !g_ascii_isupper (code.data[1]))
    return FALSE;
  memcpy (key + 1, code.data, 2);
  return strstr (us_states, key) != NULL;
}

gboolean
msp_place_is_us_street (MspSpan word)
{
  return is_in_list (us_streets, word, 9);
}

gboolean
msp_place_is_behind_street (MspSpan word)
{
  return is_in_list (" n s e w ne nw se sw apt apartment suite ste unit floor bldg ", word, 9);
}

const char *
msp_place_find_country (MspSpan name)
{
  if (name.len < 2 || name.len > 40 || !g_utf8_validate (name.data, (gssize) name.len, NULL))
    return NULL;
  g_autofree char *lower = g_utf8_strdown (name.data, (gssize) name.len);
  gsize len = strlen (lower);

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    for (const char *at = strstr (countries[i].names, lower); at != NULL; at = strstr (at + 1, lower))
      if ((at == countries[i].names || at[-1] == '|') && (at[len] == '|' || at[len] == '\0'))
        return countries[i].code;
  return NULL;
}

const char *
msp_place_of_street (MspSpan line)
{
  /* A word at its beginning, or the end of a word. Spanish streets are left out: Mexico has five digits too. */
  static const struct {
    const char *text, *country;
    gboolean    is_end;
  } streets[] = {
    { "rue ", "FR", FALSE }, { "boulevard ", "FR", FALSE }, { "chemin ", "FR", FALSE }, { "impasse ", "FR", FALSE }, { "allée ", "FR", FALSE },
    { "quai ", "FR", FALSE }, { "via ", "IT", FALSE }, { "viale ", "IT", FALSE }, { "piazza ", "IT", FALSE }, { "corso ", "IT", FALSE },
    { "straße ", "DE", TRUE }, { "strasse ", "DE", TRUE }, { "str. ", "DE", TRUE }, { "weg ", "DE", TRUE }, { "gasse ", "DE", TRUE },
    { "platz ", "DE", TRUE }, { "allee ", "DE", TRUE }, { "ring ", "DE", TRUE }, { "damm ", "DE", TRUE },
  };
  const char *found = "";

  if (line.len > 120 || !g_utf8_validate (line.data, (gssize) line.len, NULL))
    return "";
  g_autofree char *lower = g_utf8_strdown (line.data, (gssize) line.len);
  for (gsize i = 0; i < G_N_ELEMENTS (streets); i++)
    for (const char *at = strstr (lower, streets[i].text); at != NULL; at = strstr (at + 1, streets[i].text))
      {
        gboolean begins = at == lower || at[-1] == ' ' || at[-1] == ',';
        gboolean number = g_ascii_isdigit (at[strlen (streets[i].text)]);

        if (streets[i].is_end ? !number : !begins)
          continue;
        if (*found != '\0' && strcmp (found, streets[i].country) != 0)
          return "";
        found = streets[i].country;
      }
  return found;
}
