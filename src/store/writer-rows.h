/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One row at a time, and those that few cases have: what exports say, what ties messages together. For the writer's sink alone. */

#include "store/row.h"
#include "store/writer.h"

/* Begins a row of the statement which, that the writer alone binds values to, all of them for each row; NULL with error. Ends it, and
   counts it as pending. */
MspRow  *msp_writer_begin_row   (MspWriter *self, MspStatement which, GError **error);
gboolean msp_writer_end_row     (MspWriter *self, MspRow *row, GError **error);

gboolean msp_writer_take_claim  (MspSink *sink, const MspClaimRecord *claim, GError **error);
gboolean msp_writer_take_digest (MspSink *sink, const MspDigestRecord *digest, GError **error);

/* Within the transaction of the message of this id. */
gboolean msp_writer_put_thread  (MspWriter *self, const char *id, const MspThread *thread, GError **error);
gboolean msp_writer_put_uid     (MspWriter *self, const MspMessageRecord *message, GError **error);
