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

typedef enum { AT_RANGE, AT_LEAD, AT_HOLE, AT_SEPARATOR, AT_MESSAGE } Place;

typedef struct {
  const MspLimits *limits;
  MspMboxScan      scan;
  MspMboxWindow    window;
  MspMboxWindow    held;      /* holds the bytes of the last message, when it was longer than the limit */
  gsize            at;        /* where the next entry begins, in window; a hole ends there */
  guint64          hole;      /* bytes of the hole at AT_HOLE */
  guint64          stop;      /* entries that begin here or behind are not ours */
  Place            place;     /* what begins there */
  gsize            lead;      /* bytes of a byte-order mark and blank lines before the first separator */
  gboolean         began;
  gboolean         skips;     /* still looks for its first entry: behind stop there is nothing to find */
  gboolean         found;     /* a separator stands behind the hole */
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
  self->stop = G_MAXUINT64;
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
  self->has_lengths = msp_mbox_length_is_in (msp_span_slice (head, 0, MSP_STREAM_PEEK_MAX));
  self->lead = msp_preamble_size (head);
  MspSpan first = msp_span_slice (head, self->lead, head.len);
  if (msp_span_has_prefix (first, "From ") && msp_mbox_from_is_separator (head, self->lead, TRUE))
    self->place = self->lead > 0 ? AT_LEAD : AT_SEPARATOR;
  else
    self->place = msp_field_classify (first) == MSP_FIELD_KNOWN ? AT_MESSAGE : AT_RANGE;
}

/* Makes room behind the bytes that were searched up to *from, an index into the window. Of a message, the bytes from self->at
   on are kept up to the limit; then the window that has them is set aside. */
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

/* A hole that began before goes on. */
static gboolean
is_past_stop (const MboxImpl *self, gsize at)
{
  return self->window.base + at >= self->stop && msp_mbox_window_count_nuls (&self->window, at) == 0;
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
      if (self->window.ended || (self->skips && is_past_stop (self, from)))
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

/* Sets what begins at self->at: a hole that ends there, if NUL bytes stand in a row before it that belong to nothing else,
   then what was found. The rule looks at these bytes alone, so that a part of a file finds the same holes. */
static guint64
set_place (MboxImpl *self, gboolean found, guint64 hole_from)
{
  guint64 nuls = msp_mbox_window_count_nuls (&self->window, self->at);

  self->found = found;
  self->hole = nuls >= HOLE_LEAST && self->window.base + self->at - nuls >= hole_from ? nuls : 0;
  self->place = self->hole > 0 ? AT_HOLE : found ? AT_SEPARATOR : AT_RANGE;
  return self->window.base + self->at - self->hole;
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
  gsize first = self->at + line;
  self->at = end;
  guint64 behind = set_place (self, found, start + line);
  const MspMboxWindow *source = self->held.data != NULL ? &self->held : &self->window;
  gsize available = (self->held.data != NULL ? source->len : end) - first;
  gsize len = (gsize) MIN (behind - start - line, (guint64) available);
  *out_entry = (MspEntry) { .kind = MSP_ENTRY_MESSAGE, .offset = start, .size = behind - start, .mtime = G_MININT64 };
  fill_message (self, msp_mbox_window_get (source, first, first + len), out_entry);
}

static void
fill_range (MspEntry *out_entry, guint64 start, guint64 size, const char *known)
{
  *out_entry = (MspEntry) {
    .kind = MSP_ENTRY_RANGE,
    .offset = start,
    .size = size,
    .mtime = G_MININT64,
    .fate = known != NULL ? MSP_FATE_READ : MSP_FATE_FAILED,
    .reason = known != NULL ? MSP_REASON_NONE : MSP_REASON_DAMAGED,
    .detail = known != NULL ? known : "bytes that belong to no message",
  };
}

static void
take_range (MboxImpl *self, MspEntry *out_entry)
{
  guint64 start = self->window.base + self->at;
  gboolean found;

  if (self->place == AT_HOLE)
    {
      fill_range (out_entry, start - self->hole, self->hole, NULL);
      self->hole = 0;
      self->place = self->found ? AT_SEPARATOR : AT_RANGE;
    }
  else if (self->place == AT_LEAD)
    {
      self->at = self->lead;
      self->place = AT_SEPARATOR;
      fill_range (out_entry, start, self->lead, "blank lines before the first message");
    }
  else
    {
      self->at = find_separator (self, self->at + 1, FALSE, &found);
      fill_range (out_entry, start, set_place (self, found, start + 1) - start, NULL);
    }
}

static gboolean
mbox_next (gpointer impl, MspEntry *out_entry, gboolean *out_end, GError **error)
{
  MboxImpl *self = impl;

  msp_mbox_window_clear (&self->held);
  if (!self->began)
    begin (self);
  gboolean is_behind = self->hole == 0 && self->at == self->window.len;
  if (is_behind && self->window.error != NULL)
    {
      msp_container_take_error (error, g_steal_pointer (&self->window.error));
      return FALSE;
    }
  *out_end = is_behind || self->window.base + self->at - self->hole >= self->stop;
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

/* Goes on from what begin saw at the beginning of the file to the first entry that begins at or behind start. */
static gboolean
skip_to (MboxImpl *self, guint64 start, GError **error)
{
  guint64 from = start - MIN (start, (guint64) MSP_MBOX_LOOK_BEHIND);
  gboolean is_lead = self->place == AT_LEAD && start <= self->lead, found;

  if (start == 0)
    return TRUE;
  if (!msp_stream_seek (self->window.stream, from, error))
    return FALSE;
  msp_mbox_window_clear (&self->window);
  msp_mbox_window_init (&self->window, self->window.stream);
  msp_mbox_window_fill (&self->window, 0);
  if (is_lead)
    {
      self->at = (gsize) (self->lead - from);
      self->place = AT_SEPARATOR;
      return TRUE;
    }
  gsize first = (gsize) (start - from);
  self->skips = TRUE;
  self->at = first <= self->window.len ? find_separator (self, first, FALSE, &found) : self->window.len;
  self->skips = FALSE;
  if (first <= self->window.len)
    set_place (self, found, start);
  return TRUE;
}

gpointer
msp_mbox_open_range (MspStream *stream, const MspLimits *limits, guint64 start, guint64 end, GError **error)
{
  MboxImpl *self = mbox_open (stream, NULL, limits, error);
  GError *cause = NULL;

  begin (self);
  self->stop = end;
  if (!self->has_lengths && skip_to (self, start, &cause))
    return self;
  if (cause != NULL)
    msp_container_take_error (error, cause);
  mbox_free (self);
  return NULL;
}
