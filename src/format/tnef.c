/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/tnef.h"

#include "format/mapi-tags.h"
#include "format/tnef-props.h"

#define SIGNATURE "\x78\x9f\x3e\x22"
/* Seconds from 1601 to 1970. */
#define FROM_1601 G_GINT64_CONSTANT (11644473600)

enum { LEVEL_MESSAGE = 1, LEVEL_ATTACHMENT = 2 };

/* Ids of attributes, without their types in the upper half ([MS-OXTNEF] 2.1.3.3). */
enum {
  ATT_FROM = 0x8000, ATT_SUBJECT = 0x8004, ATT_DATE_SENT = 0x8005, ATT_MESSAGE_CLASS = 0x8008, ATT_BODY = 0x800c,
  ATT_DATA = 0x800f, ATT_TITLE = 0x8010, ATT_TRANSPORT_NAME = 0x9001, ATT_RENDER_DATA = 0x9002, ATT_PROPS = 0x9003,
  ATT_RECIPIENTS = 0x9004, ATT_ATTACHMENT_PROPS = 0x9005, ATT_CODEPAGE = 0x9007,
};

typedef struct {
  const MspLimits   *limits;
  guint              depth;
  gsize             *left;
  MspMapiMessage    *message;
  MspMapiAttachment *attachment;   /* the current one, or NULL */
} Reader;

static void read_stream (Reader *self, MspSpan bytes);

static gboolean
spend (Reader *self, gsize n)
{
  if (n > *self->left)
    return FALSE;
  *self->left -= n;
  return TRUE;
}

static void
set_data (Reader *self, MspSpan bytes)
{
  if (self->attachment->data != NULL)
    return;
  if (spend (self, bytes.len))
    self->attachment->data = g_bytes_new (bytes.data, bytes.len);
  else
    self->attachment->is_lost = TRUE;
}

/* The data of an attachment that is a message or an OLE object. */
static void
take_object (gpointer data, guint16 id, MspTnefObject kind, MspSpan bytes)
{
  Reader *self = data;

  if (id != MSP_MAPI_ATTACH_DATA || self->attachment == NULL)
    return;
  if (kind != MSP_TNEF_MESSAGE || !msp_tnef_is (bytes))
    {
      set_data (self, bytes);
      return;
    }
  if (self->depth >= self->limits->depth || self->attachment->message != NULL)
    {
      self->attachment->is_lost = TRUE;
      return;
    }
  self->attachment->message = msp_mapi_message_new ();
  Reader inner = { .limits = self->limits, .depth = self->depth + 1, .left = self->left, .message = self->attachment->message };
  read_stream (&inner, bytes);
}

static gboolean
read_props (Reader *self, MspTnefCursor *cursor, MspMapiProps *props)
{
  const MspTnefSink sink = { self, take_object, self->left };

  msp_tnef_read_props (cursor, props, &sink);
  return !cursor->failed;
}

/* An old attribute counts where no property says the same. */
static void
add_string (Reader *self, MspMapiProps *props, guint16 id, MspSpan text)
{
  if (msp_mapi_find (props, id) == NULL && spend (self, text.len))
    msp_mapi_add (props, id, MSP_MAPI_STRING8, g_bytes_new (text.data, text.len));
}

/* Year, month, day, hour, minute, second, day of the week. */
static void
add_date (MspMapiProps *props, guint16 id, MspSpan bytes)
{
  MspTnefCursor cursor = { bytes, FALSE };
  int part[6];

  for (gsize i = 0; i < G_N_ELEMENTS (part); i++)
    part[i] = (int) msp_tnef_take_number (&cursor, 2);
  g_autoptr (GDateTime) date = cursor.failed || part[0] < 1601 ? NULL
    : g_date_time_new_utc (part[0], part[1], part[2], part[3], part[4], part[5]);
  if (date == NULL || msp_mapi_find (props, id) != NULL)
    return;
  guint64 ticks = (guint64) (g_date_time_to_unix (date) + FROM_1601) * 10000000;
  guint64 raw = GUINT64_TO_LE (ticks);
  msp_mapi_add (props, id, MSP_MAPI_TIME, g_bytes_new (&raw, sizeof raw));
}

/* A name and an address behind one another, with their lengths before them; the address begins with "SMTP:". */
static void
add_from (Reader *self, MspSpan bytes)
{
  MspTnefCursor cursor = { bytes, FALSE };
  guint32 name_len, address_len;

  (void) msp_tnef_take (&cursor, 4, 1);
  name_len = msp_tnef_take_number (&cursor, 2);
  address_len = msp_tnef_take_number (&cursor, 2);
  MspSpan name = msp_tnef_take (&cursor, name_len, 1), address = msp_tnef_take (&cursor, address_len, 1);
  if (cursor.failed)
    return;
  const char *colon = address.len > 0 ? memchr (address.data, ':', address.len) : NULL;
  add_string (self, &self->message->props, MSP_MAPI_SENDER_NAME, name);
  if (colon != NULL)
    add_string (self, &self->message->props, MSP_MAPI_SENDER_ADDRESS,
                msp_span_slice (address, (gsize) (colon + 1 - address.data), address.len));
}

