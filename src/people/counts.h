/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How many people: of those affected, by category, data element and mailbox. Each number has its bounds, as MspResolution says. */

#include <glib.h>

#include "model/severity.h"
#include "people/resolution.h"

typedef struct {
  guint64 lower, people, upper;   /* in this order, none is smaller than the one before */
} MspHeads;

typedef struct _MspPeopleCounts MspPeopleCounts;

/* Nothing is kept of evidence and resolution but strings of the evidence, which must outlive the result. */
MspPeopleCounts *msp_people_counts_new  (const MspEvidence *evidence, const MspResolution *resolution);
void             msp_people_counts_free (MspPeopleCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspPeopleCounts, msp_people_counts_free)

/* With a finding of the category in a message of this severity, or of this and those above; contact data only of those who are affected
   by more than that. */
MspHeads msp_people_counts_get_at      (const MspPeopleCounts *self, MspCategory category, MspSeverity severity);
MspHeads msp_people_counts_get_from    (const MspPeopleCounts *self, MspCategory category, MspSeverity min_severity);

/* With a finding of the detector, or with more than contact data in the mailbox; zero for names that nobody has. */
MspHeads msp_people_counts_get_element (const MspPeopleCounts *self, const char *detector);
MspHeads msp_people_counts_get_mailbox (const MspPeopleCounts *self, const char *mailbox);
