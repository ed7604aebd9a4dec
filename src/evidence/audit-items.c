/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-attachments.h"
#include "evidence/audit-private.h"

/* Audit records that name items: opened, fetched, sent, moved, deleted. */

static void
add_item (MspAudit *self, MspNode item, const char *folder)
{
  MspJsonTree *tree = self->tree;
  MspEventItem entry = {
    .message_id = msp_json_tree_get_text (tree, item, "InternetMessageId"), .item = msp_json_tree_get_text (tree, item, "Id"),
    .folder = folder, .subject = msp_json_tree_get_text (tree, item, "Subject"), .digest = "",
    .size = msp_json_tree_get_count (tree, item, "SizeInBytes"),
  };
  guint64 bytes;

  entry.attachments = (guint) msp_audit_count_attachments (msp_json_tree_get_text (tree, item, "Attachments"), &bytes);

  /* [null] and {} name nothing. */
  if (*entry.message_id != '\0' || *entry.item != '\0' || *entry.subject != '\0')
    g_array_append_val (self->items, entry);
}

static void
add_folder_items (MspAudit *self, MspNode folder)
{
  const char *path = msp_json_tree_get_text (self->tree, folder, "Path");
  MspNode list = msp_json_tree_get (self->tree, folder, "FolderItems");

  for (MspNode node = msp_audit_first (self, list); node != 0; node = msp_audit_next (self, list, node))
    add_item (self, node, path);
}

static const char *
get_path (MspAudit *self, MspNode folder)
{
  const char *path = msp_json_tree_get_text (self->tree, folder, "Path");

  return *path != '\0' ? path : msp_json_tree_get_text (self->tree, folder, "Name");
}

/* The item of a record that is about one. */
static void
add_single_item (MspAudit *self, MspNode item)
{
  add_item (self, item, get_path (self, msp_json_tree_get (self->tree, item, "ParentFolder")));
}

/* The folder that the record is about as a whole, "" if it has none. */
static const char *
get_folder (MspAudit *self)
{
  return get_path (self, msp_audit_get_list (self, "Folder"));
}

static gboolean
is_value (MspAudit *self, MspNode properties, const char *name, const char *value)
{
  return g_ascii_strcasecmp (msp_audit_get_value (self, properties, name), value) == 0;
}

/* Some collectors give the folder as that of an item. */
static const char *
get_synced_folder (MspAudit *self)
{
  const char *path = get_folder (self);

  return *path != '\0' ? path : get_path (self, msp_json_tree_get (self->tree, msp_audit_get_list (self, "Item"), "ParentFolder"));
}

