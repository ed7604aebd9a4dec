/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads flows that nfdump wrote as CSV (-o csv), of NetFlow and IPFIX: bytes of each direction. Times are those of the machine it
   ran on. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_nfdump_reader;
