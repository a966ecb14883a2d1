-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: What happened around a time?
-- argument: at time the time, from the start of the run
-- argument: count number=20 how many records to show, of each run
-- column: run the run
-- column: number of the record
-- column: time ns
-- column: what happened
-- column: thread that did it
-- column: channel its address
-- column: object descriptor, task, lock, ...; its address
-- column: address of the CPU
-- column: dma_address of the device
-- column: size bytes
-- column: value result, cookie or count; see dmacheck-record(5)
-- column: name that the record holds
-- column: place where
WITH middle (run, number) AS MATERIALIZED (
  SELECT r.id, coalesce(
    (SELECT e.number FROM event e WHERE e.run = r.id AND e.time >= :at ORDER BY e.number LIMIT 1),
    (SELECT max(e.number) + 1 FROM event e WHERE e.run = r.id))
  FROM run r WHERE r.id BETWEEN :first AND :last
)
SELECT e.run, e.number, e.time, k.name AS what,
  (SELECT t.name FROM thread t WHERE t.run = e.run AND t.number = e.thread) AS thread,
  iif(e.channel, printf('0x%x', e.channel), NULL) AS channel,
  iif(e.object, printf('0x%x', e.object), NULL) AS object,
  iif(e.address, printf('0x%x', e.address), NULL) AS address,
  iif(e.dma_address, printf('0x%x', e.dma_address), NULL) AS dma_address, e.size, e.value, e.name,
  (SELECT p.place FROM v_place p WHERE p.run = e.run AND p.stack = e.stack) AS place
FROM middle m
JOIN event e ON e.run = m.run
  AND e.number >= m.number - :count / 2 AND e.number < m.number + :count - :count / 2
JOIN event_kind k ON k.kind = e.kind
ORDER BY e.run, e.number
