/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/wire.h"

#include "pipeline/bytes.h"
#include "pipeline/tally.h"
#include "pipeline/wire-block.h"

/* Leaves room for the header, which end fills in. */
static guint
begin (GByteArray *out, MspWireType type)
{
  const guint32 header[] = { 0, type };
  guint start = out->len;

  msp_bytes_put (out, header, sizeof header);
  return start;
}

static void
end (GByteArray *out, guint start)
{
  guint32 rest = out->len - start - MSP_WIRE_HEADER;

  memcpy (out->data + start, &rest, sizeof rest);
}

static void
put_part (GByteArray *out, const MspPartRecord *part)
{
  const char *const strings[] = { part->section, part->type, part->sniffed, part->filename };
  const MspWirePart block = { part->raw_size, part->text_size, part->fate, part->reason };

  msp_bytes_put_strings (out, strings, G_N_ELEMENTS (strings));
  msp_bytes_put (out, &block, sizeof block);
}

static void
put_finding (GByteArray *out, const MspFinding *finding)
{
  const guint32 place[] = { finding->start, finding->end };
  const guint32 judged[] = { finding->category, finding->sensitivity, finding->confidence, finding->band, finding->flags };
  const char *const reasons[] = { finding->reasons, finding->label };
  const guint32 counts[] = { finding->occurrences, finding->distinct, finding->link };

  msp_bytes_put_string (out, finding->section);
  msp_bytes_put (out, place, sizeof place);
  msp_bytes_put_string (out, finding->detector);
  msp_bytes_put (out, judged, sizeof judged);
  msp_bytes_put_string (out, finding->masked);
  msp_bytes_put (out, finding->value_key, MSP_VALUE_KEY_LEN);
  msp_bytes_put_strings (out, reasons, G_N_ELEMENTS (reasons));
  msp_bytes_put (out, counts, sizeof counts);
  msp_bytes_put (out, finding->person_key, MSP_VALUE_KEY_LEN);
  if ((finding->flags & MSP_FINDING_PARAGRAPH) != 0)
    msp_bytes_put (out, finding->paragraph, MSP_VALUE_KEY_LEN);
  msp_bytes_put_string (out, finding->person);
  msp_bytes_put (out, finding->name_key, MSP_VALUE_KEY_LEN);
  msp_bytes_put_u32 (out, finding->link_confidence);
}

static void
put_problem_body (GByteArray *out, const MspProblem *problem)
{
  msp_bytes_put_string (out, problem->locator);
  msp_bytes_put_u32 (out, problem->fate);
  msp_bytes_put_u32 (out, problem->reason);
  msp_bytes_put_string (out, problem->detail);
}

static void
put_thread (GByteArray *out, const MspThread *thread)
{
  msp_bytes_put_u32 (out, (guint32) thread->n_keys);
  msp_bytes_put (out, thread->keys, thread->n_keys * MSP_VALUE_KEY_LEN);
  msp_bytes_put_u32 (out, thread->is_locked != FALSE);
  msp_bytes_put_u32 (out, thread->locked_max);
  msp_bytes_put_u32 (out, thread->has_password != FALSE);
  msp_bytes_put_u32 (out, thread->position);
  msp_bytes_put_u32 (out, thread->sensitivity);
  msp_bytes_put_u32 (out, thread->confidence);
  msp_bytes_put_u32 (out, thread->score);
  msp_bytes_put_u32 (out, thread->score_max);
  msp_bytes_put_string (out, thread->score_reasons);
}

void
msp_wire_put_message (GByteArray *out, const MspMessageRecord *message)
{
  guint start = begin (out, MSP_WIRE_MESSAGE);
  const char *const strings[] = {
    message->id, message->locator, message->source, message->mailbox, message->folder, message->labels, message->from,
    message->recipients, message->subject, message->message_id, message->score_reasons, message->rest_reasons,
  };
  MspWireMessage block = {
    .offset = message->offset, .size = message->size, .date = message->date, .received = message->received,
    .kind = message->kind, .flags = message->flags, .received_basis = message->received_basis,
    .uid = message->uid, .uid_validity = message->uid_validity,
    .score = message->score, .score_max = message->score_max, .severity = message->severity,
    .has_rest = message->has_rest != FALSE, .rest_score = message->rest_score, .rest_score_max = message->rest_score_max,
    .persons = message->persons, .suppressed = message->suppressed, .has_thread = message->thread != NULL,
    .n_parts = (guint32) message->n_parts, .n_findings = (guint32) message->n_findings,
    .n_problems = (guint32) message->n_problems,
  };

  memcpy (block.bytes, message->bytes, sizeof block.bytes);
  msp_bytes_put_strings (out, strings, G_N_ELEMENTS (strings));
  msp_bytes_put (out, &block, sizeof block);
  if (message->thread != NULL)
    put_thread (out, message->thread);
  for (gsize i = 0; i < message->n_parts; i++)
    put_part (out, &message->parts[i]);
  for (gsize i = 0; i < message->n_findings; i++)
    put_finding (out, &message->findings[i]);
  for (gsize i = 0; i < message->n_problems; i++)
    put_problem_body (out, &message->problems[i]);
  end (out, start);
}

