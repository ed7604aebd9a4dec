/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/access-tables.h"

#define TEXT(row, member) { #member, G_STRUCT_OFFSET (row, member), MSP_COLUMN_TEXT }
#define NUMBER(row, member) { #member, G_STRUCT_OFFSET (row, member), MSP_COLUMN_NUMBER }
#define DATE(row, member) { #member, G_STRUCT_OFFSET (row, member), MSP_COLUMN_DATE }
#define END { NULL, 0, MSP_COLUMN_TEXT }

static const MspAccessColumn facts[] = {
  TEXT (MspAccessFactRow, key), TEXT (MspAccessFactRow, value), END,
};

static const MspAccessColumn inputs[] = {
  TEXT (MspAccessInputRow, label), TEXT (MspAccessInputRow, reader), NUMBER (MspAccessInputRow, size),
  TEXT (MspAccessInputRow, sha256), NUMBER (MspAccessInputRow, records), NUMBER (MspAccessInputRow, passed),
  NUMBER (MspAccessInputRow, rejected), NUMBER (MspAccessInputRow, duplicates), DATE (MspAccessInputRow, first),
  DATE (MspAccessInputRow, last), NUMBER (MspAccessInputRow, marks), TEXT (MspAccessInputRow, state),
  TEXT (MspAccessInputRow, detail), END,
};

static const MspAccessColumn rejects[] = {
  TEXT (MspAccessRejectRow, input), NUMBER (MspAccessRejectRow, line), TEXT (MspAccessRejectRow, reason), END,
};

static const MspAccessColumn actors[] = {
  TEXT (MspAccessActorRow, actor), NUMBER (MspAccessActorRow, class), TEXT (MspAccessActorRow, reason),
  TEXT (MspAccessActorRow, users), TEXT (MspAccessActorRow, ips), TEXT (MspAccessActorRow, sessions),
  TEXT (MspAccessActorRow, tokens), TEXT (MspAccessActorRow, apps), TEXT (MspAccessActorRow, new_apps),
  TEXT (MspAccessActorRow, clients), TEXT (MspAccessActorRow, logons), TEXT (MspAccessActorRow, mailboxes),
  DATE (MspAccessActorRow, first), DATE (MspAccessActorRow, last), NUMBER (MspAccessActorRow, records),
  NUMBER (MspAccessActorRow, binds), NUMBER (MspAccessActorRow, syncs), NUMBER (MspAccessActorRow, unresolved),
  NUMBER (MspAccessActorRow, messages), NUMBER (MspAccessActorRow, bytes), NUMBER (MspAccessActorRow, searches), END,
};

static const MspAccessColumn verdicts[] = {
  TEXT (MspAccessVerdictRow, message), NUMBER (MspAccessVerdictRow, place), NUMBER (MspAccessVerdictRow, verdict), TEXT (MspAccessVerdictRow, basis),
  NUMBER (MspAccessVerdictRow, hostile_verdict), NUMBER (MspAccessVerdictRow, scope_verdict),
  NUMBER (MspAccessVerdictRow, acquired), TEXT (MspAccessVerdictRow, attribution), TEXT (MspAccessVerdictRow, actors),
  DATE (MspAccessVerdictRow, first), DATE (MspAccessVerdictRow, last), NUMBER (MspAccessVerdictRow, records),
  { "join_grade", G_STRUCT_OFFSET (MspAccessVerdictRow, join), MSP_COLUMN_TEXT }, NUMBER (MspAccessVerdictRow, copies),
  TEXT (MspAccessVerdictRow, coverage), TEXT (MspAccessVerdictRow, evidence), TEXT (MspAccessVerdictRow, note), END,
};

static const MspAccessColumn coverage[] = {
  TEXT (MspAccessCoverageRow, mailbox), TEXT (MspAccessCoverageRow, day), NUMBER (MspAccessCoverageRow, records),
  NUMBER (MspAccessCoverageRow, binds), NUMBER (MspAccessCoverageRow, syncs), NUMBER (MspAccessCoverageRow, throttled),
  NUMBER (MspAccessCoverageRow, max_gap), TEXT (MspAccessCoverageRow, cap), TEXT (MspAccessCoverageRow, grade),
  TEXT (MspAccessCoverageRow, reason), END,
};

