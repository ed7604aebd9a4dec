-- Only while a scan with checkpoints runs: how far each of its units of work is recorded. Gone when the case is finished.
CREATE TABLE progress (
  unit  INTEGER NOT NULL PRIMARY KEY,
  steps INTEGER NOT NULL,
  state BLOB,
  done  INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
