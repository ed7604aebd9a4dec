/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support/outlook.h"

#include "format/mapi-tags.h"
#include "format/mapi.h"
#include "format/ole-writer.h"
#include "format/ole.h"

typedef struct {
  guint16     id;
  const char *text;
} Text;

#define N_TEXTS 7

static void
put (GByteArray *out, guint32 number, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (number >> (8 * i));

      g_byte_array_append (out, &byte, 1);
    }
}

static void
get_texts (const OutlookMessage *message, Text texts[N_TEXTS])
{
  const Text rows[N_TEXTS] = {
    { MSP_MAPI_SUBJECT, message->subject }, { MSP_MAPI_SENDER_NAME, message->sender_name },
    { MSP_MAPI_SENDER_ADDRESS, message->sender_address }, { MSP_MAPI_BODY, message->body }, { MSP_MAPI_HTML, message->html },
    { MSP_MAPI_HEADERS, message->headers }, { MSP_MAPI_MESSAGE_CLASS, message->kind },
  };

  memcpy (texts, rows, sizeof rows);
}

/* Into a .msg */

static void
add_text (MspOleWriter *writer, guint storage, guint16 id, const char *text)
{
  g_autofree char *name = g_strdup_printf ("__substg1.0_%04X001F", id);
  glong len = 0;
  g_autofree gunichar2 *wide = text != NULL ? g_utf8_to_utf16 (text, -1, NULL, &len, NULL) : NULL;

  if (wide != NULL)
    msp_ole_writer_add_stream (writer, storage, name, msp_span_new ((const char *) wide, (gsize) len * 2));
}

static void
add_numbers (MspOleWriter *writer, guint storage, gsize header, guint16 id, guint32 number)
{
  g_autoptr (GByteArray) table = g_byte_array_new ();

  for (gsize i = 0; i < header; i++)
    put (table, 0, 1);
  if (id != 0)
    {
      put (table, MSP_MAPI_INT32, 2);
      put (table, id, 2);
      put (table, 6, 4);
      put (table, number, 4);
      put (table, 0, 4);
    }
  msp_ole_writer_add_stream (writer, storage, "__properties_version1.0", msp_span_new ((const char *) table->data, table->len));
}

static void add_message (MspOleWriter *writer, guint storage, const OutlookMessage *message, gsize header);

static void
add_recipient (MspOleWriter *writer, guint storage, const OutlookRecipient *recipient, guint i)
{
  g_autofree char *name = g_strdup_printf ("__recip_version1.0_#%08X", i);
  guint inner = msp_ole_writer_add_storage (writer, storage, name, NULL);

  add_numbers (writer, inner, 8, MSP_MAPI_RECIPIENT_TYPE, (guint32) recipient->type);
  add_text (writer, inner, MSP_MAPI_DISPLAY_NAME, recipient->name);
  add_text (writer, inner, MSP_MAPI_ADDRESS, recipient->address);
  add_text (writer, inner, MSP_MAPI_ADDRESS_TYPE, recipient->address != NULL && recipient->address[0] == '/' ? "EX" : "SMTP");
}

static void
add_attachment (MspOleWriter *writer, guint storage, const OutlookAttachment *attachment, guint i)
{
  g_autofree char *name = g_strdup_printf ("__attach_version1.0_#%08X", i);
  guint inner = msp_ole_writer_add_storage (writer, storage, name, NULL);

  add_numbers (writer, inner, 8, MSP_MAPI_ATTACH_METHOD, (guint32) attachment->method);
  add_text (writer, inner, MSP_MAPI_ATTACH_NAME, attachment->name);
  if (attachment->message != NULL)
    add_message (writer, msp_ole_writer_add_storage (writer, inner, "__substg1.0_3701000D", NULL), attachment->message, 24);
  else if (attachment->method == MSP_MAPI_METHOD_OLE)
    msp_ole_writer_add_stream (writer, msp_ole_writer_add_storage (writer, inner, "__substg1.0_3701000D", NULL), "CONTENTS",
                               msp_span_from_string (attachment->data));
  else if (attachment->method == MSP_MAPI_METHOD_REFERENCE)
    add_text (writer, inner, MSP_MAPI_ATTACH_PATH, attachment->data);
  else if (attachment->data != NULL)
    msp_ole_writer_add_stream (writer, inner, "__substg1.0_37010102", msp_span_from_string (attachment->data));
}

static void
add_message (MspOleWriter *writer, guint storage, const OutlookMessage *message, gsize header)
{
  Text texts[N_TEXTS];

  get_texts (message, texts);
  add_numbers (writer, storage, header, MSP_MAPI_MESSAGE_FLAGS, 1);
  for (gsize i = 0; i < N_TEXTS; i++)
    add_text (writer, storage, texts[i].id, texts[i].text);
  for (guint i = 0; i < G_N_ELEMENTS (message->recipients) && message->recipients[i].type != 0; i++)
    add_recipient (writer, storage, &message->recipients[i], i);
  for (guint i = 0; i < G_N_ELEMENTS (message->attachments) && message->attachments[i].method != 0; i++)
    add_attachment (writer, storage, &message->attachments[i], i);
}

