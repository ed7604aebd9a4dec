/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/writer-rows.h"

#include "model/severity.h"
#include "store/row.h"

MspRow *
msp_writer_begin_row (MspWriter *self, MspStatement which, GError **error)
{
  MspRow *row = self->rows[which];

  if (row == NULL)
    row = self->rows[which] = msp_row_new (self->database, msp_statement_get_sql (which), error);
  if (row != NULL)
    msp_row_begin (row);
  return row;
}

gboolean
msp_writer_end_row (MspWriter *self, MspRow *row, GError **error)
{
  self->pending++;
  return msp_row_end (row, error);
}

static gboolean
put_uid_entry (MspWriter *self, const MspClaimRecord *claim, GError **error)
{
  MspRow *row;

  if ((row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_UID_ENTRY, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, claim->source);
  msp_row_put_text (row, claim->path);
  msp_row_put_number (row, claim->uid);
  msp_row_put_signed_or_null (row, claim->uid_validity, 0);
  return msp_writer_end_row (self, row, error);
}

gboolean
msp_writer_put_uid (MspWriter *self, const MspMessageRecord *message, GError **error)
{
  MspRow *row;

  if ((row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_UID, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, message->id);
  msp_row_put_number (row, message->uid);
  msp_row_put_signed_or_null (row, message->uid_validity, 0);
  return msp_writer_end_row (self, row, error);
}

gboolean
msp_writer_take_claim (MspSink *sink, const MspClaimRecord *claim, GError **error)
{
  MspWriter *self = (MspWriter *) sink;
  MspRow *row;

  if (claim->kind == MSP_CLAIM_UID)
    return msp_writer_begin (self, error) && put_uid_entry (self, claim, error);
  if (!msp_writer_begin (self, error) || (row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_CLAIM, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, claim->source);
  msp_row_put_number (row, claim->position);
  msp_row_put_text (row, claim->product);
  msp_row_put_text (row, msp_claim_kind_get_name (claim->kind));
  msp_row_put_text (row, claim->path);
  msp_row_put_text (row, claim->message_id);
  msp_row_put_text (row, claim->mailbox);
  msp_row_put_text (row, claim->folder);
  msp_row_put_text (row, claim->labels);
  msp_row_put_number (row, claim->flags);
  msp_row_put_signed_or_null (row, claim->date, MSP_DATE_UNKNOWN);
  msp_row_put_signed_or_null (row, (gint64) MIN (claim->expected, (guint64) G_MAXINT64), G_MAXINT64);
  msp_row_put_text (row, claim->md5);
  msp_row_put_text (row, claim->sha256);
  msp_row_put_number (row, claim->copies);
  msp_row_put_text (row, claim->detail);
  return msp_writer_end_row (self, row, error);
}

gboolean
msp_writer_take_digest (MspSink *sink, const MspDigestRecord *digest, GError **error)
{
  MspWriter *self = (MspWriter *) sink;
  MspRow *row;

  if (!msp_writer_begin (self, error) || (row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_DIGEST, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, digest->locator);
  msp_row_put_text (row, digest->md5);
  msp_row_put_text (row, digest->sha256);
  return msp_writer_end_row (self, row, error);
}

gboolean
msp_writer_put_thread (MspWriter *self, const char *id, const MspThread *thread, GError **error)
{
  gboolean good;
  MspRow *row;

  if ((row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_UNLOCK, error)) == NULL)
    return FALSE;
  msp_row_put_text (row, id);
  msp_row_put_number (row, thread->is_locked != FALSE);
  msp_row_put_number (row, thread->locked_max);
  msp_row_put_signed_or_null (row, thread->has_password ? (gint64) thread->position : -1, -1);
  msp_row_put_number (row, thread->sensitivity);
  msp_row_put_number (row, thread->confidence);
  msp_row_put_number (row, thread->score);
  msp_row_put_number (row, thread->score_max);
  msp_row_put_text (row, msp_severity_get_name (msp_severity_from_score (thread->score)));
  msp_row_put_word (row, thread->score_reasons);
  good = msp_writer_end_row (self, row, error);
  for (gsize i = 0; good && i < thread->n_keys; i++)
    {
      good = (row = msp_writer_begin_row (self, MSP_STATEMENT_INSERT_THREAD, error)) != NULL;
      if (!good)
        break;
      msp_row_put_text (row, id);
      msp_row_put_key (row, thread->keys[i]);
      good = msp_writer_end_row (self, row, error);
    }
  return good;
}
