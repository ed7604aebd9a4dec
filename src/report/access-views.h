/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What was accessed as tables of typed fields, for writers that know no more than that: the tables of store/access.h in the columns
   of docs/access.md. */

#include <glib.h>

#include "report/tables.h"
#include "store/access.h"

/* Room for the row of any view. */
typedef union _MspAccessRow MspAccessRow;

typedef struct {
  MspTable       table;      /* name: the CSV file's without ".csv"; no query stands behind it: use msp_access_view_each */
  const char    *member;     /* its name in JSON, within "access" */
  MspAccessTable source;
  void         (*prepare) (MspAccessRow *row, guint64 number);   /* sets what is made of the stored; NULL: nothing. Rows count from 1 */
} MspAccessView;

/* All, ended by a view whose table has no name. */
const MspAccessView *msp_access_views_get (void);

/* Calls func with every row; table is that of self. MSP_STORE_ERROR. */
gboolean msp_access_view_each (const MspAccessView *self, MspCase *source, MspTableFunc func, gpointer user_data, GError **error);

/* "received", "arrival", "date", or "". Static. */
const char *msp_access_basis_of_time_get_name (guint64 basis);
