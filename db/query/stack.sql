-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which functions is a stack made of?
-- argument: stack number its number, as in the views
-- column: run the run
-- column: depth 0 is the innermost
-- column: function its name
-- column: file of the source
-- column: line in it
-- column: module program or library
-- column: offset in the module
-- column: inside 1 where it is dmacheck's own
SELECT s.run, s.depth, s.function, s.file, s.line, s.module, printf('0x%x', s.offset) AS offset, s.inside
FROM v_stack s
WHERE s.run BETWEEN :first AND :last AND s.stack = :stack
ORDER BY s.run, s.depth
