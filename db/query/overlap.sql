-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which mappings held the same bytes at the same time?
-- column: run the run
-- column: address of the bytes that they shared
-- column: bytes how many
-- column: since ns
-- column: until ns; nothing: to the end
-- column: mapping the earlier one
-- column: direction of it
-- column: device of it
-- column: place where it was mapped
-- column: other the later one
-- column: other_direction of it
-- column: other_device of it
-- column: other_place where it was mapped
SELECT o.run, printf('0x%x', o.address) AS address, o.bytes, o.since, o.until,
  o.mapping, o.direction, o.device,
  (SELECT p.place FROM v_place p WHERE p.run = o.run AND p.stack = o.map_stack) AS place,
  o.other, o.other_direction, o.other_device,
  (SELECT p.place FROM v_place p WHERE p.run = o.run AND p.stack = o.other_map_stack) AS other_place
FROM v_overlap o
WHERE o.run BETWEEN :first AND :last
ORDER BY o.run, o.since, o.mapping, o.other, o.address
