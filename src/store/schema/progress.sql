-- Only while a scan with checkpoints runs: how far its units of work are recorded, and below 0 what belongs to no unit. Gone when the
-- case is finished.
CREATE TABLE progress (
  unit  INTEGER NOT NULL PRIMARY KEY,
  state BLOB NOT NULL,
  done  INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
