-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which threads did a signal end?
-- column: run the run
-- column: time ns
-- column: thread its name
-- column: signal its number
-- column: address of the fault
-- column: after the call that had failed just before
-- column: fault the call that was made to fail
-- column: place where
SELECT c.run, c.time,
  (SELECT t.name FROM thread t WHERE t.run = c.run AND t.number = c.thread) AS thread,
  c.signal, printf('0x%x', c.address) AS address, nullif(c.after, '') AS after, r.fault,
  (SELECT p.place FROM v_place p WHERE p.run = c.run AND p.stack = c.stack) AS place
FROM crash c JOIN run r ON r.id = c.run
WHERE c.run BETWEEN :first AND :last
ORDER BY c.run, c.time
