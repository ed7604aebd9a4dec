/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ole-writer.h"

#include "format/ole.h"

#define SECTOR 512
#define MINI 64
#define CUTOFF 4096
#define NUMBERS (SECTOR / 4)
#define IN_HEADER 109
#define END_OF_CHAIN 0xfffffffe
#define FAT_SECTOR 0xfffffffd
#define DIFAT_SECTOR 0xfffffffc
#define NONE 0xffffffff

typedef struct {
  gunichar2  *name;
  glong       name_len;
  guint8      type, clsid[16];
  guint32     parent, child, next, start;
  GByteArray *bytes;     /* of a stream */
} Entry;

struct _MspOleWriter {
  GPtrArray  *entries;
  GByteArray *out;       /* all sectors, without the header */
  GArray     *fat;       /* guint32 */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_clear_pointer (&entry->bytes, g_byte_array_unref);
  g_free (entry);
}

static void
put_u16 (guint8 *at, guint value)
{
  at[0] = (guint8) value;
  at[1] = (guint8) (value >> 8);
}

static void
put_u32 (guint8 *at, guint32 value)
{
  put_u16 (at, value & 0xffff);
  put_u16 (at + 2, value >> 16);
}

static Entry *
add (MspOleWriter *self, guint32 parent, const char *name, guint8 type)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->name = g_utf8_to_utf16 (name, -1, NULL, &entry->name_len, NULL);
  entry->name_len = entry->name != NULL ? MIN (entry->name_len, 31) : 0;
  entry->type = type;
  entry->parent = parent;
  entry->child = entry->next = NONE;
  entry->start = END_OF_CHAIN;
  g_ptr_array_add (self->entries, entry);
  return entry;
}

static void
pad (GByteArray *out, guint unit)
{
  static const guint8 zeros[SECTOR] = { 0 };

  if (out->len % unit != 0)
    g_byte_array_append (out, zeros, unit - out->len % unit);
}

/* Adds n numbers of a chain that begins at the end of table; where it begins. */
static guint32
add_chain (GArray *table, guint n)
{
  guint32 start = table->len;

  for (guint i = 1; i <= n; i++)
    {
      guint32 next = i < n ? start + i : END_OF_CHAIN;

      g_array_append_val (table, next);
    }
  return n > 0 ? start : END_OF_CHAIN;
}

static guint32
add_sectors (MspOleWriter *self, const GByteArray *bytes)
{
  guint32 start = add_chain (self->fat, (bytes->len + SECTOR - 1) / SECTOR);

  g_byte_array_append (self->out, bytes->data, bytes->len);
  pad (self->out, SECTOR);
  return start;
}

/* Order of siblings: by length, then letters. */
static gint
compare (const Entry *a, const Entry *b)
{
  if (a->name_len != b->name_len)
    return a->name_len < b->name_len ? -1 : 1;
  for (glong i = 0; i < a->name_len; i++)
    {
      gunichar left = g_unichar_toupper (a->name[i]), right = g_unichar_toupper (b->name[i]);

      if (left != right)
        return left < right ? -1 : 1;
    }
  return 0;
}

/* Siblings hang on one another in order: a tree, if a lean one. */
static void
link_siblings (MspOleWriter *self)
{
  for (guint32 i = 1; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i), *parent = g_ptr_array_index (self->entries, entry->parent);
      guint32 *at = &parent->child;

      while (*at != NONE && compare (g_ptr_array_index (self->entries, *at), entry) < 0)
        at = &((Entry *) g_ptr_array_index (self->entries, *at))->next;
      entry->next = *at;
      *at = i;
    }
}

static void
write_streams (MspOleWriter *self, GByteArray *mini, GArray *mini_fat)
{
  for (guint i = 1; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->bytes != NULL && entry->bytes->len >= CUTOFF)
        entry->start = add_sectors (self, entry->bytes);
      else if (entry->bytes != NULL)
        {
          entry->start = add_chain (mini_fat, (entry->bytes->len + MINI - 1) / MINI);
          g_byte_array_append (mini, entry->bytes->data, entry->bytes->len);
          pad (mini, MINI);
        }
    }
}

static guint32
write_directory (MspOleWriter *self, const GByteArray *mini, guint32 mini_start)
{
  g_autoptr (GByteArray) directory = g_byte_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);
      guint8 raw[128] = { 0 };

      for (glong n = 0; n < entry->name_len; n++)
        put_u16 (raw + 2 * n, entry->name[n]);
      put_u16 (raw + 64, (guint) (entry->name_len + 1) * 2);
      raw[66] = entry->type;
      raw[67] = 1;
      put_u32 (raw + 68, NONE);
      put_u32 (raw + 72, entry->next);
      put_u32 (raw + 76, entry->child);
      memcpy (raw + 80, entry->clsid, sizeof entry->clsid);
      put_u32 (raw + 116, i == 0 ? mini_start : entry->start);
      put_u32 (raw + 120, i == 0 ? mini->len : entry->bytes != NULL ? entry->bytes->len : 0);
      g_byte_array_append (directory, raw, sizeof raw);
    }
  pad (directory, SECTOR);
  return add_sectors (self, directory);
}

