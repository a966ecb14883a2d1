-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which transfers took longest?
-- argument: count number=10 how many to show
-- column: run the run
-- column: channel that it ran on
-- column: cookie of the descriptor
-- column: kind memcpy, slave, cyclic, ...
-- column: size bytes
-- column: took ns from issue to completion
-- column: waited ns from submit to issue
-- column: issued_at ns
-- column: completed_at ns
SELECT t.run, c.name AS channel, t.cookie, t.kind, t.size, t.completed_at - t.issued_at AS took,
  t.issued_at - t.submitted_at AS waited, t.issued_at, t.completed_at
FROM descriptor t LEFT JOIN channel c ON c.run = t.run AND c.number = t.channel
WHERE t.run BETWEEN :first AND :last AND t.completed_at IS NOT NULL
ORDER BY took DESC, t.run, t.issued_at
LIMIT :count
