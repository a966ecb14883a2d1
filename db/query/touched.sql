-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Who touched the byte at an address?
-- argument: address number of the CPU or of the device
-- column: run the run
-- column: time ns
-- column: what the CPU or the device did
-- column: thread that did it
-- column: address of the first byte, of the CPU
-- column: size bytes
-- column: mapping that held the byte then; nothing: none
-- column: direction of the mapping
-- column: place where
WITH hit (run, time, number, what, thread, address, size, stack, mapping) AS (
  SELECT e.run, e.time, e.number, k.name, e.thread, e.address, e.size, e.stack, NULL
  FROM event e JOIN event_kind k ON k.kind = e.kind
  WHERE e.run BETWEEN :first AND :last
    AND k.name IN ('device-read', 'device-write', 'cpu-read', 'cpu-write', 'memory-free',
      'memory-move', 'free')
    AND (:address BETWEEN e.address AND e.address + coalesce(e.size, 1) - 1
      OR :address BETWEEN e.dma_address AND e.dma_address + coalesce(e.size, 1) - 1)
  UNION ALL
  SELECT run, mapped_at, 0, NULL, NULL, NULL, NULL, NULL, number FROM mapping
  WHERE run BETWEEN :first AND :last
    AND (:address BETWEEN address AND address + size - 1
      OR :address BETWEEN dma_address AND dma_address + size - 1)
), told AS (
  SELECT *, max(mapping) OVER (PARTITION BY run ORDER BY time, number ROWS UNBOUNDED PRECEDING) AS last
  FROM hit
)
SELECT t.run, t.time, t.what,
  (SELECT h.name FROM thread h WHERE h.run = t.run AND h.number = t.thread) AS thread,
  printf('0x%x', t.address) AS address, t.size, m.number AS mapping, m.direction,
  (SELECT p.place FROM v_place p WHERE p.run = t.run AND p.stack = t.stack) AS place
FROM told t
LEFT JOIN mapping m ON m.run = t.run AND m.number = t.last
  AND t.time <= coalesce(m.unmapped_at, t.time)
WHERE t.what IS NOT NULL
ORDER BY t.run, t.number
