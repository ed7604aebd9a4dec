/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/nested.h"

#include "container/reader.h"
#include "extract/extractor.h"
#include "model/item.h"
#include "model/locator.h"
#include "pipeline/document.h"

/* A message may expand to so much whatever its size. */
#define EXPANDED_FREE (G_GUINT64_CONSTANT (256) << 20)

/* A file inside a part: where it is, and what became of it. */
typedef struct {
  const char *place;       /* "2!/a.zip" */
  const char *name;
  guint       depth;
  MspOutcome *out;
} File;

static void
set_fate (MspOutcome *out, MspFate fate, MspReason reason)
{
  out->fate = fate;
  out->reason = reason;
}

static gboolean
has_mail_name (const char *name)
{
  static const char *const suffixes[] = { ".eml", ".emlx", ".mbox", ".mbx", ".mht", ".mhtml" };
  gsize len = name != NULL ? strlen (name) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (len > strlen (suffixes[i]) && g_ascii_strcasecmp (name + len - strlen (suffixes[i]), suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
msp_nested_wants (const char *type, const char *name, MspSpan head, gboolean whole)
{
  const char *id = msp_reader_sniff (head, whole, name);
  gboolean is_mail_text = g_strcmp0 (id, "mbox") == 0 || g_strcmp0 (id, "eml") == 0 || g_strcmp0 (id, "emlx") == 0;

  if (id == NULL || !is_mail_text)
    return id != NULL;
  return has_mail_name (name) || (type != NULL && (g_str_has_prefix (type, "message/") || strcmp (type, "application/mbox") == 0));
}

/* Bounded like an input file, and by the parts that one message may have. */
static gboolean
is_exhausted (const MspUnits *self)
{
  return self->parts->len >= self->limits->parts
         || (self->expanded > EXPANDED_FREE && self->expanded / self->limits->expanded_ratio > self->size);
}

static void scan_file (MspUnits *self, MspStream *stream, const File *file);

/* A parser for messages so deep inside; the result of an outer one must hold meanwhile. */
static MspMime *
get_mime (MspUnits *self, guint depth)
{
  while (self->mimes->len <= depth)
    g_ptr_array_add (self->mimes, msp_mime_new (self->engine, self->limits));
  return g_ptr_array_index (self->mimes, depth);
}

static void
scan_message (MspUnits *self, const MspEntry *entry, gboolean one_of_many, const File *file)
{
  g_autoptr (GString) prefix = g_string_new (file->place);
  MspMime *mime = get_mime (self, file->depth);
  const MspMail *mail = msp_mime_parse (mime, entry->bytes, entry->truncated);

  if (one_of_many || entry->offset > 0)
    msp_locator_append_message (prefix, entry->offset);
  g_string_append_c (prefix, '#');
  const MspUnitsMail inner = {
    .mail = mail, .mime = mime, .title = mail->headers.subject, .prefix = prefix->str, .depth = file->depth,
    .group = self->groups,
  };
  if (entry->truncated)
    set_fate (file->out, MSP_FATE_PARTIAL, entry->reason);
  else if (mail->reason != MSP_REASON_NONE)
    set_fate (file->out, MSP_FATE_PARTIAL, mail->reason);
  msp_units_scan_mail (self, &inner);
}

static guint
count_findings (const MspUnits *self)
{
  return self->detector != NULL ? msp_detector_count (self->detector) : 0;
}

/* The way to a file inside. A place is printed in reports and cannot be masked, so a name that holds a finding is not part of it: such a
   file is named by its number among the records of the message. */
static const char *
keep_place (MspUnits *self, const char *name, const char *filename, const File *holder)
{
  g_autoptr (GString) place = g_string_new (holder->place);
  guint before = count_findings (self);
  const char *numbered;

  g_string_append_printf (place, "!/entry-%u", self->parts->len);
  numbered = g_string_chunk_insert (self->strings, place->str);
  msp_units_scan_name (self, numbered, filename);
  if (count_findings (self) > before)
    return numbered;
  g_string_assign (place, holder->place);
  msp_locator_append_entry (place, name);
  return g_string_chunk_insert (self->strings, place->str);
}

/* One file inside: its name, its record, its bytes. fate and reason say why there is no stream. */
static MspFate
scan_entry (MspUnits *self, MspStream *stream, const char *name, MspFate fate, MspReason reason, const File *holder)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  const char *filename = g_string_chunk_insert (self->strings, valid);
  MspOutcome outcome = { "application/octet-stream", fate, reason, 0, NULL };
  guint at = self->parts->len;
  const MspPartRecord record = {
    .section = keep_place (self, name, filename, holder), .type = "application/octet-stream", .filename = filename,
  };
  const File file = { record.section, record.filename, holder->depth + 1, &outcome };
  g_array_append_val (self->parts, record);
  if (stream != NULL)
    scan_file (self, stream, &file);
  if (fate == MSP_FATE_PARTIAL && outcome.fate == MSP_FATE_READ)
    set_fate (&outcome, fate, reason);
  msp_units_set_outcome (self, at, &outcome);
  return outcome.fate == MSP_FATE_OPAQUE && outcome.reason == MSP_REASON_ENCRYPTED ? MSP_FATE_OPAQUE : MSP_FATE_READ;
}

/* How the container ended: an error, a limit, or nothing in it that could be read without a password. */
static void
set_container_fate (MspOutcome *out, guint n, guint n_encrypted, gboolean end, const GError *bad)
{
  MspReason reason = bad != NULL ? msp_container_get_reason (bad) : MSP_REASON_LIMIT;

  if (bad == NULL && end)
    {
      if (n > 0 && n == n_encrypted)
        set_fate (out, MSP_FATE_OPAQUE, MSP_REASON_ENCRYPTED);
    }
  else if (reason == MSP_REASON_ENCRYPTED || reason == MSP_REASON_UNSUPPORTED)
    set_fate (out, MSP_FATE_OPAQUE, reason);
  else
    set_fate (out, n > 0 || reason == MSP_REASON_LIMIT ? MSP_FATE_PARTIAL : MSP_FATE_FAILED, reason);
}

static void
scan_container (MspUnits *self, MspReader *reader, const File *file)
{
  gboolean many = g_str_has_prefix (msp_reader_get_kind (reader), "mbox"), end = FALSE;
  g_autoptr (GError) bad = NULL;
  guint n = 0, n_encrypted = 0;
  MspEntry entry;

  while (!is_exhausted (self) && msp_reader_next (reader, &entry, &end, &bad) && !end)
    {
      n++;
      if (entry.kind == MSP_ENTRY_MESSAGE)
        scan_message (self, &entry, many, file);
      else if (entry.kind == MSP_ENTRY_STREAM)
        n_encrypted += scan_entry (self, entry.stream, entry.name, entry.fate, entry.reason, file) == MSP_FATE_OPAQUE;
      else if (entry.fate != MSP_FATE_READ)
        set_fate (file->out, MSP_FATE_PARTIAL, entry.reason);
    }
  set_container_fate (file->out, n, n_encrypted, end, bad);
}

/* A file that holds no others, or that an extractor takes apart. */
static void
scan_document (MspUnits *self, MspStream *stream, const File *file)
{
  g_autoptr (GError) bad = NULL;
  g_autoptr (GByteArray) bytes = msp_document_read (stream, self->limits->message_bytes, NULL, &bad);
  g_autoptr (GPtrArray) items = msp_items_new ();
  const MspUnit unit = { MSP_UNIT_ATTACHMENT, file->place, file->name, 0 };
  const MspMailPart part = {
    .section = file->place, .role = MSP_PART_ATTACHMENT, .type = "application/octet-stream", .filename = file->name,
    .raw = { (const char *) bytes->data, bytes->len },
  };

  msp_units_scan_content (self, self->mime, &part, &unit, items, file->out);
  if (bad != NULL)
    set_fate (file->out, bytes->len > 0 ? MSP_FATE_PARTIAL : MSP_FATE_FAILED, msp_container_get_reason (bad));
  else if (msp_stream_tell (stream) > bytes->len && file->out->fate == MSP_FATE_READ)
    set_fate (file->out, MSP_FATE_PARTIAL, MSP_REASON_LIMIT);
  msp_nested_scan_items (self, items, file->place, file->depth, file->out);
}

static void
scan_file (MspUnits *self, MspStream *stream, const File *file)
{
  g_autoptr (MspReader) reader = NULL;
  g_autoptr (GError) bad = NULL;
  MspSpan head = { NULL, 0 };

  *file->out = (MspOutcome) { "application/octet-stream", MSP_FATE_READ, MSP_REASON_NONE, 0, NULL };
  if (file->depth > self->limits->depth || is_exhausted (self))
    {
      set_fate (file->out, MSP_FATE_PARTIAL, MSP_REASON_LIMIT);
      return;
    }
  if (msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, NULL) && head.len > 0)
    file->out->sniffed = msp_extract_sniff (head, file->name);
  reader = msp_reader_open (stream, file->name, self->limits, &bad);
  if (reader != NULL)
    scan_container (self, reader, file);
  else if (bad == NULL)
    scan_document (self, stream, file);
  else
    set_container_fate (file->out, 0, 0, FALSE, bad);
  self->expanded += msp_stream_tell (stream);
}

void
msp_nested_scan_bytes (MspUnits *self, GBytes *bytes, const char *name, const char *place, guint depth, MspOutcome *out)
{
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  const File file = { place, name, depth, out };

  scan_file (self, stream, &file);
}

void
msp_nested_scan_items (MspUnits *self, const GPtrArray *items, const char *place, guint depth, MspOutcome *out)
{
  const File holder = { place, NULL, depth, out };

  for (guint i = 0; i < items->len; i++)
    {
      if (is_exhausted (self))
        {
          set_fate (out, MSP_FATE_PARTIAL, MSP_REASON_LIMIT);
          return;
        }
      const MspItem *item = g_ptr_array_index (items, i);
      g_autoptr (MspStream) stream = item->bytes != NULL ? msp_stream_new_for_bytes (item->bytes) : NULL;

      (void) scan_entry (self, stream, item->name, item->fate, item->reason, &holder);
    }
}
