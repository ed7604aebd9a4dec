/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What may be said of the access to exposed mail, in fixed sentences with counts, and what limits them: for counsel as statement.md,
   for the terminal, for the HTML report. In the reader's language; without the time of day, so that it says the same again. */

#include <glib.h>

#include "people/roster.h"
#include "report/access-totals.h"

typedef struct {
  char      *title;
  GPtrArray *paragraphs;     /* char * */
  GPtrArray *points;         /* char *, of a list behind them */
} MspStatementPart;

/* MspStatementPart, the answer first, limits last; owned by the caller. access must have run. MSP_STORE_ERROR. */
GPtrArray *msp_statement_new          (MspCase *source, GError **error);

/* "Of 16 message copies in 3 mailboxes, 8 were accessed (…), …" Caller owns. */
char      *msp_statement_dup_answer   (const MspAccessTotals *totals);

/* Markdown; caller owns. */
char      *msp_statement_dup_markdown (MspCase *source, GError **error);

/* Of 80 columns, with escape sequences for a terminal if colour; caller owns. */
char      *msp_statement_dup_text     (MspCase *source, gboolean colour, GError **error);
