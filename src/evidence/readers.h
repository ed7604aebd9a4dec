/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The table of all readers: one row each, ended by NULL. */

#include "evidence/reader.h"

const MspEvidenceReader *const *msp_evidence_readers_get_table (void);
