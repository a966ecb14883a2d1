-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Who took part in the runs?
-- column: run the run
-- column: thread its number in the run
-- column: name of the thread
-- column: tid as the kernel names it
-- column: process its number in the run
-- column: pid of the process
-- column: parent number of the process that forked it; 0: dmacheck started it
SELECT t.run, t.number AS thread, t.name, t.tid, t.process, p.pid, p.parent
FROM thread t LEFT JOIN process p ON p.run = t.run AND p.number = t.process
WHERE t.run BETWEEN :first AND :last
ORDER BY t.run, t.number
