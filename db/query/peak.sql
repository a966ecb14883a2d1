-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: When was most memory mapped, for each device?
-- column: run the run
-- column: device that it was mapped for
-- column: bytes mapped at that time
-- column: mappings active at that time
-- column: time ns
WITH change (run, device, time, bytes, mappings) AS (
  SELECT run, device, mapped_at, size, 1 FROM mapping WHERE run BETWEEN :first AND :last
  UNION ALL
  SELECT run, device, unmapped_at, -size, -1 FROM mapping
  WHERE run BETWEEN :first AND :last AND unmapped_at IS NOT NULL
), level AS (
  SELECT run, device, time, sum(bytes) OVER w AS bytes, sum(mappings) OVER w AS mappings
  FROM change
  WINDOW w AS (PARTITION BY run, device ORDER BY time, mappings ROWS UNBOUNDED PRECEDING)
), peak AS (
  SELECT run, device, max(bytes) AS bytes, mappings, time FROM level GROUP BY run, device
)
SELECT p.run, coalesce(nullif(d.name, ''), printf('0x%x', d.address)) AS device, p.bytes, p.mappings,
  p.time
FROM peak p LEFT JOIN device d ON d.run = p.run AND d.number = p.device
ORDER BY p.bytes DESC, p.run, p.device
