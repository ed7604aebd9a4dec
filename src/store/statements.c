/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/statements.h"

#define LIST_OF_BYTES(row) row "bytes_read, " row "bytes_partial, " row "bytes_opaque, " row "bytes_failed, " row "bytes_skipped"
#define SUM_OF_BYTES(row) row "bytes_read + " row "bytes_partial + " row "bytes_opaque + " row "bytes_failed + " row "bytes_skipped"

static const char *const sql[MSP_N_STATEMENTS] = {
  [MSP_STATEMENT_INSERT_RUN] = "INSERT OR REPLACE INTO run (key, value) VALUES (?, ?)",

  [MSP_STATEMENT_INSERT_ROOT] = "INSERT INTO root (position, label, path) VALUES (?, ?, ?)",

  [MSP_STATEMENT_INSERT_SOURCE] =
    "INSERT INTO source (id, locator, parent, kind, size, sha256, messages, expected, fate, reason, detail, " LIST_OF_BYTES ("") ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_MESSAGE] =
    "INSERT INTO message (id, locator, source, kind, flags, offset, size, mailbox, folder, labels, date, sender, recipients,"
    " subject, message_id, score, score_max, severity, score_reasons, categories, occurrences, distinct_values, persons,"
    " suppressed, attachments, opaque_parts, problems, " LIST_OF_BYTES ("") ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_PART] =
    "INSERT INTO part (message, position, section, type, sniffed, filename, raw_size, text_size, fate, reason)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_FINDING] =
    "INSERT INTO finding (message, position, section, start, end, detector, category, sensitivity, confidence, band, flags, masked,"
    " value_key, label, reasons, occurrences, distinct_values, link, person_key)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_INSERT_PROBLEM] =
    "INSERT INTO problem (message, position, locator, fate, reason, detail) VALUES (?, ?, ?, ?, ?, ?)",

  [MSP_STATEMENT_SELECT_RUN] = "SELECT value FROM run WHERE key = ?",

  /* The checks of the ledger yield the locators of rows that break it, with what was found and what should be. */
  [MSP_STATEMENT_CHECK_SOURCE_BYTES] =
    "SELECT locator, " SUM_OF_BYTES ("") ", size FROM source WHERE size <> " SUM_OF_BYTES ("") " ORDER BY locator LIMIT 1",

  [MSP_STATEMENT_CHECK_MESSAGE_BYTES] =
    "SELECT locator, " SUM_OF_BYTES ("") ", size FROM message WHERE size <> " SUM_OF_BYTES ("") " ORDER BY locator LIMIT 1",

  /* A range is a child whose locator is its parent's with one "@offset" more: it lies in the parent's own bytes. */
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
    "  OR (t.size <> s.size AND s.fate = 'read')"
    " ORDER BY s.locator LIMIT 1",

  [MSP_STATEMENT_CHECK_COUNT] =
    "SELECT s.locator, coalesce (t.n, 0), s.messages FROM source s"
    " LEFT JOIN (SELECT source, count (*) AS n FROM message WHERE kind = 'mail' GROUP BY source) t ON t.source = s.id"
    " WHERE coalesce (t.n, 0) <> s.messages ORDER BY s.locator LIMIT 1",

  [MSP_STATEMENT_CHECK_EXPECTED] =
    "SELECT locator, messages, expected FROM source WHERE expected <> messages AND fate = 'read' ORDER BY locator LIMIT 1",

  /* A part with sections below it holds their bytes once more, so only the innermost count. */
  [MSP_STATEMENT_CHECK_PARTS] =
    "SELECT m.locator, sum (p.raw_size), m.size FROM part p JOIN message m ON m.id = p.message"
    " WHERE NOT EXISTS (SELECT 1 FROM part q WHERE q.message = p.message AND q.position = p.position + 1"
    "  AND substr (q.section, 1, length (p.section) + 1) = p.section || '.')"
    " GROUP BY m.id HAVING sum (p.raw_size) > m.size ORDER BY m.locator LIMIT 1",
};

const char *
msp_statement_get_sql (MspStatement which)
{
  return sql[which];
}
