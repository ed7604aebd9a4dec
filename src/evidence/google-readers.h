/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Readers of audit records of Google Workspace. */

#include "evidence/reader.h"

extern const MspEvidenceReader msp_gmail_bigquery_reader, msp_google_reports_reader;
