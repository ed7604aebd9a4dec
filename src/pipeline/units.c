/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/units.h"

#include "extract/extractor.h"

/* Enough of an attachment to know its type. */
#define HEAD_LEN 4096

void
msp_units_init (MspUnits *self, MspMime *mime, MspDetector *detector, const MspLimits *limits)
{
  *self = (MspUnits) { .mime = mime, .detector = detector, .limits = limits };
  self->text = msp_text_new ();
  self->decoded = g_byte_array_new ();
  self->parts = g_array_new (FALSE, FALSE, sizeof (MspPartRecord));
  self->strings = g_string_chunk_new (1024);
  self->repeats = msp_repeats_new ();
}

void
msp_units_reset (MspUnits *self)
{
  g_array_set_size (self->parts, 0);
  g_string_chunk_clear (self->strings);
}

static void
observe (const MspUnits *self, const MspUnit *unit, const MspText *text)
{
  if (self->observer != NULL)
    self->observer (self->observer_data, unit, text);
}

static void
scan_text (MspUnits *self, MspUnitKind kind, const char *section, const char *title)
{
  const MspUnit unit = { kind, section, title, 0 };

  if (self->text->text->len == 0)
    return;
  observe (self, &unit, self->text);
  msp_detector_scan (self->detector, &unit, self->text);
}

static void
scan_string (MspUnits *self, MspUnitKind kind, const char *section, const char *string, const char *title)
{
  if (string == NULL || *string == '\0')
    return;
  msp_text_reset (self->text);
  g_string_append (self->text->text, string);
  msp_text_finish (self->text);
  scan_text (self, kind, section, title);
}

/* Address fields are worth a scan only if they hold a number: a certificate name, an identifier in a display name. */
static gboolean
has_number (const char *string)
{
  guint run = 0;

  for (const char *p = string; p != NULL && *p != '\0'; p++)
    {
      run = g_ascii_isdigit (*p) ? run + 1 : 0;
      if (run == 4)
        return TRUE;
    }
  return FALSE;
}

void
msp_units_scan_header (MspUnits *self, const MspMailHeaders *headers)
{
  const struct {
    const char *section, *value;
  } addresses[] = { { "from", headers->from }, { "to", headers->to }, { "cc", headers->cc }, { "bcc", headers->bcc } };

  scan_string (self, MSP_UNIT_HEADER, "subject", headers->subject, NULL);
  scan_string (self, MSP_UNIT_HEADER, "classification", headers->classification, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    if (has_number (addresses[i].value))
      scan_string (self, MSP_UNIT_HEADER, addresses[i].section, addresses[i].value, NULL);
}

/* The embedded message's own header, as a block of "Name: value" lines. */
static void
scan_embedded_header (MspUnits *self, const MspMailPart *part)
{
  const struct {
    const char *name, *value;
  } fields[] = {
    { "Subject", part->headers->subject }, { "From", part->headers->from }, { "To", part->headers->to },
    { "Cc", part->headers->cc },
  };
  g_autofree char *section = g_strconcat (part->section, ".header", NULL);

  msp_text_reset (self->text);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL && (i == 0 || has_number (fields[i].value)))
      g_string_append_printf (self->text->text, "%s: %s\n", fields[i].name, fields[i].value);
  msp_text_finish (self->text);
  scan_text (self, MSP_UNIT_HEADER, g_string_chunk_insert (self->strings, section), NULL);
}

/* Leaves below one multipart/alternative say the same thing: they share a number above 0. */
static guint
get_alternative (const MspMail *mail, const MspMailPart *part)
{
  for (int i = part->parent; i >= 0; i = mail->parts[i].parent)
    if (strcmp (mail->parts[i].type, "multipart/alternative") == 0)
      return (guint) i + 1;
  return 0;
}

/* The subject of the message that part belongs to: an embedded one's own, else the outer message's. */
static const char *
get_title (const MspMail *mail, const MspMailPart *part, const char *title)
{
  for (int i = part->parent; i >= 0; i = mail->parts[i].parent)
    if (mail->parts[i].headers != NULL)
      return mail->parts[i].headers->subject;
  return title;
}

static void
add_part (MspUnits *self, const MspPartRecord *record)
{
  g_array_append_vals (self->parts, record, 1);
}

static const char *
keep (MspUnits *self, const char *string)
{
  return string != NULL ? g_string_chunk_insert (self->strings, string) : NULL;
}

typedef enum { HEAD_ONLY, HEAD_IS_ALL, WANTED } Look;

/* Whether part is worth decoding: inline text always, attachments by type and first bytes, which are decoded then. */
static Look
look_at_head (MspUnits *self, const MspMailPart *part)
{
  gboolean whole;

  if (part->role != MSP_PART_ATTACHMENT)
    return WANTED;
  g_byte_array_set_size (self->decoded, 0);
  whole = msp_mime_decode (self->mime, part, HEAD_LEN, self->decoded);
  const MspSpan head = { (const char *) self->decoded->data, self->decoded->len };
  return whole ? HEAD_IS_ALL : msp_extract_can_read (part->type, part->filename, head) ? WANTED : HEAD_ONLY;
}

