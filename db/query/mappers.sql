-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which places map how much, and for how long?
-- column: place where
-- column: direction of the mappings
-- column: mappings how many
-- column: bytes together
-- column: smallest bytes
-- column: largest bytes
-- column: average ns mapped, of those that were unmapped
-- column: left never unmapped
-- column: runs in how many runs
WITH site AS (
  SELECT run, map_stack, direction, count(*) AS mappings, sum(size) AS bytes, min(size) AS smallest,
    max(size) AS largest, sum(unmapped_at - mapped_at) AS lasted, count(unmapped_at) AS unmapped
  FROM mapping WHERE run BETWEEN :first AND :last GROUP BY run, map_stack, direction
)
SELECT p.place, s.direction, sum(s.mappings) AS mappings, sum(s.bytes) AS bytes,
  min(s.smallest) AS smallest, max(s.largest) AS largest,
  sum(s.lasted) / nullif(sum(s.unmapped), 0) AS average,
  sum(s.mappings) - sum(s.unmapped) AS left, count(DISTINCT s.run) AS runs
FROM site s LEFT JOIN v_place p ON p.run = s.run AND p.stack = s.map_stack
GROUP BY p.place, s.direction
ORDER BY bytes DESC, p.place, s.direction
