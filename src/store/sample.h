/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What makes the case of a sample: keys of the table run, and the table estimate, which says what the whole archive holds. */

#include "store/case.h"
#include "store/writer.h"

/* A case that was begun as a sample goes on: as a sample of another share, or as the scan of all (share 0). No estimate and no index is
   left. */
gboolean msp_sample_reopen   (MspDatabase *database, guint share, GError **error);

/* Makes the rows of estimate from what is recorded; the indexes must be there. Inside no transaction. */
gboolean msp_sample_estimate (MspDatabase *database, const MspSampleFrame *frame, GError **error);

/* Takes all that tells of a sample out of the case. */
gboolean msp_sample_forget   (MspDatabase *database, GError **error);
