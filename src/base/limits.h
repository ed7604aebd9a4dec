/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every limit that hostile input can run into, in one place. Reaching one is a problem in the report, never a crash and
   never silence. The values used are recorded in the case file. */

#include <glib.h>

typedef struct {
  guint   depth;           /* archives, messages and parts inside one another */
  guint   parts;           /* MIME parts in one message */
  gsize   header_bytes;    /* header block of one message */
  gsize   message_bytes;   /* of one message held in memory; the rest is counted, not read */
  gsize   text_bytes;      /* decoded text of one part */
  guint64 expanded_bytes;  /* of one archive entry */
  guint   expanded_ratio;  /* expanded to packed size of one archive with all archives inside it, once past 64 MiB */
  guint   entries;         /* in one archive */
  guint   findings;        /* kept for one message; more are counted */
  guint   seconds;         /* that a worker process may be silent over one message */
  gsize   memory;          /* bytes that a worker process may use beyond what it starts with */
} MspLimits;

typedef struct {
  const char *name;         /* as in --max-NAME */
  const char *summary;      /* for people, translatable */
  gsize       offset;       /* of the field in MspLimits */
  gsize       size;         /* of the field in bytes: 4 or 8 */
  guint64     max;          /* the most that it can be set to */
} MspLimitInfo;

/* Sets the defaults. */
void                msp_limits_init  (MspLimits *self);

/* The table of all limits, ended by a row without name. */
const MspLimitInfo *msp_limits_get_table (void);

/* The value of the limit in row info of the table. */
guint64             msp_limits_get   (const MspLimits *self, const MspLimitInfo *info);

/* Sets one limit from text: a whole number from 1 to its row's max with an optional K, M or G (powers of 1024).
   Errors are of G_OPTION_ERROR. */
gboolean            msp_limits_parse (MspLimits *self, const char *name, const char *text, GError **error);
