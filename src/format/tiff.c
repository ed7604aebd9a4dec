/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/tiff.h"

#include <string.h>

/* Directories point at one another; more are no picture's. */
#define MAX_DIRECTORIES 8
#define MAX_ENTRIES 512
#define MAX_VALUE (64 * 1024)

typedef enum { TEXT, WIDE_TEXT, COMMENT, DIRECTORY } Kind;

static const struct {
  guint16     tag;
  Kind        kind;
  const char *name;
} known[] = {
  { 0x010e, TEXT, "Description" }, { 0x010f, TEXT, "Camera make" }, { 0x0110, TEXT, "Camera model" }, { 0x0132, TEXT, "Date" },
  { 0x013b, TEXT, "Artist" }, { 0x013c, TEXT, "Host computer" }, { 0x8298, TEXT, "Copyright" },
  { 0x9003, TEXT, "Date taken" }, { 0x9286, COMMENT, "Comment" }, { 0x9c9b, WIDE_TEXT, "Title" },
  { 0x9c9c, WIDE_TEXT, "Comment" }, { 0x9c9d, WIDE_TEXT, "Author" }, { 0x9c9e, WIDE_TEXT, "Keywords" },
  { 0x9c9f, WIDE_TEXT, "Subject" }, { 0xa430, TEXT, "Camera owner" }, { 0xa431, TEXT, "Camera serial number" },
  { 0x8769, DIRECTORY, NULL },
};

enum { GPS_DIRECTORY = 0x8825, LATITUDE_REF = 1, LATITUDE = 2, LONGITUDE_REF = 3, LONGITUDE = 4 };

typedef struct {
  MspSpan      bytes;
  gboolean     big_endian;
  guint        n_directories;
  MspFieldFunc func;
  gpointer     data;
} Tiff;

typedef struct {
  guint16 tag, type;
  guint32 count;
  MspSpan value;     /* empty if it lies outside */
} Entry;

static guint32
get_number (const Tiff *self, gsize at, guint len)
{
  guint32 number = 0;

  for (guint i = 0; i < len && at + len <= self->bytes.len; i++)
    number |= (guint32) (guint8) self->bytes.data[at + i] << 8 * (self->big_endian ? len - 1 - i : i);
  return number;
}

static gsize
get_unit (guint16 type)
{
  static const guint8 sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };

  return type < G_N_ELEMENTS (sizes) ? sizes[type] : 0;
}

static Entry
get_entry (const Tiff *self, gsize at)
{
  Entry entry = {
    .tag = (guint16) get_number (self, at, 2), .type = (guint16) get_number (self, at + 2, 2), .count = get_number (self, at + 4, 4),
  };
  guint64 size = (guint64) entry.count * get_unit (entry.type);
  gsize start = size <= 4 ? at + 8 : get_number (self, at + 8, 4);

  if (size > 0 && size <= MAX_VALUE && start < self->bytes.len && size <= self->bytes.len - start)
    entry.value = msp_span_slice (self->bytes, start, start + (gsize) size);
  return entry;
}

static void
give (Tiff *self, const char *name, char *text)
{
  if (text != NULL && *g_strstrip (text) != '\0')
    self->func (self->data, name, text);
  g_free (text);
}

