-- What exports say about themselves, row by row of the files that say it, as it was read; and what became of it, once the case is
-- whole: found is the locator of what is meant, or how many there are; verdict is NULL where nothing could be compared yet.
CREATE TABLE IF NOT EXISTS claim (
  source     TEXT NOT NULL,
  position   INTEGER NOT NULL,
  product    TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('item', 'file', 'count', 'gap', 'label')),
  path       TEXT,
  message_id TEXT,
  mailbox    TEXT,
  folder     TEXT,
  labels     TEXT,
  flags      INTEGER NOT NULL,
  date       INTEGER,
  expected   INTEGER,
  md5        TEXT,
  sha256     TEXT,
  copies     INTEGER NOT NULL,
  detail     TEXT,
  found      TEXT,
  count      INTEGER,
  verdict    TEXT CHECK (verdict IN ('same', 'found', 'differs', 'fewer', 'more', 'missing', 'gap', 'unknown'))
) STRICT;

-- Hashes of files that a claim names, where the scan had no other reason to compute them.
CREATE TABLE IF NOT EXISTS digest (
  locator TEXT NOT NULL,
  md5     TEXT,
  sha256  TEXT
) STRICT;

-- Which mail has which IMAP UID in its folder, where the archive says it: by a list of its folder, its name, or a header of its own.
-- uid is 0 for the message in which a mailbox file keeps its own data; validity is the folder's UIDVALIDITY, NULL where not known.
CREATE TABLE IF NOT EXISTS uid (
  message  TEXT NOT NULL PRIMARY KEY REFERENCES message (id),
  uid      INTEGER NOT NULL CHECK (uid BETWEEN 0 AND 4294967295),
  validity INTEGER
) STRICT, WITHOUT ROWID;

-- What lists of UIDs say, row by row, until the case is whole and each is known to mean a message: then it is empty. name is NULL
-- where the files themselves are named by their UIDs.
CREATE TABLE IF NOT EXISTS uid_entry (
  source   TEXT NOT NULL,
  name     TEXT,
  uid      INTEGER NOT NULL,
  validity INTEGER
) STRICT;
