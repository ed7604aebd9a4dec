-- What was accessed: made and filled anew each time by mailspill access.
DROP TABLE IF EXISTS access_fact;
CREATE TABLE access_fact (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS access_input;
CREATE TABLE access_input (
  label      TEXT NOT NULL,
  reader     TEXT NOT NULL,
  size       INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  records    INTEGER NOT NULL,
  passed     INTEGER NOT NULL,
  rejected   INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  first      INTEGER,
  last       INTEGER,
  marks      INTEGER NOT NULL,
  state      TEXT NOT NULL,
  detail     TEXT NOT NULL
) STRICT;

DROP TABLE IF EXISTS access_reject;
CREATE TABLE access_reject (
  input  TEXT NOT NULL,
  line   INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;

DROP TABLE IF EXISTS access_actor;
CREATE TABLE access_actor (
  actor      TEXT NOT NULL PRIMARY KEY,
  class      INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  users      TEXT NOT NULL,
  ips        TEXT NOT NULL,
  sessions   TEXT NOT NULL,
  tokens     TEXT NOT NULL,
  apps       TEXT NOT NULL,
  new_apps   TEXT NOT NULL,
  clients    TEXT NOT NULL,
  logons     TEXT NOT NULL,
  mailboxes  TEXT NOT NULL,
  first      INTEGER,
  last       INTEGER,
  records    INTEGER NOT NULL,
  binds      INTEGER NOT NULL,
  syncs      INTEGER NOT NULL,
  unresolved INTEGER NOT NULL,
  messages   INTEGER NOT NULL,
  bytes      INTEGER NOT NULL,
  searches   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS access_verdict;
CREATE TABLE access_verdict (
  message         TEXT NOT NULL REFERENCES message (id),
  place           INTEGER NOT NULL,
  verdict         INTEGER NOT NULL,
  basis           TEXT NOT NULL,
  hostile_verdict INTEGER NOT NULL,
  scope_verdict   INTEGER NOT NULL,
  acquired        INTEGER NOT NULL,
  attribution     TEXT NOT NULL,
  actors          TEXT NOT NULL,
  first           INTEGER,
  last            INTEGER,
  records         INTEGER NOT NULL,
  join_grade      TEXT NOT NULL,
  copies          INTEGER NOT NULL,
  coverage        TEXT NOT NULL,
  evidence        TEXT NOT NULL,
  note            TEXT NOT NULL
) STRICT;

DROP TABLE IF EXISTS access_coverage;
CREATE TABLE access_coverage (
  mailbox   TEXT NOT NULL,
  day       TEXT NOT NULL,
  records   INTEGER NOT NULL,
  binds     INTEGER NOT NULL,
  syncs     INTEGER NOT NULL,
  throttled INTEGER NOT NULL,
  max_gap   INTEGER NOT NULL,
  cap       TEXT NOT NULL,
  grade     TEXT NOT NULL,
  reason    TEXT NOT NULL
) STRICT;

DROP TABLE IF EXISTS access_missing;
CREATE TABLE access_missing (
  mailbox     TEXT NOT NULL,
  folder      TEXT NOT NULL,
  message_id  TEXT NOT NULL,
  operations  TEXT NOT NULL,
  first       INTEGER,
  last        INTEGER,
  records     INTEGER NOT NULL,
  attribution TEXT NOT NULL,
  actors      TEXT NOT NULL,
  evidence    TEXT NOT NULL,
  note        TEXT NOT NULL
) STRICT;

DROP TABLE IF EXISTS access_timeline;
CREATE TABLE access_timeline (
  time      INTEGER,
  precision INTEGER NOT NULL,
  clock     TEXT NOT NULL,
  input     TEXT NOT NULL,
  evidence  TEXT NOT NULL,
  kind      TEXT NOT NULL,
  actor     TEXT NOT NULL,
  class     TEXT NOT NULL,
  mailbox   TEXT NOT NULL,
  folder    TEXT NOT NULL,
  message   TEXT NOT NULL,
  text      TEXT NOT NULL
) STRICT;

-- Of the message, whatever access found: kept from run to run. Its index is made anew when all is there.
CREATE TABLE IF NOT EXISTS access_digest (
  message TEXT NOT NULL REFERENCES message (id),
  sha256  TEXT NOT NULL
) STRICT;
DROP INDEX IF EXISTS access_digest_by_message;
