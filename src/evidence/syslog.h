/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The head of a line of syslog: RFC 3164 with its time without a year, RFC 5424, ISO times, and what Dovecot writes into files of
   its own, without host and program. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  guint    month, day;           /* from 1 */
  guint    hour, minute, second;
  guint    year;                 /* 0 if the line does not say */
  gint64   time;                 /* with a year: seconds since 1970; UTC if has_zone, else as if it were */
  gboolean has_zone;
} MspSyslogTime;

typedef struct {
  MspSyslogTime time;
  MspSpan       program;   /* "dovecot" of "dovecot[214]:"; empty where the line has none */
  MspSpan       message;
} MspSyslog;

/* The time at the beginning of *line, taken off it with the blanks behind it. FALSE if there is none. */
gboolean msp_syslog_take_time (MspSpan *line, MspSyslogTime *out_time);

gboolean msp_syslog_parse     (MspSpan line, MspSyslog *out_record);
