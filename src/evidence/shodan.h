/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads banners of Shodan, one object a line or the "data" of a host with its history: when the server was seen from outside, and
   whether mail could be read then. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_shodan_reader;
