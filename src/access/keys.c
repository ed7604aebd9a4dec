/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/keys.h"

#include "access/message-id.h"

/* A Message-ID in normal form has no blanks. */
#define OWN "mail "

static char *
dup_own (const char *id)
{
  return g_strconcat (OWN, id, NULL);
}

char *
msp_keys_dup (const char *message_id, const char *id)
{
  gboolean bracketed;
  g_autofree char *normal = msp_message_id_normalise (message_id, &bracketed);

  return normal[0] != '\0' ? g_ascii_strdown (normal, -1) : dup_own (id);
}

gboolean
msp_keys_is_message_id (const char *key)
{
  return !g_str_has_prefix (key, OWN);
}

guint32
msp_keys_find (const MspNames *names, const char *folded, const char *id)
{
  g_autofree char *own = folded[0] == '\0' ? dup_own (id) : NULL;

  return msp_names_find (names, own != NULL ? own : folded);
}
