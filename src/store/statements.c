/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/statements.h"

#define LIST_OF_BYTES(row) row "bytes_read, " row "bytes_partial, " row "bytes_opaque, " row "bytes_failed, " row "bytes_skipped"
#define SUM_OF_BYTES(row) row "bytes_read + " row "bytes_partial + " row "bytes_opaque + " row "bytes_failed + " row "bytes_skipped"

#define IN_CATEGORY "(:categories = '' OR instr (:categories, ',' || f.category || ',') > 0)"
#define IN_SEVERITY "(:severities = '' OR instr (:severities, ',' || m.severity || ',') > 0)"
#define SEVERITY_RANK "CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'moderate' THEN 2 WHEN 'low' THEN 3 WHEN 'info' THEN 4 ELSE 5 END"
#define IS_SURE "f.band IN ('medium', 'high')"

/* Different ones are counted by GROUP BY, which sorts them; count (DISTINCT …) would look each up in a tree larger than the cache. */
#define HAS_PERSON "f.person_key IS NOT NULL AND " IS_SURE

/* What the messages of a category sum up to, from their own lists of categories: no finding need be looked at. */
#define SUM_OF_MESSAGES(what, condition) \
  "(SELECT sum (c." what ") FROM combination c WHERE instr ('; ' || c.categories || '; ', '; ' || f.category || '; ') > 0" condition ")"

/* One row per category and severity. Counts of values cannot be added up, so they are asked for each group. */
#define SUMMARY(severity) \
  "WITH finding_in AS MATERIALIZED (" \
  "  SELECT f.category, " severity " AS severity, f.detector, f.value_key, f.occurrences" \
  "  FROM finding f CROSS JOIN message m ON m.id = f.message WHERE " IN_CATEGORY " AND " IN_SEVERITY ")," \
  " combination AS MATERIALIZED (" \
  "  SELECT categories, " severity " AS severity, count (*) AS n, sum (size) AS size FROM message m" \
  "  WHERE categories <> '' AND " IN_SEVERITY " GROUP BY 1, 2)," \
  " by_finding AS (" \
  "  SELECT category, severity, sum (occurrences) AS n FROM finding_in GROUP BY 1, 2)," \
  " by_value AS (" \
  "  SELECT category, severity, count (*) AS n FROM (" \
  "   SELECT category, severity FROM finding_in GROUP BY category, severity, detector, value_key) GROUP BY 1, 2)" \
  " SELECT category, severity, " SUM_OF_MESSAGES ("n", " AND c.severity = f.severity") ", f.n, by_value.n, " \
  SUM_OF_MESSAGES ("size", " AND c.severity = f.severity") \
  " FROM by_finding f JOIN by_value USING (category, severity) ORDER BY category, " SEVERITY_RANK

/* In the order of the index message_with_findings: nothing is sorted, however many there are. */
#define FINDINGS(condition) \
  "SELECT m.id, m.locator, m.severity, m.score, f.section, f.start, f.detector, f.category, f.confidence, f.band, f.masked, f.value_key," \
  " f.label, f.flags, f.reasons FROM message m CROSS JOIN finding f ON f.message = m.id" \
  " WHERE m.categories <> '' AND " IN_CATEGORY " AND " IN_SEVERITY condition \
  " ORDER BY m.locator, f.position LIMIT :limit"

/* Items that failed, and inputs not read to their end; one may come twice. */
#define FAILED_ITEMS \
  "SELECT locator, fate, reason, detail FROM source WHERE fate = 'failed' OR (fate = 'partial' AND reason NOT IN ('limit', 'image'))" \
  " UNION ALL SELECT locator, fate, reason, detail FROM problem WHERE fate = 'failed'" \
  " UNION ALL SELECT m.locator || '#' || p.section, p.fate, p.reason, NULL FROM part p JOIN message m ON m.id = p.message" \
  "  WHERE p.fate = 'failed'"

