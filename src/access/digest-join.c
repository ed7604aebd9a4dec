/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/digest-join.h"

#include <string.h>

#include "access/basis.h"
#include "access/batch.h"
#include "access/keys.h"
#include "access/message-id.h"

#define SHA1_DIGITS 40
#define SHA256_DIGITS 64

/* The mail that has a hash. */
typedef enum { OWNER_NONE, OWNER_ONE, OWNER_MANY } OwnerState;
typedef struct {
  gint64  received;   /* of the latest copy, as far as a server tells it, else G_MININT64 */
  guint32 key;        /* name */
  guint32 state;
} Owner;

/* A mailbox that a record names a hash in. */
typedef struct {
  guint    kinds;       /* MspDigestKind that would answer */
  gboolean has_missed;  /* a message of it could not be read: it may have the attachment too */
} Box;

typedef struct {
  char   *key;
  gint64  received;
  guint32 mailbox;
} Mail;

typedef struct {
  MspTrail       *trail;
  MspDigestAsker *asker;
  GHashTable     *owners;   /* mailbox << 32 | digest to Owner */
  GHashTable     *boxes;    /* Box by mailbox */
  MspBatch        batch;
  GArray         *mail;     /* Mail, by index in batch */
  GArray         *sizes;    /* guint64, likewise */
} Join;

static void
clear_mail (gpointer mail)
{
  g_free (((Mail *) mail)->key);
}

static void
join_init (Join *self, MspTrail *trail, MspDigestAsker *asker)
{
  *self = (Join) {
    .trail = trail, .asker = asker, .owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
    .boxes = g_hash_table_new_full (NULL, NULL, NULL, g_free), .mail = g_array_new (FALSE, FALSE, sizeof (Mail)),
    .sizes = g_array_new (FALSE, FALSE, sizeof (guint64)),
  };
  msp_batch_init (&self->batch);
  g_array_set_clear_func (self->mail, clear_mail);
}