static const MspAccessColumn missing[] = {
  TEXT (MspAccessMissingRow, mailbox), TEXT (MspAccessMissingRow, folder), TEXT (MspAccessMissingRow, message_id),
  TEXT (MspAccessMissingRow, operations), DATE (MspAccessMissingRow, first), DATE (MspAccessMissingRow, last),
  NUMBER (MspAccessMissingRow, records), TEXT (MspAccessMissingRow, attribution), TEXT (MspAccessMissingRow, actors),
  TEXT (MspAccessMissingRow, evidence), TEXT (MspAccessMissingRow, note), END,
};

static const MspAccessColumn timeline[] = {
  DATE (MspAccessTimelineRow, time), NUMBER (MspAccessTimelineRow, precision), TEXT (MspAccessTimelineRow, clock),
  TEXT (MspAccessTimelineRow, input), TEXT (MspAccessTimelineRow, evidence), TEXT (MspAccessTimelineRow, kind),
  TEXT (MspAccessTimelineRow, actor), TEXT (MspAccessTimelineRow, class), TEXT (MspAccessTimelineRow, mailbox),
  TEXT (MspAccessTimelineRow, folder), TEXT (MspAccessTimelineRow, message), TEXT (MspAccessTimelineRow, text), END,
};

static const MspAccessColumn digests[] = {
  TEXT (MspAccessDigestRow, message), TEXT (MspAccessDigestRow, sha256), END,
};

static const MspAccessColumn hashes[] = {
  { "v.message", G_STRUCT_OFFSET (MspAccessHashRow, message), MSP_COLUMN_TEXT },
  { "m.locator", G_STRUCT_OFFSET (MspAccessHashRow, locator), MSP_COLUMN_TEXT },
  { "m.size", G_STRUCT_OFFSET (MspAccessHashRow, size), MSP_COLUMN_NUMBER },
  { "d.message IS NOT NULL", G_STRUCT_OFFSET (MspAccessHashRow, is_known), MSP_COLUMN_NUMBER },
  { "d.sha256", G_STRUCT_OFFSET (MspAccessHashRow, sha256), MSP_COLUMN_TEXT }, END,
};

static const MspAccessColumn events[] = {
  { "t.time", G_STRUCT_OFFSET (MspAccessEventRow, event.time), MSP_COLUMN_DATE },
  { "t.precision", G_STRUCT_OFFSET (MspAccessEventRow, event.precision), MSP_COLUMN_NUMBER },
  { "t.clock", G_STRUCT_OFFSET (MspAccessEventRow, event.clock), MSP_COLUMN_TEXT },
  { "t.input", G_STRUCT_OFFSET (MspAccessEventRow, event.input), MSP_COLUMN_TEXT },
  { "t.evidence", G_STRUCT_OFFSET (MspAccessEventRow, event.evidence), MSP_COLUMN_TEXT },
  { "t.kind", G_STRUCT_OFFSET (MspAccessEventRow, event.kind), MSP_COLUMN_TEXT },
  { "t.actor", G_STRUCT_OFFSET (MspAccessEventRow, event.actor), MSP_COLUMN_TEXT },
  { "t.class", G_STRUCT_OFFSET (MspAccessEventRow, event.class), MSP_COLUMN_TEXT },
  { "t.mailbox", G_STRUCT_OFFSET (MspAccessEventRow, event.mailbox), MSP_COLUMN_TEXT },
  { "t.folder", G_STRUCT_OFFSET (MspAccessEventRow, event.folder), MSP_COLUMN_TEXT },
  { "t.message", G_STRUCT_OFFSET (MspAccessEventRow, event.message), MSP_COLUMN_TEXT },
  { "t.text", G_STRUCT_OFFSET (MspAccessEventRow, event.text), MSP_COLUMN_TEXT },
  { "m.locator", G_STRUCT_OFFSET (MspAccessEventRow, locator), MSP_COLUMN_TEXT },
  { "d.sha256", G_STRUCT_OFFSET (MspAccessEventRow, sha256), MSP_COLUMN_TEXT },
  { "m.score", G_STRUCT_OFFSET (MspAccessEventRow, score), MSP_COLUMN_NUMBER },
  { "m.persons", G_STRUCT_OFFSET (MspAccessEventRow, people), MSP_COLUMN_NUMBER }, END,
};

