/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bands of a message's score: the three impact levels of FIPS 199 with one band added at each end. */

#include <glib.h>

typedef enum {
  MSP_SEVERITY_NONE,       /* 0 */
  MSP_SEVERITY_INFO,       /* 1-19 */
  MSP_SEVERITY_LOW,        /* 20-39 */
  MSP_SEVERITY_MODERATE,   /* 40-69 */
  MSP_SEVERITY_HIGH,       /* 70-89 */
  MSP_SEVERITY_CRITICAL,   /* 90-100 */
  MSP_N_SEVERITIES
} MspSeverity;

/* The band of a score from 0 to 100. */
MspSeverity msp_severity_from_score (guint score);

/* The names of the reports: "none", "info" …; static. FALSE for a name that is none. */
const char *msp_severity_get_name   (MspSeverity severity);
gboolean    msp_severity_from_name  (const char *name, MspSeverity *out_severity);
