/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads access logs of nginx, Apache and others in the common and the combined format: bytes sent of each file. Displays of single
   mails by Roundcube are told by the URL. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_web_log_reader;