#define COPY(row, path) \
  { "m.id", G_STRUCT_OFFSET (row, path id), MSP_COLUMN_TEXT }, \
  { "m.locator", G_STRUCT_OFFSET (row, path locator), MSP_COLUMN_TEXT }, \
  { "m.rowid", G_STRUCT_OFFSET (row, path place), MSP_COLUMN_NUMBER }, \
  { "s.locator", G_STRUCT_OFFSET (row, path source), MSP_COLUMN_TEXT }, \
  { "m.offset", G_STRUCT_OFFSET (row, path offset), MSP_COLUMN_NUMBER }, \
  { "m.size", G_STRUCT_OFFSET (row, path size), MSP_COLUMN_NUMBER }, \
  { "m.flags", G_STRUCT_OFFSET (row, path flags), MSP_COLUMN_NUMBER }, \
  { "m.mailbox", G_STRUCT_OFFSET (row, path mailbox), MSP_COLUMN_TEXT }, \
  { "m.folder", G_STRUCT_OFFSET (row, path folder), MSP_COLUMN_TEXT }, \
  { "m.date", G_STRUCT_OFFSET (row, path date), MSP_COLUMN_DATE }, \
  { "m.received", G_STRUCT_OFFSET (row, path received), MSP_COLUMN_DATE }, \
  { "m.received_basis", G_STRUCT_OFFSET (row, path received_basis), MSP_COLUMN_NUMBER }, \
  { "m.sender", G_STRUCT_OFFSET (row, path sender), MSP_COLUMN_TEXT }, \
  { "m.recipients", G_STRUCT_OFFSET (row, path recipients), MSP_COLUMN_TEXT }, \
  { "m.subject", G_STRUCT_OFFSET (row, path subject), MSP_COLUMN_TEXT }, \
  { "m.message_id", G_STRUCT_OFFSET (row, path message_id), MSP_COLUMN_TEXT }, \
  { "m.score", G_STRUCT_OFFSET (row, path score), MSP_COLUMN_NUMBER }, \
  { "m.persons", G_STRUCT_OFFSET (row, path people), MSP_COLUMN_NUMBER }, \
  { "m.severity", G_STRUCT_OFFSET (row, path severity), MSP_COLUMN_TEXT }, \
  { "m.categories", G_STRUCT_OFFSET (row, path categories), MSP_COLUMN_TEXT }

static const MspAccessColumn holdings[] = {
  TEXT (MspAccessHoldingRow, mailbox), { "count (*)", G_STRUCT_OFFSET (MspAccessHoldingRow, messages), MSP_COLUMN_NUMBER }, END,
};

static const MspAccessColumn ids[] = {
  TEXT (MspAccessIdRow, id), TEXT (MspAccessIdRow, mailbox), TEXT (MspAccessIdRow, message_id), TEXT (MspAccessIdRow, recipients),
  DATE (MspAccessIdRow, received), NUMBER (MspAccessIdRow, size), END,
};

static const MspAccessColumn uids[] = {
  TEXT (MspAccessUidRow, id), TEXT (MspAccessUidRow, locator), TEXT (MspAccessUidRow, mailbox), TEXT (MspAccessUidRow, folder),
  TEXT (MspAccessUidRow, message_id), DATE (MspAccessUidRow, received), NUMBER (MspAccessUidRow, received_basis),
  NUMBER (MspAccessUidRow, uid), NUMBER (MspAccessUidRow, validity), END,
};

static const MspAccessColumn uid_folders[] = { TEXT (MspAccessUidFolderRow, mailbox), TEXT (MspAccessUidFolderRow, folder), END };

static const MspAccessColumn copies[] = { COPY (MspAccessCopyRow, ), END };

