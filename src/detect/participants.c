/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/participants.h"

#include <string.h>

void
msp_participants_init (MspParticipants *self)
{
  memset (self, 0, sizeof *self);
  self->strings = g_string_chunk_new (1024);
  self->addresses = g_hash_table_new (g_str_hash, g_str_equal);
  self->countries = g_string_new (" ");
}

static void
forget (MspParticipants *self)
{
  if (!self->read)
    return;
  g_hash_table_remove_all (self->addresses);
  g_string_chunk_clear (self->strings);
  g_string_assign (self->countries, " ");
  self->official = FALSE;
  self->read = FALSE;
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

static void
add_country (MspParticipants *self, const char *address)
{
  const char *top = strrchr (address, '.');

  if (top != NULL && strlen (top) == 3 && strstr (self->countries->str, top + 1) == NULL)
    g_string_append_c (g_string_append (self->countries, top + 1), ' ');
}

static void
read_list (MspParticipants *self, const char *list)
{
  for (const char *at = strchr (list, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      const char *start = at, *end = at + 1;

      while (start > list && is_address_byte (start[-1]))
        start--;
      while (g_ascii_isalnum (*end) || *end == '.' || *end == '-')
        end++;
      char *address = g_string_chunk_insert_len (self->strings, start, end - start);

      for (char *c = address; *c != '\0'; c++)
        *c = g_ascii_isupper (*c) ? (char) (*c | 0x20) : *c;
      add_country (self, address);
      g_hash_table_add (self->addresses, address);
      self->official = self->official || is_official (at);
    }
}

static void
read_lists (MspParticipants *self)
{
  for (guint i = 0; i < self->n_lists && !self->read; i++)
    read_list (self, self->lists[i]);
  self->read = TRUE;
}

GHashTable *
msp_participants_get_addresses (MspParticipants *self)
{
  read_lists (self);
  return self->addresses;
}

const char *
msp_participants_get_countries (MspParticipants *self)
{
  read_lists (self);
  return self->countries->str;
}

gboolean
msp_participants_is_official (MspParticipants *self)
{
  read_lists (self);
  return self->official;
}

void
msp_participants_clear (MspParticipants *self)
{
  g_hash_table_unref (self->addresses);
  g_string_chunk_free (self->strings);
  g_string_free (self->countries, TRUE);
}