static guint32
write_numbers (MspOleWriter *self, const GArray *numbers)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 raw[4];

  for (guint i = 0; i < (numbers->len + NUMBERS - 1) / NUMBERS * NUMBERS; i++)
    {
      put_u32 (raw, i < numbers->len ? g_array_index (numbers, guint32, i) : NONE);
      g_byte_array_append (bytes, raw, sizeof raw);
    }
  return add_sectors (self, bytes);
}

/* The table of chains speaks of its own sectors too, and of those that say where it lies. */
static void
write_fat (MspOleWriter *self, guint8 *header)
{
  guint32 first = self->fat->len, n_fat = 1, n_difat = 0, mark;

  while (n_fat * NUMBERS < first + n_fat + n_difat)
    {
      n_fat++;
      n_difat = n_fat > IN_HEADER ? (n_fat - IN_HEADER + NUMBERS - 2) / (NUMBERS - 1) : 0;
    }
  for (guint32 i = 0; i < n_fat + n_difat; i++)
    {
      mark = i < n_fat ? FAT_SECTOR : DIFAT_SECTOR;
      g_array_append_val (self->fat, mark);
    }
  g_autoptr (GArray) numbers = g_array_copy (self->fat);
  (void) write_numbers (self, numbers);
  put_u32 (header + 44, n_fat);
  put_u32 (header + 68, n_difat > 0 ? first + n_fat : END_OF_CHAIN);
  put_u32 (header + 72, n_difat);
  for (guint i = 0; i < IN_HEADER; i++)
    put_u32 (header + 76 + 4 * i, i < n_fat ? first + i : NONE);
  for (guint32 i = 0; i < n_difat; i++)
    {
      guint8 raw[SECTOR];

      for (guint n = 0; n < NUMBERS - 1; n++)
        {
          guint32 at = IN_HEADER + i * (NUMBERS - 1) + n;

          put_u32 (raw + 4 * n, at < n_fat ? first + at : NONE);
        }
      put_u32 (raw + SECTOR - 4, i + 1 < n_difat ? first + n_fat + i + 1 : END_OF_CHAIN);
      g_byte_array_append (self->out, raw, sizeof raw);
    }
}

MspOleWriter *
msp_ole_writer_new (void)
{
  MspOleWriter *self = g_new0 (MspOleWriter, 1);

  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->out = g_byte_array_new ();
  self->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  add (self, MSP_OLE_ROOT, "Root Entry", 5);
  return self;
}

guint
msp_ole_writer_add_storage (MspOleWriter *self, guint storage, const char *name, const guint8 *clsid)
{
  Entry *entry = add (self, storage, name, 1);

  if (clsid != NULL)
    memcpy (entry->clsid, clsid, sizeof entry->clsid);
  return self->entries->len - 1;
}

void
msp_ole_writer_add_stream (MspOleWriter *self, guint storage, const char *name, MspSpan bytes)
{
  Entry *entry = add (self, storage, name, 2);

  entry->bytes = g_byte_array_append (g_byte_array_new (), (const guint8 *) bytes.data, (guint) bytes.len);
}

GBytes *
msp_ole_writer_finish (MspOleWriter *self)
{
  g_autoptr (GByteArray) mini = g_byte_array_new ();
  g_autoptr (GArray) mini_fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint8 header[SECTOR] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

  link_siblings (self);
  write_streams (self, mini, mini_fat);
  guint32 mini_start = add_sectors (self, mini);
  put_u32 (header + 48, write_directory (self, mini, mini_start));
  put_u32 (header + 60, mini_fat->len > 0 ? write_numbers (self, mini_fat) : END_OF_CHAIN);
  put_u32 (header + 64, (mini_fat->len + NUMBERS - 1) / NUMBERS);
  put_u16 (header + 24, 0x3e);
  put_u16 (header + 26, 3);
  put_u16 (header + 28, 0xfffe);
  put_u16 (header + 30, 9);
  put_u16 (header + 32, 6);
  put_u32 (header + 56, CUTOFF);
  write_fat (self, header);
  g_byte_array_prepend (self->out, header, sizeof header);
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->out));
}

void
msp_ole_writer_free (MspOleWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->out, g_byte_array_unref);
  g_clear_pointer (&self->fat, g_array_unref);
  g_free (self);
}