static const MspAccessColumn results[] = {
  COPY (MspAccessResultRow, copy.),
  { "v.message", G_STRUCT_OFFSET (MspAccessResultRow, verdict.message), MSP_COLUMN_TEXT },
  { "v.place", G_STRUCT_OFFSET (MspAccessResultRow, verdict.place), MSP_COLUMN_NUMBER },
  { "v.verdict", G_STRUCT_OFFSET (MspAccessResultRow, verdict.verdict), MSP_COLUMN_NUMBER },
  { "v.basis", G_STRUCT_OFFSET (MspAccessResultRow, verdict.basis), MSP_COLUMN_TEXT },
  { "v.hostile_verdict", G_STRUCT_OFFSET (MspAccessResultRow, verdict.hostile_verdict), MSP_COLUMN_NUMBER },
  { "v.scope_verdict", G_STRUCT_OFFSET (MspAccessResultRow, verdict.scope_verdict), MSP_COLUMN_NUMBER },
  { "v.acquired", G_STRUCT_OFFSET (MspAccessResultRow, verdict.acquired), MSP_COLUMN_NUMBER },
  { "v.attribution", G_STRUCT_OFFSET (MspAccessResultRow, verdict.attribution), MSP_COLUMN_TEXT },
  { "v.actors", G_STRUCT_OFFSET (MspAccessResultRow, verdict.actors), MSP_COLUMN_TEXT },
  { "v.first", G_STRUCT_OFFSET (MspAccessResultRow, verdict.first), MSP_COLUMN_DATE },
  { "v.last", G_STRUCT_OFFSET (MspAccessResultRow, verdict.last), MSP_COLUMN_DATE },
  { "v.records", G_STRUCT_OFFSET (MspAccessResultRow, verdict.records), MSP_COLUMN_NUMBER },
  { "v.join_grade", G_STRUCT_OFFSET (MspAccessResultRow, verdict.join), MSP_COLUMN_TEXT },
  { "v.copies", G_STRUCT_OFFSET (MspAccessResultRow, verdict.copies), MSP_COLUMN_NUMBER },
  { "v.coverage", G_STRUCT_OFFSET (MspAccessResultRow, verdict.coverage), MSP_COLUMN_TEXT },
  { "v.evidence", G_STRUCT_OFFSET (MspAccessResultRow, verdict.evidence), MSP_COLUMN_TEXT },
  { "v.note", G_STRUCT_OFFSET (MspAccessResultRow, verdict.note), MSP_COLUMN_TEXT },
  { "d.sha256", G_STRUCT_OFFSET (MspAccessResultRow, sha256), MSP_COLUMN_TEXT }, END
};

/* "UNRESOLVED_BINDS:14" without its number. */
#define BARE_BASIS "CASE instr (basis, ':') WHEN 0 THEN basis ELSE substr (basis, 1, instr (basis, ':') - 1) END"

static const MspAccessColumn summary[] = {
  NUMBER (MspAccessSummaryRow, verdict), NUMBER (MspAccessSummaryRow, hostile_verdict), NUMBER (MspAccessSummaryRow, scope_verdict),
  TEXT (MspAccessSummaryRow, attribution), { BARE_BASIS, G_STRUCT_OFFSET (MspAccessSummaryRow, basis), MSP_COLUMN_TEXT },
  { "count (*)", G_STRUCT_OFFSET (MspAccessSummaryRow, messages), MSP_COLUMN_NUMBER },
  { "count (*) FILTER (WHERE m.score > 0)", G_STRUCT_OFFSET (MspAccessSummaryRow, with_findings), MSP_COLUMN_NUMBER }, END,
};

static const MspAccessColumn by_category[] = {
  { "f.category", G_STRUCT_OFFSET (MspAccessCategoryRow, category), MSP_COLUMN_TEXT },
  { "v.verdict", G_STRUCT_OFFSET (MspAccessCategoryRow, verdict), MSP_COLUMN_NUMBER },
  { "count (DISTINCT v.message)", G_STRUCT_OFFSET (MspAccessCategoryRow, messages), MSP_COLUMN_NUMBER }, END,
};

#define MAIL_WITH_UID "uid u CROSS JOIN message m ON m.id = u.message WHERE u.uid > 0"

/* Files by their names, mail in them by where it begins: two indexes have this order, so that nothing need be sorted. */
#define MAIL_BY_PLACE "source s CROSS JOIN message m ON m.source = s.id WHERE m.kind = 'mail' ORDER BY s.locator, m.offset, m.locator"

#define VERDICTS_WITH_DIGESTS "access_verdict v CROSS JOIN message m ON m.rowid = v.place LEFT JOIN access_digest d ON d.message = v.message"

