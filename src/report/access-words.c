/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/access-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
msp_access_words_verdict (MspAccessVerdict verdict)
{
  static const char *const names[MSP_N_VERDICTS + 1] = {
    [MSP_VERDICT_ACCESSED] = N_("accessed"), [MSP_VERDICT_PRESUMED] = N_("must be presumed accessed"),
    [MSP_VERDICT_INDETERMINATE] = N_("indeterminate"), [MSP_VERDICT_NOT_SHOWN] = N_("no access shown in complete logs"),
    [MSP_VERDICT_NO_EVIDENCE] = N_("no access evidence of either kind"), [MSP_VERDICT_NOT_EXPOSED] = N_("received after the exposure"),
    [MSP_N_VERDICTS] = N_("not judged"),
  };

  return _(names[MIN (verdict, MSP_N_VERDICTS)]);
}

const char *
msp_access_words_class (MspActorClass class)
{
  static const char *const names[MSP_N_ACTOR_CLASSES] = {
    [MSP_ACTOR_HOSTILE] = N_("hostile"), [MSP_ACTOR_UNKNOWN] = N_("unknown"), [MSP_ACTOR_TRUSTED] = N_("trusted"),
  };

  return class < MSP_N_ACTOR_CLASSES ? _(names[class]) : "";
}

static const struct {
  const char *code, *words;
} bases[] = {
  { "BIND", N_("opened, by the audit log") }, { "ATTACHMENT", N_("an attachment was fetched") }, { "SENT", N_("sent on by the actor") },
  { "GMAIL_VIEW", N_("displayed, by the Gmail log") },
  { "WEBMAIL_VIEW", N_("displayed, by the web log of a webmail") }, { "WEB_FULL", N_("a web server sent the whole file") },
  { "WEB_PREFIX", N_("a web server sent the file up to behind it") }, { "IMAP_SEEN", N_("fetched, by the mail server's log") },
  { "RAWLOG", N_("fetched, by the record of an IMAP command") },
  { "SYNC_FOLDER", N_("folder synchronisation") }, { "SYNC_MAILBOX", N_("mailbox synchronisation") },
  { "THROTTLED_24H", N_("audit throttling") }, { "TAKEOUT", N_("an export of the account") },
  { "IMAP_BULK", N_("counters of IMAP sessions") }, { "POP_BULK", N_("counters of POP sessions") },
  { "FORWARD_RULE", N_("a forwarding rule") }, { "EXPORT_JOB", N_("an export job") },
  { "UNRESOLVED_BINDS", N_("accesses that name no message") }, { "PARTIAL_RANGE", N_("a transfer that ends within it") },
  { "IMAP_COUNT", N_("a count of fetched messages below that of the account") }, { "LOG_GAP", N_("a gap in the logs") },
  { "TRUNCATED_EXPORT", N_("an audit export that was cut") }, { "AUDIT_OFF", N_("auditing was off") },
  { "RETENTION_EXPIRED", N_("logs that were no longer kept") }, { "NO_ID", N_("no Message-ID to compare") },
  { "AUDITED_NO_HIT", N_("audited, and no record") }, { "NO_AUDIT_FOR_MAILBOX", N_("no record of any kind names the mailbox") },
  { "NO_LOGS", N_("no logs") }, { "AFTER_WINDOW", N_("received after the last exposed instant") },
  { "BEFORE_RULE", N_("received before the rule") },
};

const char *
msp_access_words_basis (const char *basis)
{
  gsize len = strcspn (basis, ":");

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    if (strlen (bases[i].code) == len && strncmp (bases[i].code, basis, len) == 0)
      return _(bases[i].words);
  return basis;
}

const char *
msp_access_words_css (MspAccessVerdict verdict)
{
  static const char *const names[MSP_N_VERDICTS] = {
    [MSP_VERDICT_ACCESSED] = "critical", [MSP_VERDICT_PRESUMED] = "high", [MSP_VERDICT_INDETERMINATE] = "moderate",
    [MSP_VERDICT_NOT_SHOWN] = "low", [MSP_VERDICT_NO_EVIDENCE] = "opaque", [MSP_VERDICT_NOT_EXPOSED] = "all",
  };

  return verdict < MSP_N_VERDICTS ? names[verdict] : "all";
}
