-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Who took part in the runs?
-- column: run the run
-- column: thread its number in the run
-- column: name of the thread
-- column: tid as the kernel names it
-- column: process its number in the run
-- column: pid of the process
-- column: parent number of the process that forked it; 0: dmacheck started it
-- column: records of the thread
WITH told AS (
  SELECT run, thread, count(*) AS records FROM event
  WHERE run BETWEEN :first AND :last GROUP BY run, thread
)
SELECT t.run, t.number AS thread, t.name, t.tid, t.process, p.pid, p.parent,
  coalesce(c.records, 0) AS records
FROM thread t
LEFT JOIN process p ON p.run = t.run AND p.number = t.process
LEFT JOIN told c ON c.run = t.run AND c.thread = t.number
WHERE t.run BETWEEN :first AND :last
ORDER BY t.run, t.number
