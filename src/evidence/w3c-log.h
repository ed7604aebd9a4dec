/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads W3C extended logs of IIS, with Exchange behind it or files, and the HttpProxy logs of Exchange: which mailbox was asked for,
   and how many bytes were sent where that column was selected. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_iis_reader;
extern const MspEvidenceReader msp_httpproxy_reader;
