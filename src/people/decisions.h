/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What people decided about persons: a text file that can be read, changed and kept, one decision a line, "#" begins a comment:

     join P1f0c… P9a2b…     both are one person
     split P1f0c…           mentions of different names in it are different persons

   Ids are those of the roster before any decision, which a new scan of the same mail with the same key gives again. */

#include <glib.h>

#include "people/evidence.h"

#define MSP_PEOPLE_ERROR (msp_people_error_quark ())
typedef enum {
  MSP_PEOPLE_ERROR_DECISION,   /* a line that is none, an id that is none */
  MSP_PEOPLE_ERROR_TRIGGER,    /* a file of triggers that is wrong */
} MspPeopleError;
GQuark msp_people_error_quark (void);

typedef struct _MspDecisions MspDecisions;

/* Where the decisions about a case are kept: beside it. The caller owns the path. */
char         *msp_decisions_dup_path (const char *case_path);

/* Reads path; NULL: what is kept beside the case, which are no decisions if no file is there. MSP_PEOPLE_ERROR_DECISION names file, line
   and cause. */
MspDecisions *msp_decisions_load   (const char *case_path, const char *path, GError **error);

/* Adds a decision to the end of the file at path, which is made if need be, of mode 0600, and must hold
   nothing but decisions. second is NULL for a split. */
gboolean      msp_decisions_append (const char *path, const char *first, const char *second, GError **error);

/* Carries out splits, then joins, in person (see MspResolution.person). Those with ids that the roster has not are passed over: see
   msp_decisions_get_unknown. */
void          msp_decisions_apply  (MspDecisions *self, const MspEvidence *evidence, guint32 *person);

/* How many there are, and how many of the last apply name somebody whom the roster has not. */
guint         msp_decisions_get_count   (const MspDecisions *self);
guint         msp_decisions_get_unknown (const MspDecisions *self);
void          msp_decisions_free   (MspDecisions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspDecisions, msp_decisions_free)
