/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/msg-names.h"

#include "base/charset.h"

/* As much of each stream as there can be ids. */
#define STREAM_MAX (8 * 1024 * 1024)
#define GUID_SIZE 16
#define ROW 8

typedef struct {
  guint32 set, number;
  char   *name;
} Meaning;

struct _MspMsgNames {
  GArray *meanings;   /* Meaning, by id less MSP_MAPI_NAMED */
};

static void
clear_meaning (gpointer data)
{
  g_free (((Meaning *) data)->name);
}

static guint32
get_u32 (const guint8 *data)
{
  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

static GBytes *
read_stream (const MspOle *ole, guint storage, const char *name)
{
  guint entry;

  return msp_ole_find (ole, storage, name, &entry) ? msp_ole_read (ole, entry, STREAM_MAX, NULL) : g_bytes_new_static ("", 0);
}

/* The first two sets have numbers, the others stand in a stream. */
static guint32
get_set (GBytes *guids, guint index)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (guids, &len);

  if (index <= 2)
    return index == 2 ? MSP_MAPI_SET_PUBLIC : 0;
  return (gsize) (index - 2) * GUID_SIZE <= len ? get_u32 (data + (gsize) (index - 3) * GUID_SIZE) : 0;
}

static char *
dup_name (GBytes *strings, guint32 at)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (strings, &len);
  g_autoptr (GString) out = g_string_new (NULL);

  if (len < 4 || at > len - 4 || get_u32 (data + at) > len - 4 - at)
    return NULL;
  msp_charset_append_utf8 (out, msp_span_new ((const char *) data + at + 4, MIN (get_u32 (data + at), 512) & ~1u), "utf-16le");
  return g_strdup (out->str);
}

MspMsgNames *
msp_msg_names_new (const MspOle *ole)
{
  MspMsgNames *self = g_new0 (MspMsgNames, 1);
  guint storage;

  self->meanings = g_array_new (FALSE, TRUE, sizeof (Meaning));
  g_array_set_clear_func (self->meanings, clear_meaning);
  if (!msp_ole_find (ole, MSP_OLE_ROOT, "__nameid_version1.0", &storage))
    return self;
  g_autoptr (GBytes) guids = read_stream (ole, storage, "__substg1.0_00020102");
  g_autoptr (GBytes) rows = read_stream (ole, storage, "__substg1.0_00030102");
  g_autoptr (GBytes) strings = read_stream (ole, storage, "__substg1.0_00040102");
  gsize len;
  const guint8 *data = g_bytes_get_data (rows, &len);
  for (gsize at = 0; at + ROW <= len && self->meanings->len < MSP_MAPI_NAMED; at += ROW)
    {
      guint32 number = get_u32 (data + at), kind = get_u32 (data + at + 4) & 0xffff, id = get_u32 (data + at + 4) >> 16;
      Meaning meaning = { .set = get_set (guids, kind >> 1), .number = number };

      if (id >= MSP_MAPI_NAMED)
        continue;
      if ((kind & 1) != 0)
        meaning.name = dup_name (strings, number);
      if (id >= self->meanings->len)
        g_array_set_size (self->meanings, id + 1);
      clear_meaning (&g_array_index (self->meanings, Meaning, id));
      g_array_index (self->meanings, Meaning, id) = meaning;
    }
  return self;
}

void
msp_msg_names_apply (const MspMsgNames *self, MspMapiValue *value)
{
  if (value->id < MSP_MAPI_NAMED || value->id - MSP_MAPI_NAMED >= (int) self->meanings->len)
    return;
  const Meaning *meaning = &g_array_index (self->meanings, Meaning, value->id - MSP_MAPI_NAMED);
  value->set = meaning->set;
  value->number = meaning->number;
  value->name = g_strdup (meaning->name);
}

void
msp_msg_names_free (MspMsgNames *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->meanings);
  g_free (self);
}
