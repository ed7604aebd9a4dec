/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/sessions.h"

#include <string.h>

/* Of each of the two tables: when the young one is full it takes the place of the old one. */
#define SESSIONS_MAX 65536

/* Longer ids than any server makes are not remembered. */
#define TEXT_MAX 512

static void
session_free (gpointer data)
{
  MspSession *session = data;

  g_free (session->ip);
  g_free (session->user);
  g_free (session);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, session_free);
}

void
msp_sessions_init (MspSessions *self)
{
  self->young = new_table ();
  self->old = new_table ();
}

void
msp_sessions_add (MspSessions *self, const char *id, const char *ip, const char *user)
{
  MspSession *session;

  if (*id == '\0' || strlen (id) > TEXT_MAX || strlen (user) > TEXT_MAX)
    return;
  if (g_hash_table_size (self->young) >= SESSIONS_MAX)
    {
      g_hash_table_unref (self->old);
      self->old = self->young;
      self->young = new_table ();
    }
  session = g_new (MspSession, 1);
  *session = (MspSession) { g_strdup (ip), g_strdup (user) };
  g_hash_table_replace (self->young, g_strdup (id), session);
}

const MspSession *
msp_sessions_find (const MspSessions *self, const char *id)
{
  const MspSession *session = g_hash_table_lookup (self->young, id);

  return session != NULL ? session : g_hash_table_lookup (self->old, id);
}

void
msp_sessions_clear (MspSessions *self)
{
  g_clear_pointer (&self->young, g_hash_table_unref);
  g_clear_pointer (&self->old, g_hash_table_unref);
}
