/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/wire.h"

#include "base/utf8.h"
#include "pipeline/tally.h"

/* Reads from left to right; once something is wrong, everything after is empty and bad stays set. */
typedef struct {
  const char *at, *end;
  gboolean    bad;
} Reader;

static void
take (Reader *self, void *out, gsize len)
{
  if (self->bad || (gsize) (self->end - self->at) < len)
    {
      self->bad = TRUE;
      memset (out, 0, len);
      return;
    }
  memcpy (out, self->at, len);
  self->at += len;
}

static guint32
take_u32 (Reader *self)
{
  guint32 value;

  take (self, &value, sizeof value);
  return value;
}

static guint64
take_u64 (Reader *self)
{
  guint64 value;

  take (self, &value, sizeof value);
  return value;
}

/* A value below n. */
static guint32
take_enum (Reader *self, guint32 n)
{
  guint32 value = take_u32 (self);

  if (value >= n)
    self->bad = TRUE;
  return self->bad ? 0 : value;
}

/* As take_optional, but any bytes without NUL. */
static const char *
take_raw (Reader *self)
{
  guint32 len = take_u32 (self);
  const char *string = self->at;

  if (self->bad || len == G_MAXUINT32)
    return NULL;
  if ((gsize) (self->end - self->at) <= len || string[len] != '\0')
    {
      self->bad = TRUE;
      return NULL;
    }
  self->at += len + 1;
  return string;
}

static const char *
take_optional (Reader *self)
{
  const char *string = take_raw (self);
  gsize len = string != NULL ? (gsize) (self->at - string) - 1 : 0;

  if (msp_utf8_valid_length (msp_span_new (string, len)) != len)
    self->bad = TRUE;
  return self->bad ? NULL : string;
}

static const char *
take_string (Reader *self)
{
  const char *string = take_optional (self);

  if (string == NULL)
    self->bad = TRUE;
  return string != NULL ? string : "";
}

/* A number of things that take at least least bytes each. */
static guint32
take_count (Reader *self, gsize least)
{
  guint32 n = take_u32 (self);

  if (n > (gsize) (self->end - self->at) / least)
    self->bad = TRUE;
  return self->bad ? 0 : n;
}

static void
take_bytes (Reader *self, guint64 bytes[MSP_N_FATES], guint64 size)
{
  guint64 sum = 0;

  take (self, bytes, MSP_N_FATES * sizeof *bytes);
  for (int i = 0; i < MSP_N_FATES; i++)
    {
      if (bytes[i] > size - sum)
        self->bad = TRUE;
      sum += bytes[i];
    }
  if (sum != size)
    self->bad = TRUE;
}

static void
take_part (Reader *self, MspPartRecord *part)
{
  part->section = take_string (self);
  part->type = take_string (self);
  part->sniffed = take_optional (self);
  part->filename = take_optional (self);
  part->raw_size = take_u64 (self);
  part->text_size = take_u64 (self);
  part->fate = (MspFate) take_enum (self, MSP_N_FATES);
  part->reason = (MspReason) take_enum (self, MSP_N_REASONS);
}

static void
take_finding (Reader *self, MspFinding *finding)
{
  finding->section = take_string (self);
  finding->start = take_u32 (self);
  finding->end = take_u32 (self);
  finding->detector = take_string (self);
  finding->category = (MspCategory) take_enum (self, MSP_N_CATEGORIES);
  finding->sensitivity = (guint8) take_enum (self, 101);
  finding->confidence = (guint8) take_enum (self, 101);
  finding->band = (MspBand) take_enum (self, MSP_N_BANDS);
  finding->flags = take_u32 (self);
  finding->masked = take_string (self);
  take (self, finding->value_key, MSP_VALUE_KEY_LEN);
  finding->label = take_optional (self);
  finding->reasons = take_string (self);
  finding->occurrences = take_u32 (self);
  finding->distinct = take_u32 (self);
  finding->link = (MspLink) take_enum (self, MSP_LINK_PERSON + 1);
  take (self, finding->person_key, MSP_VALUE_KEY_LEN);
  memset (finding->paragraph, 0, MSP_VALUE_KEY_LEN);
  if ((finding->flags & MSP_FINDING_PARAGRAPH) != 0)
    take (self, finding->paragraph, MSP_VALUE_KEY_LEN);
  finding->person = take_optional (self);
  take (self, finding->name_key, MSP_VALUE_KEY_LEN);
  finding->link_confidence = (guint8) take_enum (self, 101);
}

static void
take_problem (Reader *self, MspProblem *problem)
{
  problem->locator = take_string (self);
  problem->fate = (MspFate) take_enum (self, MSP_N_FATES);
  problem->reason = (MspReason) take_enum (self, MSP_N_REASONS);
  problem->detail = take_optional (self);
}

