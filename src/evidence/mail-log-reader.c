/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/mail-log-reader.h"

#include <glib/gi18n-lib.h>

#include "evidence/courier.h"
#include "evidence/cyrus.h"
#include "evidence/dovecot.h"

#define BID_SERVER 85
#define BID_SYSLOG 10

static gboolean
read_line (gpointer user_data, MspLog *log, MspSpan line, GError **error)
{
  MspMailLog *self = user_data;

  if (!msp_syslog_parse (line, &self->record))
    return msp_log_reject (log, "the line begins with no time");
  msp_years_step (&self->years, self->record.time.month, self->record.time.day);
  if (self->record.time.year != 0)
    msp_years_set (&self->years, (gint) self->record.time.year);
  if (msp_span_has_prefix (self->record.program, "dovecot"))
    return msp_dovecot_read_line (self, log, error);
  if (msp_courier_bids (&self->record))
    return msp_courier_read_line (self, log, error);
  return msp_cyrus_read_line (self, log, error);
}

/* The first line that states a year dates those before it; without one, the options date the last line. */
static gboolean
find_years (MspYears *years, MspStream *stream, const MspEvidenceOptions *options, GError **error)
{
  MspLines lines;
  MspLineKind kind;
  MspSpan line;
  gboolean is_whole;

  msp_lines_init (&lines, stream, MSP_LOG_LINE_MAX);
  while ((is_whole = msp_lines_next (&lines, &kind, &line, error)) && kind != MSP_LINE_END && !years->has_year)
    {
      MspSyslogTime time;

      if (kind != MSP_LINE_TEXT || !msp_syslog_take_time (&line, &time))
        continue;
      msp_years_step (years, time.month, time.day);
      if (time.year != 0)
        msp_years_set (years, (gint) time.year);
    }
  msp_lines_clear (&lines);
  if (!years->has_year && options->year != 0)
    msp_years_set (years, (gint) options->year);
  msp_years_rewind (years);
  return is_whole;
}

/* A log without years is read twice. Where that cannot be, or the first pass fails at damage, its times are not known and the
   second says so. */
static gboolean
prepare_years (MspYears *years, MspStream *stream, const MspEvidenceOptions *options, GError **error)
{
  if (!msp_stream_can_seek (stream))
    return TRUE;
  find_years (years, stream, options, NULL);
  return msp_stream_seek (stream, 0, error);
}

static gboolean
read_mail_log (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  MspMailLog self = { 0 };

  msp_years_init (&self.years);
  if (!prepare_years (&self.years, stream, options, error))
    return FALSE;
  msp_sessions_init (&self.sessions);
  gboolean is_whole = msp_log_read (stream, options, sink, read_line, &self, error);
  msp_sessions_clear (&self.sessions);
  return is_whole;
}

typedef gboolean (*BidFunc) (const MspSyslog *record);

static int
bid_if_any (MspSpan head, BidFunc bids)
{
  MspSpan line;

  while (msp_log_next_head_line (&head, &line))
    {
      MspSyslog record;

      if (msp_syslog_parse (line, &record) && bids (&record))
        return BID_SERVER;
    }
  return 0;
}

static int
bid_dovecot (MspSpan head)
{
  return bid_if_any (head, msp_dovecot_bids);
}

static int
bid_cyrus (MspSpan head)
{
  return bid_if_any (head, msp_cyrus_bids);
}

static int
bid_courier (MspSpan head)
{
  return bid_if_any (head, msp_courier_bids);
}

/* Most lines: the first may be cut, and some programs write lines of their own form. */
static int
bid_syslog (MspSpan head)
{
  guint n = 0, n_good = 0;
  MspSpan line;

  while (msp_log_next_head_line (&head, &line))
    {
      MspSyslog record;

      n++;
      if (msp_syslog_parse (line, &record) && record.program.len > 0)
        n_good++;
    }
  return n_good * 2 > n ? BID_SYSLOG : 0;
}

const MspEvidenceReader msp_dovecot_reader = { "dovecot", N_("Dovecot log"), bid_dovecot, read_mail_log };
const MspEvidenceReader msp_cyrus_reader = { "cyrus", N_("Cyrus IMAP log"), bid_cyrus, read_mail_log };
const MspEvidenceReader msp_courier_reader = { "courier", N_("Courier IMAP log"), bid_courier, read_mail_log };
const MspEvidenceReader msp_syslog_reader = { "syslog", N_("syslog"), bid_syslog, read_mail_log };
