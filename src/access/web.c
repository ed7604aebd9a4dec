/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/web.h"

#include <string.h>

static const char *
get_last_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static void
free_list (gpointer list)
{
  g_array_free (list, TRUE);
}

/* Nothing of the file left with HEAD, a refusal, a redirection or "not modified". */
static gboolean
delivered (const MspTrail *trail, const MspTrace *trace)
{
  return trace->kind == MSP_EVENT_TRANSFER && trace->has_bytes && trace->bytes > 0
         && strcmp (msp_names_get (trail->names, trace->method), "GET") == 0
         && (trace->status == 200 || trace->status == 206 || trace->status == 499);
}

/* A cut download rarely stops twice at the same byte; what was compressed on the way always does. */
static void
mark_repeated (gpointer name G_GNUC_UNUSED, gpointer list, gpointer data G_GNUC_UNUSED)
{
  GArray *transfers = list;
  g_autoptr (GHashTable) first = g_hash_table_new (g_int64_hash, g_int64_equal);   /* transfer by bytes */

  for (guint i = 0; i < transfers->len; i++)
    {
      MspWebTransfer *transfer = &g_array_index (transfers, MspWebTransfer, i), *other = g_hash_table_lookup (first, &transfer->bytes);

      if (other == NULL)
        g_hash_table_insert (first, &transfer->bytes, transfer);
      else
        transfer->comes_twice = other->comes_twice = TRUE;
    }
}

MspWeb *
msp_web_new (const MspTrail *trail, const MspActors *actors)
{
  MspWeb *self = g_new0 (MspWeb, 1);

  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_list);
  for (guint i = 0; i < trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (trail, i);
      const char *name = get_last_name (msp_names_get (trail->names, trace->folder));
      MspActorClass class = msp_actors_get_class (actors, trace);
      MspWebTransfer transfer = { i, trace->status == 206 ? MSP_WEB_RANGE : MSP_WEB_PREFIX, trace->bytes, FALSE, (guint8) class };
      GArray *list;

      if (!delivered (trail, trace) || name[0] == '\0' || class == MSP_ACTOR_TRUSTED)
        continue;
      list = g_hash_table_lookup (self->files, name);
      if (list == NULL)
        g_hash_table_insert (self->files, (gpointer) name, list = g_array_new (FALSE, FALSE, sizeof (MspWebTransfer)));
      g_array_append_val (list, transfer);
    }
  g_hash_table_foreach (self->files, mark_repeated, NULL);
  return self;
}

const GArray *
msp_web_find (const MspWeb *self, const char *locator)
{
  g_autofree char *file = g_strndup (locator, strcspn (locator, "!@#"));
  g_autofree char *name = g_uri_unescape_string (get_last_name (file), NULL);

  return name != NULL ? g_hash_table_lookup (self->files, name) : NULL;
}

MspWebKind
msp_web_judge (const MspWebTransfer *transfer, guint64 size)
{
  if (transfer->kind == MSP_WEB_RANGE)
    return transfer->bytes >= size ? MSP_WEB_WHOLE : MSP_WEB_RANGE;
  if (transfer->bytes >= size)
    return MSP_WEB_WHOLE;
  return size == G_MAXUINT64 || transfer->comes_twice ? MSP_WEB_RANGE : MSP_WEB_PREFIX;
}

void
msp_web_free (MspWeb *self)
{
  g_hash_table_destroy (self->files);
  g_free (self);
}
