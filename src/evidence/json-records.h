/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The records of a stream of JSON, each whole in memory: objects that stand behind one another (JSON lines, with or without line
   ends), elements of an array, elements of the members "value", "items", "records" and "results" of an object, and all of these
   in one another. A record that is damaged, too long or too deep is rejected, and reading goes on at the next that can be made
   out. */

#include <glib.h>

#include "evidence/records.h"
#include "evidence/window.h"

/* Arrays and their objects that may stand around records. */
#define MSP_JSON_OUTER_MAX 8

typedef struct {
  MspWindow    window;
  guint        n_outer;
  char         outer[MSP_JSON_OUTER_MAX];   /* '[', or '{' of an object with such a member */
  guint        column;          /* blanks and brackets before the next record on its line */
  guint64      number;          /* of the record: its line if it stands alone, its place in the arrays otherwise; from 1 */
  guint64      n_lines, n_elements;
  gsize        taken;           /* bytes of the last record, dropped by the next call */
  char        *text;            /* of the record; may be changed */
  gsize        len;
  const char  *reason;          /* of the rejection, static */
  gboolean     has_next_page;   /* a link to more ("@odata.nextLink", "nextPageToken" …) was met beside the records */
  gboolean     is_cut;          /* the stream ended in the middle of a record or array */
} MspJsonRecords;

/* Borrows stream. */
void            msp_json_records_init  (MspJsonRecords *self, MspStream *stream);

/* Reads the next record into text, len and number; they hold until the next call. */
MspRecordResult msp_json_records_next  (MspJsonRecords *self);
void            msp_json_records_clear (MspJsonRecords *self);
