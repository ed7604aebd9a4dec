/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/units.h"

#include "export/rows.h"
#include "extract/extractor.h"
#include "pipeline/nested.h"

/* Enough of an attachment to know its type. */
#define HEAD_LEN 4096

void
msp_units_init (MspUnits *self, MspMime *mime, MspMimeEngine engine, MspDetector *detector, const MspLimits *limits)
{
  *self = (MspUnits) { .mime = mime, .engine = engine, .detector = detector, .limits = limits };
  self->mimes = g_ptr_array_new_with_free_func ((GDestroyNotify) msp_mime_free);
  self->text = msp_text_new ();
  self->decoded = g_byte_array_new ();
  self->parts = g_array_new (FALSE, FALSE, sizeof (MspPartRecord));
  self->strings = g_string_chunk_new (1024);
  self->repeats = msp_repeats_new ();
}

void
msp_units_reset (MspUnits *self, guint64 size)
{
  self->size = size;
  self->expanded = 0;
  self->groups = 0;
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
  if (self->detector != NULL)
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
  MspSpan text = msp_span_from_string (string);

  /* One of its digits stands at such a place. */
  for (gsize at = 3; at < text.len; at += 4)
    {
      gsize start = at, end = at + 1;

      if (!g_ascii_isdigit (text.data[at]))
        continue;
      while (start > 0 && g_ascii_isdigit (text.data[start - 1]))
        start--;
      while (end < text.len && g_ascii_isdigit (text.data[end]))
        end++;
      if (end >= start + 4)
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

/* The own header of a message inside another, as a block of "Name: value" lines. */
static void
scan_inner_header (MspUnits *self, const MspMailHeaders *headers, const char *section)
{
  const struct {
    const char *name, *value;
  } fields[] = {
    { "Subject", headers->subject }, { "From", headers->from }, { "To", headers->to }, { "Cc", headers->cc },
  };

  msp_text_reset (self->text);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL && (i == 0 || has_number (fields[i].value)))
      g_string_append_printf (self->text->text, "%s: %s\n", fields[i].name, fields[i].value);
  msp_text_finish (self->text);
  scan_text (self, MSP_UNIT_HEADER, g_string_chunk_insert (self->strings, section), NULL);
}

/* Leaves below one multipart/alternative say the same thing: they share a number above 0. */
static guint
get_alternative (const MspUnitsMail *mail, const MspMailPart *part)
{
  const MspMailPart *parts = mail->mail->parts;

  for (int i = part->parent; i >= 0; i = parts[i].parent)
    if (strcmp (parts[i].type, "multipart/alternative") == 0)
      return mail->group + (guint) i + 1;
  return 0;
}

/* The subject of the message that part belongs to: an embedded one's own, else the outer message's. */
static const char *
get_title (const MspUnitsMail *mail, const MspMailPart *part)
{
  const MspMailPart *parts = mail->mail->parts;

  for (int i = part->parent; i >= 0; i = parts[i].parent)
    if (parts[i].headers != NULL)
      return parts[i].headers->subject;
  return mail->title;
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
look_at_head (MspUnits *self, MspMime *mime, const MspMailPart *part)
{
  gboolean whole;

  if (part->role != MSP_PART_ATTACHMENT)
    return WANTED;
  g_byte_array_set_size (self->decoded, 0);
  whole = msp_mime_decode (mime, part, HEAD_LEN, self->decoded);
  const MspSpan head = { (const char *) self->decoded->data, self->decoded->len };
  return whole ? HEAD_IS_ALL : msp_extract_can_read (part->type, part->filename, head) ? WANTED : HEAD_ONLY;
}

/* Text is worth no more than its limit; a document is understood whole or not at all. */
static gsize
get_decoded_limit (const MspUnits *self, const MspMailPart *part)
{
  return part->role == MSP_PART_ATTACHMENT ? self->limits->message_bytes : self->limits->text_bytes;
}

/* The bytes of part, borrowed from it or decoded; TRUE if these are all. */
static gboolean
decode (MspUnits *self, MspMime *mime, const MspMailPart *part, Look look, MspSpan *out_bytes)
{
  gsize limit = get_decoded_limit (self, part);
  gboolean whole = look == HEAD_IS_ALL;

  *out_bytes = part->raw;
  if (look == WANTED && msp_mail_part_is_plain (part, limit))
    return TRUE;
  if (look == WANTED)
    {
      g_byte_array_set_size (self->decoded, 0);
      whole = msp_mime_decode (mime, part, limit, self->decoded);
    }
  *out_bytes = msp_span_new ((const char *) self->decoded->data, self->decoded->len);
  return whole;
}

/* Fills the text from part, whose head may have been decoded. */
static void
read_leaf (MspUnits *self, MspMime *mime, const MspMailPart *part, Look look, GPtrArray *items, MspOutcome *out)
{
  MspExtractInput input = {
    .type = part->type, .charset = part->charset, .filename = part->filename,
    .flowed = part->flowed, .delsp = part->delsp, .is_body = part->role == MSP_PART_BODY, .items = items,
  };
  MspExtractResult result;

  if (part->role == MSP_PART_FRAGMENT)
    input.type = "text/plain";
  input.truncated = !decode (self, mime, part, look, &input.bytes);
  msp_extract (&input, self->limits, self->text, &result);
  *out = (MspOutcome) { result.sniffed, result.fate, result.reason, self->text->text->len, result.detail };
}

/* Reads and searches part, or takes what is known of it from before. */
void
msp_units_scan_content (MspUnits *self, MspMime *mime, const MspMailPart *part, const MspUnit *unit, GPtrArray *items,
                        MspOutcome *out)
{
  Look look = look_at_head (self, mime, part);
  gboolean again = look != HEAD_ONLY && self->detector != NULL && msp_repeats_wants (part->raw.len)
                   && msp_repeats_met (self->repeats, part, unit->title, self->subject);
  const MspContentKey key = again ? msp_repeats_key (self->repeats, part, unit->title, self->subject) : (MspContentKey) { 0 };
  const MspRepeat *known = again ? msp_repeats_find (self->repeats, &key) : NULL;

  if (known != NULL)
    {
      *out = known->outcome;
      observe (self, unit, msp_scanned_get_text (known->scanned));
      msp_detector_scan_again (self->detector, unit, known->scanned);
      return;
    }
  read_leaf (self, mime, part, look, items, out);
  if (self->text->text->len == 0)
    return;
  observe (self, unit, self->text);
  if (self->detector == NULL)
    return;
  if (!again || !msp_repeats_holds (self->text->text->len) || (items != NULL && items->len > 0))
    {
      msp_detector_scan (self->detector, unit, self->text);
      return;
    }
  msp_repeats_keep (self->repeats, &key, out, msp_detector_scan_keep (self->detector, unit, self->text));
  self->text = msp_text_new ();
}

/* What was known to be unreadable stays so; what was known to be cut short is no more than partial. */
static void
merge_fate (const MspMailPart *part, MspOutcome *outcome)
{
  if (part->fate != MSP_FATE_READ && (outcome->fate == MSP_FATE_READ || part->fate != MSP_FATE_PARTIAL))
    {
      outcome->fate = part->fate;
      outcome->reason = part->reason;
    }
}

void
msp_units_scan_name (MspUnits *self, const char *section, const char *filename)
{
  if (filename == NULL)
    return;
  g_autofree char *place = g_strconcat (section, ".name", NULL);
  scan_string (self, MSP_UNIT_FILENAME, g_string_chunk_insert (self->strings, place), filename, NULL);
}

void
msp_units_set_outcome (MspUnits *self, guint at, const MspOutcome *outcome)
{
  MspPartRecord *record = &g_array_index (self->parts, MspPartRecord, at);

  record->sniffed = outcome->sniffed;
  record->fate = outcome->fate;
  record->reason = outcome->reason;
  record->text_size = outcome->text_size;
  record->detail = outcome->detail;
}

/* What the message's own parser made stays until it reads the next one; a parser of messages inside goes on before that. */
static const char *
keep_own (MspUnits *self, const MspUnitsMail *mail, const char *string)
{
  return mail->depth == 0 ? string : keep (self, string);
}

static const char *
keep_section (MspUnits *self, const MspUnitsMail *mail, const char *section)
{
  if (*mail->prefix == '\0')
    return keep_own (self, mail, section);
  g_autofree char *place = g_strconcat (mail->prefix, section, NULL);
  return keep (self, place);
}

/* An attached message is what it holds; with a name of its own it is an attachment besides. */
static void
scan_embedded (MspUnits *self, const MspUnitsMail *mail, const MspMailPart *part)
{
  const MspPartRecord record = {
    .section = keep_section (self, mail, part->section), .type = keep_own (self, mail, part->type), .sniffed = "message/rfc822",
    .filename = keep_own (self, mail, part->filename),
  };
  g_autofree char *header = g_strconcat (record.section, ".header", NULL);

  if (part->headers != NULL)
    scan_inner_header (self, part->headers, header);
  msp_units_scan_name (self, record.section, record.filename);
  if (part->filename != NULL)
    add_part (self, &record);
}

/* The bytes of an attachment that is to be opened as a container, or NULL. */
static GBytes *
dup_container (MspUnits *self, const MspUnitsMail *mail, const MspMailPart *part, gboolean *out_whole)
{
  gboolean whole;

  if (part->role != MSP_PART_ATTACHMENT)
    return NULL;
  g_byte_array_set_size (self->decoded, 0);
  whole = msp_mime_decode (mail->mime, part, HEAD_LEN, self->decoded);
  const MspSpan head = { (const char *) self->decoded->data, self->decoded->len };
  if (head.len == 0 || !msp_nested_wants (part->type, part->filename, head, whole))
    return NULL;
  GByteArray *bytes = g_byte_array_new ();
  *out_whole = msp_mime_decode (mail->mime, part, self->limits->message_bytes, bytes);
  return g_byte_array_free_to_bytes (bytes);
}

static void
read_part (MspUnits *self, const MspUnitsMail *mail, const MspMailPart *part, const MspPartRecord *record, MspOutcome *out)
{
  gboolean whole = TRUE, attached = part->role == MSP_PART_ATTACHMENT;
  g_autoptr (GBytes) container = dup_container (self, mail, part, &whole);
  g_autoptr (GPtrArray) items = attached && container == NULL ? msp_items_new () : NULL;
  const MspUnit unit = {
    attached ? MSP_UNIT_ATTACHMENT : MSP_UNIT_BODY, record->section,
    part->filename != NULL ? record->filename : get_title (mail, part), get_alternative (mail, part),
    mail->depth == 0 && items == NULL && part == &mail->mail->parts[mail->mail->n_parts - 1],
  };

  if (container == NULL)
    msp_units_scan_content (self, mail->mime, part, &unit, items, out);
  else
    msp_nested_scan_bytes (self, container, record->filename, record->section, mail->depth + 1, out);
  if (!whole && out->fate == MSP_FATE_READ)
    {
      out->fate = MSP_FATE_PARTIAL;
      out->reason = MSP_REASON_LIMIT;
    }
  if (items != NULL)
    msp_nested_scan_items (self, items, record->section, mail->depth + 1, out);
}

static void
scan_leaf (MspUnits *self, const MspUnitsMail *mail, const MspMailPart *part)
{
  /* What lies inside a part has no bytes of the message of its own. */
  const MspPartRecord record = {
    .section = keep_section (self, mail, part->section), .type = keep_own (self, mail, part->type),
    .filename = keep_own (self, mail, part->filename),
    .raw_size = mail->depth == 0 ? part->raw_size : 0,
  };
  MspOutcome outcome = { NULL, MSP_FATE_READ, MSP_REASON_NONE, 0, NULL };
  guint at = self->parts->len;

  msp_units_scan_name (self, record.section, record.filename);
  add_part (self, &record);
  if (part->role != MSP_PART_ENCRYPTED && part->role != MSP_PART_EXTERNAL)
    read_part (self, mail, part, &record, &outcome);
  merge_fate (part, &outcome);
  msp_units_set_outcome (self, at, &outcome);
}

static void
scan_parts (MspUnits *self, const MspUnitsMail *mail)
{
  self->groups += (guint) mail->mail->n_parts;
  for (gsize i = 0; i < mail->mail->n_parts; i++)
    {
      const MspMailPart *part = &mail->mail->parts[i];

      if (part->role == MSP_PART_MULTIPART)
        continue;
      if (part->role != MSP_PART_MESSAGE)
        scan_leaf (self, mail, part);
      else
        scan_embedded (self, mail, part);
    }
}

void
msp_units_scan_parts (MspUnits *self, const MspMail *mail, const char *title)
{
  const MspUnitsMail itself = { .mail = mail, .mime = self->mime, .title = title, .prefix = "" };

  self->subject = mail->headers.subject;
  scan_parts (self, &itself);
}

void
msp_units_scan_mail (MspUnits *self, const MspUnitsMail *mail)
{
  g_autofree char *header = g_strconcat (mail->prefix, "header", NULL);

  scan_inner_header (self, &mail->mail->headers, header);
  scan_parts (self, mail);
}

void
msp_units_scan_document (MspUnits *self, MspSpan bytes, gboolean truncated, const char *name)
{
  g_autoptr (GPtrArray) items = msp_items_new ();
  g_autofree char *plain = msp_export_rows_dup_plain (bytes);
  const MspExtractInput input = {
    .bytes = plain != NULL ? msp_span_new (plain, bytes.len) : bytes, .truncated = truncated, .filename = name, .items = items,
  };
  MspPartRecord record = { .section = "1", .filename = keep (self, name), .raw_size = bytes.len };
  MspExtractResult result;

  scan_string (self, MSP_UNIT_FILENAME, "1.name", name, NULL);
  msp_extract (&input, self->limits, self->text, &result);
  record.type = result.sniffed;
  MspOutcome outcome = { result.sniffed, result.fate, result.reason, self->text->text->len, result.detail };
  scan_text (self, MSP_UNIT_ATTACHMENT, record.section, record.filename);
  add_part (self, &record);
  msp_nested_scan_items (self, items, record.section, 1, &outcome);
  msp_units_set_outcome (self, 0, &outcome);
}

void
msp_units_clear (MspUnits *self)
{
  g_clear_pointer (&self->text, msp_text_free);
  g_clear_pointer (&self->decoded, g_byte_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->repeats, msp_repeats_free);
  g_clear_pointer (&self->mimes, g_ptr_array_unref);
}
