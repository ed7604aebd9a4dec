/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/wire.h"

#include "pipeline/bytes.h"
#include "pipeline/tally.h"
#include "pipeline/wire-block.h"

/* bytes must sum to size. */
static void
check_bytes (MspBytes *self, const guint64 bytes[MSP_N_FATES], guint64 size)
{
  guint64 sum = 0;

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
take_part (MspBytes *self, MspPartRecord *part)
{
  const char **const strings[] = { &part->section, &part->type, &part->sniffed, &part->filename };
  MspWirePart block;

  msp_bytes_take_strings (self, strings, G_N_ELEMENTS (strings), 2);
  msp_bytes_take (self, &block, sizeof block);
  part->raw_size = block.raw_size;
  part->text_size = block.text_size;
  part->fate = (MspFate) msp_bytes_check_enum (self, block.fate, MSP_N_FATES);
  part->reason = (MspReason) msp_bytes_check_enum (self, block.reason, MSP_N_REASONS);
}

static void
take_finding (MspBytes *self, MspFinding *finding)
{
  const char **const reasons[] = { &finding->reasons, &finding->label };

  finding->section = msp_bytes_take_string (self);
  finding->start = msp_bytes_take_u32 (self);
  finding->end = msp_bytes_take_u32 (self);
  finding->detector = msp_bytes_take_string (self);
  finding->category = (MspCategory) msp_bytes_take_enum (self, MSP_N_CATEGORIES);
  finding->sensitivity = (guint8) msp_bytes_take_enum (self, 101);
  finding->confidence = (guint8) msp_bytes_take_enum (self, 101);
  finding->band = (MspBand) msp_bytes_take_enum (self, MSP_N_BANDS);
  finding->flags = msp_bytes_take_u32 (self);
  finding->masked = msp_bytes_take_string (self);
  msp_bytes_take (self, finding->value_key, MSP_VALUE_KEY_LEN);
  msp_bytes_take_strings (self, reasons, G_N_ELEMENTS (reasons), 1);
  finding->occurrences = msp_bytes_take_u32 (self);
  finding->distinct = msp_bytes_take_u32 (self);
  finding->link = (MspLink) msp_bytes_take_enum (self, MSP_LINK_PERSON + 1);
  msp_bytes_take (self, finding->person_key, MSP_VALUE_KEY_LEN);
  memset (finding->paragraph, 0, MSP_VALUE_KEY_LEN);
  if ((finding->flags & MSP_FINDING_PARAGRAPH) != 0)
    msp_bytes_take (self, finding->paragraph, MSP_VALUE_KEY_LEN);
  finding->person = msp_bytes_take_optional (self);
  msp_bytes_take (self, finding->name_key, MSP_VALUE_KEY_LEN);
  finding->link_confidence = (guint8) msp_bytes_take_enum (self, 101);
}

static void
take_problem (MspBytes *self, MspProblem *problem)
{
  problem->locator = msp_bytes_take_string (self);
  problem->fate = (MspFate) msp_bytes_take_enum (self, MSP_N_FATES);
  problem->reason = (MspReason) msp_bytes_take_enum (self, MSP_N_REASONS);
  problem->detail = msp_bytes_take_optional (self);
}

static void
take_lists (MspWireRecord *record, MspBytes *self, const MspWireMessage *block)
{
  MspMessageRecord *message = &record->message;
  guint32 n_parts = msp_bytes_check_count (self, block->n_parts, 40);
  guint32 n_findings = msp_bytes_check_count (self, block->n_findings, 100);
  guint32 n_problems = msp_bytes_check_count (self, block->n_problems, 16);

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
take_thread (MspThread *thread, MspBytes *self)
{
  *thread = (MspThread) { 0 };
  thread->n_keys = msp_bytes_take_count (self, MSP_VALUE_KEY_LEN);
  thread->keys = (const guint8 (*)[MSP_VALUE_KEY_LEN]) (const void *) self->at;
  self->at += thread->n_keys * MSP_VALUE_KEY_LEN;
  thread->is_locked = (gboolean) msp_bytes_take_enum (self, 2);
  thread->locked_max = msp_bytes_take_enum (self, 101);
  thread->has_password = (gboolean) msp_bytes_take_enum (self, 2);
  thread->position = msp_bytes_take_u32 (self);
  thread->sensitivity = (guint8) msp_bytes_take_enum (self, 101);
  thread->confidence = (guint8) msp_bytes_take_enum (self, 101);
  thread->score = msp_bytes_take_enum (self, 101);
  thread->score_max = msp_bytes_take_enum (self, 101);
  thread->score_reasons = msp_bytes_take_optional (self);
  return thread;
}

static void
take_numbers (MspMessageRecord *message, MspBytes *self, const MspWireMessage *block)
{
  message->kind = (MspMessageKind) msp_bytes_check_enum (self, block->kind, MSP_MESSAGE_DOCUMENT + 1);
  message->flags = block->flags;
  message->offset = block->offset;
  message->size = block->size;
  message->date = block->date;
  message->received = block->received;
  message->received_basis = (MspReceivedBasis) msp_bytes_check_enum (self, block->received_basis, MSP_N_RECEIVED);
  message->uid = block->uid;
  message->uid_validity = block->uid_validity;
  message->score = msp_bytes_check_enum (self, block->score, 101);
  message->score_max = msp_bytes_check_enum (self, block->score_max, 101);
  message->severity = (MspSeverity) msp_bytes_check_enum (self, block->severity, MSP_N_SEVERITIES);
  message->has_rest = (gboolean) msp_bytes_check_enum (self, block->has_rest, 2);
  message->rest_score = msp_bytes_check_enum (self, block->rest_score, 101);
  message->rest_score_max = msp_bytes_check_enum (self, block->rest_score_max, 101);
  message->persons = block->persons;
  message->suppressed = block->suppressed;
  memcpy (message->bytes, block->bytes, sizeof message->bytes);
  check_bytes (self, message->bytes, message->size);
}

static void
take_message (MspWireRecord *record, MspBytes *self)
{
  MspMessageRecord *message = &record->message;
  const char **const strings[] = {
    &message->id, &message->locator, &message->source, &message->mailbox, &message->folder, &message->labels, &message->from,
    &message->recipients, &message->subject, &message->message_id, &message->score_reasons, &message->rest_reasons,
  };
  MspWireMessage block;

  msp_bytes_take_strings (self, strings, G_N_ELEMENTS (strings), G_N_ELEMENTS (strings) - 1);
  msp_bytes_take (self, &block, sizeof block);
  take_numbers (message, self, &block);
  message->thread = msp_bytes_check_enum (self, block.has_thread, 2) != 0 ? take_thread (&record->thread, self) : NULL;
  take_lists (record, self, &block);
}

static void
take_source (MspSourceRecord *source, MspBytes *self)
{
  source->locator = msp_bytes_take_string (self);
  source->parent = msp_bytes_take_optional (self);
  source->kind = msp_bytes_take_string (self);
  source->sha256 = msp_bytes_take_optional (self);
  source->detail = msp_bytes_take_optional (self);
  source->size = msp_bytes_take_u64 (self);
  source->messages = msp_bytes_take_u64 (self);
  source->expected = msp_bytes_take_u64 (self);
  source->fate = (MspFate) msp_bytes_take_enum (self, MSP_N_FATES);
  source->reason = (MspReason) msp_bytes_take_enum (self, MSP_N_REASONS);
  msp_bytes_take (self, source->bytes, sizeof source->bytes);
  check_bytes (self, source->bytes, source->size);
}

/* hash if it is the lower-case hexadecimal digits of one of so many bytes, or NULL. */
static const char *
check_hash (MspBytes *self, const char *hash, gsize len)
{
  if (hash != NULL && (strlen (hash) != 2 * len || strspn (hash, "0123456789abcdef") != 2 * len))
    self->bad = TRUE;
  return self->bad ? NULL : hash;
}

static void
take_claim (MspClaimRecord *claim, MspBytes *self)
{
  const char **const strings[] = {
    &claim->source, &claim->product, &claim->path, &claim->message_id, &claim->mailbox, &claim->folder, &claim->labels,
    &claim->md5, &claim->sha256, &claim->detail,
  };

  msp_bytes_take_strings (self, strings, G_N_ELEMENTS (strings), 2);
  claim->md5 = check_hash (self, claim->md5, 16);
  claim->sha256 = check_hash (self, claim->sha256, 32);
  claim->position = msp_bytes_take_u64 (self);
  claim->kind = (MspClaimKind) msp_bytes_take_enum (self, MSP_N_CLAIMS);
  claim->flags = msp_bytes_take_u32 (self);
  claim->date = (gint64) msp_bytes_take_u64 (self);
  claim->expected = msp_bytes_take_u64 (self);
  claim->copies = msp_bytes_take_u64 (self);
  claim->uid = msp_bytes_take_u32 (self);
  claim->uid_validity = msp_bytes_take_u32 (self);
}

static void
take_digest (MspDigestRecord *digest, MspBytes *self)
{
  digest->locator = msp_bytes_take_string (self);
  digest->md5 = check_hash (self, msp_bytes_take_optional (self), 16);
  digest->sha256 = check_hash (self, msp_bytes_take_optional (self), 32);
}

static void
free_row (gpointer row)
{
  msp_tally_clear (row);
  g_free (row);
}

static void
take_mark (MspWireRecord *record, MspBytes *self)
{
  record->mark.steps = msp_bytes_take_u64 (self);
  guint32 n = msp_bytes_take_count (self, 72);

  g_ptr_array_set_size (record->mark.rows, 0);
  for (guint32 i = 0; i < n; i++)
    {
      MspTally *row = g_new0 (MspTally, 1);

      g_ptr_array_add (record->mark.rows, row);
      row->locator = g_strdup (msp_bytes_take_string (self));
      row->parent = g_strdup (msp_bytes_take_optional (self));
      row->kind = g_strdup (msp_bytes_take_optional (self));
      row->detail = g_strdup (msp_bytes_take_optional (self));
      row->messages = msp_bytes_take_u64 (self);
      row->entries = msp_bytes_take_u64 (self);
      row->size = msp_bytes_take_u64 (self);
      row->fate = (MspFate) msp_bytes_take_enum (self, MSP_N_FATES);
      row->reason = (MspReason) msp_bytes_take_enum (self, MSP_N_REASONS);
      msp_bytes_take (self, row->bytes, sizeof row->bytes);
    }
}

static void
take_work (MspWireRecord *record, MspBytes *self)
{
  MspScanWork *work = &record->work;

  record->file = (MspFile) { 0 };
  record->file.path = (char *) msp_bytes_take_raw (self);
  record->file.real_path = (char *) msp_bytes_take_raw (self);
  record->file.detail = (char *) msp_bytes_take_raw (self);
  record->file.size = msp_bytes_take_u64 (self);
  record->file.fate = (MspFate) msp_bytes_take_enum (self, MSP_N_FATES);
  record->file.reason = (MspReason) msp_bytes_take_enum (self, MSP_N_REASONS);
  *work = (MspScanWork) { .file = &record->file };
  work->start = msp_bytes_take_u64 (self);
  work->end = msp_bytes_take_u64 (self);
  work->n_poisons = msp_bytes_take_count (self, 12);
  g_array_set_size (record->poisons, (guint) work->n_poisons);
  for (gsize i = 0; i < work->n_poisons; i++)
    {
      MspScanPoison *poison = &g_array_index (record->poisons, MspScanPoison, i);

      poison->step = msp_bytes_take_u64 (self);
      poison->reason = (MspReason) msp_bytes_take_enum (self, MSP_N_REASONS);
    }
  work->poisons = (const MspScanPoison *) (const void *) record->poisons->data;
  if (msp_bytes_take_enum (self, 2) != 0)
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
  MspBytes reader = { frame.data + MIN (frame.len, sizeof (guint32)), frame.data + frame.len, FALSE };

  if (frame.len < MSP_WIRE_HEADER || msp_wire_get_size (frame) != frame.len)
    return FALSE;
  self->type = (MspWireType) msp_bytes_take_enum (&reader, MSP_WIRE_N_TYPES);
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
      self->bytes = msp_bytes_take_u64 (&reader);
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
