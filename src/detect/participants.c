/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/participants.h"

#include <string.h>

#define FEW 20   /* addresses that are looked for in the lists as they stand; for more a table is worth its making */

enum {
  READ_ADDRESSES = 1 << 0,
  READ_COUNTRIES = 1 << 1,
  READ_OFFICIAL  = 1 << 2,
};

/* What an address is read for; at is its "@" in list. */
typedef void (*Reader) (MspParticipants *self, const char *list, const char *at);

void
msp_participants_init (MspParticipants *self)
{
  memset (self, 0, sizeof *self);
  self->strings = g_string_chunk_new (1024);
  self->addresses = g_hash_table_new (g_str_hash, g_str_equal);
  self->countries = g_string_new (NULL);
}

static void
forget (MspParticipants *self)
{
  if ((self->read & READ_ADDRESSES) != 0)
    {
      g_hash_table_remove_all (self->addresses);
      g_string_chunk_clear (self->strings);
    }
  g_string_truncate (self->countries, 0);
  self->official = FALSE;
  self->read = 0;
  self->asked = 0;
}

void
msp_participants_reset (MspParticipants *self)
{
  forget (self);
  self->n_lists = 0;
}

void
msp_participants_add (MspParticipants *self, const char *list)
{
  g_return_if_fail (self->n_lists < MSP_PARTICIPANTS_LISTS);
  forget (self);
  if (list != NULL)
    self->lists[self->n_lists++] = list;
}

static gboolean
is_address_byte (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("._%+'-!#$&*/=?^`{|}~", c) != NULL);
}

static gboolean
is_host_byte (char c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '-';
}

static gboolean
ends_host (char c)
{
  return c == '\0' || c == '>' || c == ' ' || c == ',' || c == ';' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether the host behind at is in a domain of armed forces, governments or ministries. */
static gboolean
is_official (const char *at)
{
  static const struct {
    const char *text;
    gsize       len;
  } endings[] = { { ".mil", 4 }, { ".gov", 4 }, { ".mod.uk", 7 }, { ".gov.uk", 7 }, { ".gouv.fr", 8 }, { ".bund.de", 8 },
                  { ".bundeswehr.org", 15 }, { ".nato.int", 9 }, { ".gc.ca", 6 } };
  gsize len = 1;

  while (!ends_host (at[len]))
    len++;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (len >= endings[i].len && (at[len - 1] | 0x20) == endings[i].text[endings[i].len - 1]
        && g_ascii_strncasecmp (at + len - endings[i].len, endings[i].text, endings[i].len) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_country (const MspParticipants *self, const char *country)
{
  if (strlen (country) != 2)
    return FALSE;
  for (gsize i = 0; i < self->countries->len; i += 2)
    if (memcmp (self->countries->str + i, country, 2) == 0)
      return TRUE;
  return FALSE;
}

static const char *
find_end (const char *at)
{
  const char *end = at + 1;

  while (is_host_byte (*end))
    end++;
  return end;
}

static void
read_address (MspParticipants *self, const char *list, const char *at)
{
  const char *start = at;

  while (start > list && is_address_byte (start[-1]))
    start--;
  char *address = g_string_chunk_insert_len (self->strings, start, find_end (at) - start);

  for (char *c = address; *c != '\0'; c++)
    *c = g_ascii_tolower (*c);
  g_hash_table_add (self->addresses, address);
}

static void
read_country (MspParticipants *self, G_GNUC_UNUSED const char *list, const char *at)
{
  const char *end = find_end (at);

  if (end - at < 4 || end[-3] != '.' || end[-2] == '.' || end[-1] == '.')
    return;
  char country[] = { g_ascii_tolower (end[-2]), g_ascii_tolower (end[-1]), '\0' };

  if (!has_country (self, country))
    g_string_append_len (self->countries, country, 2);
}

static void
read_official (MspParticipants *self, G_GNUC_UNUSED const char *list, const char *at)
{
  self->official = self->official || is_official (at);
}

static void
read_lists (MspParticipants *self, guint what, Reader reader)
{
  if ((self->read & what) != 0)
    return;
  for (guint i = 0; i < self->n_lists; i++)
    for (const char *at = strchr (self->lists[i], '@'); at != NULL; at = strchr (at + 1, '@'))
      reader (self, self->lists[i], at);
  self->read |= what;
}

GHashTable *
msp_participants_get_addresses (MspParticipants *self)
{
  read_lists (self, READ_ADDRESSES, read_address);
  return self->addresses;
}

static gboolean
is_same (char left, char right)
{
  return left == right || g_ascii_tolower (left) == g_ascii_tolower (right);
}

/* Whether the address around at, an "@" of list, is address, whose "@" is at its byte user. */
static gboolean
is_address (const char *list, const char *at, MspSpan address, gsize user)
{
  const char *start = at - user, *end = at + 1;

  if ((gsize) (at - list) < user)
    return FALSE;
  for (gsize i = user; i-- > 0;)
    if (!is_same (start[i], address.data[i]) || !is_address_byte (start[i]))
      return FALSE;
  for (gsize i = user + 1; i < address.len; i++, end++)
    if (!is_same (*end, address.data[i]) || !is_host_byte (*end))
      return FALSE;
  return !is_host_byte (*end) && (start == list || !is_address_byte (start[-1]));
}

gboolean
msp_participants_has_address (MspParticipants *self, MspSpan address)
{
  const char *user_end = address.len > 0 ? memchr (address.data, '@', address.len) : NULL;

  if (user_end == NULL)
    return FALSE;
  if ((self->read & READ_ADDRESSES) != 0 || self->asked >= FEW)
    {
      g_autofree char *lower = g_ascii_strdown (address.data, (gssize) address.len);

      return g_hash_table_contains (msp_participants_get_addresses (self), lower);
    }
  self->asked++;
  for (guint i = 0; i < self->n_lists; i++)
    for (const char *at = strchr (self->lists[i], '@'); at != NULL; at = strchr (at + 1, '@'))
      if (is_address (self->lists[i], at, address, (gsize) (user_end - address.data)))
        return TRUE;
  return FALSE;
}

gboolean
msp_participants_has_country (MspParticipants *self, const char *country)
{
  read_lists (self, READ_COUNTRIES, read_country);
  return has_country (self, country);
}

gboolean
msp_participants_is_official (MspParticipants *self)
{
  read_lists (self, READ_OFFICIAL, read_official);
  return self->official;
}

void
msp_participants_clear (MspParticipants *self)
{
  g_hash_table_unref (self->addresses);
  g_string_chunk_free (self->strings);
  g_string_free (self->countries, TRUE);
}
