-- SPDX-License-Identifier: GPL-2.0-or-later
-- schema-2.sql - version 2: runs of traced programs
--
-- Times are ns since the start of the run, addresses 64-bit numbers as stored by
-- SQLite (two's complement). A thread, process, stack and mapping is named by its
-- number in the run; (run, number) is the key.

-- How a traced run was made.
CREATE TABLE trace (
  run        INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  identity   TEXT NOT NULL UNIQUE, -- of the recording, in every database that holds it
  folder     TEXT NOT NULL,    -- working directory of the command
  schedule   TEXT NOT NULL,    -- weakest, random or none
  pfn_kind   TEXT NOT NULL CHECK (pfn_kind IN ('virtual', 'real')),
  cpu_access TEXT NOT NULL,    -- byte, page or off
  ended      TEXT,             -- UTC, ISO 8601; NULL: the recording was cut short
  timeout    INTEGER NOT NULL CHECK (timeout IN (0, 1)), -- ended by --timeout
  duration   INTEGER NOT NULL, -- ns until the last record
  begun      INTEGER NOT NULL, -- records begun; those of run.records were finished
  damaged    INTEGER NOT NULL, -- pieces of the trace that made no sense
  untraced   INTEGER NOT NULL, -- programs started that could not be traced
  engine     INTEGER NOT NULL CHECK (engine IN (0, 1)), -- a program had the DMA engine in it
  fault_kind TEXT              -- what the call of run.fault was; NULL: none was made to fail
) STRICT;

-- The programs that could not be traced.
CREATE TABLE untraced (
  run    INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  path   TEXT NOT NULL,
  reason TEXT NOT NULL,        -- static, setuid or foreign
  times  INTEGER NOT NULL,     -- it was started
  PRIMARY KEY (run, path, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE process (
  run    INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  parent INTEGER NOT NULL,     -- number of the process that forked it; 0: dmacheck started it
  image  INTEGER NOT NULL,     -- number of the program it runs; a new one at each exec
  pid    INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE thread (
  run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number  INTEGER NOT NULL,
  process INTEGER NOT NULL,
  tid     INTEGER NOT NULL,
  name    TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE image (
  run      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  image    INTEGER NOT NULL,
  start    INTEGER NOT NULL,   -- addresses of its segments
  end      INTEGER NOT NULL,
  base     INTEGER NOT NULL,   -- what is added to the file's own addresses
  build_id TEXT NOT NULL,      -- hex; '' if it has none
  path     TEXT NOT NULL
) STRICT;

CREATE INDEX image_run ON image (run);

-- A function somebody was in, outermost of its inlined ones last.
CREATE TABLE frame (
  id       INTEGER PRIMARY KEY,
  run      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  function TEXT NOT NULL,      -- '' if unknown
  file     TEXT NOT NULL,      -- '' if unknown
  line     INTEGER NOT NULL,   -- 0 if unknown
  module   TEXT NOT NULL,      -- path of the program or library; '' if unknown
  offset   INTEGER NOT NULL,   -- in the module
  inside   INTEGER NOT NULL CHECK (inside IN (0, 1)) -- of dmacheck's own libraries
) STRICT;

CREATE INDEX frame_run ON frame (run);

CREATE TABLE stack (
  run    INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  depth  INTEGER NOT NULL,     -- 0: innermost
  frame  INTEGER NOT NULL REFERENCES frame (id),
  PRIMARY KEY (run, number, depth)
) STRICT, WITHOUT ROWID;

-- Everything that was recorded, one row a record.
CREATE TABLE event (
  run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL, -- the order of the run
  time        INTEGER NOT NULL,
  thread      INTEGER NOT NULL,
  kind        INTEGER NOT NULL, -- see event_kind
  type        INTEGER NOT NULL,
  direction   INTEGER NOT NULL,
  flags       INTEGER NOT NULL,
  device      INTEGER,          -- fields the kind does not have are NULL
  channel     INTEGER,
  object      INTEGER,
  address     INTEGER,
  dma_address INTEGER,
  size        INTEGER,
  value       INTEGER,
  name        TEXT,
  stack       INTEGER NOT NULL, -- 0: none
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

-- What is asked for by its kind reads all events of a run; these are the narrow ways.
CREATE INDEX event_channel ON event (run, channel) WHERE channel IS NOT NULL;
CREATE INDEX event_address ON event (run, address) WHERE address IS NOT NULL;
CREATE INDEX event_dma_address ON event (run, dma_address) WHERE dma_address IS NOT NULL;

CREATE TABLE event_kind (
  kind INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE device (
  run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number  INTEGER NOT NULL,
  address INTEGER NOT NULL,
  name    TEXT NOT NULL,       -- '' if unknown
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

-- One row from a request to its release.
CREATE TABLE channel (
  run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number        INTEGER NOT NULL,
  device        INTEGER NOT NULL, -- 0: unknown
  name          TEXT NOT NULL,
  requested_at  INTEGER,
  released_at   INTEGER,
  requested_by  INTEGER NOT NULL, -- thread, 0: unknown
  request_stack INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mapping (
  run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  device      INTEGER NOT NULL,
  kind        TEXT NOT NULL,   -- single, page, sg, coherent, noncoherent, resource
  address     INTEGER NOT NULL,
  dma_address INTEGER NOT NULL,
  pfn         INTEGER NOT NULL,
  pfn_kind    TEXT NOT NULL CHECK (pfn_kind IN ('virtual', 'real')),
  size        INTEGER NOT NULL,
  direction   TEXT NOT NULL,   -- bidirectional, to-device, from-device, none
  mapped_at   INTEGER NOT NULL,
  mapped_by   INTEGER NOT NULL,
  unmapped_at INTEGER,
  unmapped_by INTEGER,
  map_stack   INTEGER NOT NULL,
  unmap_stack INTEGER,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX mapping_address ON mapping (run, address);
CREATE INDEX mapping_pfn ON mapping (run, pfn);

-- Two mappings of one process that had the same bytes at the same time.
CREATE TABLE overlap (
  run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  mapping INTEGER NOT NULL,    -- the earlier one
  other   INTEGER NOT NULL,
  address INTEGER NOT NULL,    -- of the bytes they shared
  bytes   INTEGER NOT NULL,
  PRIMARY KEY (run, mapping, other, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE descriptor (
  run           INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  number        INTEGER NOT NULL,
  channel       INTEGER NOT NULL,
  cookie        INTEGER,
  kind          TEXT NOT NULL, -- memcpy, xor, pq, slave, cyclic, ...
  size          INTEGER NOT NULL,
  prepared_at   INTEGER NOT NULL,
  submitted_at  INTEGER,
  issued_at     INTEGER,
  completed_at  INTEGER,
  terminated_at INTEGER,
  callback_at   INTEGER,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE violation (
  id          INTEGER PRIMARY KEY,
  run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  rule        TEXT NOT NULL,
  verdict     TEXT NOT NULL CHECK (verdict IN ('violation', 'inconclusive')),
  reason      TEXT NOT NULL,   -- why it is inconclusive; ''
  severity    TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
  confidence  TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  fingerprint TEXT NOT NULL,
  message     TEXT NOT NULL,
  address     INTEGER NOT NULL,
  pfn         INTEGER NOT NULL,
  size        INTEGER NOT NULL,
  device      INTEGER NOT NULL, -- 0: none
  channel     INTEGER NOT NULL, -- 0: none
  mapping     INTEGER,
  thread      INTEGER NOT NULL,
  time        INTEGER NOT NULL,
  stack       INTEGER NOT NULL,
  event       INTEGER NOT NULL, -- number of the record that made it
  occurrences INTEGER NOT NULL
) STRICT;

CREATE INDEX violation_run ON violation (run);
CREATE INDEX violation_fingerprint ON violation (fingerprint);

CREATE TABLE step (
  violation INTEGER NOT NULL REFERENCES violation (id) ON DELETE CASCADE,
  step      INTEGER NOT NULL CHECK (step >= 1),
  time      INTEGER NOT NULL,
  thread    INTEGER NOT NULL,
  stack     INTEGER NOT NULL,
  message   TEXT NOT NULL,
  PRIMARY KEY (violation, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE crash (
  run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  process INTEGER NOT NULL,
  thread  INTEGER NOT NULL,
  time    INTEGER NOT NULL,
  signal  INTEGER NOT NULL,
  address INTEGER NOT NULL,
  stack   INTEGER NOT NULL,
  after   TEXT NOT NULL        -- the call that had failed just before; ''
) STRICT;

CREATE INDEX crash_run ON crash (run);

-- What the engine said of misuse that no rule is about, once for each stack.
CREATE TABLE message (
  run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  time        INTEGER NOT NULL, -- of the first
  thread      INTEGER NOT NULL,
  stack       INTEGER NOT NULL,
  text        TEXT NOT NULL,
  occurrences INTEGER NOT NULL
) STRICT;

CREATE INDEX message_run ON message (run);

-- Which part of a trace is missing, and why.
CREATE TABLE loss (
  run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  time    INTEGER NOT NULL,
  thread  INTEGER NOT NULL,
  records INTEGER NOT NULL,
  reason  TEXT NOT NULL
) STRICT;

CREATE INDEX loss_run ON loss (run);

-- One row a frame, innermost first.
CREATE VIEW v_stack (run, stack, depth, function, file, line, module, offset, inside) AS
SELECT s.run, s.number, s.depth, f.function, f.file, f.line, f.module, f.offset, f.inside
FROM stack s JOIN frame f ON f.id = s.frame;

-- Where a stack is in the client's code: its innermost frame that is not dmacheck's,
-- with a line where there is one.
CREATE VIEW v_place (run, stack, function, file, line, place) AS
SELECT s.run, s.stack, s.function, s.file, s.line,
  iif(s.function = '', '', s.function || '() ')
    || iif(s.line > 0, s.file || ':' || s.line, printf('%s+0x%x', s.module, s.offset))
FROM v_stack s
WHERE s.depth = (
  SELECT o.depth FROM v_stack o WHERE o.run = s.run AND o.stack = s.stack AND NOT o.inside
  ORDER BY o.line = 0, o.depth LIMIT 1);

CREATE VIEW v_mapping (run, device, kind, address, dma_address, pfn, pfn_kind, size, direction,
  mapped_at, mapped_by, unmapped_at, unmapped_by, map_stack, unmap_stack, mapping) AS
SELECT m.run, coalesce(nullif(d.name, ''), printf('0x%x', d.address)), m.kind, m.address, m.dma_address,
  m.pfn, m.pfn_kind, m.size, m.direction, m.mapped_at, m.mapped_by, m.unmapped_at, m.unmapped_by,
  m.map_stack, m.unmap_stack, m.number
FROM mapping m LEFT JOIN device d ON d.run = m.run AND d.number = m.device;

CREATE VIEW v_descriptor (run, channel, cookie, kind, prepared_at, submitted_at, issued_at, completed_at,
  terminated_at, callback_at) AS
SELECT t.run, c.name, t.cookie, t.kind, t.prepared_at, t.submitted_at, t.issued_at, t.completed_at,
  t.terminated_at, t.callback_at
FROM descriptor t LEFT JOIN channel c ON c.run = t.run AND c.number = t.channel;

CREATE VIEW v_violation (run, rule, verdict, reason, confidence, fingerprint, message, address, pfn, size,
  device, channel, thread, time, stack, mapping, occurrences) AS
SELECT v.run, v.rule, v.verdict, v.reason, v.confidence, v.fingerprint, v.message, v.address, v.pfn, v.size,
  coalesce(nullif(d.name, ''), printf('0x%x', d.address)), c.name, v.thread, v.time, v.stack, v.mapping, v.occurrences
FROM violation v
LEFT JOIN device d ON d.run = v.run AND d.number = v.device
LEFT JOIN channel c ON c.run = v.run AND c.number = v.channel;

-- Mapped and never unmapped; age is that at the last record.
CREATE VIEW v_leak (run, device, kind, address, dma_address, pfn, pfn_kind, size, direction,
  mapped_at, mapped_by, unmapped_at, unmapped_by, map_stack, unmap_stack, mapping, age) AS
SELECT m.*, t.duration - m.mapped_at
FROM v_mapping m JOIN trace t ON t.run = m.run
WHERE m.unmapped_at IS NULL;

-- Two mappings that held the same bytes at the same time, the earlier one first;
-- address and bytes are those of what they share, until is NULL if both are left.
CREATE VIEW v_overlap (run, mapping, other, device, other_device, direction, other_direction,
  address, bytes, since, until, map_stack, other_map_stack) AS
SELECT a.run, a.mapping, b.mapping, a.device, b.device, a.direction, b.direction,
  o.address, o.bytes, b.mapped_at,
  nullif(min(coalesce(a.unmapped_at, 9223372036854775807),
             coalesce(b.unmapped_at, 9223372036854775807)), 9223372036854775807),
  a.map_stack, b.map_stack
FROM overlap o
JOIN v_mapping a ON a.run = o.run AND a.mapping = o.mapping
JOIN v_mapping b ON b.run = o.run AND b.mapping = o.other;
