/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ole.h"

#define HEADER_SIZE 512
#define ENTRY_SIZE 128
#define SECTOR_MAX 0xfffffffa   /* above: marks for free sectors, ends of chains and the like */
#define NO_ENTRY 0xffffffff
#define DIFAT_IN_HEADER 109

enum { TYPE_STORAGE = 1, TYPE_STREAM = 2, TYPE_ROOT = 5 };

struct _MspOle {
  MspSpan  bytes;
  guint    shift, mini_shift;      /* of sector sizes */
  guint64  mini_cutoff;            /* streams below it lie in the mini stream */
  guint32  n_sectors;              /* that bytes can hold, the last one perhaps in part */
  GArray  *fat;                    /* guint32: sectors that hold the table of chains */
  GArray  *directory, *mini_fat, *mini_stream;   /* guint32: their sectors */
  GArray  *entries;                /* MspOleEntry; those that are not reached have no name */
};

G_DEFINE_QUARK (msp-ole-error-quark, msp_ole_error)

static guint16
get_u16 (const char *data)
{
  const guint8 *bytes = (const guint8 *) data;

  return (guint16) (bytes[0] | bytes[1] << 8);
}

static guint32
get_u32 (const char *data)
{
  return get_u16 (data) | (guint32) get_u16 (data + 2) << 16;
}

/* What there is of a sector. */
static MspSpan
get_sector (const MspOle *self, guint32 sector)
{
  gsize start = ((gsize) sector + 1) << self->shift;

  if (sector >= self->n_sectors)
    return msp_span_new ("", 0);
  return msp_span_slice (self->bytes, start, start + ((gsize) 1 << self->shift));
}

/* The i-th number of a table that lies in sectors; one that nothing holds ends a chain. */
static guint32
get_number (const MspOle *self, const GArray *sectors, guint32 i)
{
  guint per = 1u << (self->shift - 2);

  if (i / per >= sectors->len)
    return SECTOR_MAX;
  MspSpan sector = get_sector (self, g_array_index (sectors, guint32, i / per));
  gsize at = (gsize) (i % per) * 4;
  return at + 4 <= sector.len ? get_u32 (sector.data + at) : SECTOR_MAX;
}

/* The sectors of a chain. One that is longer than the file runs in circles. */
static GArray *
get_chain (const MspOle *self, guint32 first)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (guint32));

  while (first < self->n_sectors && chain->len < self->n_sectors)
    {
      g_array_append_val (chain, first);
      first = get_number (self, self->fat, first);
    }
  return chain;
}

static void
add_fat_sector (MspOle *self, guint32 sector)
{
  if (sector < self->n_sectors && self->fat->len < self->n_sectors)
    g_array_append_val (self->fat, sector);
}

/* Where the table of chains lies is said in the header and, for large files, in a chain of sectors of its own. */
static void
read_fat (MspOle *self)
{
  guint per = (1u << (self->shift - 2)) - 1;
  guint32 next = get_u32 (self->bytes.data + 68);

  for (guint i = 0; i < DIFAT_IN_HEADER; i++)
    add_fat_sector (self, get_u32 (self->bytes.data + 76 + 4 * i));
  for (guint32 n = 0; next < self->n_sectors && n < self->n_sectors; n++)
    {
      MspSpan sector = get_sector (self, next);

      if (sector.len < (gsize) 1 << self->shift)
        return;
      for (guint i = 0; i < per; i++)
        add_fat_sector (self, get_u32 (sector.data + 4 * i));
      next = get_u32 (sector.data + 4 * per);
    }
}

/* Entry i of the directory as stored, or NULL. */
static const char *
get_raw_entry (const MspOle *self, guint32 i)
{
  guint per = (1u << self->shift) / ENTRY_SIZE;

  if (i / per >= self->directory->len)
    return NULL;
  MspSpan sector = get_sector (self, g_array_index (self->directory, guint32, i / per));
  gsize at = (gsize) (i % per) * ENTRY_SIZE;
  return at + ENTRY_SIZE <= sector.len ? sector.data + at : NULL;
}

static char *
dup_name (const char *raw)
{
  gunichar2 wide[32];
  guint len = MIN (get_u16 (raw + 64) / 2u, 32);

  for (guint i = 0; i < len; i++)
    wide[i] = get_u16 (raw + 2 * i);
  while (len > 0 && wide[len - 1] == 0)
    len--;
  char *name = g_utf16_to_utf8 (wide, len, NULL, NULL, NULL);
  return name != NULL ? name : g_strdup ("?");
}

