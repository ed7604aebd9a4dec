/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/mail-log.h"

#include "evidence/address.h"
#include "evidence/timestamp.h"

/* Servers write whole seconds. */
#define PRECISION 1

gboolean
msp_mail_log_begin (MspMailLog *self, MspLog *log, MspEvent *event, MspEventKind kind)
{
  const MspSyslogTime *time = &self->record.time;
  guint year = msp_years_get (&self->years);

  msp_event_init (event, kind);
  event->precision = PRECISION;
  event->time = time->time;
  if (time->year == 0)
    event->time = year == 0 ? MSP_TIME_UNKNOWN
                            : msp_timestamp_from_civil (year, time->month, time->day, time->hour, time->minute, time->second);
  if (event->time == MSP_TIME_UNKNOWN)
    {
      msp_log_reject (log, year == 0 ? "the time has no year" : "there is no such day in its year");
      return FALSE;
    }
  if (!time->has_zone)
    {
      event->time -= log->options->utc_offset;
      event->clock = MSP_CLOCK_ASSUMED;
      msp_log_mark (log, MSP_MARK_NO_YEAR);
    }
  /* What was counted may have come in until then. */
  if (kind == MSP_EVENT_SESSION)
    event->end = event->time;
  return TRUE;
}

void
msp_mail_log_set_session (MspMailLog *self, MspEvent *event, const char *session)
{
  const MspSession *known = *session != '\0' ? msp_sessions_find (&self->sessions, session) : NULL;

  event->session = session;
  if (known == NULL)
    return;
  if (*event->ip == '\0')
    event->ip = known->ip;
  if (*event->user == '\0')
    event->user = known->user;
  if (*event->mailbox == '\0')
    event->mailbox = known->user;
}

const char *
msp_mail_log_keep_address (MspLog *log, MspSpan text)
{
  char address[MSP_ADDRESS_SIZE];

  return msp_address_normalise (text, address) ? msp_log_keep (log, msp_span_from_string (address)) : "";
}
