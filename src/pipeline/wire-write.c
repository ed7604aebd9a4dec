/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/wire.h"

#include "pipeline/tally.h"

/* Room for len bytes more at the end of out. */
static guint8 *
grow (GByteArray *out, gsize len)
{
  guint at = out->len;

  g_byte_array_set_size (out, at + (guint) len);
  return out->data + at;
}

static void
put (GByteArray *out, const void *data, gsize len)
{
  memcpy (grow (out, len), data, len);
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  put (out, &value, sizeof value);
}

static void
put_u64 (GByteArray *out, guint64 value)
{
  put (out, &value, sizeof value);
}

/* Length, bytes, NUL; the length G_MAXUINT32 stands for NULL. */
static void
put_string (GByteArray *out, const char *string)
{
  guint32 len = string != NULL ? (guint32) strlen (string) : G_MAXUINT32;
  guint8 *at = grow (out, sizeof len + (string != NULL ? (gsize) len + 1 : 0));

  memcpy (at, &len, sizeof len);
  if (string != NULL)
    memcpy (at + sizeof len, string, (gsize) len + 1);
}

/* Leaves room for the header, which end fills in. */
static guint
begin (GByteArray *out, MspWireType type)
{
  guint start = out->len;

  put_u32 (out, 0);
  put_u32 (out, type);
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
  put_string (out, part->section);
  put_string (out, part->type);
  put_string (out, part->sniffed);
  put_string (out, part->filename);
  put_u64 (out, part->raw_size);
  put_u64 (out, part->text_size);
  put_u32 (out, part->fate);
  put_u32 (out, part->reason);
}

static void
put_finding (GByteArray *out, const MspFinding *finding)
{
  put_string (out, finding->section);
  put_u32 (out, finding->start);
  put_u32 (out, finding->end);
  put_string (out, finding->detector);
  put_u32 (out, finding->category);
  put_u32 (out, finding->sensitivity);
  put_u32 (out, finding->confidence);
  put_u32 (out, finding->band);
  put_u32 (out, finding->flags);
  put_string (out, finding->masked);
  put (out, finding->value_key, MSP_VALUE_KEY_LEN);
  put_string (out, finding->label);
  put_string (out, finding->reasons);
  put_u32 (out, finding->occurrences);
  put_u32 (out, finding->distinct);
  put_u32 (out, finding->link);
  put (out, finding->person_key, MSP_VALUE_KEY_LEN);
  if ((finding->flags & MSP_FINDING_PARAGRAPH) != 0)
    put (out, finding->paragraph, MSP_VALUE_KEY_LEN);
  put_string (out, finding->person);
  put (out, finding->name_key, MSP_VALUE_KEY_LEN);
  put_u32 (out, finding->link_confidence);
}

static void
put_problem_body (GByteArray *out, const MspProblem *problem)
{
  put_string (out, problem->locator);
  put_u32 (out, problem->fate);
  put_u32 (out, problem->reason);
  put_string (out, problem->detail);
}

static void
put_thread (GByteArray *out, const MspThread *thread)
{
  put_u32 (out, thread != NULL);
  if (thread == NULL)
    return;
  put_u32 (out, (guint32) thread->n_keys);
  put (out, thread->keys, thread->n_keys * MSP_VALUE_KEY_LEN);
  put_u32 (out, thread->is_locked != FALSE);
  put_u32 (out, thread->locked_max);
  put_u32 (out, thread->has_password != FALSE);
  put_u32 (out, thread->position);
  put_u32 (out, thread->sensitivity);
  put_u32 (out, thread->confidence);
  put_u32 (out, thread->score);
  put_u32 (out, thread->score_max);
  put_string (out, thread->score_reasons);
}

void
msp_wire_put_message (GByteArray *out, const MspMessageRecord *message)
{
  guint start = begin (out, MSP_WIRE_MESSAGE);
  const char *const strings[] = {
    message->id, message->locator, message->source, message->mailbox, message->folder, message->labels, message->from,
    message->recipients, message->subject, message->message_id, message->score_reasons,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    put_string (out, strings[i]);
  put_u32 (out, message->kind);
  put_u32 (out, message->flags);
  put_u64 (out, message->offset);
  put_u64 (out, message->size);
  put_u64 (out, (guint64) message->date);
  put_u64 (out, (guint64) message->received);
  put_u32 (out, message->received_basis);
  put_u32 (out, message->uid);
  put_u32 (out, message->uid_validity);
  put_u32 (out, message->score);
  put_u32 (out, message->score_max);
  put_u32 (out, message->severity);
  put_u32 (out, message->has_rest != FALSE);
  put_u32 (out, message->rest_score);
  put_u32 (out, message->rest_score_max);
  put_string (out, message->rest_reasons);
  put_thread (out, message->thread);
  put_u32 (out, message->persons);
  put_u32 (out, message->suppressed);
  put (out, message->bytes, sizeof message->bytes);
  put_u32 (out, (guint32) message->n_parts);
  put_u32 (out, (guint32) message->n_findings);
  put_u32 (out, (guint32) message->n_problems);
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

  put_string (out, source->locator);
  put_string (out, source->parent);
  put_string (out, source->kind);
  put_string (out, source->sha256);
  put_string (out, source->detail);
  put_u64 (out, source->size);
  put_u64 (out, source->messages);
  put_u64 (out, source->expected);
  put_u32 (out, source->fate);
  put_u32 (out, source->reason);
  put (out, source->bytes, sizeof source->bytes);
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

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    put_string (out, strings[i]);
  put_u64 (out, claim->position);
  put_u32 (out, claim->kind);
  put_u32 (out, claim->flags);
  put_u64 (out, (guint64) claim->date);
  put_u64 (out, claim->expected);
  put_u64 (out, claim->copies);
  put_u32 (out, claim->uid);
  put_u32 (out, claim->uid_validity);
  end (out, start);
}

void
msp_wire_put_digest (GByteArray *out, const MspDigestRecord *digest)
{
  guint start = begin (out, MSP_WIRE_DIGEST);

  put_string (out, digest->locator);
  put_string (out, digest->md5);
  put_string (out, digest->sha256);
  end (out, start);
}

static void
put_mark (GByteArray *out, const MspScanMark *mark)
{
  put_u64 (out, mark->steps);
  put_u32 (out, mark->rows->len);
  for (guint i = 0; i < mark->rows->len; i++)
    {
      const MspTally *row = g_ptr_array_index (mark->rows, i);

      put_string (out, row->locator);
      put_string (out, row->parent);
      put_string (out, row->kind);
      put_string (out, row->detail);
      put_u64 (out, row->messages);
      put_u64 (out, row->entries);
      put_u64 (out, row->size);
      put_u32 (out, row->fate);
      put_u32 (out, row->reason);
      put (out, row->bytes, sizeof row->bytes);
    }
}

void
msp_wire_put_mark (GByteArray *out, const MspScanMark *mark, guint64 bytes)
{
  guint start = begin (out, MSP_WIRE_MARK);

  put_u64 (out, bytes);
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
  put_string (out, string);
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
  put_u64 (out, work->file->size);
  put_u32 (out, work->file->fate);
  put_u32 (out, work->file->reason);
  put_u64 (out, work->start);
  put_u64 (out, work->end);
  put_u32 (out, (guint32) work->n_poisons);
  for (gsize i = 0; i < work->n_poisons; i++)
    {
      put_u64 (out, work->poisons[i].step);
      put_u32 (out, work->poisons[i].reason);
    }
  put_u32 (out, work->from != NULL);
  put_mark (out, work->from != NULL ? work->from : &nothing);
  end (out, start);
}
