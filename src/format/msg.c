/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/msg.h"

#include "format/mapi-tags.h"
#include "format/msg-names.h"
#include "format/ole-package.h"
#include "format/ole-writer.h"
#include "format/ole.h"

#define PROPERTIES "__properties_version1.0"
#define VALUE "__substg1.0_"
/* Sizes of what stands before the first property ([MS-OXMSG] 2.4.1). */
#define HEADER_TOP 32
#define HEADER_EMBEDDED 24
#define HEADER_OTHER 8
#define ROW 16
/* More entries than any object has. */
#define OBJECT_ENTRIES_MAX 4096

typedef struct {
  const MspOle    *ole;
  const MspLimits *limits;
  MspMsgNames     *names;
  gsize            left;        /* bytes of values that may still be taken */
  guint            n_objects;   /* entries copied */
} Reader;

static void read_message (Reader *self, guint storage, guint depth, MspMapiMessage *message);

/* A stream, as far as it may be taken; FALSE in *whole (if it was TRUE) where something is missing. */
static GBytes *
take_stream (Reader *self, guint entry, gboolean *whole)
{
  gboolean all;
  GBytes *bytes = msp_ole_read (self->ole, entry, self->left, &all);

  self->left -= g_bytes_get_size (bytes);
  *whole = *whole && all;
  return bytes;
}

static void
add_value (Reader *self, MspMapiProps *props, guint16 id, guint16 type, GBytes *bytes)
{
  MspMapiValue *value = msp_mapi_add (props, id, type, bytes);

  msp_msg_names_apply (self->names, value);
}

/* Values of fixed size stand in the table itself. */
static void
read_table (Reader *self, guint storage, gsize header, MspMapiProps *props, gboolean *whole)
{
  guint entry;

  if (!msp_ole_find (self->ole, storage, PROPERTIES, &entry))
    return;
  g_autoptr (GBytes) table = take_stream (self, entry, whole);
  gsize len;
  const guint8 *data = g_bytes_get_data (table, &len);
  for (gsize at = header; at + ROW <= len; at += ROW)
    {
      guint16 type = (guint16) (data[at] | data[at + 1] << 8), id = (guint16) (data[at + 2] | data[at + 3] << 8);

      if (type == MSP_MAPI_INT16 || type == MSP_MAPI_INT32 || type == MSP_MAPI_BOOLEAN || type == MSP_MAPI_INT64
          || type == MSP_MAPI_TIME)
        add_value (self, props, id, type, g_bytes_new (data + at + 8, 8));
    }
}

/* "__substg1.0_0037001F", or "__substg1.0_8001101F-00000003" for one of several values. */
static gboolean
parse_name (const char *name, guint16 *out_id, guint16 *out_type)
{
  gsize len = strlen (VALUE);
  guint32 tag = 0;

  if (g_ascii_strncasecmp (name, VALUE, len) != 0)
    return FALSE;
  for (gsize i = len; i < len + 8; i++)
    {
      if (!g_ascii_isxdigit (name[i]))
        return FALSE;
      tag = tag << 4 | (guint32) g_ascii_xdigit_value (name[i]);
    }
  *out_id = (guint16) (tag >> 16);
  *out_type = (guint16) tag;
  /* Without a number it is the table of lengths of several values. */
  return (tag & MSP_MAPI_MULTIPLE) == 0 ? name[len + 8] == '\0' : name[len + 8] == '-';
}

static gboolean
is_wanted (guint16 type)
{
  type &= (guint16) ~MSP_MAPI_MULTIPLE;
  return type == MSP_MAPI_STRING || type == MSP_MAPI_STRING8 || type == MSP_MAPI_BINARY;
}

/* All values but that of an attachment's data, which is taken apart. */
static void
read_props (Reader *self, guint storage, gsize header, MspMapiProps *props, gboolean *whole)
{
  const GArray *children = msp_ole_get (self->ole, storage)->children;
  guint16 id, type;

  read_table (self, storage, header, props, whole);
  for (guint i = 0; i < children->len; i++)
    {
      guint child = g_array_index (children, guint, i);
      const MspOleEntry *entry = msp_ole_get (self->ole, child);

      if (!entry->is_storage && parse_name (entry->name, &id, &type) && is_wanted (type) && id != MSP_MAPI_ATTACH_DATA)
        add_value (self, props, id, type, take_stream (self, child, whole));
    }
}

static void
copy_storage (Reader *self, guint storage, MspOleWriter *writer, guint into, gboolean *whole)
{
  const GArray *children = msp_ole_get (self->ole, storage)->children;

  for (guint i = 0; i < children->len; i++)
    {
      guint child = g_array_index (children, guint, i);
      const MspOleEntry *entry = msp_ole_get (self->ole, child);

      if (self->n_objects >= OBJECT_ENTRIES_MAX)
        {
          *whole = FALSE;
          return;
        }
      self->n_objects++;
      if (entry->is_storage)
        {
          copy_storage (self, child, writer, msp_ole_writer_add_storage (writer, into, entry->name, entry->clsid), whole);
          continue;
        }
      g_autoptr (GBytes) bytes = take_stream (self, child, whole);
      gsize len;
      const char *data = g_bytes_get_data (bytes, &len);
      msp_ole_writer_add_stream (writer, into, entry->name, msp_span_new (data != NULL ? data : "", len));
    }
}

