-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: What was mapped and never unmapped, by the stack that mapped it?
-- column: run the run
-- column: leaks how many mappings
-- column: bytes together
-- column: oldest ns from the first map to the end of the run
-- column: device that they are for
-- column: direction of the mappings
-- column: place that mapped them
-- column: stack functions, the innermost first
SELECT l.run, count(*) AS leaks, sum(l.size) AS bytes, max(l.age) AS oldest, l.device, l.direction,
  (SELECT p.place FROM v_place p WHERE p.run = l.run AND p.stack = l.map_stack) AS place,
  (SELECT group_concat(s.function, ' < ') FROM (SELECT function FROM v_stack
    WHERE run = l.run AND stack = l.map_stack AND NOT inside ORDER BY depth) s) AS stack
FROM v_leak l
WHERE l.run BETWEEN :first AND :last
GROUP BY l.run, l.map_stack, l.device, l.direction
ORDER BY bytes DESC, leaks DESC, l.run, l.map_stack