static void
take_lists (MspWireRecord *record, Reader *self)
{
  MspMessageRecord *message = &record->message;
  guint32 n_parts = take_count (self, 40), n_findings = take_count (self, 100), n_problems = take_count (self, 16);

  g_array_set_size (record->parts, n_parts);
  g_array_set_size (record->findings, n_findings);
  g_array_set_size (record->problems, n_problems);
  for (guint32 i = 0; i < n_parts; i++)
    take_part (self, &g_array_index (record->parts, MspPartRecord, i));
  for (guint32 i = 0; i < n_findings; i++)
    take_finding (self, &g_array_index (record->findings, MspFinding, i));
  for (guint32 i = 0; i < n_problems; i++)
    take_problem (self, &g_array_index (record->problems, MspProblem, i));
  message->parts = (const MspPartRecord *) (const void *) record->parts->data;
  message->n_parts = n_parts;
  message->findings = (const MspFinding *) (const void *) record->findings->data;
  message->n_findings = n_findings;
  message->problems = (const MspProblem *) (const void *) record->problems->data;
  message->n_problems = n_problems;
}

static const MspThread *
take_thread (MspThread *thread, Reader *self)
{
  *thread = (MspThread) { 0 };
  if (take_enum (self, 2) == 0)
    return NULL;
  thread->n_keys = take_count (self, MSP_VALUE_KEY_LEN);
  thread->keys = (const guint8 (*)[MSP_VALUE_KEY_LEN]) (const void *) self->at;
  self->at += thread->n_keys * MSP_VALUE_KEY_LEN;
  thread->is_locked = (gboolean) take_enum (self, 2);
  thread->locked_max = take_enum (self, 101);
  thread->has_password = (gboolean) take_enum (self, 2);
  thread->position = take_u32 (self);
  thread->sensitivity = (guint8) take_enum (self, 101);
  thread->confidence = (guint8) take_enum (self, 101);
  thread->score = take_enum (self, 101);
  thread->score_max = take_enum (self, 101);
  thread->score_reasons = take_optional (self);
  return thread;
}

