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
  const char        *country;         /* ISO 3166-1, or "" */
  const char        *place;           /* the same, or a state: ISO 3166-2 */
} MspTriggerFacts;

/* What a rule counts. */
typedef enum { MSP_SCOPE_PERSON, MSP_SCOPE_ACCOUNT, MSP_SCOPE_MESSAGE } MspTriggerScope;

typedef struct {
  const char *id, *title, *source, *as_of;   /* owned by the triggers */
  const char *deadline;                      /* for people, or NULL */
  const char *rule;                          /* of a threshold, else NULL */
  guint64     people;                        /* of a threshold */
  gboolean    by_state;                      /* of a threshold: of the residents of one US state */
  const char *const *places;                 /* … of one of these places alone, NULL-terminated; NULL: of all */
  MspTriggerScope scope;                     /* of a rule */
  guint32     categories;                    /* of a rule: bit i is MspCategory i */
} MspTriggerInfo;

typedef struct _MspTriggers MspTriggers;

/* The built-in file if path is NULL. MSP_PEOPLE_ERROR_TRIGGER names file, group and cause; G_FILE_ERROR. */
MspTriggers          *msp_triggers_load  (const char *path, GError **error);

/* Ids of the rules that facts fulfil, ";"-separated, in the order of the file; caller owns. */
char                 *msp_triggers_dup_matches    (const MspTriggers *self, const MspTriggerFacts *facts);

/* Whether a list of them has the rule. */
gboolean              msp_triggers_has_match      (const char *matches, const char *id);

/* Rules, then thresholds, each n of them. */
const MspTriggerInfo *msp_triggers_get_rules      (const MspTriggers *self, gsize *out_n);
const MspTriggerInfo *msp_triggers_get_thresholds (const MspTriggers *self, gsize *out_n);
void                  msp_triggers_free  (MspTriggers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspTriggers, msp_triggers_free)
