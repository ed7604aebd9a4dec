/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/postal.h"

#include <string.h>

#include "detect/postal-places.h"

#define MOST_BYTES 400
#define MOST_PIECES 8

/* What lies between commas and ends of lines. */
typedef struct {
  MspSpan pieces[MOST_PIECES];
  guint   n;
} Pieces;

/* Where the postal code stands in the last piece, and what it says. */
typedef struct {
  gsize       start, end;      /* of the code */
  const char *country;         /* "" : code of no country known */
  gboolean    after_city;      /* "Fairfax, VA 22030", not "12345 Musterstadt" */
} Code;

static MspSpan
trim (MspSpan text)
{
  while (text.len > 0 && (g_ascii_isspace (text.data[0]) || text.data[0] == ',' || text.data[0] == ';'))
    text = msp_span_slice (text, 1, text.len);
  while (text.len > 0 && (g_ascii_isspace (text.data[text.len - 1]) || strchr (",;.", text.data[text.len - 1]) != NULL))
    text.len--;
  return text;
}

static gboolean
split (MspSpan address, Pieces *out)
{
  gsize from = 0;

  out->n = 0;
  for (gsize i = 0; i <= address.len; i++)
    if (i == address.len || address.data[i] == ',' || address.data[i] == '\n' || address.data[i] == ';')
      {
        MspSpan piece = trim (msp_span_slice (address, from, i));

        if (piece.len > 0 && out->n == MOST_PIECES)
          return FALSE;
        if (piece.len > 0)
          out->pieces[out->n++] = piece;
        from = i + 1;
      }
  return out->n > 0;
}

/* Whether text has this shape at at: "9" a digit, "A" a capital, "?" a capital or digit, anything else itself; then no letter or digit. */
static gboolean
has_shape (MspSpan text, gsize at, const char *shape)
{
  gsize len = strlen (shape);

  if (at + len > text.len || (at > 0 && g_ascii_isalnum (text.data[at - 1])))
    return FALSE;
  for (gsize i = 0; i < len; i++)
    {
      char c = text.data[at + i];
      gboolean fits = shape[i] == '9' ? g_ascii_isdigit (c) : shape[i] == 'A' ? g_ascii_isupper (c)
                      : shape[i] == '?' ? g_ascii_isdigit (c) || g_ascii_isupper (c) : c == shape[i];

      if (!fits)
        return FALSE;
    }
  return at + len == text.len || !(g_ascii_isalnum (text.data[at + len]) || text.data[at + len] == '-');
}

/* Postal codes that are of one country by their shape (Universal Postal Union, addressing systems); where: "<" the code begins the
   piece, ">" it ends it. */
static const struct {
  const char *shape, *country;
  char        where;
} shapes[] = {
  { "A9 9AA", "GB", '>' }, { "A99 9AA", "GB", '>' }, { "AA9 9AA", "GB", '>' }, { "AA99 9AA", "GB", '>' }, { "A9A 9AA", "GB", '>' },
  { "AA9A 9AA", "GB", '>' }, { "A9A 9A9", "CA", '>' }, { "A9? ????", "IE", '>' }, { "9999 AA", "NL", '<' }, { "99-999", "PL", '<' },
  { "9999-999", "PT", '<' }, { "99999-999", "BR", '<' }, { "D-99999", "DE", '<' }, { "F-99999", "FR", '<' }, { "I-99999", "IT", '<' },
  { "E-99999", "ES", '<' }, { "A-9999", "AT", '<' }, { "CH-9999", "CH", '<' }, { "B-9999", "BE", '<' }, { "L-9999", "LU", '<' },
  { "DK-9999", "DK", '<' }, { "99999", "", '<' }, { "9999", "", '<' },
};

