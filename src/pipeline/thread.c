/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/thread.h"

#include <string.h>

#include "detect/participants.h"

/* The root of a conversation stands first among its references, its last messages stand last. */
#define MAX_IDS 32
#define MAX_PEOPLE 20

static void
add_key (GArray *keys, const char *type, const char *text, const guint8 key[MSP_KEY_LEN])
{
  guint8 hash[MSP_VALUE_KEY_LEN];

  msp_keyed_hash_value (key, type, msp_span_from_string (text), hash);
  g_array_append_vals (keys, hash, 1);
}

/* Each "<…>" in list, or all of it if there is none. */
static void
add_ids (GArray *keys, const char *list, const guint8 key[MSP_KEY_LEN])
{
  g_auto (GStrv) ids = list != NULL ? g_strsplit_set (list, "<> \t\r\n,", -1) : NULL;
  guint n = 0, left = 0;

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    left += ids[i][0] != '\0';
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    if (ids[i][0] != '\0')
      {
        if (n++ == 0 || left < MAX_IDS)
          add_key (keys, "thread-id", ids[i], key);
        left--;
      }
}

/* "Re", "AW", "Fwd[2]" … before a colon. */
static gsize
prefix_len (const char *text)
{
  static const char *const words[] = { "re", "aw", "fw", "fwd", "wg", "sv", "vs", "tr", "rv", "ref", "antw", "odp", "enc", "res", "doorst", "vl" };
  gsize len = strspn (text, "abcdefghijklmnopqrstuvwxyz"), end = len;

  if (text[end] == '[' || text[end] == '(')
    end += strspn (text + end, "[]()0123456789");
  while (text[end] == ' ')
    end++;
  if (text[end] != ':')
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == len && strncmp (text, words[i], len) == 0)
      return end + 1;
  return 0;
}

char *
msp_thread_dup_topic (const char *subject)
{
  g_autofree char *lower = subject != NULL ? g_utf8_casefold (subject, -1) : g_strdup ("");
  const char *at = g_strstrip (lower);
  gsize len;

  while ((len = prefix_len (at)) > 0)
    {
      at += len;
      at += strspn (at, " \t");
    }
  return g_strdup (at);
}

static GPtrArray *
new_addresses (const char *first, const char *second)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_free);
  MspParticipants people;
  GHashTableIter iter;
  gpointer address;

  msp_participants_init (&people);
  msp_participants_add (&people, first);
  msp_participants_add (&people, second);
  g_hash_table_iter_init (&iter, msp_participants_get_addresses (&people));
  while (g_hash_table_iter_next (&iter, &address, NULL))
    g_ptr_array_add (addresses, g_strdup (address));
  msp_participants_clear (&people);
  return addresses;
}

static gint
compare_texts (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

/* Two people who write of one thing: whoever of them writes. */
static void
add_topic (GArray *keys, const MspMailHeaders *headers, const guint8 key[MSP_KEY_LEN])
{
  g_autofree char *topic = msp_thread_dup_topic (headers->subject);
  g_autoptr (GPtrArray) from = new_addresses (headers->from, NULL), to = new_addresses (headers->to, headers->cc);

  g_ptr_array_sort (to, compare_texts);
  for (guint i = 0; from->len == 1 && topic[0] != '\0' && i < MIN (to->len, MAX_PEOPLE); i++)
    {
      const char *one = from->pdata[0], *other = to->pdata[i];
      gboolean before = strcmp (one, other) < 0;
      g_autofree char *text = g_strjoin ("\n", before ? one : other, before ? other : one, topic, NULL);

      add_key (keys, "thread-topic", text, key);
    }
}

static gint
compare_keys (gconstpointer left, gconstpointer right)
{
  return memcmp (left, right, MSP_VALUE_KEY_LEN);
}

void
msp_thread_add_keys (GArray *keys, const MspMailHeaders *headers, const guint8 key[MSP_KEY_LEN])
{
  guint n = 0;

  add_ids (keys, headers->message_id, key);
  add_ids (keys, headers->in_reply_to, key);
  add_ids (keys, headers->references, key);
  add_topic (keys, headers, key);
  g_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *row = keys->data + (gsize) i * MSP_VALUE_KEY_LEN;

      if (n == 0 || memcmp (keys->data + (gsize) (n - 1) * MSP_VALUE_KEY_LEN, row, MSP_VALUE_KEY_LEN) != 0)
        memmove (keys->data + (gsize) n++ * MSP_VALUE_KEY_LEN, row, MSP_VALUE_KEY_LEN);
    }
  g_array_set_size (keys, n);
}
