/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads the events that Dovecot exports as JSON (event_exporter), of which those of finished IMAP and POP commands tell which
   mail was fetched. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_dovecot_events_reader;
