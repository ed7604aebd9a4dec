/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox.h"

#include "container/field.h"
#include "container/mbox-from.h"
#include "container/mbox-length.h"
#include "container/mbox-scan.h"
#include "container/mbox-window.h"
#include "container/preamble.h"

/* Fewer NUL bytes may be a message's own. */
#define HOLE_LEAST 8

typedef enum { AT_RANGE, AT_LEAD, AT_SEPARATOR, AT_MESSAGE } Place;

typedef struct {
  const MspLimits *limits;
  MspMboxScan      scan;
  MspMboxWindow    window;
  MspMboxWindow    held;      /* holds the bytes of the last message, when it was longer than the limit */
  gsize            at;        /* where the next entry begins, in window */
  Place            place;     /* what begins there */
  gsize            lead;      /* bytes of a byte-order mark and blank lines before the first separator */
  gboolean         began;
  gboolean         has_lengths, used_length;
} MboxImpl;

static gboolean
has_mbox_name (const char *name)
{
  static const char *const endings[] = { "mbox", ".mbx", ".mboxo", ".mboxrd", ".mboxcl", ".mboxcl2" };
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  for (gsize i = 0; lower != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_separator (MspSpan head)
{
  MspMboxScan scan = msp_mbox_scan_get_best ();

  for (gsize at = 1; at < head.len; at++)
    {
      at = scan (head.data, at, head.len);
      if (at < head.len && msp_mbox_from_is_separator (head, at, FALSE))
        return TRUE;
    }
  return FALSE;
}

/* A mailbox that lost its beginning is taken by its name or by the NUL bytes there; a text that quotes a mailbox is none. */
static int
mbox_bid (MspSpan head, gboolean whole, const char *name)
{
  gsize lead = msp_preamble_size (head);

  if (msp_span_has_prefix (msp_span_slice (head, lead, head.len), "From "))
    {
      if (!msp_mbox_from_is_separator (head, lead, TRUE))
        return 0;
      return msp_mbox_from_is_plausible (head, lead) ? 95 : 60;
    }
  gboolean named = has_mbox_name (name), hole = head.len > 0 && head.data[0] == '\0';
  if ((named || hole) && has_separator (head))
    return named ? 80 : 40;
  return 0;
}

static gpointer
mbox_open (MspStream *stream, const char *name, const MspLimits *limits, GError **error)
{
  MboxImpl *self = g_new0 (MboxImpl, 1);

  self->limits = limits;
  self->scan = msp_mbox_scan_get_best ();
  msp_mbox_window_init (&self->window, stream);
  return self;
}

static void
begin (MboxImpl *self)
{
  msp_mbox_window_fill (&self->window, 0);
  MspSpan head = msp_mbox_window_get (&self->window, 0, self->window.len);
  self->began = TRUE;
  self->has_lengths = msp_mbox_has_lengths (head);
  self->lead = msp_preamble_size (head);
  MspSpan first = msp_span_slice (head, self->lead, head.len);
  if (msp_span_has_prefix (first, "From ") && msp_mbox_from_is_separator (head, self->lead, TRUE))
    self->place = self->lead > 0 ? AT_LEAD : AT_SEPARATOR;
  else
    self->place = msp_field_classify (first) == MSP_FIELD_KNOWN ? AT_MESSAGE : AT_RANGE;
}

/* Makes room behind the bytes that were searched up to *from, an index into the window. Of a message, the bytes from self->at on are
   kept up to the limit; then the window that has them is set aside. */
static void
read_on (MboxImpl *self, gboolean keep, gsize *from)
{
  gsize behind = *from - MIN (*from, (gsize) MSP_MBOX_LOOK_BEHIND);
  gsize longest = self->limits->message_bytes + MSP_MBOX_LOOK_AHEAD;

  if (keep && self->held.data == NULL && self->window.len - self->at > longest)
    {
      MspMboxWindow rest;

      msp_mbox_window_split (&self->window, behind, &rest);
      self->held = self->window;
      self->window = rest;
      *from -= behind;
      behind = 0;
    }
  else if (keep && self->held.data == NULL)
    {
      behind = self->at;
      self->at = 0;
    }
  msp_mbox_window_fill (&self->window, behind);
  *from -= behind;
}

/* The next separator at or behind from, or the end of the stream: an index into the window. */
static gsize
find_separator (MboxImpl *self, gsize from, gboolean keep, gboolean *out_found)
{
  for (;;)
    {
      MspSpan text = msp_mbox_window_get (&self->window, 0, self->window.len);
      gsize at = self->scan (text.data, from, text.len);

      if (at < text.len && (self->window.ended || at + MSP_MBOX_LOOK_AHEAD <= text.len))
        {
          *out_found = msp_mbox_from_is_separator (text, at, FALSE);
          if (*out_found)
            return at;
          from = at + 1;
          continue;
        }
      *out_found = FALSE;
      if (self->window.ended)
        return text.len;
      /* The last bytes may be the beginning of "From ". */
      from = at < text.len ? at : MAX (from, text.len - MIN (text.len, (gsize) 4));
      read_on (self, keep, &from);
    }
}

/* One blank line, which every writer of mbox files appends. */
static MspSpan
without_blank_line (MspSpan bytes)
{
  static const char *const ends[] = { "\r\n\r\n", "\n\n", "\r\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gsize len = strlen (ends[i]);

      if (bytes.len >= len && memcmp (bytes.data + bytes.len - len, ends[i], len) == 0)
        return msp_span_slice (bytes, 0, bytes.len - len / 2);
    }
  return bytes;
}

static gsize
count_trailing_nuls (MspSpan bytes)
{
  gsize n = 0;

  while (n < bytes.len && bytes.data[bytes.len - 1 - n] == '\0')
    n++;
  return n >= HOLE_LEAST ? n : 0;
}

static void
fill_message (MboxImpl *self, MspSpan bytes, MspEntry *out_entry)
{
  gsize limit = self->limits->message_bytes;
  gboolean failed = self->window.error != NULL && self->at == self->window.len;

  bytes = without_blank_line (bytes);
  out_entry->bytes = msp_span_slice (bytes, 0, limit);
  if (bytes.len > limit)
    {
      out_entry->reason = MSP_REASON_LIMIT;
      out_entry->detail = "longer than the limit message-bytes";
    }
  else if (failed)
    {
      out_entry->reason = msp_container_get_reason (self->window.error);
      out_entry->detail = "the source failed inside this message";
    }
  out_entry->truncated = out_entry->reason != MSP_REASON_NONE;
  out_entry->fate = out_entry->truncated ? MSP_FATE_PARTIAL : MSP_FATE_READ;
}

static void
take_message (MboxImpl *self, MspEntry *out_entry)
{
  guint64 start = self->window.base + self->at;
  MspSpan text = msp_mbox_window_get (&self->window, 0, self->window.len);
  gsize line = self->place == AT_SEPARATOR ? msp_mbox_from_line_size (text, self->at) : 0, end;
  gboolean found, by_length;

  by_length = self->has_lengths
              && msp_mbox_length_find_end (&self->window, &self->at, line, self->limits->message_bytes, &end, &found);
  if (!by_length)
    end = find_separator (self, self->at + MAX (line, (gsize) 1), TRUE, &found);
  self->used_length |= by_length;
  const MspMboxWindow *source = self->held.data != NULL ? &self->held : &self->window;
  MspSpan bytes = msp_mbox_window_get (source, self->at + line, self->held.data != NULL ? source->len : end);
  gsize hole = self->held.data == NULL ? count_trailing_nuls (bytes) : 0;
  bytes.len -= hole;
  self->at = end - hole;
  self->place = hole > 0 || !found ? AT_RANGE : AT_SEPARATOR;
  *out_entry = (MspEntry) { .kind = MSP_ENTRY_MESSAGE, .offset = start, .mtime = G_MININT64 };
  out_entry->size = self->window.base + self->at - start;
  fill_message (self, bytes, out_entry);
}

static void
take_range (MboxImpl *self, MspEntry *out_entry)
{
  guint64 start = self->window.base + self->at;
  gboolean is_lead = self->place == AT_LEAD, found = TRUE;

  self->at = is_lead ? self->lead : find_separator (self, self->at + 1, FALSE, &found);
  self->place = found ? AT_SEPARATOR : AT_RANGE;
  *out_entry = (MspEntry) {
    .kind = MSP_ENTRY_RANGE,
    .offset = start,
    .size = self->window.base + self->at - start,
    .mtime = G_MININT64,
    .fate = is_lead ? MSP_FATE_READ : MSP_FATE_FAILED,
    .reason = is_lead ? MSP_REASON_NONE : MSP_REASON_DAMAGED,
    .detail = is_lead ? "blank lines before the first message" : "bytes that belong to no message",
  };
}

static gboolean
mbox_next (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  MboxImpl *self = impl;

  msp_mbox_window_clear (&self->held);
  if (!self->began)
    begin (self);
  if (self->at == self->window.len && self->window.error != NULL)
    {
      msp_container_take_error (error, g_steal_pointer (&self->window.error));
      return FALSE;
    }
  *out_end = self->at == self->window.len;
  if (*out_end)
    return TRUE;
  if (self->place == AT_SEPARATOR || self->place == AT_MESSAGE)
    take_message (self, out_entry);
  else
    take_range (self, out_entry);
  return TRUE;
}

static const char *
mbox_get_kind (gpointer impl)
{
  const MboxImpl *self = impl;

  return self->used_length ? "mboxcl" : "mbox";
}

static void
mbox_free (gpointer impl)
{
  MboxImpl *self = impl;

  msp_mbox_window_clear (&self->held);
  msp_mbox_window_clear (&self->window);
  g_free (self);
}

const MspReaderType msp_mbox_reader = { "mbox", mbox_bid, mbox_open, mbox_next, mbox_get_kind, mbox_free };

gboolean
msp_mbox_has_lengths (MspSpan head)
{
  return msp_mbox_length_is_in (msp_span_slice (head, 0, MSP_STREAM_PEEK_MAX));
}
