-- Messages with a password, or with an attachment that one opens: what each would be beside the other, and what ties it to its conversation.
-- Whether they met is known when the case is whole.
CREATE TABLE IF NOT EXISTS unlock (
  message       TEXT NOT NULL REFERENCES message (id),
  locked        INTEGER NOT NULL CHECK (locked IN (0, 1)),
  locked_max    INTEGER NOT NULL,
  position      INTEGER,
  sensitivity   INTEGER NOT NULL,
  confidence    INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),
  score         INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
  score_max     INTEGER NOT NULL,
  severity      TEXT NOT NULL,
  score_reasons TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS thread (
  message TEXT NOT NULL REFERENCES message (id),
  key     BLOB NOT NULL CHECK (length (key) = 32)
) STRICT;