static const MspAccessLayout layouts[MSP_ACCESS_N_TABLES] = {
  [MSP_ACCESS_FACTS] = { "access_fact", "access_fact ORDER BY key", facts, sizeof (MspAccessFactRow) },
  [MSP_ACCESS_INPUTS] = { "access_input", "access_input ORDER BY label, sha256", inputs, sizeof (MspAccessInputRow) },
  [MSP_ACCESS_REJECTS] = { "access_reject", "access_reject ORDER BY input, line, reason", rejects, sizeof (MspAccessRejectRow) },
  [MSP_ACCESS_ACTORS] = { "access_actor", "access_actor ORDER BY CAST (substr (actor, 2) AS INTEGER)", actors, sizeof (MspAccessActorRow) },
  [MSP_ACCESS_VERDICTS] = { "access_verdict", "access_verdict ORDER BY rowid", verdicts, sizeof (MspAccessVerdictRow) },
  [MSP_ACCESS_COVERAGE] = { "access_coverage", "access_coverage ORDER BY mailbox, day", coverage, sizeof (MspAccessCoverageRow) },
  [MSP_ACCESS_MISSING] = { "access_missing", "access_missing ORDER BY mailbox, message_id, folder", missing, sizeof (MspAccessMissingRow) },
  [MSP_ACCESS_TIMELINE] = { "access_timeline", "access_timeline ORDER BY time, evidence, kind, mailbox, folder, message, text, input", timeline,
                            sizeof (MspAccessTimelineRow) },
  [MSP_ACCESS_DIGESTS] = { "access_digest", "access_digest ORDER BY message", digests, sizeof (MspAccessDigestRow) },
  [MSP_ACCESS_HASHES] = { NULL, VERDICTS_WITH_DIGESTS " ORDER BY v.rowid", hashes, sizeof (MspAccessHashRow) },
  [MSP_ACCESS_NAMED_HASHES] = { NULL, VERDICTS_WITH_DIGESTS " WHERE v.verdict = 0 OR v.message IN (SELECT message FROM access_timeline)"
                                " ORDER BY v.rowid", hashes, sizeof (MspAccessHashRow) },
  [MSP_ACCESS_COPIES] = { NULL, MAIL_BY_PLACE, copies, sizeof (MspAccessCopyRow) },
  [MSP_ACCESS_HOLDINGS] = { NULL, "message WHERE kind = 'mail' GROUP BY mailbox ORDER BY mailbox", holdings, sizeof (MspAccessHoldingRow) },
  [MSP_ACCESS_IDS] = { NULL, "message WHERE kind = 'mail'", ids, sizeof (MspAccessIdRow) },
  [MSP_ACCESS_UIDS] = { NULL, MAIL_WITH_UID, uids, sizeof (MspAccessUidRow) },
  [MSP_ACCESS_UID_FOLDERS] = { NULL, MAIL_WITH_UID " GROUP BY mailbox, folder", uid_folders, sizeof (MspAccessUidFolderRow) },
  /* Both tables were filled in nearly the same order, so that each row is found beside the last. */
  [MSP_ACCESS_RESULTS] = { NULL, "access_verdict v CROSS JOIN message m ON m.rowid = v.place JOIN source s ON s.id = m.source"
                           " LEFT JOIN access_digest d ON d.message = v.message ORDER BY v.rowid",
                           results, sizeof (MspAccessResultRow) },
  [MSP_ACCESS_EVENTS] = { NULL, "access_timeline t LEFT JOIN message m ON m.id = t.message LEFT JOIN access_digest d ON d.message = t.message"
                          " ORDER BY t.time, t.evidence, t.kind, t.mailbox, t.folder, t.message, t.text, t.input", events,
                          sizeof (MspAccessEventRow) },
  [MSP_ACCESS_SUMMARY] = { NULL, "access_verdict v JOIN message m ON m.id = v.message GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5", summary,
                           sizeof (MspAccessSummaryRow) },
  [MSP_ACCESS_BY_CATEGORY] = { NULL, "access_verdict v JOIN finding f ON f.message = v.message WHERE f.band IN ('medium', 'high')"
                               " GROUP BY 1, 2 ORDER BY 1, 2", by_category, sizeof (MspAccessCategoryRow) },
};

const MspAccessLayout *
msp_access_layout_get (MspAccessTable table)
{
  return &layouts[table];
}