static char *
dup_latin (MspSpan span)
{
  const char *end = span.len > 0 ? memchr (span.data, '\0', span.len) : NULL;
  gsize len = end != NULL ? (gsize) (end - span.data) : span.len;

  if (len == 0)
    return NULL;
  if (g_utf8_validate (span.data, (gssize) len, NULL))
    return g_strndup (span.data, len);
  return g_convert (span.data, (gssize) len, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
}

static char *
dup_wide (MspSpan span, gboolean big_endian)
{
  if (span.len < 2)
    return NULL;
  return g_convert (span.data, (gssize) (span.len & ~(gsize) 1), "UTF-8", big_endian ? "UTF-16BE" : "UTF-16LE", NULL, NULL, NULL);
}

/* The first eight bytes name the character set. */
static char *
dup_comment (const Tiff *self, MspSpan span)
{
  if (span.len <= 8)
    return NULL;
  if (memcmp (span.data, "UNICODE", 7) == 0)
    return dup_wide (msp_span_slice (span, 8, span.len), self->big_endian);
  return dup_latin (msp_span_slice (span, 8, span.len));
}

/* Degrees, minutes and seconds are fractions. FALSE if they make no angle. */
static gboolean
get_angle (const Tiff *self, const Entry *entry, double *out_degrees)
{
  double scale = 1;

  *out_degrees = 0;
  if (entry->type != 5 || entry->value.len < 8)
    return FALSE;
  for (gsize i = 0; i < 3 && (i + 1) * 8 <= entry->value.len; i++, scale *= 60)
    {
      gsize at = (gsize) (entry->value.data - self->bytes.data) + i * 8;
      double over = get_number (self, at, 4), under = get_number (self, at + 4, 4);

      *out_degrees += under > 0 ? over / under / scale : 0;
    }
  return *out_degrees > 0 && *out_degrees <= 180;
}

static void
read_position (Tiff *self, gsize at)
{
  guint n = get_number (self, at, 2);
  double latitude = 0, longitude = 0;
  gboolean good = FALSE, south = FALSE, west = FALSE;
  char text[64], north[16], east[16];

  for (guint i = 0; i < MIN (n, MAX_ENTRIES); i++)
    {
      const Entry entry = get_entry (self, at + 2 + i * 12);

      if (entry.tag == LATITUDE)
        good = get_angle (self, &entry, &latitude) || good;
      else if (entry.tag == LONGITUDE)
        good = get_angle (self, &entry, &longitude) || good;
      else if (entry.tag == LATITUDE_REF && entry.value.len > 0)
        south = *entry.value.data == 'S';
      else if (entry.tag == LONGITUDE_REF && entry.value.len > 0)
        west = *entry.value.data == 'W';
    }
  g_ascii_formatd (north, sizeof north, "%.6f", south ? -latitude : latitude);
  g_ascii_formatd (east, sizeof east, "%.6f", west ? -longitude : longitude);
  g_snprintf (text, sizeof text, "%s, %s", north, east);
  if (good)
    self->func (self->data, "GPS coordinates", text);
}

static void read_directory (Tiff *self, gsize at);

static void
read_entry (Tiff *self, const Entry *entry, gsize at)
{
  if (entry->tag == GPS_DIRECTORY)
    read_position (self, get_number (self, at + 8, 4));
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (known[i].tag != entry->tag)
        continue;
      switch (known[i].kind)
        {
        case TEXT: give (self, known[i].name, dup_latin (entry->value)); break;
        case WIDE_TEXT: give (self, known[i].name, dup_wide (entry->value, FALSE)); break;
        case COMMENT: give (self, known[i].name, dup_comment (self, entry->value)); break;
        default: read_directory (self, get_number (self, at + 8, 4)); break;
        }
    }
}

static void
read_directory (Tiff *self, gsize at)
{
  guint n = get_number (self, at, 2);

  if (at < 8 || at >= self->bytes.len || ++self->n_directories > MAX_DIRECTORIES)
    return;
  for (guint i = 0; i < MIN (n, MAX_ENTRIES) && at + 2 + (gsize) i * 12 + 12 <= self->bytes.len; i++)
    {
      const Entry entry = get_entry (self, at + 2 + (gsize) i * 12);

      read_entry (self, &entry, at + 2 + (gsize) i * 12);
    }
}

void
msp_tiff_read (MspSpan tiff, MspFieldFunc func, gpointer data)
{
  Tiff self = { .bytes = tiff, .func = func, .data = data };

  if (tiff.len < 8 || (memcmp (tiff.data, "II*\0", 4) != 0 && memcmp (tiff.data, "MM\0*", 4) != 0))
    return;
  self.big_endian = tiff.data[0] == 'M';
  read_directory (&self, get_number (&self, 4, 4));
}
