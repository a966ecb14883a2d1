-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which runs are there?
-- column: run its number
-- column: started UTC
-- column: tool run or lint
-- column: command that ran
-- column: seed of the schedule
-- column: fault number of the call that was made to fail
-- column: fault_kind what call that was
-- column: status exit status, 128 + n after signal n
-- column: records that were taken in
-- column: lost that were not
-- column: violations of medium and high confidence; of lint: findings
SELECT r.id AS run, r.started, r.tool, r.command, r.seed, r.fault, t.fault_kind, r.status, r.records, r.lost,
  (SELECT count(*) FROM violation v WHERE v.run = r.id AND v.verdict = 'violation' AND v.confidence <> 'low')
    + (SELECT count(*) FROM finding f WHERE f.run = r.id) AS violations
FROM run r LEFT JOIN trace t ON t.run = r.id
WHERE r.id BETWEEN :first AND :last
ORDER BY r.id
