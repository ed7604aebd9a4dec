/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/pst-message.h"

/* One thing that is open; one of the pointers is set. */
typedef struct {
  MspMapiMessage    *message;
  MspMapiProps      *recipient;
  MspMapiAttachment *attachment;
} Open;

static Open *
get_open (GArray *stack)
{
  return &g_array_index (stack, Open, stack->len - 1);
}

static void
open_place (gpointer data, MspPstPlace place)
{
  Open *outer = get_open (data), inner = { 0 };

  if (place == MSP_PST_IN_RECIPIENT)
    inner.recipient = msp_mapi_add_recipient (outer->message);
  else if (place == MSP_PST_IN_ATTACHMENT)
    inner.attachment = msp_mapi_add_attachment (outer->message);
  else
    {
      inner.message = outer->attachment->message = msp_mapi_message_new ();
      inner.message->props.codepage = outer->attachment->props.codepage;
    }
  g_array_append_val (data, inner);
}

static void
close_place (gpointer data)
{
  GArray *stack = data;

  g_array_set_size (stack, stack->len - 1);
}

static void
take_value (gpointer data, const MspMapiValue *value)
{
  Open *open = get_open (data);
  MspMapiProps *props = open->message != NULL ? &open->message->props
                        : open->attachment != NULL ? &open->attachment->props : open->recipient;
  MspMapiValue *added = msp_mapi_add (props, value->id, value->type, value->value);

  added->set = value->set;
  added->number = value->number;
  added->name = g_strdup (value->name);
}

static void
take_file (gpointer data, GBytes *bytes)
{
  get_open (data)->attachment->data = bytes;
}

static void
take_loss (gpointer data)
{
  Open *open = get_open (data);

  if (open->attachment != NULL)
    open->attachment->is_lost = TRUE;
  else
    g_array_index ((GArray *) data, Open, open->message != NULL ? ((GArray *) data)->len - 1 : ((GArray *) data)->len - 2)
      .message->is_damaged = TRUE;
}

MspMapiMessage *
msp_pst_read_message (const MspPstModule *module, MspPst *store, guint codepage, gsize max)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Open));
  const MspPstSink sink = { stack, open_place, close_place, take_value, take_file, take_loss };
  Open top = { .message = msp_mapi_message_new () };

  top.message->props.codepage = codepage;
  g_array_append_val (stack, top);
  module->read (store, max, &sink);
  return top.message;
}
