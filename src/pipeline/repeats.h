/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Parts met before: the same attachment went to fifty people, and it is decoded, read and searched but twice (the first time nobody
   knows that it will come again). Bounded; what is forgotten is read anew, with the same result. */

#include <glib.h>

#include "base/content-hash.h"
#include "detect/detector.h"
#include "mime/mail.h"
#include "model/record.h"

/* What became of a part: as in MspPartRecord. */
typedef struct {
  const char *sniffed;      /* static */
  MspFate     fate;
  MspReason   reason;
  guint64     text_size;
  const char *detail;       /* static, or NULL */
} MspOutcome;

typedef struct {
  MspContentKey key;
  MspOutcome    outcome;
  MspScanned   *scanned;
  guint64       used;       /* when last, counted in finds */
  gsize         cost;       /* bytes of memory, roughly */
} MspRepeat;

typedef struct _MspRepeats MspRepeats;

MspRepeats      *msp_repeats_new    (void);

/* TRUE if part may have come before: one as long, with the same bytes at some places and the same title and subject did. Only then
   it is worth a key, and worth keeping. Its raw bytes are as many as msp_repeats_wants says. */
gboolean         msp_repeats_met    (MspRepeats *self, const MspMailPart *part, const char *title, const char *subject);

/* Everything that the reading and the search of part depend on. title: of its text; subject: of the whole message. */
MspContentKey    msp_repeats_key    (MspRepeats *self, const MspMailPart *part, const char *title, const char *subject);

/* What is kept under key, valid until the next keep, or NULL. */
const MspRepeat *msp_repeats_find   (MspRepeats *self, const MspContentKey *key);

/* Keeps the outcome, and scanned, which is taken. */
void             msp_repeats_keep   (MspRepeats *self, const MspContentKey *key, const MspOutcome *outcome, MspScanned *scanned);

/* TRUE if a part of so many raw bytes is worth a key, or its text worth keeping. */
gboolean         msp_repeats_wants  (gsize raw_size);
gboolean         msp_repeats_holds  (gsize text_size);
void             msp_repeats_free   (MspRepeats *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRepeats, msp_repeats_free)
