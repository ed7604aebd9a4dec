/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi-tags.h"
#include "format/pst/reader.h"

/* More recipients, attachments, properties or values than any message has. */
#define COUNT_MAX 65536
#define STEP (256 * 1024)

static void
add_meaning (libpff_record_entry_t *entry, MspMapiValue *value)
{
  libpff_name_to_id_map_entry_t *meaning = NULL;
  guint8 guid[16] = { 0 }, kind = 0;
  size_t size = 0;

  if (libpff_record_entry_get_name_to_id_map_entry (entry, &meaning, NULL) != 1
      || libpff_name_to_id_map_entry_get_type (meaning, &kind, NULL) != 1)
    return;
  if (libpff_name_to_id_map_entry_get_guid (meaning, guid, sizeof guid, NULL) == 1)
    value->set = guid[0] | (guint32) guid[1] << 8 | (guint32) guid[2] << 16 | (guint32) guid[3] << 24;
  if (kind == LIBPFF_NAME_TO_ID_MAP_ENTRY_TYPE_NUMERIC)
    libpff_name_to_id_map_entry_get_number (meaning, &value->number, NULL);
  else if (libpff_name_to_id_map_entry_get_utf8_string_size (meaning, &size, NULL) == 1 && size > 0 && size < 1024)
    {
      value->name = g_malloc0 (size + 1);
      if (libpff_name_to_id_map_entry_get_utf8_string (meaning, (uint8_t *) value->name, size, NULL) != 1
          || !g_utf8_validate (value->name, -1, NULL))
        g_clear_pointer (&value->name, g_free);
    }
}

