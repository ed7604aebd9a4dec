/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/olm.h"

#include "format/mapi-tags.h"
#include "format/xml-reader.h"

#define UTF8 65001
/* Seconds from 1601 to 1970. */
#define FROM_1601 G_GINT64_CONSTANT (11644473600)

typedef enum { TEXT, TIME, READ_FLAG, FROM, SENDER, TO, CC, BCC, CATEGORIES, ATTACHMENTS } Kind;

typedef struct {
  const char *element;
  Kind        kind;
  guint16     id;        /* of the property that it becomes */
} Row;

static const Row rows[] = {
  { "OPFMessageCopySubject", TEXT, MSP_MAPI_SUBJECT },
  { "OPFMessageCopyBody", TEXT, MSP_MAPI_BODY },
  { "OPFMessageCopyHTMLBody", TEXT, MSP_MAPI_HTML },
  { "OPFMessageCopyMessageID", TEXT, MSP_MAPI_MESSAGE_ID },
  { "OPFMessageCopyInReplyTo", TEXT, MSP_MAPI_IN_REPLY_TO },
  { "OPFMessageCopyReferences", TEXT, MSP_MAPI_REFERENCES },
  { "OPFMessageCopySource", TEXT, MSP_MAPI_HEADERS },
  { "OPFMessageCopySentTime", TIME, MSP_MAPI_SUBMIT_TIME },
  { "OPFMessageCopyReceivedTime", TIME, MSP_MAPI_DELIVERY_TIME },
  { "OPFMessageGetIsRead", READ_FLAG, MSP_MAPI_MESSAGE_FLAGS },
  { "OPFMessageCopyFromAddresses", FROM, 0 },
  { "OPFMessageCopySenderAddress", SENDER, 0 },
  { "OPFMessageCopyToAddresses", TO, 0 },
  { "OPFMessageCopyCCAddresses", CC, 0 },
  { "OPFMessageCopyBCCAddresses", BCC, 0 },
  { "OPFMessageCopyCategoryList", CATEGORIES, 0 },
  { "OPFMessageCopyAttachmentList", ATTACHMENTS, 0 },
};

static void
add_text (MspMapiProps *props, guint16 id, const char *text)
{
  if (text != NULL && *text != '\0')
    msp_mapi_add (props, id, MSP_MAPI_STRING8, g_bytes_new (text, strlen (text)));
}

/* As a property of the user's own. */
static void
add_named (MspMapiProps *props, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  MspMapiValue *value = msp_mapi_add (props, MSP_MAPI_NAMED, MSP_MAPI_STRING8, g_bytes_new (text, strlen (text)));
  value->set = MSP_MAPI_SET_PUBLIC;
  value->name = g_strdup (name);
}

static void
add_number (MspMapiProps *props, guint16 id, guint32 number)
{
  guint32 raw = GUINT32_TO_LE (number);

  msp_mapi_add (props, id, MSP_MAPI_INT32, g_bytes_new (&raw, sizeof raw));
}

static void
add_time (MspMapiProps *props, guint16 id, const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, utc);

  if (date == NULL || g_date_time_get_year (date) < 1601)
    return;
  guint64 raw = GUINT64_TO_LE ((guint64) (g_date_time_to_unix (date) + FROM_1601) * 10000000);
  msp_mapi_add (props, id, MSP_MAPI_TIME, g_bytes_new (&raw, sizeof raw));
}

static void
add_address (MspMapiMessage *message, Kind kind, const MspXmlReader *xml)
{
  MspMapiProps *props = kind == FROM || kind == SENDER ? &message->props : msp_mapi_add_recipient (message);
  guint16 name = kind == FROM ? MSP_MAPI_SENT_NAME : kind == SENDER ? MSP_MAPI_SENDER_NAME : MSP_MAPI_DISPLAY_NAME;
  guint16 address = kind == FROM ? MSP_MAPI_SENT_ADDRESS : kind == SENDER ? MSP_MAPI_SENDER_ADDRESS : MSP_MAPI_ADDRESS;

  add_text (props, name, msp_xml_reader_get (xml, "OPFContactEmailAddressName"));
  add_text (props, address, msp_xml_reader_get (xml, "OPFContactEmailAddressAddress"));
  if (props != &message->props)
    add_number (props, MSP_MAPI_RECIPIENT_TYPE, kind == TO ? MSP_MAPI_TO : kind == CC ? MSP_MAPI_CC : MSP_MAPI_BCC);
}

static void
add_attachment (MspMapiMessage *message, const MspXmlReader *xml)
{
  const char *url = msp_xml_reader_get (xml, "OPFAttachmentURL");
  g_autofree char *text = g_strdup (msp_xml_reader_get (xml, "OPFAttachmentName"));

  if (text == NULL)
    text = g_strdup ("");
  if (url != NULL)
    {
      g_autofree char *name = g_steal_pointer (&text);

      text = g_strdup_printf ("%s (%s)", name, url);
    }
  add_named (&message->props, "Attachment", text);
}

/* The elements inside the one just opened, up to its end. */
static void
read_list (MspXmlReader *xml, MspMapiMessage *message, Kind kind)
{
  guint depth = xml->depth;

  while (msp_xml_reader_next (xml) && (xml->kind != MSP_XML_CLOSE || xml->depth > depth))
    if (xml->kind != MSP_XML_OPEN)
      continue;
    else if (kind == CATEGORIES)
      add_named (&message->props, "Keywords", msp_xml_reader_get (xml, "OPFCategoryCopyName"));
    else if (kind == ATTACHMENTS)
      add_attachment (message, xml);
    else
      add_address (message, kind, xml);
}

static void
read_row (MspXmlReader *xml, MspMapiMessage *message, const Row *row)
{
  if (row->kind > READ_FLAG)
    {
      read_list (xml, message, row->kind);
      return;
    }
  g_autoptr (GString) text = g_string_new (NULL);
  msp_xml_reader_take_text (xml, text);
  if (row->kind == TEXT)
    add_text (&message->props, row->id, text->str);
  else if (row->kind == TIME)
    add_time (&message->props, row->id, g_strstrip (text->str));
  else
    /* Numbers are written as "1E0". */
    add_number (&message->props, row->id, text->str[0] == '1');
}

MspMapiMessage *
msp_olm_read (MspSpan bytes)
{
  MspMapiMessage *message = msp_mapi_message_new ();
  MspXmlReader xml;

  message->props.codepage = UTF8;
  msp_xml_reader_init (&xml, bytes);
  while (msp_xml_reader_next (&xml))
    for (gsize i = 0; xml.kind == MSP_XML_OPEN && i < G_N_ELEMENTS (rows); i++)
      if (strcmp (xml.name, rows[i].element) == 0)
        {
          read_row (&xml, message, &rows[i]);
          break;
        }
  message->is_damaged = xml.is_damaged;
  msp_xml_reader_clear (&xml);
  return message;
}