/* A folder each; without any, all that the mailbox holds. */
static gboolean
send_sync (MspAudit *self, MspNode folders, GError **error)
{
  MspEvent event = self->event;
  MspNode node = msp_audit_first (self, folders);

  event.kind = MSP_EVENT_SYNC;
  event.folder = node == 0 ? get_synced_folder (self) : "";
  if (node == 0)
    return msp_audit_emit (self, &event, error);
  for (; node != 0; node = msp_audit_next (self, folders, node))
    {
      g_array_set_size (self->items, 0);
      event.folder = get_path (self, node);
      add_folder_items (self, node);
      /* The folder says all; its items need not be there. */
      self->is_flattened &= *event.folder == '\0';
      if (!msp_audit_emit (self, &event, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
send_bind (MspAudit *self, MspNode folders, MspNode properties, GError **error)
{
  MspEvent event = self->event;
  MspNode first = msp_audit_first (self, folders);

  for (MspNode node = first; node != 0; node = msp_audit_next (self, folders, node))
    add_folder_items (self, node);
  add_single_item (self, msp_audit_get_list (self, "Item"));
  event.kind = MSP_EVENT_BIND;
  if (first != 0 && msp_audit_next (self, folders, first) == 0)
    event.folder = get_path (self, first);
  /* A bind that names and counts nothing was one all the same. */
  event.operations = MAX (MAX (msp_json_tree_get_count (self->tree, self->root, "OperationCount"), self->items->len), 1);
  event.is_throttled = is_value (self, properties, "IsThrottled", "True");
  return msp_audit_emit (self, &event, error);
}

gboolean
msp_audit_send_access (MspAudit *self, GError **error)
{
  MspNode properties = msp_audit_get_list (self, "OperationProperties"), folders = msp_audit_get_list (self, "Folders");

  if (is_value (self, properties, "MailAccessType", "Sync"))
    return send_sync (self, folders, error);
  /* Opening a folder lists it and shows no message. */
  if (g_str_equal (self->event.operation, "FolderBind"))
    return msp_audit_send_other (self, error);
  return send_bind (self, folders, properties, error);
}

gboolean
msp_audit_send_item (MspAudit *self, GError **error)
{
  return send_bind (self, 0, 0, error);
}

/* A message, and the sum of what was fetched of it; how many attachments that are. */
static guint64
add_message (MspAudit *self, MspNode message)
{
  MspNode parts = msp_json_tree_get (self->tree, message, "MessageItems");
  gsize before = self->items->len;
  guint64 n = 0;

  add_item (self, message, msp_json_tree_get_text (self->tree, message, "Path"));
  for (MspNode part = msp_audit_first (self, parts); part != 0; part = msp_audit_next (self, parts, part))
    {
      n++;
      if (self->items->len > before)
        g_array_index (self->items, MspEventItem, before).size += msp_json_tree_get_count (self->tree, part, "SizeInBytes");
    }
  return n;
}

/* Messages[] are those whose attachments, MessageItems[], were fetched. */
gboolean
msp_audit_send_attachment (MspAudit *self, GError **error)
{
  MspEvent event = self->event;
  MspNode messages = msp_audit_get_list (self, "Messages"), folders = msp_audit_get_list (self, "Folders");
  guint64 n = 0;

  for (MspNode node = msp_audit_first (self, messages); node != 0; node = msp_audit_next (self, messages, node))
    n += add_message (self, node);
  for (MspNode node = msp_audit_first (self, folders); node != 0; node = msp_audit_next (self, folders, node))
    add_folder_items (self, node);
  add_single_item (self, msp_audit_get_list (self, "Item"));
  event.kind = MSP_EVENT_ATTACHMENT;
  event.operations = MAX (MAX (msp_json_tree_get_count (self->tree, self->root, "OperationCount"), n), MAX (self->items->len, 1));
  return msp_audit_emit (self, &event, error);
}

gboolean
msp_audit_send_sent (MspAudit *self, GError **error)
{
  MspEvent event = self->event;
  MspNode recipients = msp_json_tree_get (self->tree, self->root, "recipientList");

  if (recipients == 0)
    recipients = msp_json_tree_get (self->tree, self->root, "RecipientList");
  add_single_item (self, msp_audit_get_list (self, "Item"));
  event.kind = MSP_EVENT_SEND;
  event.parties = msp_audit_split (self, recipients, ";,");
  return msp_audit_emit (self, &event, error);
}

/* Items of a record about a group of them. */
static void
add_affected_items (MspAudit *self)
{
  MspNode affected = msp_audit_get_list (self, "AffectedItems");

  for (MspNode node = msp_audit_first (self, affected); node != 0; node = msp_audit_next (self, affected, node))
    add_single_item (self, node);
  add_single_item (self, msp_audit_get_list (self, "Item"));
}

/* Where items went when they went to another mailbox, else "". */
static const char *
get_other_mailbox (MspAudit *self)
{
  const char *other = msp_json_tree_get_text (self->tree, self->root, "DestMailboxOwnerUPN");
  gboolean is_crossing = msp_json_tree_get_flag (self->tree, self->root, "CrossMailboxOperation")
                         || msp_json_tree_get_flag (self->tree, self->root, "CrossMailboxOperations");

  if (*other == '\0' && is_crossing)
    other = msp_json_tree_get_text (self->tree, self->root, "DestMailboxGuid");
  return g_ascii_strcasecmp (other, self->event.mailbox) != 0 ? other : "";
}

/* Content left the mailbox for another one. */
static gboolean
send_crossing (MspAudit *self, const char *other, GError **error)
{
  MspEvent event = self->event;
  const char *const parties[] = { other, NULL };

  event.kind = MSP_EVENT_SEND;
  event.folder = get_folder (self);
  event.parties = parties;
  return msp_audit_emit (self, &event, error);
}

gboolean
msp_audit_send_moved (MspAudit *self, GError **error)
{
  MspEvent event = self->event;
  const char *other = get_other_mailbox (self);

  add_affected_items (self);
  event.kind = MSP_EVENT_MOVE;
  event.folder = get_folder (self);
  event.target = get_path (self, msp_audit_get_list (self, "DestFolder"));
  if (*event.target == '\0' && g_str_equal (event.operation, "MoveToDeletedItems"))
    event.target = "\\Deleted Items";
  return msp_audit_emit (self, &event, error) && (*other == '\0' || send_crossing (self, other, error));
}

gboolean
msp_audit_send_deleted (MspAudit *self, GError **error)
{
  MspEvent event = self->event;

  add_affected_items (self);
  event.kind = MSP_EVENT_DELETE;
  event.folder = get_folder (self);
  return msp_audit_emit (self, &event, error);
}

gboolean
msp_audit_send_copied (MspAudit *self, GError **error)
{
  const char *other = get_other_mailbox (self);

  if (*other == '\0')
    return msp_audit_send_other (self, error);
  add_affected_items (self);
  return send_crossing (self, other, error);
}
