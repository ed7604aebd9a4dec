/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/reader.h"

#include "evidence/audit-readers.h"
#include "evidence/dovecot-events.h"
#include "evidence/google-readers.h"
#include "evidence/mail-log-reader.h"
#include "evidence/nfdump.h"
#include "evidence/readers.h"
#include "evidence/shodan.h"
#include "evidence/w3c-log.h"
#include "evidence/web-log.h"
#include "evidence/zeek.h"

static const MspEvidenceReader *const table[] = {
  &msp_audit_json_reader,
  &msp_courier_reader,
  &msp_cyrus_reader,
  &msp_defender_csv_reader,
  &msp_dovecot_events_reader,
  &msp_dovecot_reader,
  &msp_gmail_bigquery_reader,
  &msp_google_reports_reader,
  &msp_httpproxy_reader,
  &msp_iis_reader,
  &msp_nfdump_reader,
  &msp_purview_csv_reader,
  &msp_sentinel_csv_reader,
  &msp_shodan_reader,
  &msp_syslog_reader,
  &msp_web_log_reader,
  &msp_zeek_json_reader,
  &msp_zeek_reader,
  NULL,
};

const MspEvidenceReader *const *
msp_evidence_readers_get_table (void)
{
  return table;
}

const MspEvidenceReader *
msp_evidence_reader_find (MspSpan head)
{
  const MspEvidenceReader *best = NULL;
  int best_bid = 0;

  for (const MspEvidenceReader *const *reader = table; *reader != NULL; reader++)
    {
      int bid = (*reader)->bid (head);

      if (bid > best_bid)
        {
          best = *reader;
          best_bid = bid;
        }
    }
  return best;
}
