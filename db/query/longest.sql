-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which mappings lasted longest?
-- argument: count number=10 how many to show
-- column: run the run
-- column: mapping its number in the run
-- column: lasted ns, to the end of the run where it was not unmapped
-- column: unmapped 1, or 0 where it never was
-- column: device that it is for
-- column: kind single, page, sg, coherent, noncoherent or resource
-- column: direction of the mapping
-- column: address of the CPU
-- column: size bytes
-- column: mapped_at ns
-- column: place where
SELECT m.run, m.mapping, coalesce(m.unmapped_at, t.duration) - m.mapped_at AS lasted,
  m.unmapped_at IS NOT NULL AS unmapped, m.device, m.kind, m.direction,
  printf('0x%x', m.address) AS address, m.size, m.mapped_at,
  (SELECT p.place FROM v_place p WHERE p.run = m.run AND p.stack = m.map_stack) AS place
FROM v_mapping m JOIN trace t ON t.run = m.run
WHERE m.run BETWEEN :first AND :last
ORDER BY lasted DESC, m.run, m.mapping
LIMIT :count
