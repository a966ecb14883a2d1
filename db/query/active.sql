-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which mappings were active at a time?
-- argument: at time the time, from the start of the run
-- column: run the run
-- column: mapping its number in the run
-- column: device that it is for
-- column: kind single, page, sg, coherent, noncoherent or resource
-- column: direction to-device, from-device, bidirectional or none
-- column: address of the CPU
-- column: size bytes
-- column: mapped_at ns
-- column: unmapped_at ns; nothing: never
-- column: thread that mapped it
-- column: place where
SELECT m.run, m.mapping, m.device, m.kind, m.direction, printf('0x%x', m.address) AS address,
  m.size, m.mapped_at, m.unmapped_at,
  (SELECT t.name FROM thread t WHERE t.run = m.run AND t.number = m.mapped_by) AS thread,
  (SELECT p.place FROM v_place p WHERE p.run = m.run AND p.stack = m.map_stack) AS place
FROM v_mapping m
WHERE m.run BETWEEN :first AND :last
  AND m.mapped_at <= :at AND (m.unmapped_at IS NULL OR m.unmapped_at > :at)
ORDER BY m.run, m.mapped_at, m.mapping