/* The file that was dropped into the message, or the object as a compound file of its own. */
static void
read_object (Reader *self, guint storage, MspMapiAttachment *attachment, gboolean *whole)
{
  guint entry;

  if (msp_ole_find (self->ole, storage, "\001Ole10Native", &entry))
    {
      g_autoptr (GBytes) native = take_stream (self, entry, whole);
      gsize len;
      const char *data = g_bytes_get_data (native, &len);
      MspSpan name, bytes;

      if (data != NULL && msp_ole_package_read (msp_span_new (data, len), &name, &bytes))
        {
          attachment->data = g_bytes_new_from_bytes (native, (gsize) (bytes.data - data), bytes.len);
          msp_mapi_add (&attachment->props, MSP_MAPI_ATTACH_NAME, MSP_MAPI_STRING8, g_bytes_new (name.data, name.len));
          return;
        }
    }
  g_autoptr (MspOleWriter) writer = msp_ole_writer_new ();
  copy_storage (self, storage, writer, MSP_OLE_ROOT, whole);
  attachment->data = msp_ole_writer_finish (writer);
}

static gboolean
find_data (const Reader *self, guint storage, guint *out_entry)
{
  return msp_ole_find (self->ole, storage, VALUE "37010102", out_entry)
         || msp_ole_find (self->ole, storage, VALUE "3701000D", out_entry);
}

static void
read_attachment (Reader *self, guint storage, guint depth, MspMapiMessage *message)
{
  MspMapiAttachment *attachment = msp_mapi_add_attachment (message);
  gboolean whole = TRUE;
  guint data;

  read_props (self, storage, HEADER_OTHER, &attachment->props, &whole);
  gint64 method = msp_mapi_get_integer (&attachment->props, MSP_MAPI_ATTACH_METHOD, MSP_MAPI_METHOD_VALUE);
  if (!find_data (self, storage, &data))
    whole = whole && (method == MSP_MAPI_METHOD_NONE || method == MSP_MAPI_METHOD_WEB
                      || (method >= MSP_MAPI_METHOD_REFERENCE && method <= MSP_MAPI_METHOD_REFERENCE_ONLY));
  else if (!msp_ole_get (self->ole, data)->is_storage)
    attachment->data = take_stream (self, data, &whole);
  else if (depth >= self->limits->depth)
    whole = FALSE;
  else if (method == MSP_MAPI_METHOD_MESSAGE)
    {
      attachment->message = msp_mapi_message_new ();
      attachment->message->props.codepage = message->props.codepage;
      read_message (self, data, depth + 1, attachment->message);
    }
  else
    read_object (self, data, attachment, &whole);
  attachment->is_lost = !whole;
}

static void
read_message (Reader *self, guint storage, guint depth, MspMapiMessage *message)
{
  const GArray *children = msp_ole_get (self->ole, storage)->children;
  gboolean whole = TRUE;

  read_props (self, storage, depth == 0 ? HEADER_TOP : HEADER_EMBEDDED, &message->props, &whole);
  message->props.codepage = (guint) CLAMP (msp_mapi_get_integer (&message->props, MSP_MAPI_MESSAGE_CODEPAGE, 0), 0, 65535);
  for (guint i = 0; i < children->len; i++)
    {
      guint child = g_array_index (children, guint, i);
      const MspOleEntry *entry = msp_ole_get (self->ole, child);

      if (entry->is_storage && g_ascii_strncasecmp (entry->name, "__recip_", 8) == 0)
        read_props (self, child, HEADER_OTHER, msp_mapi_add_recipient (message), &whole);
      else if (entry->is_storage && g_ascii_strncasecmp (entry->name, "__attach_", 9) == 0)
        read_attachment (self, child, depth, message);
    }
  message->is_damaged = !whole;
}

MspMapiMessage *
msp_msg_read (MspSpan bytes, const MspLimits *limits, GError **error)
{
  g_autoptr (MspOle) ole = msp_ole_open (bytes, error);
  guint entry;

  if (ole == NULL)
    return NULL;
  if (!msp_ole_find (ole, MSP_OLE_ROOT, PROPERTIES, &entry))
    {
      g_set_error_literal (error, MSP_OLE_ERROR, MSP_OLE_ERROR_CORRUPT, "no message in the compound file");
      return NULL;
    }
  g_autoptr (MspMsgNames) names = msp_msg_names_new (ole);
  Reader self = { .ole = ole, .limits = limits, .names = names, .left = limits->message_bytes };
  MspMapiMessage *message = msp_mapi_message_new ();
  read_message (&self, MSP_OLE_ROOT, 0, message);
  return message;
}
