/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How the tables of store/access.h are laid out: the columns of each, and where they lie in its struct. */

#include "store/access.h"

typedef enum { MSP_COLUMN_TEXT, MSP_COLUMN_NUMBER, MSP_COLUMN_DATE } MspColumnType;

typedef struct {
  const char   *name;      /* in SQL */
  gsize         offset;    /* in the struct */
  MspColumnType type;
} MspAccessColumn;

typedef struct {
  const char            *name;      /* of the table; NULL for what is only read */
  const char            *from;      /* what follows the columns when it is read */
  const MspAccessColumn *columns;   /* ended by one without name */
  gsize                  row_size;
} MspAccessLayout;

/* Static. */
const MspAccessLayout *msp_access_layout_get (MspAccessTable table);