/* The category is the only named property: id 0x8000, "Keywords" of the public strings. */
static void
add_category (MspOleWriter *writer, const char *category)
{
  static const char entry[] = "\0\0\0\0\5\0\0";
  static const char name[] = "\20\0\0\0K\0e\0y\0w\0o\0r\0d\0s";
  guint names = msp_ole_writer_add_storage (writer, MSP_OLE_ROOT, "__nameid_version1.0", NULL);
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (category, -1, NULL, NULL, NULL);

  msp_ole_writer_add_stream (writer, names, "__substg1.0_00020102", msp_span_new ("", 0));
  msp_ole_writer_add_stream (writer, names, "__substg1.0_00030102", msp_span_new (entry, sizeof entry));
  msp_ole_writer_add_stream (writer, names, "__substg1.0_00040102", msp_span_new (name, sizeof name));
  msp_ole_writer_add_stream (writer, MSP_OLE_ROOT, "__substg1.0_8000101F-00000000",
                             msp_span_new ((const char *) wide, strlen (category) * 2));
}

GBytes *
outlook_make_msg (const OutlookMessage *message)
{
  g_autoptr (MspOleWriter) writer = msp_ole_writer_new ();

  add_message (writer, MSP_OLE_ROOT, message, 32);
  if (message->category != NULL)
    add_category (writer, message->category);
  return msp_ole_writer_finish (writer);
}

/* Into a winmail.dat */

static void
put_attribute (GByteArray *out, guint level, guint32 id, const GByteArray *data)
{
  guint32 sum = 0;

  put (out, level, 1);
  put (out, id, 4);
  put (out, data->len, 4);
  g_byte_array_append (out, data->data, data->len);
  for (guint i = 0; i < data->len; i++)
    sum += data->data[i];
  put (out, sum & 0xffff, 2);
}

static void
put_padded (GByteArray *out, const void *data, gsize len)
{
  g_byte_array_append (out, data, (guint) len);
  while (out->len % 4 != 0)
    put (out, 0, 1);
}

static void
put_text (GByteArray *out, guint16 id, const char *text)
{
  glong len;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, &len, NULL);

  put (out, MSP_MAPI_STRING, 2);
  put (out, id, 2);
  put (out, 1, 4);
  put (out, (guint32) (len + 1) * 2, 4);
  put_padded (out, wide, (gsize) (len + 1) * 2);
}

static void
put_number (GByteArray *out, guint16 id, guint32 number)
{
  put (out, MSP_MAPI_INT32, 2);
  put (out, id, 2);
  put (out, number, 4);
}

static void
put_recipients (GByteArray *out, const OutlookMessage *message)
{
  g_autoptr (GByteArray) table = g_byte_array_new ();
  guint n = 0;

  while (n < G_N_ELEMENTS (message->recipients) && message->recipients[n].type != 0)
    n++;
  put (table, n, 4);
  for (guint i = 0; i < n; i++)
    {
      put (table, 3, 4);
      put_number (table, MSP_MAPI_RECIPIENT_TYPE, (guint32) message->recipients[i].type);
      put_text (table, MSP_MAPI_DISPLAY_NAME, message->recipients[i].name);
      put_text (table, MSP_MAPI_ADDRESS, message->recipients[i].address);
    }
  put_attribute (out, 1, 0x00069004, table);
}

static void
put_attachment (GByteArray *out, const OutlookAttachment *attachment)
{
  static const guint8 iid[] = { 7, 3, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46 };
  g_autoptr (GByteArray) render = g_byte_array_new ();
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GByteArray) props = g_byte_array_new ();
  g_autoptr (GBytes) inner = attachment->message != NULL ? outlook_make_tnef (attachment->message) : NULL;

  for (guint i = 0; i < 14; i++)
    put (render, 0, 1);
  put_attribute (out, 2, 0x00069002, render);
  if (attachment->data != NULL && !attachment->is_property)
    {
      g_byte_array_append (data, (const guint8 *) attachment->data, (guint) strlen (attachment->data));
      put_attribute (out, 2, 0x0006800f, data);
    }
  put (props, inner != NULL || attachment->is_property ? 3 : 2, 4);
  put_number (props, MSP_MAPI_ATTACH_METHOD, (guint32) attachment->method);
  put_text (props, MSP_MAPI_ATTACH_NAME, attachment->name);
  if (inner != NULL)
    {
      gsize len;
      const guint8 *bytes = g_bytes_get_data (inner, &len);

      put (props, MSP_MAPI_OBJECT, 2);
      put (props, MSP_MAPI_ATTACH_DATA, 2);
      put (props, 1, 4);
      put (props, (guint32) (sizeof iid + len), 4);
      g_byte_array_append (props, iid, sizeof iid);
      put_padded (props, bytes, len);
    }
  else if (attachment->is_property)
    {
      put (props, MSP_MAPI_BINARY, 2);
      put (props, MSP_MAPI_ATTACH_DATA, 2);
      put (props, 1, 4);
      put (props, (guint32) strlen (attachment->data), 4);
      put_padded (props, attachment->data, strlen (attachment->data));
    }
  put_attribute (out, 2, 0x00069005, props);
}

GBytes *
outlook_make_tnef (const OutlookMessage *message)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) props = g_byte_array_new ();
  Text texts[N_TEXTS];
  guint n = 0;

  get_texts (message, texts);
  put (out, 0x223e9f78, 4);
  put (out, 1, 2);
  for (gsize i = 0; i < N_TEXTS; i++)
    n += texts[i].text != NULL;
  put (props, n, 4);
  for (gsize i = 0; i < N_TEXTS; i++)
    if (texts[i].text != NULL)
      put_text (props, texts[i].id, texts[i].text);
  put_attribute (out, 1, 0x00069003, props);
  put_recipients (out, message);
  for (guint i = 0; i < G_N_ELEMENTS (message->attachments) && message->attachments[i].method != 0; i++)
    put_attachment (out, &message->attachments[i]);
  return g_byte_array_free_to_bytes (out);
}
