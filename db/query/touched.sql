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
SELECT e.run, e.time, k.name AS what,
  (SELECT t.name FROM thread t WHERE t.run = e.run AND t.number = e.thread) AS thread,
  printf('0x%x', e.address) AS address, e.size, m.number AS mapping, m.direction,
  (SELECT p.place FROM v_place p WHERE p.run = e.run AND p.stack = e.stack) AS place
FROM event e JOIN event_kind k ON k.kind = e.kind
LEFT JOIN mapping m ON m.run = e.run AND e.address BETWEEN m.address AND m.address + m.size - 1
  AND e.time BETWEEN m.mapped_at AND coalesce(m.unmapped_at, e.time)
WHERE e.run BETWEEN :first AND :last
  AND k.name IN ('device-read', 'device-write', 'cpu-read', 'cpu-write', 'memory-free', 'memory-move',
    'free')
  AND (:address BETWEEN e.address AND e.address + coalesce(e.size, 1) - 1
    OR :address BETWEEN e.dma_address AND e.dma_address + coalesce(e.size, 1) - 1)
ORDER BY e.run, e.number, m.number
