-- One row for each part of a file that was cut, until all parts are there and the file's row of source is made of them. Only the case of
-- a shard keeps it, for merge.
CREATE TABLE slice (
  locator       TEXT NOT NULL,
  start         INTEGER NOT NULL,
  parts         INTEGER NOT NULL CHECK (parts > 0),
  file_size     INTEGER NOT NULL,
  kind          TEXT,
  size          INTEGER NOT NULL CHECK (size >= 0),
  sha256        TEXT,
  messages      INTEGER NOT NULL,
  fate          TEXT NOT NULL,
  reason        TEXT NOT NULL,
  detail        TEXT,
  bytes_read    INTEGER NOT NULL,
  bytes_partial INTEGER NOT NULL,
  bytes_opaque  INTEGER NOT NULL,
  bytes_failed  INTEGER NOT NULL,
  bytes_skipped INTEGER NOT NULL,
  PRIMARY KEY (locator, start)
) STRICT, WITHOUT ROWID;