static gboolean
is_wanted (guint32 type)
{
  switch (type & ~(guint32) MSP_MAPI_MULTIPLE)
    {
    case MSP_MAPI_INT16:
    case MSP_MAPI_INT32:
    case MSP_MAPI_BOOLEAN:
    case MSP_MAPI_INT64:
    case MSP_MAPI_STRING8:
    case MSP_MAPI_STRING:
    case MSP_MAPI_TIME:
    case MSP_MAPI_BINARY:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Gives one value; takes bytes. */
static void
give (const MspMapiValue *meaning, GBytes *bytes, gsize *left, const MspPstSink *sink)
{
  MspMapiValue value = *meaning;

  value.value = bytes;
  *left -= MIN (*left, g_bytes_get_size (bytes));
  sink->value (sink->data, &value);
}

static guint32
get_u32 (const guint8 *data)
{
  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

/* Several strings or runs of bytes: how many, where each begins, then they themselves ([MS-PST] 2.3.3.4.2). */
static gboolean
give_values (const guint8 *data, gsize size, const MspMapiValue *meaning, gsize *left, const MspPstSink *sink)
{
  guint32 n = size >= 4 ? get_u32 (data) : 0;

  if (n > COUNT_MAX || n > size / 4 - MIN (size / 4, 1))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      gsize start = get_u32 (data + 4 + 4 * (gsize) i), end = i + 1 < n ? get_u32 (data + 8 + 4 * (gsize) i) : size;

      if (start > end || end > size)
        return FALSE;
      give (meaning, g_bytes_new (data + start, end - start), left, sink);
    }
  return TRUE;
}

static gboolean
is_string (const MspMapiValue *meaning)
{
  return meaning->type == MSP_MAPI_STRING || meaning->type == MSP_MAPI_STRING8 || meaning->type == MSP_MAPI_BINARY;
}

static void
read_value (libpff_record_entry_t *entry, const MspMapiValue *meaning, gboolean is_multiple, gsize *left, const MspPstSink *sink)
{
  size_t size = 0;

  if (libpff_record_entry_get_data_size (entry, &size, NULL) != 1 || size > *left)
    {
      sink->lost (sink->data);
      return;
    }
  if (size == 0)
    return;
  guint8 *data = g_malloc (size);
  gboolean good = libpff_record_entry_get_data (entry, data, size, NULL) == 1;
  if (good && is_multiple && is_string (meaning))
    good = give_values (data, size, meaning, left, sink);
  else if (good)
    give (meaning, g_bytes_new_take (g_steal_pointer (&data), size), left, sink);
  if (!good)
    sink->lost (sink->data);
  g_free (data);
}

static void
read_entry (libpff_record_entry_t *entry, gsize *left, const MspPstSink *sink)
{
  guint32 id = 0, type = 0;

  if (libpff_record_entry_get_entry_type (entry, &id, NULL) != 1 || libpff_record_entry_get_value_type (entry, &type, NULL) != 1
      || id > G_MAXUINT16 || id == MSP_MAPI_ATTACH_DATA || !is_wanted (type))
    return;
  MspMapiValue meaning = { .id = (guint16) id, .type = (guint16) (type & ~(guint32) MSP_MAPI_MULTIPLE) };
  add_meaning (entry, &meaning);
  /* Named properties come with what they mean instead of an id. */
  if (meaning.set != 0)
    meaning.id |= MSP_MAPI_NAMED;
  read_value (entry, &meaning, (type & MSP_MAPI_MULTIPLE) != 0, left, sink);
  g_free (meaning.name);
}

static void
read_set (libpff_item_t *item, int index, gsize *left, const MspPstSink *sink)
{
  libpff_record_set_t *set = NULL;
  int n = 0;

  if (libpff_item_get_record_set_by_index (item, index, &set, NULL) != 1)
    {
      sink->lost (sink->data);
      return;
    }
  libpff_record_set_get_number_of_entries (set, &n, NULL);
  for (int i = 0; i < MIN (n, COUNT_MAX); i++)
    {
      libpff_record_entry_t *entry = NULL;

      if (libpff_record_set_get_entry_by_index (set, i, &entry, NULL) == 1)
        read_entry (entry, left, sink);
      libpff_record_entry_free (&entry, NULL);
    }
  libpff_record_set_free (&set, NULL);
}

static int
count_sets (libpff_item_t *item)
{
  int n = 0;

  return libpff_item_get_number_of_record_sets (item, &n, NULL) == 1 ? CLAMP (n, 0, COUNT_MAX) : 0;
}

static void
read_recipients (libpff_item_t *message, gsize *left, const MspPstSink *sink)
{
  libpff_item_t *recipients = NULL;

  if (libpff_message_get_recipients (message, &recipients, NULL) != 1)
    return;
  for (int i = 0, n = count_sets (recipients); i < n; i++)
    {
      sink->open (sink->data, MSP_PST_IN_RECIPIENT);
      read_set (recipients, i, left, sink);
      sink->close (sink->data);
    }
  libpff_item_free (&recipients, NULL);
}

static void
read_file (libpff_item_t *attachment, gsize *left, const MspPstSink *sink)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  size64_t size = 0;

  if (libpff_attachment_get_data_size (attachment, &size, NULL) != 1)
    {
      sink->lost (sink->data);
      return;
    }
  while (bytes->len < size && *left > 0)
    {
      gsize n = (gsize) MIN (MIN (size - bytes->len, *left), STEP);
      guint before = bytes->len;

      g_byte_array_set_size (bytes, before + (guint) n);
      ssize_t got = libpff_attachment_data_read_buffer (attachment, bytes->data + before, n, NULL);
      g_byte_array_set_size (bytes, before + (guint) CLAMP (got, 0, (ssize_t) n));
      if (got <= 0)
        break;
      *left -= (gsize) got;
    }
  if (bytes->len < size)
    sink->lost (sink->data);
  sink->file (sink->data, g_bytes_new (bytes->data, bytes->len));
}

static void
read_inner (libpff_item_t *attachment, guint depth, gsize *left, const MspPstSink *sink)
{
  libpff_item_t *message = NULL;

  if (depth == 0 || libpff_attachment_get_item (attachment, &message, NULL) != 1)
    {
      sink->lost (sink->data);
      return;
    }
  sink->open (sink->data, MSP_PST_IN_MESSAGE);
  msp_pst_item_read (message, depth - 1, left, sink);
  sink->close (sink->data);
  libpff_item_free (&message, NULL);
}

static void
read_attachment (libpff_item_t *attachment, guint depth, gsize *left, const MspPstSink *sink)
{
  guint32 method = msp_pst_item_get_u32 (attachment, MSP_MAPI_ATTACH_METHOD);
  int type = 0;

  if (count_sets (attachment) > 0)
    read_set (attachment, 0, left, sink);
  libpff_attachment_get_type (attachment, &type, NULL);
  if (type == LIBPFF_ATTACHMENT_TYPE_DATA)
    read_file (attachment, left, sink);
  else if (type == LIBPFF_ATTACHMENT_TYPE_ITEM)
    read_inner (attachment, depth, left, sink);
  else if (type != LIBPFF_ATTACHMENT_TYPE_REFERENCE && method != MSP_MAPI_METHOD_NONE && method != MSP_MAPI_METHOD_WEB)
    sink->lost (sink->data);
}

static void
read_attachments (libpff_item_t *message, guint depth, gsize *left, const MspPstSink *sink)
{
  int n = 0;

  /* Of an item of no class at all libpff gives no attachments. */
  if (libpff_message_get_number_of_attachments (message, &n, NULL) != 1)
    sink->lost (sink->data);
  for (int i = 0; i < MIN (n, COUNT_MAX); i++)
    {
      libpff_item_t *attachment = NULL;

      sink->open (sink->data, MSP_PST_IN_ATTACHMENT);
      if (libpff_message_get_attachment (message, i, &attachment, NULL) == 1)
        read_attachment (attachment, depth, left, sink);
      else
        sink->lost (sink->data);
      sink->close (sink->data);
      libpff_item_free (&attachment, NULL);
    }
  if (n > COUNT_MAX)
    sink->lost (sink->data);
}

void
msp_pst_item_read (libpff_item_t *message, guint depth, gsize *left, const MspPstSink *sink)
{
  if (count_sets (message) > 0)
    read_set (message, 0, left, sink);
  else
    sink->lost (sink->data);
  read_recipients (message, left, sink);
  read_attachments (message, depth, left, sink);
}

static gsize
read_small (libpff_item_t *item, guint32 id, guint8 *out, gsize max)
{
  libpff_record_set_t *set = NULL;
  libpff_record_entry_t *entry = NULL;
  size_t size = 0;

  if (libpff_item_get_record_set_by_index (item, 0, &set, NULL) == 1
      && libpff_record_set_get_entry_by_type (set, id, 0, &entry, LIBPFF_ENTRY_VALUE_FLAG_MATCH_ANY_VALUE_TYPE, NULL) == 1
      && (libpff_record_entry_get_data_size (entry, &size, NULL) != 1 || size > max
          || libpff_record_entry_get_data (entry, out, size, NULL) != 1))
    size = 0;
  libpff_record_entry_free (&entry, NULL);
  libpff_record_set_free (&set, NULL);
  return size;
}

guint32
msp_pst_item_get_u32 (libpff_item_t *item, guint32 id)
{
  guint8 data[8] = { 0 };

  return read_small (item, id, data, sizeof data) == 4 ? get_u32 (data) : 0;
}

guint32
msp_pst_item_get_entry_id (libpff_item_t *item, guint32 id)
{
  guint8 data[24] = { 0 };

  return read_small (item, id, data, sizeof data) == sizeof data ? get_u32 (data + 20) : 0;
}
