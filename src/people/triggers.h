/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which persons somebody may have to be told about: rules and thresholds from a key file (people/triggers.keyfile says the form),
   each with its source and the date of it. Candidates for counsel, never legal advice. */

#include <glib.h>

#include "people/decisions.h"

/* What is known of one person. */
typedef struct {
  gboolean           has_name, is_minor;
  guint32            categories;      /* bit i: MspCategory i */
  guint32            sure_categories; /* of them, with a finding of high confidence */
  const char *const *detectors;       /* NULL-terminated */
  const guint8      *confidences;     /* of each detector, the highest */
  const char        *country;         /* ISO 3166, or "" */
} MspTriggerFacts;

typedef struct {
  const char *id, *title, *source, *as_of;   /* owned by the triggers */
  const char *rule;                          /* of a threshold, else NULL */
  guint64     people;                        /* of a threshold */
} MspTriggerInfo;

typedef struct _MspTriggers MspTriggers;

/* The built-in file if path is NULL. MSP_PEOPLE_ERROR_TRIGGER names file, group and cause; G_FILE_ERROR. */
MspTriggers          *msp_triggers_load  (const char *path, GError **error);

/* Ids of the rules that facts fulfil, ";"-separated, in the order of the file; caller owns. */
char                 *msp_triggers_dup_matches    (const MspTriggers *self, const MspTriggerFacts *facts);

/* Rules, then thresholds, each n of them. */
const MspTriggerInfo *msp_triggers_get_rules      (const MspTriggers *self, gsize *out_n);
const MspTriggerInfo *msp_triggers_get_thresholds (const MspTriggers *self, gsize *out_n);
void                  msp_triggers_free  (MspTriggers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspTriggers, msp_triggers_free)
