/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads Zeek's conn.log, as columns or as JSON: the bytes that each side of a connection sent. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_zeek_reader;
extern const MspEvidenceReader msp_zeek_json_reader;