/* The messages of each unit in temp.unit: the file itself, and what lies inside it, from one byte of it to another. */
#define SAMPLED_MESSAGES \
  "temp.unit u CROSS JOIN message m ON m.locator >= u.locator AND m.locator < u.locator || char (1114111)" \
  " AND substr (m.locator, length (u.locator) + 1, 1) IN ('', '!', '@', '#')" \
  " AND CAST (substr (m.locator, length (u.locator) + 2) AS INTEGER) BETWEEN u.start AND u.last"

#define SAMPLED_PEOPLE \
  "(SELECT u.number, f.person_key FROM " SAMPLED_MESSAGES " CROSS JOIN finding f ON f.message = m.id WHERE " HAS_PERSON " GROUP BY 1, 2)"

/* Of sidecars, of which each message has one, the archive or folder that they lie in. */
#define EXPORT_FILE \
  "CASE WHEN product NOT IN ('zimbra', 'proton') THEN source" \
  " WHEN instr (source, '!') > 0 THEN rtrim (rtrim (source, replace (source, '!', '')), '!')" \
  " ELSE rtrim (rtrim (source, replace (source, '/', '')), '/') END"

static const char *const sql[MSP_N_STATEMENTS] = {
  [MSP_STATEMENT_INSERT_RUN] = "INSERT OR REPLACE INTO run (key, value) VALUES (?, ?)",

  [MSP_STATEMENT_INSERT_ROOT] = "INSERT INTO root (position, label, path) VALUES (?, ?, ?)",

  [MSP_STATEMENT_INSERT_SOURCE] =
    "INSERT INTO source (id, locator, parent, kind, size, sha256, messages, expected, fate, reason, detail, " LIST_OF_BYTES ("") ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_MESSAGE] =
    "INSERT INTO message (id, locator, source, kind, flags, offset, size, mailbox, folder, labels, date, received, received_basis,"
    " sender, recipients, subject, message_id, score, score_max, severity, score_reasons, categories, occurrences, distinct_values, persons,"
    " suppressed, attachments, opaque_parts, problems, " LIST_OF_BYTES ("") ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_PART] =
    "INSERT INTO part (message, position, section, type, sniffed, filename, raw_size, text_size, fate, reason)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_FINDING] =
    "INSERT INTO finding (message, position, section, start, end, detector, category, sensitivity, confidence, band, flags, masked,"
    " value_key, label, reasons, occurrences, distinct_values, link, person_key, paragraph, person, name_key,"
    " link_confidence)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_REST] = "INSERT INTO rest (message, score, score_max, severity, score_reasons) VALUES (?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_PROBLEM] =
    "INSERT INTO problem (message, position, locator, fate, reason, detail) VALUES (?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_CLAIM] =
    "INSERT INTO claim (source, position, product, kind, path, message_id, mailbox, folder, labels, flags, date, expected, md5, sha256,"
    " copies, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_DIGEST] = "INSERT INTO digest (locator, md5, sha256) VALUES (?, ?, ?)",

  [MSP_STATEMENT_INSERT_UNLOCK] =
    "INSERT INTO unlock (message, locked, locked_max, position, sensitivity, confidence, score, score_max, severity, score_reasons)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_THREAD] = "INSERT INTO thread (message, key) VALUES (?, ?)",

  [MSP_STATEMENT_INSERT_UID] = "INSERT OR REPLACE INTO uid (message, uid, validity) VALUES (?, ?, ?)",

  [MSP_STATEMENT_INSERT_UID_ENTRY] = "INSERT INTO uid_entry (source, name, uid, validity) VALUES (?, ?, ?, ?)",

  [MSP_STATEMENT_SELECT_RUN] = "SELECT value FROM run WHERE key = ?",

  [MSP_STATEMENT_INSERT_SLICE] =
    "INSERT INTO slice (locator, start, parts, file_size, kind, size, sha256, messages, fate, reason, detail, " LIST_OF_BYTES ("") ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_SELECT_SLICES] =
    "SELECT locator, start, parts, file_size, kind, size, sha256, messages, fate, reason, detail, " LIST_OF_BYTES ("")
    " FROM slice ORDER BY locator, start",

  [MSP_STATEMENT_PUT_PROGRESS] = "INSERT OR REPLACE INTO progress (unit, state, done) VALUES (?, ?, ?)",

  [MSP_STATEMENT_DELETE_PROGRESS] = "DELETE FROM progress WHERE unit = ?",

  [MSP_STATEMENT_SELECT_PROGRESS] = "SELECT unit, state, done FROM progress ORDER BY unit",

  /* The checks of the ledger yield the locators of rows that break it, with what was found and what should be. */
  [MSP_STATEMENT_CHECK_SOURCE_BYTES] =
    "SELECT locator, " SUM_OF_BYTES ("") ", size FROM source WHERE size <> " SUM_OF_BYTES ("") " ORDER BY locator LIMIT 1",

  [MSP_STATEMENT_CHECK_MESSAGE_BYTES] =
    "SELECT locator, " SUM_OF_BYTES ("") ", size FROM message WHERE size <> " SUM_OF_BYTES ("") " ORDER BY locator LIMIT 1",

  /* A range is a child whose locator is its parent's with one "@offset" more: it lies in the parent's own bytes. A message that was
     skipped has no row: its bytes stand in its source alone. */
  [MSP_STATEMENT_CHECK_CONTENT] =
    "WITH content AS ("
    "  SELECT source, size, " LIST_OF_BYTES ("") " FROM message"
    "  UNION ALL"
    "  SELECT c.parent, c.size, " LIST_OF_BYTES ("c.") " FROM source c JOIN source p ON p.id = c.parent"
    "   WHERE c.locator GLOB '*@[0-9]*' AND substr (c.locator, 1, length (p.locator) + 1) = p.locator || '@'"
    "   AND ltrim (substr (c.locator, length (p.locator) + 2), '0123456789') = ''),"
    " total AS ("
    "  SELECT source, sum (size) AS size, sum (bytes_read) AS r, sum (bytes_partial) AS p,"
    "   sum (bytes_opaque) AS o, sum (bytes_failed) AS f, sum (bytes_skipped) AS s FROM content GROUP BY source)"
    " SELECT s.locator, t.size, s.size FROM source s JOIN total t ON t.source = s.id"
    " WHERE t.r <> s.bytes_read OR t.p > s.bytes_partial OR t.o > s.bytes_opaque OR t.f > s.bytes_failed OR t.s > s.bytes_skipped"
    "  OR (t.size + s.bytes_skipped - t.s <> s.size AND s.fate = 'read')"
    " ORDER BY s.locator LIMIT 1",

  [MSP_STATEMENT_CHECK_COUNT] =
    "SELECT s.locator, coalesce (t.n, 0), s.messages FROM source s"
    " LEFT JOIN (SELECT source, count (*) AS n FROM message WHERE kind = 'mail' GROUP BY source) t ON t.source = s.id"
    " WHERE coalesce (t.n, 0) <> s.messages ORDER BY s.locator LIMIT 1",

  [MSP_STATEMENT_CHECK_EXPECTED] =
    "SELECT locator, messages, expected FROM source WHERE expected <> messages AND fate = 'read' ORDER BY locator LIMIT 1",

  /* A part with sections below it holds their bytes once more, so only the innermost count. The rows of a message's parts stand one behind
     the other. */
  [MSP_STATEMENT_CHECK_PARTS] =
    "SELECT m.locator, sum (p.raw_size), m.size FROM part p JOIN message m ON m.id = p.message"
    " WHERE NOT EXISTS (SELECT 1 FROM part q WHERE q.rowid = p.rowid + 1 AND q.message = p.message"
    "  AND substr (q.section, 1, length (p.section) + 1) = p.section || '.')"
    " GROUP BY p.message HAVING sum (p.raw_size) > m.size ORDER BY m.locator LIMIT 1",

  [MSP_STATEMENT_CHECK_LOCATORS] =
    "SELECT locator, count (*), 1 FROM message GROUP BY locator HAVING count (*) > 1 ORDER BY locator LIMIT 1",

  [MSP_STATEMENT_INSERT_ESTIMATE] = "INSERT INTO estimate (quantity, category, met, low, estimate, high) VALUES (?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_SAMPLE_MESSAGES] =
    "SELECT u.number, m.kind, m.severity, m.categories, count (*) FROM " SAMPLED_MESSAGES " GROUP BY 1, 2, 3, 4",

  [MSP_STATEMENT_SAMPLE_PEOPLE] = "SELECT number, count (*) FROM " SAMPLED_PEOPLE " GROUP BY number",

  [MSP_STATEMENT_SAMPLE_SIGHTINGS] =
    "SELECT count (*), count (*) FILTER (WHERE n = 1), count (*) FILTER (WHERE n = 2) FROM ("
    " SELECT count (*) AS n FROM " SAMPLED_PEOPLE " GROUP BY person_key)",

  [MSP_STATEMENT_ESTIMATES] = "SELECT quantity, category, met, low, estimate, high FROM estimate ORDER BY rowid",

  [MSP_STATEMENT_BANDS] =
    "SELECT categories, severity, count (*), 0, 0, sum (size) FROM message m WHERE categories <> '' AND " IN_SEVERITY
    " GROUP BY 1, 2 ORDER BY 1, 2",

  [MSP_STATEMENT_SUMMARY] = SUMMARY ("m.severity"),

  [MSP_STATEMENT_CATEGORIES] = SUMMARY ("''"),

  [MSP_STATEMENT_ALL_CATEGORIES] =
    "WITH combination AS MATERIALIZED ("
    "  SELECT categories, count (*) AS n, sum (size) AS size FROM message WHERE categories <> '' GROUP BY 1),"
    " by_finding AS ("
    "  SELECT category, sum (occurrences) AS n FROM finding f GROUP BY 1),"
    " by_value AS ("
    "  SELECT category, count (*) AS n FROM (SELECT DISTINCT value_key, detector, category FROM finding) GROUP BY 1)"
    " SELECT category, '', " SUM_OF_MESSAGES ("n", "") ", f.n, by_value.n, " SUM_OF_MESSAGES ("size", "")
    " FROM by_finding f JOIN by_value USING (category) ORDER BY category",

  /* In the order of the index message_with_findings. 2 in flags: a test value. */
  [MSP_STATEMENT_LINKS] =
    "SELECT m.id, m.locator, m.mailbox, m.date, m.score, m.kind, f.section, f.start, f.detector, f.category, f.confidence, f.flags, f.masked,"
    " f.value_key, f.link, f.person, f.name_key, f.link_confidence,"
    " EXISTS (SELECT 1 FROM part p WHERE p.message = f.message AND p.section = f.section AND p.filename IS NOT NULL)"
    " FROM message m CROSS JOIN finding f ON f.message = m.id"
    " WHERE m.categories <> '' AND f.confidence >= 65 AND f.flags & 2 = 0 ORDER BY m.locator, f.position",

  [MSP_STATEMENT_CHANGED] =
    "SELECT m.locator, b.score, m.score, b.severity, m.severity FROM message m JOIN baseline.message b ON b.id = m.id"
    " WHERE b.score <> m.score ORDER BY m.locator",

  [MSP_STATEMENT_ELEMENTS] =
    "WITH by_value AS ("
    "  SELECT detector, count (*) AS n FROM (SELECT DISTINCT detector, value_key FROM finding) GROUP BY 1),"
    " by_finding AS ("
    "  SELECT detector, min (category) AS category, count (DISTINCT message) AS messages, sum (occurrences) AS n FROM finding GROUP BY 1)"
    " SELECT detector, category, messages, f.n, by_value.n FROM by_finding f JOIN by_value USING (detector)"
    " ORDER BY by_value.n DESC, detector",

  /* Days are counted from 1970-01-01 UTC, also backwards. */
  [MSP_STATEMENT_DAYS] =
    "SELECT (CASE WHEN date >= 0 THEN date ELSE date - 86399 END) / 86400, count (*),"
    " count (*) FILTER (WHERE severity IN ('info', 'low', 'moderate')), count (*) FILTER (WHERE severity IN ('high', 'critical'))"
    " FROM message WHERE date IS NOT NULL GROUP BY 1 ORDER BY 1",

  [MSP_STATEMENT_MESSAGES] =
    "SELECT id, locator, kind, mailbox, folder, date, sender, recipients, subject, size, attachments, score, score_max, severity,"
    " score_reasons, categories, occurrences, distinct_values, persons, opaque_parts, problems FROM message m"
    " WHERE (score > 0 OR problems <> '') AND " IN_SEVERITY
    " AND (:categories = '' OR EXISTS (SELECT 1 FROM finding f WHERE f.message = m.id AND " IN_CATEGORY "))"
    " ORDER BY score DESC, persons DESC, id LIMIT :limit",

  [MSP_STATEMENT_FINDINGS] = FINDINGS (""),

  /* Three of each detector, so that a list of a thousand numbers leaves room for what else there is. */
  [MSP_STATEMENT_MESSAGE_FINDINGS] =
    "SELECT m.id, m.locator, m.severity, m.score, f.section, f.start, f.detector, f.category, f.confidence, f.band, f.masked, f.value_key,"
    " f.label, f.flags, f.reasons FROM ("
    "  SELECT *, row_number () OVER (PARTITION BY detector ORDER BY confidence DESC, position) AS rank FROM finding WHERE message = :message)"
    " f CROSS JOIN message m ON m.id = f.message WHERE rank <= 3 AND " IN_CATEGORY
    " ORDER BY f.confidence * f.sensitivity DESC, f.position LIMIT :limit",

  [MSP_STATEMENT_FINDINGS_OF_NEW_VALUES] =
    FINDINGS (" AND NOT EXISTS (SELECT 1 FROM baseline.finding b WHERE b.value_key = f.value_key AND b.detector = f.detector)"),

  [MSP_STATEMENT_FINDINGS_AT_NEW_PLACES] =
    FINDINGS (" AND NOT EXISTS (SELECT 1 FROM baseline.finding b WHERE b.message = f.message AND b.detector = f.detector"
              "  AND b.masked = f.masked)"),

  [MSP_STATEMENT_MAILBOXES] =
    "SELECT mailbox, count (*) FILTER (WHERE kind = 'mail'), sum (size), min (date), max (date),"
    " count (*) FILTER (WHERE severity = 'critical'), count (*) FILTER (WHERE severity = 'high'),"
    " count (*) FILTER (WHERE severity = 'moderate'), count (*) FILTER (WHERE severity = 'low'), max (score)"
    " FROM message GROUP BY mailbox ORDER BY mailbox",

  [MSP_STATEMENT_LEDGER] =
    "SELECT locator, kind, size, sha256, messages, fate, reason, detail, " LIST_OF_BYTES ("") ", parent IS NULL FROM source ORDER BY locator",

  [MSP_STATEMENT_PROBLEMS] = "SELECT message, locator, fate, reason, detail FROM problem ORDER BY locator, fate, reason, detail, message",

  /* What was not read whole, by kind of item. Ranges and entries are the innermost rows of the ledger, so their containers are left out.
     Messages left out have no row: their bytes are known from the file that they lie in. A file is without rows of messages if it has
     no mail, which is counted, and is no document, which has its own id. */
  [MSP_STATEMENT_LOSSES] =
    "SELECT 'file' AS item, fate, reason, count (*), sum (size) FROM ("
    "  SELECT fate, reason, size FROM source s WHERE fate <> 'read'"
    "   AND NOT EXISTS (SELECT 1 FROM source c WHERE c.parent = s.id)"
    "   AND messages = 0 AND NOT EXISTS (SELECT 1 FROM message m WHERE m.id = s.id AND m.source = s.id)"
    "  UNION ALL SELECT 'skipped', 'option', bytes_skipped FROM source WHERE fate <> 'skipped' AND bytes_skipped > 0)"
    " GROUP BY 2, 3"
    " UNION ALL SELECT 'part', fate, reason, count (*), sum (raw_size) FROM part WHERE fate <> 'read' GROUP BY 2, 3"
    " UNION ALL SELECT 'message', p.fate, p.reason, count (*), sum (m.size) FROM problem p JOIN message m ON m.id = p.message"
    "  WHERE p.locator = m.locator GROUP BY 2, 3"
    " ORDER BY 1, 5 DESC, 2, 3",

  [MSP_STATEMENT_FAILURES] =
    "SELECT NULL, locator, fate, reason, max (coalesce (detail, '')) FROM (" FAILED_ITEMS ") GROUP BY locator ORDER BY locator LIMIT :limit",

  [MSP_STATEMENT_LACKS] =
    "SELECT NULL, locator, fate, reason, detail FROM problem WHERE message IS NULL AND position >= 0 AND fate = 'opaque'"
    " ORDER BY locator, detail",

  /* Positions below 0 are of problems that follow from claims. */
  [MSP_STATEMENT_BROKEN_PROMISES] =
    "SELECT NULL, locator, fate, reason, detail FROM problem WHERE message IS NULL AND position < 0 AND fate = 'failed'"
    " ORDER BY locator, detail",

  /* A gap is nothing promised; what a count has too much of is not found for another. */
  [MSP_STATEMENT_EXPORTS] =
    "SELECT " EXPORT_FILE ", min (product),"
    " sum (CASE kind WHEN 'count' THEN expected WHEN 'gap' THEN 0 ELSE 1 END),"
    " sum (CASE kind WHEN 'count' THEN min (coalesce (count, 0), expected) ELSE verdict IN ('same', 'found', 'differs') END),"
    " sum (CASE kind WHEN 'count' THEN iif (verdict IN ('fewer', 'missing'), expected - count, 0) ELSE verdict = 'missing' END),"
    " sum (verdict = 'differs'), sum (verdict = 'same' AND kind <> 'count'),"
    " sum (CASE WHEN verdict IS NULL OR verdict = 'unknown' THEN iif (kind = 'count', expected - coalesce (count, 0), 1) ELSE 0 END),"
    " sum (kind = 'gap' OR detail IS NOT NULL), sum (copies) FROM claim WHERE kind <> 'label' GROUP BY 1 ORDER BY 1",

  [MSP_STATEMENT_DISCREPANCIES] =
    "SELECT source, position, product, kind, iif (path GLOB './*', substr (path, 3), path), message_id, mailbox, folder,"
    " CASE kind WHEN 'count' THEN expected WHEN 'gap' THEN 0 ELSE 1 END,"
    " CASE kind WHEN 'count' THEN count ELSE verdict IN ('same', 'found', 'differs') END, verdict, detail FROM claim"
    " WHERE verdict IN ('missing', 'differs', 'fewer', 'gap') OR (kind = 'item' AND detail IS NOT NULL)"
    " ORDER BY source, position, kind, path, message_id",

  [MSP_STATEMENT_ROOTS] = "SELECT label, path FROM root ORDER BY position",

  [MSP_STATEMENT_RUN] = "SELECT key, value FROM run ORDER BY key",

  [MSP_STATEMENT_TOTAL_MESSAGES] =
    "SELECT count (*) FILTER (WHERE kind = 'mail'), count (*) FILTER (WHERE kind = 'document'), min (date), max (date), max (score),"
    " count (*) FILTER (WHERE severity = 'none'), count (*) FILTER (WHERE severity = 'info'), count (*) FILTER (WHERE severity = 'low'),"
    " count (*) FILTER (WHERE severity = 'moderate'), count (*) FILTER (WHERE severity = 'high'),"
    " count (*) FILTER (WHERE severity = 'critical'), count (DISTINCT mailbox) FILTER (WHERE kind = 'mail'), sum (suppressed) FROM message",

  [MSP_STATEMENT_TOTAL_FINDINGS] =
    "SELECT count (*), sum (occurrences), (SELECT count (*) FROM (SELECT DISTINCT value_key, detector FROM finding))"
    " FROM finding",

  [MSP_STATEMENT_TOTAL_SOURCES] =
    "SELECT count (*), sum (size), sum (bytes_read), sum (bytes_partial), sum (bytes_opaque), sum (bytes_failed), sum (bytes_skipped),"
    " (SELECT count (DISTINCT locator) FROM (" FAILED_ITEMS "))"
    " FROM source WHERE parent IS NULL",
};

const char *
msp_statement_get_sql (MspStatement which)
{
  return sql[which];
}
