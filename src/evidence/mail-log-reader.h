/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads the logs of IMAP and POP servers. Every reader understands the lines of all of them, as a central syslog holds them; which one
   it is called by says which the beginning of the file speaks of. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_dovecot_reader;
extern const MspEvidenceReader msp_cyrus_reader;
extern const MspEvidenceReader msp_courier_reader;

/* A syslog with nothing of a mail server in its first 64 KiB. */
extern const MspEvidenceReader msp_syslog_reader;
