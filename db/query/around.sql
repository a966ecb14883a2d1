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
WITH near AS (
  SELECT *, row_number() OVER (PARTITION BY run ORDER BY abs(time - :at), number) AS place
  FROM event WHERE run BETWEEN :first AND :last
)
SELECT e.run, e.number, e.time, k.name AS what,
  (SELECT t.name FROM thread t WHERE t.run = e.run AND t.number = e.thread) AS thread,
  iif(e.channel, printf('0x%x', e.channel), NULL) AS channel,
  iif(e.object, printf('0x%x', e.object), NULL) AS object,
  iif(e.address, printf('0x%x', e.address), NULL) AS address,
  iif(e.dma_address, printf('0x%x', e.dma_address), NULL) AS dma_address, e.size, e.value, e.name,
  (SELECT p.place FROM v_place p WHERE p.run = e.run AND p.stack = e.stack) AS place
FROM near e JOIN event_kind k ON k.kind = e.kind
WHERE e.place <= :count
ORDER BY e.run, e.number
