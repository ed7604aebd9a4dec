/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The tables beside the verdicts: files read, actors, what the archive lacks, what happened when. */

#include "access/gather.h"
#include "access/index.h"
#include "access/support.h"
#include "access/exposure.h"
#include "store/access.h"

gboolean msp_notes_write_inputs   (MspAccessWriter *out, const MspGather *gather, GError **error);
gboolean msp_notes_write_actors   (MspAccessWriter *out, const MspIndex *index, const MspExposure *window, GError **error);

/* Messages that records name and the archive has not; index must have counted. */
gboolean msp_notes_write_missing  (MspAccessWriter *out, const MspIndex *index, GError **error);

/* Everything that an actor who is not trusted did, what changes an exposure, whoever did it, and what scanners saw. */
gboolean msp_notes_write_timeline (MspAccessWriter *out, const MspIndex *index, const MspGather *gather, GError **error);