static gboolean
find_foreign_code (MspSpan piece, Code *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      gsize len = strlen (shapes[i].shape);
      gsize at = shapes[i].where == '<' ? 0 : piece.len - MIN (len, piece.len);

      if (!has_shape (piece, at, shapes[i].shape) || (shapes[i].where == '<' && (piece.len <= len || piece.data[len] != ' ')))
        continue;
      *out = (Code) { at, at + len, shapes[i].country, shapes[i].where == '>' };
      return TRUE;
    }
  return FALSE;
}

/* "VA 22030-1234" at the end. */
static gboolean
find_us_code (MspSpan piece, Code *out, char state[4])
{
  gsize len = piece.len >= 10 && has_shape (piece, piece.len - 10, "99999-9999") ? 10 : 5, at;

  if (piece.len < len + 3 || (len == 5 && !has_shape (piece, piece.len - 5, "99999")))
    return FALSE;
  at = piece.len - len;
  while (at > 0 && strchr (" .", piece.data[at - 1]) != NULL)
    at--;
  if (at < 2 || at == piece.len - len || (at > 2 && g_ascii_isalnum (piece.data[at - 3]))
      || !msp_place_is_us_state (msp_span_slice (piece, at - 2, at)))
    return FALSE;
  g_snprintf (state, 4, "%.2s", piece.data + at - 2);
  *out = (Code) { piece.len - len, piece.len, "US", TRUE };
  return TRUE;
}

/* What stands on one line with the town: "1600 Sample Ave NW Washington". The town begins behind the last word of the street. */
static gsize
find_us_city (MspSpan piece)
{
  gsize city = 0;

  if (piece.len == 0 || !g_ascii_isdigit (piece.data[0]))
    return 0;
  for (gsize at = 0; at < piece.len;)
    {
      gsize end = at;

      while (end < piece.len && piece.data[end] != ' ')
        end++;
      MspSpan word = msp_span_slice (piece, at, end);
      gboolean more = city > 0 && city == at && (msp_place_is_behind_street (word) || g_ascii_isdigit (word.data[0]) || word.data[0] == '#');
      if (word.len > 0 && at > 0 && end < piece.len && (msp_place_is_us_street (word) || more))
        city = end + 1;
      at = end + 1;
    }
  return city > 0 ? city : piece.len;
}

static void
take_line (MspPostal *out, MspSpan line)
{
  guint at = out->lines[0] == NULL ? 0 : 1;

  line = trim (line);
  if (line.len == 0)
    return;
  g_autofree char *before = at == 1 ? g_steal_pointer (&out->lines[1]) : NULL;
  out->lines[at] = before != NULL ? g_strdup_printf ("%s, %.*s", before, (int) line.len, line.data) : g_strndup (line.data, line.len);
}

static void
take_us (Pieces *pieces, const Code *code, MspPostal *out)
{
  MspSpan last = pieces->pieces[--pieces->n], above;
  gsize state = code->start;

  out->postal = g_strndup (last.data + code->start, code->end - code->start);
  while (strchr (" .", last.data[state - 1]) != NULL)
    state--;
  above = trim (msp_span_slice (last, 0, state - 2));
  if (above.len == 0 && pieces->n > 0)
    above = pieces->pieces[--pieces->n];
  gsize city = find_us_city (above);
  take_line (out, msp_span_slice (above, 0, city));
  if (city < above.len)
    {
      MspSpan name = trim (msp_span_slice (above, city, above.len));

      out->city = g_strndup (name.data, name.len);
    }
}

/* "ON" or "Ottawa ON" before a Canadian code. */
static gboolean
is_province (MspSpan text)
{
  static const char provinces[] = " AB BC MB NB NL NS NT NU ON PE QC SK YT ";
  char key[5] = { ' ', text.data[text.len - 2], text.data[text.len - 1], ' ', '\0' };

  return key[1] != ' ' && key[2] != ' ' && strstr (provinces, key) != NULL && (text.len == 2 || text.data[text.len - 3] == ' ');
}