static gboolean
read_recipients (Reader *self, MspSpan bytes)
{
  MspTnefCursor cursor = { bytes, FALSE };
  guint32 n = msp_tnef_take_number (&cursor, 4);

  for (guint32 i = 0; i < n && !cursor.failed; i++)
    {
      MspMapiProps *recipient = msp_mapi_add_recipient (self->message);

      if (!read_props (self, &cursor, recipient))
        return FALSE;
    }
  return !cursor.failed;
}

static gboolean
take_message_attribute (Reader *self, guint id, MspSpan bytes)
{
  MspTnefCursor cursor = { bytes, FALSE };
  MspMapiProps *props = &self->message->props;

  switch (id)
    {
    case ATT_CODEPAGE:
      props->codepage = msp_tnef_take_number (&cursor, 4) & 0xffff;
      return TRUE;
    case ATT_SUBJECT:
      add_string (self, props, MSP_MAPI_SUBJECT, bytes);
      return TRUE;
    case ATT_MESSAGE_CLASS:
      add_string (self, props, MSP_MAPI_MESSAGE_CLASS, bytes);
      return TRUE;
    case ATT_BODY:
      add_string (self, props, MSP_MAPI_BODY, bytes);
      return TRUE;
    case ATT_DATE_SENT:
      add_date (props, MSP_MAPI_SUBMIT_TIME, bytes);
      return TRUE;
    case ATT_FROM:
      add_from (self, bytes);
      return TRUE;
    case ATT_PROPS:
      return read_props (self, &cursor, props);
    case ATT_RECIPIENTS:
      return read_recipients (self, bytes);
    default:
      return TRUE;
    }
}

/* What the property set of an attachment says of it: some writers keep its data there, in PidTagAttachDataBinary. */
static void
take_attachment_props (Reader *self, MspSpan bytes)
{
  MspTnefCursor cursor = { bytes, FALSE };

  if (!read_props (self, &cursor, &self->attachment->props))
    self->attachment->is_lost = TRUE;
  const MspMapiValue *value = msp_mapi_find (&self->attachment->props, MSP_MAPI_ATTACH_DATA);
  if (value != NULL && value->type == MSP_MAPI_BINARY && g_bytes_get_size (value->value) > 0 && self->attachment->data == NULL)
    self->attachment->data = g_bytes_ref (value->value);
}

/* The first attribute of an attachment begins it. */
static void
take_attachment_attribute (Reader *self, guint id, MspSpan bytes, gboolean whole)
{
  if (id == ATT_RENDER_DATA || self->attachment == NULL)
    {
      self->attachment = msp_mapi_add_attachment (self->message);
      self->attachment->props.codepage = self->message->props.codepage;
    }
  self->attachment->is_lost = self->attachment->is_lost || !whole;
  if (id == ATT_TITLE)
    add_string (self, &self->attachment->props, MSP_MAPI_ATTACH_SHORT_NAME, bytes);
  else if (id == ATT_DATA)
    set_data (self, bytes);
  else if (id == ATT_ATTACHMENT_PROPS)
    take_attachment_props (self, bytes);
}

/* One attribute; FALSE where they end, or are cut off. */
static gboolean
take_attribute (Reader *self, MspTnefCursor *cursor)
{
  guint32 level = msp_tnef_take_number (cursor, 1);
  guint32 id = msp_tnef_take_number (cursor, 4) & 0xffff, len = msp_tnef_take_number (cursor, 4);
  gboolean whole = cursor->rest.len >= len;
  MspSpan bytes = msp_tnef_take (cursor, MIN (len, cursor->rest.len), 1);
  guint16 sum = 0;

  if (cursor->failed || (level != LEVEL_MESSAGE && level != LEVEL_ATTACHMENT))
    return FALSE;
  for (gsize i = 0; i < bytes.len; i++)
    sum = (guint16) (sum + (guint8) bytes.data[i]);
  whole = whole && msp_tnef_take_number (cursor, 2) == sum && !cursor->failed;
  self->message->is_damaged = self->message->is_damaged || !whole;
  if (level == LEVEL_MESSAGE)
    self->message->is_damaged = !take_message_attribute (self, id, bytes) || self->message->is_damaged;
  else
    take_attachment_attribute (self, id, bytes, whole);
  return !cursor->failed;
}

static void
read_stream (Reader *self, MspSpan bytes)
{
  MspTnefCursor cursor = { msp_span_slice (bytes, 6, bytes.len), !msp_tnef_is (bytes) };

  while (cursor.rest.len > 0 && take_attribute (self, &cursor))
    continue;
  /* Some writers leave a line end or NULs behind the last one. */
  self->message->is_damaged = self->message->is_damaged || cursor.rest.len > 8;
}

gboolean
msp_tnef_is (MspSpan head)
{
  return head.len >= 6 && msp_span_has_prefix (head, SIGNATURE);
}

MspMapiMessage *
msp_tnef_read (MspSpan bytes, const MspLimits *limits)
{
  gsize left = limits->message_bytes;
  Reader self = { .limits = limits, .left = &left, .message = msp_mapi_message_new () };

  read_stream (&self, bytes);
  return self.message;
}
