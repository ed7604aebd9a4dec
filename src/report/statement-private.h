/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The parts of a statement; only report/statement.c calls them. Each fills a part that has its title, or leaves it empty. */

#include "report/statement.h"

typedef struct {
  MspCase               *source;
  const MspAccessTotals *totals;
  const MspRosterTotals *people;
} MspStatement;

gboolean msp_statement_answer     (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_categories (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_actors     (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_missing    (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_window     (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_bound      (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_evidence   (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_coverage   (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_next       (const MspStatement *self, MspStatementPart *part, GError **error);
gboolean msp_statement_limits     (const MspStatement *self, MspStatementPart *part, GError **error);

/* Take text. */
void     msp_statement_say        (MspStatementPart *part, char *text);
void     msp_statement_list       (MspStatementPart *part, char *text);

/* As list, but what is behind the first twenty is only counted: "… and 7 more: coverage.csv". n counts calls, from 0. */
void     msp_statement_list_some  (MspStatementPart *part, char *text, guint64 *n);
void     msp_statement_list_end   (MspStatementPart *part, guint64 n, const char *file);