static void
take_foreign (Pieces *pieces, const Code *code, MspPostal *out)
{
  MspSpan last = pieces->pieces[--pieces->n];
  MspSpan city = trim (code->after_city ? msp_span_slice (last, 0, code->start) : msp_span_slice (last, code->end, last.len));

  out->postal = g_strndup (last.data + code->start, code->end - code->start);
  gboolean province = strcmp (code->country, "CA") == 0 && city.len >= 2 && is_province (city);

  if (province)
    {
      g_snprintf (out->state, sizeof out->state, "%.2s", city.data + city.len - 2);
      city = trim (msp_span_slice (city, 0, city.len - 2));
    }
  if (city.len == 0 && pieces->n > 1)
    city = pieces->pieces[--pieces->n];
  out->city = g_strndup (city.data, city.len);
  g_strlcpy (out->country, code->country, sizeof out->country);
}

/* Five digits before a town are German, French or Italian if the street is. */
static void
guess_country (const Pieces *pieces, MspPostal *out)
{
  const char *country = pieces->n > 0 && strlen (out->postal) == 5 ? msp_place_of_street (pieces->pieces[0]) : "";

  g_strlcpy (out->country, country, sizeof out->country);
}

static void
take_rest (const Pieces *pieces, MspPostal *out)
{
  MspPostal above = { { NULL } };

  for (guint i = 0; i < pieces->n; i++)
    take_line (&above, pieces->pieces[i]);
  /* What stood on the town's line comes below. */
  if (out->lines[0] != NULL)
    take_line (&above, msp_span_from_string (out->lines[0]));
  g_free (out->lines[0]);
  memcpy (out->lines, above.lines, sizeof out->lines);
}

/* A line behind the address with a label of its own is none of it. */
static MspSpan
cut_labels (MspSpan address)
{
  for (gsize i = 0; i < address.len; i++)
    if (address.data[i] == '\n')
      for (gsize at = i + 1; at < address.len && address.data[at] != '\n'; at++)
        if (address.data[at] == ':')
          return msp_span_slice (address, 0, i);
  return address;
}

void
msp_postal_parse (MspSpan address, MspPostal *out_postal)
{
  const char *country = NULL;
  Pieces pieces;
  Code code;

  *out_postal = (MspPostal) { { NULL } };
  if (address.len == 0 || address.len > MOST_BYTES || !split (cut_labels (address), &pieces))
    return;
  if (pieces.n > 1 && (country = msp_place_find_country (pieces.pieces[pieces.n - 1])) != NULL)
    pieces.n--;
  if ((country == NULL || strcmp (country, "US") == 0) && find_us_code (pieces.pieces[pieces.n - 1], &code, out_postal->state))
    {
      country = "US";
      take_us (&pieces, &code, out_postal);
    }
  else if (find_foreign_code (pieces.pieces[pieces.n - 1], &code)
           && (country == NULL || *code.country == '\0' || strcmp (country, code.country) == 0))
    {
      take_foreign (&pieces, &code, out_postal);
      if (country == NULL && *code.country == '\0')
        guess_country (&pieces, out_postal);
    }
  if (country != NULL)
    g_strlcpy (out_postal->country, country, sizeof out_postal->country);
  take_rest (&pieces, out_postal);
}

void
msp_postal_clear (MspPostal *self)
{
  char *const strings[] = { self->lines[0], self->lines[1], self->city, self->postal };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      if (strings[i] != NULL)
        explicit_bzero (strings[i], strlen (strings[i]));
      g_free (strings[i]);
    }
  *self = (MspPostal) { { NULL } };
}

void
msp_postal_read_place (MspSpan address, char out_place[MSP_PLACE_LEN])
{
  g_auto (MspPostal) postal = { { NULL } };

  msp_postal_parse (address, &postal);
  g_snprintf (out_place, MSP_PLACE_LEN, "%s%s%s", postal.country, postal.state[0] != '\0' ? "-" : "", postal.state);
}
