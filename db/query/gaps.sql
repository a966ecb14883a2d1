-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: What is missing from the traces?
-- column: run the run
-- column: what lost, damaged, unfinished, untraced, no engine, cut short or
--   timed out
-- column: count of records, pieces or programs
-- column: time ns, from which on; nothing: unknown
-- column: detail why, or which
WITH gap (run, what, count, time, detail) AS (
  SELECT run, 'lost', sum(records), min(time), reason FROM loss GROUP BY run, reason
  UNION ALL
  SELECT run, 'damaged', damaged, NULL, 'pieces that made no sense' FROM trace WHERE damaged
  UNION ALL
  SELECT t.run, 'unfinished', t.begun - r.records, NULL, 'records begun by threads that were ended'
  FROM trace t JOIN run r ON r.id = t.run WHERE t.begun > r.records
  UNION ALL
  SELECT run, 'untraced', times, NULL, path || ': ' || reason FROM untraced
  UNION ALL
  SELECT run, 'no engine', 1, NULL, 'no program of the run has the DMA engine in it' FROM trace WHERE NOT engine
  UNION ALL
  SELECT run, 'cut short', 1, duration, 'dmacheck was killed' FROM trace WHERE ended IS NULL
  UNION ALL
  SELECT run, 'timed out', 1, duration, 'ended by --timeout' FROM trace WHERE timeout
)
SELECT run, what, count, time, detail FROM gap
WHERE run BETWEEN :first AND :last
ORDER BY run, time IS NOT NULL, time, what, detail
