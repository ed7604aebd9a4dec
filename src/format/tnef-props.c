/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/tnef-props.h"

#include "base/charset.h"
#include "format/mapi-tags.h"

#define GUID_SIZE 16
/* IID_IMessage, with what every one of its kind ends in. */
#define MESSAGE_IID "\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"
/* More values than any property has, if they are empty. */
#define VALUES_MAX 65536
/* What keeping a value costs, however short it is. */
#define VALUE_COST 32

/* Bytes that a value takes, with its padding; 0 if it says itself. */
static gsize
get_size (guint16 type)
{
  switch (type)
    {
    case 0x0001:
    case MSP_MAPI_INT16:
    case MSP_MAPI_INT32:
    case 0x0004:
    case 0x000a:
    case MSP_MAPI_BOOLEAN:
      return 4;
    case MSP_MAPI_DOUBLE:
    case 0x0006:
    case 0x0007:
    case MSP_MAPI_INT64:
    case MSP_MAPI_TIME:
      return 8;
    case 0x0048:
      return GUID_SIZE;
    default:
      return 0;
    }
}

/* Fills in what a named property means. */
static void
take_meaning (MspTnefCursor *cursor, MspMapiValue *value)
{
  value->set = msp_tnef_take_number (cursor, 4);
  (void) msp_tnef_take (cursor, GUID_SIZE - 4, 1);
  if (msp_tnef_take_number (cursor, 4) == 0)
    {
      value->number = msp_tnef_take_number (cursor, 4);
      return;
    }
  MspSpan name = msp_tnef_take (cursor, msp_tnef_take_number (cursor, 4), 4);
  g_autoptr (GString) text = g_string_new (NULL);
  msp_charset_append_utf8 (text, msp_span_slice (name, 0, MIN (name.len, 512) & ~(gsize) 1), "utf-16le");
  value->name = g_strdup (text->str);
}

static void
take_value (MspTnefCursor *cursor, const MspMapiValue *meaning, MspMapiProps *props, const MspTnefSink *sink)
{
  gsize size = get_size (meaning->type);
  MspSpan bytes = msp_tnef_take (cursor, size > 0 ? size : msp_tnef_take_number (cursor, 4), 4);

  if (cursor->failed)
    return;
  if (meaning->type == MSP_MAPI_OBJECT)
    {
      MspTnefObject kind = msp_span_slice (bytes, 0, GUID_SIZE).len == GUID_SIZE
                             && memcmp (bytes.data, MESSAGE_IID, GUID_SIZE) == 0 ? MSP_TNEF_MESSAGE : MSP_TNEF_OTHER;

      sink->object (sink->data, meaning->id, kind, msp_span_slice (bytes, GUID_SIZE, bytes.len));
      return;
    }
  if (bytes.len + VALUE_COST > *sink->left)
    {
      cursor->failed = TRUE;
      return;
    }
  *sink->left -= bytes.len + VALUE_COST;
  MspMapiValue *value = msp_mapi_add (props, meaning->id, meaning->type, g_bytes_new (bytes.data, bytes.len));
  value->set = meaning->set;
  value->number = meaning->number;
  value->name = g_strdup (meaning->name);
}

void
msp_tnef_read_props (MspTnefCursor *cursor, MspMapiProps *props, const MspTnefSink *sink)
{
  guint32 n_props = msp_tnef_take_number (cursor, 4);

  for (guint32 i = 0; i < n_props && !cursor->failed; i++)
    {
      guint16 type = (guint16) msp_tnef_take_number (cursor, 2);
      MspMapiValue meaning = { .type = type & (guint16) ~MSP_MAPI_MULTIPLE };
      guint32 n_values = 1;

      meaning.id = (guint16) msp_tnef_take_number (cursor, 2);
      if (meaning.id >= MSP_MAPI_NAMED)
        take_meaning (cursor, &meaning);
      if ((type & MSP_MAPI_MULTIPLE) != 0 || get_size (type) == 0)
        n_values = msp_tnef_take_number (cursor, 4);
      cursor->failed = cursor->failed || n_values > VALUES_MAX;
      for (guint32 n = 0; n < n_values && !cursor->failed; n++)
        take_value (cursor, &meaning, props, sink);
      g_free (meaning.name);
    }
}