static void
take_message (MspWireRecord *record, Reader *self)
{
  MspMessageRecord *message = &record->message;
  const char **const strings[] = {
    &message->id, &message->locator, &message->source, &message->mailbox, &message->folder, &message->labels, &message->from,
    &message->recipients, &message->subject, &message->message_id, &message->score_reasons,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    *strings[i] = take_string (self);
  message->kind = (MspMessageKind) take_enum (self, MSP_MESSAGE_DOCUMENT + 1);
  message->flags = take_u32 (self);
  message->offset = take_u64 (self);
  message->size = take_u64 (self);
  message->date = (gint64) take_u64 (self);
  message->received = (gint64) take_u64 (self);
  message->received_basis = (MspReceivedBasis) take_enum (self, MSP_N_RECEIVED);
  message->uid = take_u32 (self);
  message->uid_validity = take_u32 (self);
  message->score = take_enum (self, 101);
  message->score_max = take_enum (self, 101);
  message->severity = (MspSeverity) take_enum (self, MSP_N_SEVERITIES);
  message->has_rest = (gboolean) take_enum (self, 2);
  message->rest_score = take_enum (self, 101);
  message->rest_score_max = take_enum (self, 101);
  message->rest_reasons = take_optional (self);
  message->thread = take_thread (&record->thread, self);
  message->persons = take_u32 (self);
  message->suppressed = take_u32 (self);
  take_bytes (self, message->bytes, message->size);
  take_lists (record, self);
}

static void
take_source (MspSourceRecord *source, Reader *self)
{
  source->locator = take_string (self);
  source->parent = take_optional (self);
  source->kind = take_string (self);
  source->sha256 = take_optional (self);
  source->detail = take_optional (self);
  source->size = take_u64 (self);
  source->messages = take_u64 (self);
  source->expected = take_u64 (self);
  source->fate = (MspFate) take_enum (self, MSP_N_FATES);
  source->reason = (MspReason) take_enum (self, MSP_N_REASONS);
  take_bytes (self, source->bytes, source->size);
}

/* Lower-case hexadecimal digits of a hash of so many bytes, or NULL. */
static const char *
take_hash (Reader *self, gsize len)
{
  const char *hash = take_optional (self);

  if (hash != NULL && (strlen (hash) != 2 * len || strspn (hash, "0123456789abcdef") != 2 * len))
    self->bad = TRUE;
  return self->bad ? NULL : hash;
}

static void
take_claim (MspClaimRecord *claim, Reader *self)
{
  claim->source = take_string (self);
  claim->product = take_string (self);
  claim->path = take_optional (self);
  claim->message_id = take_optional (self);
  claim->mailbox = take_optional (self);
  claim->folder = take_optional (self);
  claim->labels = take_optional (self);
  claim->md5 = take_hash (self, 16);
  claim->sha256 = take_hash (self, 32);
  claim->detail = take_optional (self);
  claim->position = take_u64 (self);
  claim->kind = (MspClaimKind) take_enum (self, MSP_N_CLAIMS);
  claim->flags = take_u32 (self);
  claim->date = (gint64) take_u64 (self);
  claim->expected = take_u64 (self);
  claim->copies = take_u64 (self);
  claim->uid = take_u32 (self);
  claim->uid_validity = take_u32 (self);
}

static void
take_digest (MspDigestRecord *digest, Reader *self)
{
  digest->locator = take_string (self);
  digest->md5 = take_hash (self, 16);
  digest->sha256 = take_hash (self, 32);
}

static void
free_row (gpointer row)
{
  msp_tally_clear (row);
  g_free (row);
}

static void
take_mark (MspWireRecord *record, Reader *self)
{
  record->mark.steps = take_u64 (self);
  guint32 n = take_count (self, 72);

  g_ptr_array_set_size (record->mark.rows, 0);
  for (guint32 i = 0; i < n; i++)
    {
      MspTally *row = g_new0 (MspTally, 1);

      g_ptr_array_add (record->mark.rows, row);
      row->locator = g_strdup (take_string (self));
      row->parent = g_strdup (take_optional (self));
      row->kind = g_strdup (take_optional (self));
      row->detail = g_strdup (take_optional (self));
      row->messages = take_u64 (self);
      row->entries = take_u64 (self);
      row->size = take_u64 (self);
      row->fate = (MspFate) take_enum (self, MSP_N_FATES);
      row->reason = (MspReason) take_enum (self, MSP_N_REASONS);
      take (self, row->bytes, sizeof row->bytes);
    }
}

static void
take_work (MspWireRecord *record, Reader *self)
{
  MspScanWork *work = &record->work;

  record->file = (MspFile) { 0 };
  record->file.path = (char *) take_raw (self);
  record->file.real_path = (char *) take_raw (self);
  record->file.detail = (char *) take_raw (self);
  record->file.size = take_u64 (self);
  record->file.fate = (MspFate) take_enum (self, MSP_N_FATES);
  record->file.reason = (MspReason) take_enum (self, MSP_N_REASONS);
  *work = (MspScanWork) { .file = &record->file };
  work->start = take_u64 (self);
  work->end = take_u64 (self);
  work->n_poisons = take_count (self, 12);
  g_array_set_size (record->poisons, (guint) work->n_poisons);
  for (gsize i = 0; i < work->n_poisons; i++)
    {
      MspScanPoison *poison = &g_array_index (record->poisons, MspScanPoison, i);

      poison->step = take_u64 (self);
      poison->reason = (MspReason) take_enum (self, MSP_N_REASONS);
    }
  work->poisons = (const MspScanPoison *) (const void *) record->poisons->data;
  if (take_enum (self, 2) != 0)
    work->from = &record->mark;
  take_mark (record, self);
  self->bad |= record->file.path == NULL;
}

gsize
msp_wire_get_size (MspSpan bytes)
{
  guint32 rest;

  if (bytes.len < sizeof rest)
    return 0;
  memcpy (&rest, bytes.data, sizeof rest);
  return rest > MSP_WIRE_MAX ? G_MAXSIZE : (gsize) rest + MSP_WIRE_HEADER;
}

void
msp_wire_record_init (MspWireRecord *self)
{
  *self = (MspWireRecord) { 0 };
  self->parts = g_array_new (FALSE, TRUE, sizeof (MspPartRecord));
  self->findings = g_array_new (FALSE, TRUE, sizeof (MspFinding));
  self->problems = g_array_new (FALSE, TRUE, sizeof (MspProblem));
  self->poisons = g_array_new (FALSE, TRUE, sizeof (MspScanPoison));
  self->mark.rows = g_ptr_array_new_with_free_func (free_row);
}

gboolean
msp_wire_record_read (MspWireRecord *self, MspSpan frame)
{
  Reader reader = { frame.data + MIN (frame.len, sizeof (guint32)), frame.data + frame.len, FALSE };

  if (frame.len < MSP_WIRE_HEADER || msp_wire_get_size (frame) != frame.len)
    return FALSE;
  self->type = (MspWireType) take_enum (&reader, MSP_WIRE_N_TYPES);
  switch (self->type)
    {
    case MSP_WIRE_MESSAGE:
      take_message (self, &reader);
      break;
    case MSP_WIRE_SOURCE:
      take_source (&self->source, &reader);
      break;
    case MSP_WIRE_PROBLEM:
      take_problem (&reader, &self->problem);
      break;
    case MSP_WIRE_CLAIM:
      take_claim (&self->claim, &reader);
      break;
    case MSP_WIRE_DIGEST:
      take_digest (&self->digest, &reader);
      break;
    case MSP_WIRE_MARK:
      self->bytes = take_u64 (&reader);
      take_mark (self, &reader);
      break;
    case MSP_WIRE_WORK:
      take_work (self, &reader);
      break;
    case MSP_WIRE_DONE:
      break;
    default:
      return FALSE;
    }
  return !reader.bad && reader.at == reader.end;
}

void
msp_wire_record_clear (MspWireRecord *self)
{
  g_array_unref (self->parts);
  g_array_unref (self->findings);
  g_array_unref (self->problems);
  g_array_unref (self->poisons);
  g_ptr_array_unref (self->mark.rows);
}
