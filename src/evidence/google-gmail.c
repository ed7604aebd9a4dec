/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/google-gmail.h"

#include <stdlib.h>

/* Items that one event names: attachments of one message. */
#define MAX_ITEMS 64
#define SHA256_DIGITS 64

/* Gmail's mail_event_type, by its number. */
static const struct {
  MspEventKind kind;
  const char  *name;
} types[] = {
  [1] = { MSP_EVENT_SEND, "sent" },
  [2] = { MSP_EVENT_OTHER, "received" },
  [3] = { MSP_EVENT_OTHER, "classified as spam or not" },
  [4] = { MSP_EVENT_OTHER, "flagged as spam" },
  [5] = { MSP_EVENT_OTHER, "quarantined" },
  [6] = { MSP_EVENT_OTHER, "released from quarantine" },
  [7] = { MSP_EVENT_VIEW, "opened for the first time" },
  [8] = { MSP_EVENT_OTHER, "marked as unread" },
  [9] = { MSP_EVENT_VIEW, "replied to" },
  [10] = { MSP_EVENT_VIEW, "forwarded" },
  [11] = { MSP_EVENT_SEND, "forwarded by a setting" },
  [12] = { MSP_EVENT_OTHER, "moved to the inbox" },
  [13] = { MSP_EVENT_DELETE, "moved to the bin" },
  [14] = { MSP_EVENT_OTHER, "moved out of the bin" },
  [15] = { MSP_EVENT_VIEW, "link clicked" },
  [16] = { MSP_EVENT_ATTACHMENT, "link in an attachment clicked" },
  [17] = { MSP_EVENT_ATTACHMENT, "attachments downloaded" },
  [18] = { MSP_EVENT_ATTACHMENT, "attachments saved to Drive" },
  [19] = { MSP_EVENT_VIEW, "Drive items saved" },
  [26] = { MSP_EVENT_OTHER, "archived" },
  [27] = { MSP_EVENT_DELETE, "deleted for good" },
  [28] = { MSP_EVENT_ATTACHMENT, "attachments previewed" },
  [29] = { MSP_EVENT_OTHER, "draft saved" },
  [30] = { MSP_EVENT_OTHER, "bounced" },
  [31] = { MSP_EVENT_VIEW, "viewed" },
  [32] = { MSP_EVENT_VIEW, "downloaded" },
  [33] = { MSP_EVENT_VIEW, "accessed by an application" },
  [34] = { MSP_EVENT_CONTROL, "delegation granted" },
};

/* What the entry of a list of parameters holds. */
static MspNode
get_value (MspJsonTree *tree, MspNode parameter)
{
  static const char *const keys[] = { "value", "intValue", "boolValue", "multiValue", "multiIntValue", "multiMessageValue" };
  MspNode message = msp_json_tree_get (tree, parameter, "messageValue");

  if (message != 0)
    return msp_json_tree_get (tree, message, "parameter");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      MspNode value = msp_json_tree_get (tree, parameter, keys[i]);

      if (value != 0)
        return value;
    }
  return 0;
}

MspNode
msp_google_get (MspJsonTree *tree, MspNode fields, const char *name)
{
  MspNode inner;

  if (msp_json_tree_get_kind (tree, fields) == MSP_NODE_OBJECT)
    {
      inner = msp_json_tree_get (tree, fields, "parameter");
      return inner != 0 ? msp_google_get (tree, inner, name) : msp_json_tree_get (tree, fields, name);
    }
  for (MspNode node = msp_json_tree_first (tree, fields); node != 0; node = msp_json_tree_next (tree, node))
    if (g_str_equal (msp_json_tree_get_text (tree, node, "name"), name))
      return get_value (tree, node);
  return 0;
}

const char *
msp_google_get_text (MspJsonTree *tree, MspNode fields, const char *name)
{
  return msp_json_tree_text (tree, msp_google_get (tree, fields, name));
}

/* Hashes are hexadecimal, or base64 where bytes became JSON. "" for others. */
static const char *
get_digest (const char *text, char room[SHA256_DIGITS + 1])
{
  gsize len = strlen (text), n = 0;
  g_autofree guint8 *bytes = NULL;

  room[0] = '\0';
  if (len == SHA256_DIGITS && strspn (text, "0123456789abcdefABCDEF") == len)
    for (gsize i = 0; i <= len; i++)
      room[i] = g_ascii_tolower (text[i]);
  else if (len == 44)
    bytes = (guint8 *) g_base64_decode (text, &n);
  for (gsize i = 0; n == 32 && i < n; i++)
    g_snprintf (room + 2 * i, 3, "%02x", bytes[i]);
  return room;
}

/* The attachments that an event names, an item each; the message as one item if there are none. */
static gsize
get_items (MspJsonTree *tree, MspNode message, gboolean with_attachments, MspEventItem items[MAX_ITEMS],
           char digests[MAX_ITEMS][SHA256_DIGITS + 1])
{
  MspNode info = msp_google_get (tree, message, "post_delivery_info");
  MspNode list = msp_google_get (tree, msp_google_get (tree, info, "interaction"), "attachment");
  MspEventItem item = {
    .message_id = msp_google_get_text (tree, message, "rfc2822_message_id"), .item = "", .folder = "", .subject = "", .digest = "",
    .size = g_ascii_strtoull (msp_google_get_text (tree, message, "payload_size"), NULL, 10),
  };
  gsize n = 0;

  if (list == 0)
    list = msp_google_get (tree, message, "attachment");
  list = with_attachments ? msp_json_tree_first (tree, list) : 0;
  for (MspNode node = list; node != 0 && n < MAX_ITEMS; node = msp_json_tree_next (tree, node))
    {
      items[n] = item;
      items[n].digest = get_digest (msp_google_get_text (tree, node, "sha256"), digests[n]);
      n += *items[n].digest != '\0';
    }
  if (n == 0 && *item.message_id != '\0')
    items[n++] = item;
  return n;
}

static void
take_actor (MspJsonTree *tree, MspNode info, MspEvent *event)
{
  MspNode context = msp_google_get (tree, info, "client_context");
  const char *delegate = msp_google_get_text (tree, msp_google_get (tree, context, "session_context"), "delegate_user_email");

  event->client = msp_google_get_text (tree, context, "client_type");
  event->user = *delegate != '\0' ? delegate : event->mailbox;
  event->logon = *delegate != '\0' ? MSP_LOGON_DELEGATE : MSP_LOGON_OWNER;
}

gboolean
msp_gmail_send (MspJsonTree *tree, MspNode fields, MspEvent *event, MspEventSink *sink, GError **error)
{
  MspNode info = msp_google_get (tree, fields, "event_info"), message = msp_google_get (tree, fields, "message_info");
  guint64 type = g_ascii_strtoull (msp_google_get_text (tree, info, "mail_event_type"), NULL, 10);
  gboolean has_failed = g_ascii_strcasecmp (msp_google_get_text (tree, info, "success"), "false") == 0;
  MspEventItem items[MAX_ITEMS];
  char digests[MAX_ITEMS][SHA256_DIGITS + 1];

  take_actor (tree, info, event);
  if (type < G_N_ELEMENTS (types) && types[type].name != NULL)
    {
      event->kind = has_failed ? MSP_EVENT_OTHER : types[type].kind;
      event->operation = types[type].name;
    }
  event->items = items;
  event->n_items = get_items (tree, message, event->kind == MSP_EVENT_ATTACHMENT, items, digests);
  event->operations = event->n_items;
  return sink->event (sink, event, error);
}
