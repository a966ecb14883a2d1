-- SPDX-License-Identifier: GPL-2.0-or-later
-- schema.sql - the database of runs, version 1
--
-- One run is one invocation of one tool. Everything a run says hangs off its
-- row and goes with it. Programs read the views, whose columns stay; the tables
-- may change with the number in `pragma user_version`.

CREATE TABLE run (
  id       INTEGER PRIMARY KEY,
  started  TEXT NOT NULL,              -- UTC, ISO 8601: 2025-01-31T12:00:00Z
  command  TEXT NOT NULL,              -- quoted for a shell
  tool     TEXT NOT NULL,              -- the subcommand: lint
  version  TEXT NOT NULL,              -- of dmacheck
  seed     INTEGER,                    -- of the schedule; NULL: nothing was scheduled
  fault    INTEGER,                    -- the fallible call that was made to fail; NULL: none
  status   INTEGER,                    -- exit status, 128+n for signal n; NULL: not finished
  records  INTEGER NOT NULL DEFAULT 0, -- what the run took in: lint: files analysed
  lost     INTEGER NOT NULL DEFAULT 0  -- what it could not take in: lint: files not analysed
) STRICT;

-- What a run of lint looked at.
CREATE TABLE lint (
  run          INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  tree_root    TEXT NOT NULL,    -- absolute; '' without a tree
  tree_version TEXT NOT NULL,    -- of the kernel; '' if unknown
  selected     INTEGER NOT NULL, -- files that matter to the paths named
  analyzed     INTEGER NOT NULL, -- files analysed
  least        TEXT NOT NULL CHECK (least IN ('high', 'medium', 'low')), -- least confidence stored
  below        INTEGER NOT NULL, -- findings left out: less sure than that
  suppressed   INTEGER NOT NULL  -- findings left out: allowed by a comment
) STRICT;

-- One row a finding of a static check.
CREATE TABLE finding (
  id          INTEGER PRIMARY KEY,
  run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  rule        TEXT NOT NULL,     -- slug, see dmacheck rules
  confidence  TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  severity    TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
  file        TEXT NOT NULL,     -- relative to the tree, absolute outside of it
  line        INTEGER NOT NULL CHECK (line >= 0),  -- from 1
  col         INTEGER NOT NULL CHECK (col >= 0),   -- from 1, in bytes; 0: unknown
  function    TEXT NOT NULL,     -- '' at file scope
  message     TEXT NOT NULL,
  fingerprint TEXT NOT NULL,     -- the same finding in another run has the same one
  context     TEXT,              -- these three only of terminate-all-deprecated:
  replacement TEXT,              -- sync, async or none
  reason      TEXT               -- why that one
) STRICT;

CREATE INDEX finding_run ON finding (run);
CREATE INDEX finding_fingerprint ON finding (fingerprint);

-- One row a step of the path to a finding, in reading order.
CREATE TABLE note (
  finding  INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
  step     INTEGER NOT NULL CHECK (step >= 1),
  file     TEXT NOT NULL,
  line     INTEGER NOT NULL,
  col      INTEGER NOT NULL,
  function TEXT NOT NULL,
  message  TEXT NOT NULL,
  PRIMARY KEY (finding, step)
) STRICT, WITHOUT ROWID;

-- What a run could not analyse: a file, or one function of it.
CREATE TABLE failure (
  run      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  file     TEXT NOT NULL,
  function TEXT,                 -- NULL: the whole file
  reason   TEXT NOT NULL
) STRICT;

CREATE INDEX failure_run ON failure (run);

-- The figures of a run, as --stats shows them.
CREATE TABLE figure (
  run   INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  name  TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_run (run, started, command, tool, seed, fault, status, records, lost) AS
SELECT id, started, command, tool, seed, fault, status, records, lost
FROM run;

CREATE VIEW v_finding (run, rule, confidence, severity, file, line, function, message, fingerprint) AS
SELECT run, rule, confidence, severity, file, line, function, message, fingerprint
FROM finding;