/* Fills the text from part, whose head may have been decoded. */
static void
read_leaf (MspUnits *self, const MspMailPart *part, Look look, MspOutcome *out)
{
  MspExtractInput input = {
    .type = part->type, .charset = part->charset, .filename = part->filename,
    .flowed = part->flowed, .delsp = part->delsp, .is_body = part->role == MSP_PART_BODY,
  };
  MspExtractResult result;
  gboolean whole = look == HEAD_IS_ALL;

  if (part->role == MSP_PART_FRAGMENT)
    input.type = "text/plain";
  if (look == WANTED)
    {
      g_byte_array_set_size (self->decoded, 0);
      whole = msp_mime_decode (self->mime, part, self->limits->text_bytes, self->decoded);
    }
  input.bytes = msp_span_new ((const char *) self->decoded->data, self->decoded->len);
  input.truncated = !whole;
  msp_extract (&input, self->limits, self->text, &result);
  *out = (MspOutcome) { result.sniffed, result.fate, result.reason, self->text->text->len };
}

/* Reads and searches part, or takes what is known of it from before. */
static void
scan_content (MspUnits *self, const MspMailPart *part, const MspUnit *unit, MspOutcome *out)
{
  Look look = look_at_head (self, part);
  gboolean worth = look != HEAD_ONLY && msp_repeats_wants (part->raw.len), again = FALSE;
  const MspContentKey key = worth ? msp_repeats_key (self->repeats, part, unit->title, self->subject) : (MspContentKey) { 0 };
  const MspRepeat *known = worth ? msp_repeats_find (self->repeats, &key, &again) : NULL;

  if (known != NULL)
    {
      *out = known->outcome;
      observe (self, unit, msp_scanned_get_text (known->scanned));
      msp_detector_scan_again (self->detector, unit, known->scanned);
      return;
    }
  read_leaf (self, part, look, out);
  if (self->text->text->len == 0)
    return;
  observe (self, unit, self->text);
  if (!again || !msp_repeats_holds (self->text->text->len))
    {
      msp_detector_scan (self->detector, unit, self->text);
      return;
    }
  msp_repeats_keep (self->repeats, &key, out, msp_detector_scan_keep (self->detector, unit, self->text));
  self->text = msp_text_new ();
}

/* What was known to be unreadable stays so; what was known to be cut short is no more than partial. */
static void
merge_fate (const MspMailPart *part, MspPartRecord *record)
{
  if (part->fate != MSP_FATE_READ && (record->fate == MSP_FATE_READ || part->fate != MSP_FATE_PARTIAL))
    {
      record->fate = part->fate;
      record->reason = part->reason;
    }
}

static void
scan_name (MspUnits *self, const MspMailPart *part)
{
  g_autofree char *section = g_strconcat (part->section, ".name", NULL);

  if (part->filename != NULL)
    scan_string (self, MSP_UNIT_FILENAME, g_string_chunk_insert (self->strings, section), part->filename, NULL);
}

/* An attached message is what it holds; with a name of its own it is an attachment besides. */
static void
scan_embedded (MspUnits *self, const MspMailPart *part)
{
  const MspPartRecord record = {
    .section = keep (self, part->section), .type = keep (self, part->type), .sniffed = "message/rfc822",
    .filename = keep (self, part->filename),
  };

  if (part->headers != NULL)
    scan_embedded_header (self, part);
  scan_name (self, part);
  if (part->filename != NULL)
    add_part (self, &record);
}

static void
scan_leaf (MspUnits *self, const MspMail *mail, const MspMailPart *part, const char *title)
{
  MspPartRecord record = {
    .section = keep (self, part->section), .type = keep (self, part->type), .filename = keep (self, part->filename),
    .raw_size = part->raw_size,
  };

  scan_name (self, part);
  if (part->role != MSP_PART_ENCRYPTED && part->role != MSP_PART_EXTERNAL)
    {
      const MspUnit unit = {
        part->role == MSP_PART_ATTACHMENT ? MSP_UNIT_ATTACHMENT : MSP_UNIT_BODY, record.section,
        part->filename != NULL ? record.filename : title, get_alternative (mail, part),
      };
      MspOutcome outcome;

      scan_content (self, part, &unit, &outcome);
      record.sniffed = outcome.sniffed;
      record.fate = outcome.fate;
      record.reason = outcome.reason;
      record.text_size = outcome.text_size;
    }
  merge_fate (part, &record);
  add_part (self, &record);
}

void
msp_units_scan_parts (MspUnits *self, const MspMail *mail, const char *title)
{
  self->subject = mail->headers.subject;
  for (gsize i = 0; i < mail->n_parts; i++)
    {
      const MspMailPart *part = &mail->parts[i];

      if (part->role == MSP_PART_MULTIPART)
        continue;
      if (part->role != MSP_PART_MESSAGE)
        scan_leaf (self, mail, part, get_title (mail, part, title));
      else
        scan_embedded (self, part);
    }
}

void
msp_units_scan_document (MspUnits *self, MspSpan bytes, gboolean truncated, const char *name)
{
  const MspExtractInput input = { .bytes = bytes, .truncated = truncated, .filename = name };
  MspPartRecord record = { .section = "1", .type = "application/octet-stream", .filename = keep (self, name),
                           .raw_size = bytes.len };
  MspExtractResult result;

  scan_string (self, MSP_UNIT_FILENAME, "1.name", name, NULL);
  msp_extract (&input, self->limits, self->text, &result);
  record.type = record.sniffed = result.sniffed;
  record.fate = result.fate;
  record.reason = result.reason;
  record.text_size = self->text->text->len;
  scan_text (self, MSP_UNIT_ATTACHMENT, record.section, record.filename);
  add_part (self, &record);
}

void
msp_units_clear (MspUnits *self)
{
  g_clear_pointer (&self->text, msp_text_free);
  g_clear_pointer (&self->decoded, g_byte_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->repeats, msp_repeats_free);
}