void
msp_wire_put_source (GByteArray *out, const MspSourceRecord *source)
{
  guint start = begin (out, MSP_WIRE_SOURCE);

  msp_bytes_put_string (out, source->locator);
  msp_bytes_put_string (out, source->parent);
  msp_bytes_put_string (out, source->kind);
  msp_bytes_put_string (out, source->sha256);
  msp_bytes_put_string (out, source->detail);
  msp_bytes_put_u64 (out, source->size);
  msp_bytes_put_u64 (out, source->messages);
  msp_bytes_put_u64 (out, source->expected);
  msp_bytes_put_u32 (out, source->fate);
  msp_bytes_put_u32 (out, source->reason);
  msp_bytes_put (out, source->bytes, sizeof source->bytes);
  end (out, start);
}

void
msp_wire_put_problem (GByteArray *out, const MspProblem *problem)
{
  guint start = begin (out, MSP_WIRE_PROBLEM);

  put_problem_body (out, problem);
  end (out, start);
}

void
msp_wire_put_claim (GByteArray *out, const MspClaimRecord *claim)
{
  guint start = begin (out, MSP_WIRE_CLAIM);
  const char *const strings[] = {
    claim->source, claim->product, claim->path, claim->message_id, claim->mailbox, claim->folder, claim->labels, claim->md5,
    claim->sha256, claim->detail,
  };

  msp_bytes_put_strings (out, strings, G_N_ELEMENTS (strings));
  msp_bytes_put_u64 (out, claim->position);
  msp_bytes_put_u32 (out, claim->kind);
  msp_bytes_put_u32 (out, claim->flags);
  msp_bytes_put_u64 (out, (guint64) claim->date);
  msp_bytes_put_u64 (out, claim->expected);
  msp_bytes_put_u64 (out, claim->copies);
  msp_bytes_put_u32 (out, claim->uid);
  msp_bytes_put_u32 (out, claim->uid_validity);
  end (out, start);
}

void
msp_wire_put_digest (GByteArray *out, const MspDigestRecord *digest)
{
  guint start = begin (out, MSP_WIRE_DIGEST);

  msp_bytes_put_string (out, digest->locator);
  msp_bytes_put_string (out, digest->md5);
  msp_bytes_put_string (out, digest->sha256);
  end (out, start);
}

static void
put_mark (GByteArray *out, const MspScanMark *mark)
{
  msp_bytes_put_u64 (out, mark->steps);
  msp_bytes_put_u32 (out, mark->rows->len);
  for (guint i = 0; i < mark->rows->len; i++)
    {
      const MspTally *row = g_ptr_array_index (mark->rows, i);

      msp_bytes_put_string (out, row->locator);
      msp_bytes_put_string (out, row->parent);
      msp_bytes_put_string (out, row->kind);
      msp_bytes_put_string (out, row->detail);
      msp_bytes_put_u64 (out, row->messages);
      msp_bytes_put_u64 (out, row->entries);
      msp_bytes_put_u64 (out, row->size);
      msp_bytes_put_u32 (out, row->fate);
      msp_bytes_put_u32 (out, row->reason);
      msp_bytes_put (out, row->bytes, sizeof row->bytes);
    }
}

void
msp_wire_put_mark (GByteArray *out, const MspScanMark *mark, guint64 bytes)
{
  guint start = begin (out, MSP_WIRE_MARK);

  msp_bytes_put_u64 (out, bytes);
  put_mark (out, mark);
  end (out, start);
}

void
msp_wire_put_done (GByteArray *out)
{
  end (out, begin (out, MSP_WIRE_DONE));
}

/* Paths are raw bytes, so they travel with their length and are not checked for UTF-8. */
static void
put_raw (GByteArray *out, const char *string)
{
  msp_bytes_put_string (out, string);
}

void
msp_wire_put_work (GByteArray *out, const MspScanWork *work)
{
  guint start = begin (out, MSP_WIRE_WORK);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const MspScanMark nothing = { 0, none };

  put_raw (out, work->file->path);
  put_raw (out, work->file->real_path);
  put_raw (out, work->file->detail);
  msp_bytes_put_u64 (out, work->file->size);
  msp_bytes_put_u32 (out, work->file->fate);
  msp_bytes_put_u32 (out, work->file->reason);
  msp_bytes_put_u64 (out, work->start);
  msp_bytes_put_u64 (out, work->end);
  msp_bytes_put_u32 (out, (guint32) work->n_poisons);
  for (gsize i = 0; i < work->n_poisons; i++)
    {
      msp_bytes_put_u64 (out, work->poisons[i].step);
      msp_bytes_put_u32 (out, work->poisons[i].reason);
    }
  msp_bytes_put_u32 (out, work->from != NULL);
  put_mark (out, work->from != NULL ? work->from : &nothing);
  end (out, start);
}