static void
join_clear (Join *self)
{
  g_hash_table_destroy (self->owners);
  g_hash_table_destroy (self->boxes);
  msp_batch_clear (&self->batch);
  g_array_free (self->mail, TRUE);
  g_array_free (self->sizes, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Join, join_clear)

static Owner *
find_owner (const Join *self, guint32 mailbox, guint32 digest)
{
  const gint64 key = msp_names_pair (mailbox, digest);

  return mailbox != 0 && digest != 0 ? g_hash_table_lookup (self->owners, &key) : NULL;
}

static Box *
find_box (const Join *self, guint32 mailbox)
{
  return g_hash_table_lookup (self->boxes, GUINT_TO_POINTER (mailbox));
}

static guint
get_kinds (const char *digest)
{
  gsize len = strlen (digest);

  return len == SHA1_DIGITS ? MSP_DIGEST_SHA1 | MSP_DIGEST_SHA1_CRLF : len == SHA256_DIGITS ? MSP_DIGEST_ATTACHMENT_SHA256 : 0;
}

/* What is left of an id that the log cut may not be enough. */
static gboolean
is_open (const MspTrailItem *item)
{
  return item->digest != 0 && (item->folded == 0 || item->is_cut != 0);
}

static void
want (Join *self, guint32 mailbox, guint32 digest)
{
  const gint64 key = msp_names_pair (mailbox, digest);
  guint kinds = get_kinds (msp_names_get (self->trail->names, digest));
  Box *box = find_box (self, mailbox);

  if (kinds == 0 || find_owner (self, mailbox, digest) != NULL)
    return;
  g_hash_table_insert (self->owners, g_memdup2 (&key, sizeof key), g_new0 (Owner, 1));
  if (box == NULL)
    g_hash_table_insert (self->boxes, GUINT_TO_POINTER (mailbox), box = g_new0 (Box, 1));
  box->kinds |= kinds;
}

static void
want_access (gpointer data, const MspTrace *trace, MspTrailItem *item)
{
  Join *self = data;
  MspBasis basis;

  if (is_open (item) && msp_basis_find_of_record ((MspEventKind) trace->kind, &basis))
    want (self, trace->mailbox, item->digest);
}

/* To know what was changed or deleted is not worth reading a mailbox again. */
static void
want_change (gpointer data, const MspTrace *trace, MspTrailItem *item)
{
  Join *self = data;

  if (is_open (item) && find_box (self, trace->mailbox) != NULL)
    want (self, trace->mailbox, item->digest);
}

static void
take_digest (gpointer data, gsize i, MspDigestKind kind, const char *hex)
{
  Join *self = data;
  const Mail *mail = &g_array_index (self->mail, Mail, i);
  Owner *owner = find_owner (self, mail->mailbox, msp_names_find (self->trail->names, hex));

  if (owner == NULL)
    return;
  guint32 key = msp_names_add (self->trail->names, mail->key);
  owner->received = owner->state == OWNER_NONE ? mail->received : MAX (owner->received, mail->received);
  owner->state = owner->state == OWNER_NONE || (owner->state == OWNER_ONE && owner->key == key) ? OWNER_ONE : OWNER_MANY;
  owner->key = key;
}

static void
take_missed (gpointer data, gsize i, const char *reason)
{
  Join *self = data;

  find_box (self, g_array_index (self->mail, Mail, i).mailbox)->has_missed = TRUE;
  self->asker->missed++;
}

/* Asks for all mail of the batch, which is of mailboxes that are asked for. */
static gboolean
ask (Join *self, GError **error)
{
  const MspDigestVisitor visitor = { .digest = take_digest, .missed = take_missed, .data = self };
  MspDigestRequest request = {
    (const char *const *) self->batch.locators->pdata, (const guint64 *) (const void *) self->sizes->data, self->mail->len, 0,
  };

  for (guint i = 0; i < self->mail->len; i++)
    request.kinds |= find_box (self, g_array_index (self->mail, Mail, i).mailbox)->kinds;
  if (request.n > 0 && !self->asker->ask (self->asker->data, &request, &visitor, error))
    return FALSE;
  self->asker->asked += request.n;
  msp_batch_empty (&self->batch);
  g_array_set_size (self->mail, 0);
  g_array_set_size (self->sizes, 0);
  return TRUE;
}

static gboolean
add_mail (Join *self, guint32 mailbox, const MspAccessCopyRow *row, GError **error)
{
  gboolean is_known = row->received_basis > MSP_RECEIVED_DATE;

  if (msp_batch_is_full (&self->batch, row->locator) && !ask (self, error))
    return FALSE;
  const Mail mail = { msp_keys_dup (row->message_id, row->id), is_known ? row->received : G_MININT64, mailbox };
  msp_batch_add (&self->batch, row->locator);
  g_array_append_val (self->mail, mail);
  g_array_append_val (self->sizes, row->size);
  return TRUE;
}

static gboolean
ask_for_mail (Join *self, const MspHoldings *holdings, MspAccessWriter *source, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (source, MSP_ACCESS_COPIES, error);
  MspAccessCopyRow row;
  gboolean end, good = TRUE;

  while (cursor != NULL && good && msp_access_cursor_next (cursor, &row, &end, error))
    {
      guint32 mailbox = end ? 0 : msp_holdings_get (holdings, row.mailbox)->mailbox;

      if (mailbox != 0 && find_box (self, mailbox) != NULL)
        good = add_mail (self, mailbox, &row, error);
      if (end)
        return ask (self, error);
    }
  return FALSE;
}

/* A record that is older than the mail means another with the same attachment, which is no longer there. */
static gboolean
is_older (const MspTrace *trace, const Owner *owner)
{
  return trace->time < owner->received && owner->received - trace->time > msp_clock_get_doubt ((MspClock) trace->clock, trace->precision);
}

static void
join_item (gpointer data, const MspTrace *trace, MspTrailItem *item)
{
  const Join *self = data;
  const Owner *owner = is_open (item) ? find_owner (self, trace->mailbox, item->digest) : NULL;
  gboolean is_attachment = strlen (msp_names_get (self->trail->names, item->digest)) == SHA256_DIGITS;
  const MspNames *names = self->trail->names;

  if (owner == NULL || owner->state != OWNER_ONE || is_older (trace, owner) || (is_attachment && find_box (self, trace->mailbox)->has_missed)
      || !g_str_has_prefix (msp_names_get (names, owner->key), msp_names_get (names, item->folded)))
    return;
  item->folded = owner->key;
  item->is_cut = FALSE;
  item->join = MSP_JOIN_CONTENT_HASH;
}

gboolean
msp_digest_join (MspTrail *trail, const MspHoldings *holdings, MspAccessWriter *source, MspDigestAsker *asker, GError **error)
{
  g_auto (Join) self = { 0 };

  join_init (&self, trail, asker);
  msp_trail_visit_items (trail, want_access, &self);
  msp_trail_visit_items (trail, want_change, &self);
  if (g_hash_table_size (self.boxes) == 0 || asker->ask == NULL)
    return TRUE;
  if (!ask_for_mail (&self, holdings, source, error))
    return FALSE;
  msp_trail_visit_items (trail, join_item, &self);
  return TRUE;
}
