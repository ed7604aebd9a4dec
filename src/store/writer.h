/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The sink that turns records into rows, in transactions of some thousand rows. */

#include "model/sink.h"
#include "store/balance.h"
#include "store/database.h"
#include "store/row.h"

typedef struct {
  MspSink      sink;            /* first: msp_sink_message and so on take it */
  MspDatabase *database;        /* borrowed */
  guint        pending;         /* rows since the last commit */
  gboolean     in_transaction;
  gboolean     checkpoints;     /* only a checkpoint commits */
  gboolean     resumed;         /* parts were written before that this writer has not checked */
  guint64      loose_problems;  /* problems of no message so far */
  char        *source;          /* the last locator hashed, and its id */
  char        *source_id;
  gboolean     has_no_uids;     /* it is a mailbox file whose messages have no UIDs that count */
  char        *broken;          /* the first message whose own bytes do not add up, in a sentence, or NULL */
  MspBalance   balance;
  GArray      *order;           /* scratch: findings sorted by detector and value */
  MspRow      *rows[MSP_N_STATEMENTS];   /* those begun so far */
} MspWriter;

void     msp_writer_init  (MspWriter *self, MspDatabase *database);

/* Before each record: a transaction, a new one after some thousand rows. */
gboolean msp_writer_begin (MspWriter *self, GError **error);

/* Whether so many rows are pending that it is time to commit them. */
gboolean msp_writer_is_due (const MspWriter *self);

/* Writes the rows that wait for others, for who asks the tables; the transaction stays open. */
gboolean msp_writer_flush_rows (MspWriter *self, GError **error);

/* Commits what is pending. */
gboolean msp_writer_flush (MspWriter *self, GError **error);

/* Forgets what was taken since the last checkpoint. */
void     msp_writer_drop (MspWriter *self);

void     msp_writer_clear (MspWriter *self);

/* One row of the run table; outside or inside a transaction. */
gboolean msp_writer_set_run (MspDatabase *database, const char *key, const char *value, GError **error);
