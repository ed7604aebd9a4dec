-- Keys are hashes of locators, so that case files can be joined without renumbering. Unique keys become indexes in
-- indexes.sql, after the last row: foreign keys are checked then, and enforced from then on.

CREATE TABLE run (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE root (
  position INTEGER NOT NULL PRIMARY KEY,
  label    TEXT NOT NULL,
  path     TEXT NOT NULL
) STRICT;

CREATE TABLE source (
  id            TEXT NOT NULL,
  locator       TEXT NOT NULL,
  parent        TEXT REFERENCES source (id),
  kind          TEXT NOT NULL,
  size          INTEGER NOT NULL CHECK (size >= 0),
  sha256        TEXT,
  messages      INTEGER NOT NULL,
  expected      INTEGER,
  fate          TEXT NOT NULL,
  reason        TEXT NOT NULL,
  detail        TEXT,
  bytes_read    INTEGER NOT NULL,
  bytes_partial INTEGER NOT NULL,
  bytes_opaque  INTEGER NOT NULL,
  bytes_failed  INTEGER NOT NULL,
  bytes_skipped INTEGER NOT NULL
) STRICT;

CREATE TABLE message (
  id              TEXT NOT NULL,
  locator         TEXT NOT NULL,
  source          TEXT NOT NULL REFERENCES source (id),
  kind            TEXT NOT NULL CHECK (kind IN ('mail', 'document')),
  flags           INTEGER NOT NULL,
  offset          INTEGER NOT NULL,
  size            INTEGER NOT NULL CHECK (size >= 0),
  mailbox         TEXT NOT NULL,
  folder          TEXT NOT NULL,
  labels          TEXT NOT NULL,
  date            INTEGER,
  received        INTEGER,
  received_basis  INTEGER NOT NULL CHECK (received_basis BETWEEN 0 AND 3),
  sender          TEXT NOT NULL,
  recipients      TEXT NOT NULL,
  subject         TEXT NOT NULL,
  message_id      TEXT NOT NULL,
  score           INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
  score_max       INTEGER NOT NULL,
  severity        TEXT NOT NULL,
  score_reasons   TEXT NOT NULL,
  categories      TEXT NOT NULL,
  occurrences     INTEGER NOT NULL,
  distinct_values INTEGER NOT NULL,
  persons         INTEGER NOT NULL,
  suppressed      INTEGER NOT NULL,
  attachments     INTEGER NOT NULL,
  opaque_parts    INTEGER NOT NULL,
  problems        TEXT NOT NULL,
  bytes_read      INTEGER NOT NULL,
  bytes_partial   INTEGER NOT NULL,
  bytes_opaque    INTEGER NOT NULL,
  bytes_failed    INTEGER NOT NULL,
  bytes_skipped   INTEGER NOT NULL
) STRICT;

CREATE TABLE part (
  message   TEXT NOT NULL REFERENCES message (id),
  position  INTEGER NOT NULL,
  section   TEXT NOT NULL,
  type      TEXT NOT NULL,
  sniffed   TEXT,
  filename  TEXT,
  raw_size  INTEGER NOT NULL,
  text_size INTEGER NOT NULL,
  fate      TEXT NOT NULL,
  reason    TEXT NOT NULL
) STRICT;

CREATE TABLE finding (
  message         TEXT NOT NULL REFERENCES message (id),
  position        INTEGER NOT NULL,
  section         TEXT NOT NULL,
  start           INTEGER NOT NULL,
  end             INTEGER NOT NULL,
  detector        TEXT NOT NULL,
  category        TEXT NOT NULL,
  sensitivity     INTEGER NOT NULL,
  confidence      INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),
  band            TEXT NOT NULL,
  flags           INTEGER NOT NULL,
  masked          TEXT NOT NULL,
  value_key       BLOB NOT NULL CHECK (length (value_key) = 32),
  label           TEXT,
  reasons         TEXT NOT NULL,
  occurrences     INTEGER NOT NULL,
  distinct_values INTEGER NOT NULL,
  link            TEXT NOT NULL,
  person_key      BLOB CHECK (length (person_key) = 32),
  paragraph       BLOB CHECK (length (paragraph) = 32),
  person          TEXT,
  name_key        BLOB CHECK (length (name_key) = 32),
  link_confidence INTEGER NOT NULL CHECK (link_confidence BETWEEN 0 AND 100)
) STRICT;

-- Of a message with a paragraph that may be boilerplate: its score without what stands in such paragraphs.
CREATE TABLE rest (
  message       TEXT NOT NULL REFERENCES message (id),
  score         INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
  score_max     INTEGER NOT NULL,
  severity      TEXT NOT NULL,
  score_reasons TEXT NOT NULL
) STRICT;

-- message is NULL for a problem that belongs to no message.
CREATE TABLE problem (
  message  TEXT REFERENCES message (id),
  position INTEGER NOT NULL,
  locator  TEXT NOT NULL,
  fate     TEXT NOT NULL,
  reason   TEXT NOT NULL,
  detail   TEXT NOT NULL
) STRICT;

-- Only of a sample: what the whole archive holds, with a 95 % interval. category is '' for other quantities.
CREATE TABLE estimate (
  quantity TEXT NOT NULL CHECK (quantity IN ('messages', 'documents', 'sensitive', 'high', 'category', 'people')),
  category TEXT NOT NULL,
  met      INTEGER NOT NULL,
  low      INTEGER NOT NULL,
  estimate INTEGER NOT NULL,
  high     INTEGER NOT NULL
) STRICT;

CREATE VIEW ledger AS
  SELECT locator, kind, size, sha256, messages, fate, reason, bytes_read, bytes_partial, bytes_opaque, bytes_failed, bytes_skipped
  FROM source
  ORDER BY locator;