/* Fills in entry i; FALSE if it is none, or was reached before. */
static gboolean
take_entry (MspOle *self, guint32 i)
{
  const char *raw = i < self->entries->len ? get_raw_entry (self, i) : NULL;

  if (raw == NULL || g_array_index (self->entries, MspOleEntry, i).name != NULL)
    return FALSE;
  if (raw[66] != TYPE_STORAGE && raw[66] != TYPE_STREAM && raw[66] != TYPE_ROOT)
    return FALSE;
  MspOleEntry *entry = &g_array_index (self->entries, MspOleEntry, i);
  entry->name = dup_name (raw);
  entry->is_storage = raw[66] != TYPE_STREAM;
  /* Of files with small sectors the upper half may be anything. */
  entry->size = get_u32 (raw + 120) | (self->shift > 9 ? (guint64) get_u32 (raw + 124) << 32 : 0);
  memcpy (entry->clsid, raw + 80, sizeof entry->clsid);
  entry->children = g_array_new (FALSE, FALSE, sizeof (guint));
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

/* The children of a storage are a binary tree, whose order is of no use here. */
static void
read_children (MspOle *self, guint32 storage, GArray *storages)
{
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 first = get_u32 (get_raw_entry (self, storage) + 76);
  GArray *children = g_array_index (self->entries, MspOleEntry, storage).children;

  g_array_append_val (todo, first);
  while (todo->len > 0)
    {
      guint32 i = g_array_index (todo, guint32, todo->len - 1);

      g_array_set_size (todo, todo->len - 1);
      if (!take_entry (self, i))
        continue;
      const char *raw = get_raw_entry (self, i);
      guint32 left = get_u32 (raw + 68), right = get_u32 (raw + 72);
      g_array_append_val (children, i);
      g_array_append_val (todo, left);
      g_array_append_val (todo, right);
      if (g_array_index (self->entries, MspOleEntry, i).is_storage)
        g_array_append_val (storages, i);
    }
  g_array_sort (children, compare_numbers);
}

static gboolean
read_directory (MspOle *self)
{
  g_autoptr (GArray) storages = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 root = MSP_OLE_ROOT;

  self->directory = get_chain (self, get_u32 (self->bytes.data + 48));
  g_array_set_size (self->entries, self->directory->len * ((1u << self->shift) / ENTRY_SIZE));
  if (!take_entry (self, root) || !g_array_index (self->entries, MspOleEntry, root).is_storage)
    return FALSE;
  g_array_append_val (storages, root);
  for (guint i = 0; i < storages->len; i++)
    read_children (self, g_array_index (storages, guint32, i), storages);
  return TRUE;
}

static void
clear_entry (gpointer data)
{
  MspOleEntry *entry = data;

  g_free (entry->name);
  g_clear_pointer (&entry->children, g_array_unref);
}

gboolean
msp_ole_is (MspSpan head)
{
  return msp_span_has_prefix (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
}

MspOle *
msp_ole_open (MspSpan bytes, GError **error)
{
  g_autoptr (MspOle) self = g_new0 (MspOle, 1);

  self->bytes = bytes;
  self->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->entries = g_array_new (FALSE, TRUE, sizeof (MspOleEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  if (msp_ole_is (bytes) && bytes.len >= HEADER_SIZE)
    {
      self->shift = get_u16 (bytes.data + 30);
      self->mini_shift = get_u16 (bytes.data + 32);
      self->mini_cutoff = get_u32 (bytes.data + 56);
    }
  if (self->shift < 7 || self->shift > 16 || self->mini_shift < 2 || self->mini_shift > self->shift)
    {
      g_set_error_literal (error, MSP_OLE_ERROR, MSP_OLE_ERROR_CORRUPT, "no header of a compound file");
      return NULL;
    }
  self->n_sectors = (guint32) MIN (((bytes.len - 1) >> self->shift), SECTOR_MAX);
  read_fat (self);
  if (!read_directory (self))
    {
      g_set_error_literal (error, MSP_OLE_ERROR, MSP_OLE_ERROR_CORRUPT, "no directory in the compound file");
      return NULL;
    }
  self->mini_fat = get_chain (self, get_u32 (bytes.data + 60));
  self->mini_stream = get_chain (self, get_u32 (get_raw_entry (self, MSP_OLE_ROOT) + 116));
  return g_steal_pointer (&self);
}

const MspOleEntry *
msp_ole_get (const MspOle *self, guint entry)
{
  return &g_array_index (self->entries, MspOleEntry, entry);
}

gboolean
msp_ole_find (const MspOle *self, guint storage, const char *name, guint *out_entry)
{
  const GArray *children = msp_ole_get (self, storage)->children;

  for (guint i = 0; i < children->len; i++)
    if (g_ascii_strcasecmp (msp_ole_get (self, g_array_index (children, guint, i))->name, name) == 0)
      {
        *out_entry = g_array_index (children, guint, i);
        return TRUE;
      }
  return FALSE;
}

/* What there is of a mini sector: they lie one behind the other in the mini stream. */
static MspSpan
get_mini_sector (const MspOle *self, guint32 sector)
{
  guint64 at = (guint64) sector << self->mini_shift;
  guint64 outer = at >> self->shift;
  gsize start = (gsize) (at & ((1u << self->shift) - 1));

  if (outer >= self->mini_stream->len)
    return msp_span_new ("", 0);
  return msp_span_slice (get_sector (self, g_array_index (self->mini_stream, guint32, outer)), start,
                         start + ((gsize) 1 << self->mini_shift));
}

GBytes *
msp_ole_read (const MspOle *self, guint entry, gsize max, gboolean *out_whole)
{
  const MspOleEntry *stream = msp_ole_get (self, entry);
  gboolean is_mini = stream->size < self->mini_cutoff;
  gsize want = stream->is_storage ? 0 : (gsize) MIN (stream->size, max);
  guint32 sector = get_u32 (get_raw_entry (self, entry) + 116);
  GByteArray *out = g_byte_array_sized_new ((guint) MIN (want, self->bytes.len));

  /* The chain of no stream is longer than the file, so that circles end there at the latest. */
  want = MIN (want, self->bytes.len);
  while (out->len < want && sector < SECTOR_MAX)
    {
      MspSpan part = is_mini ? get_mini_sector (self, sector) : get_sector (self, sector);

      part = msp_span_slice (part, 0, want - out->len);
      if (part.len == 0)
        break;
      g_byte_array_append (out, (const guint8 *) part.data, (guint) part.len);
      sector = get_number (self, is_mini ? self->mini_fat : self->fat, sector);
    }
  if (out_whole != NULL)
    *out_whole = !stream->is_storage && out->len == stream->size;
  return g_byte_array_free_to_bytes (out);
}

void
msp_ole_free (MspOle *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->fat, g_array_unref);
  g_clear_pointer (&self->directory, g_array_unref);
  g_clear_pointer (&self->mini_fat, g_array_unref);
  g_clear_pointer (&self->mini_stream, g_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self);
}
