/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/mailboxes.h"

#include <string.h>

struct _MspMailboxes {
  MspNames *names;
  GArray   *parents;   /* guint32 by name; a name is its own parent at the top, 0 if it is no key */
};

MspMailboxes *
msp_mailboxes_new (MspNames *names)
{
  MspMailboxes *self = g_new0 (MspMailboxes, 1);

  self->names = names;
  self->parents = g_array_new (FALSE, TRUE, sizeof (guint32));
  return self;
}

static guint32 *
get_parent (MspMailboxes *self, guint32 name)
{
  return &g_array_index (self->parents, guint32, name);
}

guint32
msp_mailboxes_add (MspMailboxes *self, const char *key)
{
  g_autofree char *small = g_ascii_strdown (key, -1);
  guint32 name = msp_names_add (self->names, g_strstrip (small));

  if (name == 0)
    return 0;
  if (self->parents->len <= name)
    g_array_set_size (self->parents, name + 1);
  if (*get_parent (self, name) == 0)
    *get_parent (self, name) = name;
  return name;
}

guint32
msp_mailboxes_find (MspMailboxes *self, guint32 key)
{
  if (key >= self->parents->len || *get_parent (self, key) == 0)
    return 0;
  while (*get_parent (self, key) != key)
    {
      *get_parent (self, key) = *get_parent (self, *get_parent (self, key));
      key = *get_parent (self, key);
    }
  return key;
}

/* Which of two titles is the better one, whatever order they came in. */
static gboolean
is_better (const char *left, const char *right)
{
  gboolean left_is_address = strchr (left, '@') != NULL, right_is_address = strchr (right, '@') != NULL;

  return left_is_address != right_is_address ? left_is_address : strcmp (left, right) < 0;
}

void
msp_mailboxes_join (MspMailboxes *self, guint32 left, guint32 right)
{
  guint32 a = msp_mailboxes_find (self, left), b = msp_mailboxes_find (self, right);

  if (a == 0 || b == 0 || a == b)
    return;
  if (is_better (msp_names_get (self->names, a), msp_names_get (self->names, b)))
    *get_parent (self, b) = a;
  else
    *get_parent (self, a) = b;
}

const char *
msp_mailboxes_get_title (MspMailboxes *self, guint32 mailbox)
{
  return msp_names_get (self->names, msp_mailboxes_find (self, mailbox));
}

void
msp_mailboxes_free (MspMailboxes *self)
{
  g_array_free (self->parents, TRUE);
  g_free (self);
}
