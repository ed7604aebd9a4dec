/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Readers of audit records of Microsoft 365. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_audit_json_reader, msp_defender_csv_reader, msp_purview_csv_reader, msp_sentinel_csv_reader;
