-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which channels were requested, and what ran on them?
-- column: run the run
-- column: channel its name
-- column: device it belongs to
-- column: requested_at ns
-- column: released_at ns; nothing: never
-- column: transfers that were prepared
-- column: completed of them
-- column: terminated of them
-- column: bytes of those that completed
-- column: place that requested it
SELECT c.run, c.name AS channel, d.name AS device, c.requested_at, c.released_at,
  count(t.number) AS transfers, count(t.completed_at) AS completed,
  count(t.terminated_at) AS terminated,
  coalesce(sum(t.size) FILTER (WHERE t.completed_at IS NOT NULL), 0) AS bytes,
  (SELECT p.place FROM v_place p WHERE p.run = c.run AND p.stack = c.request_stack) AS place
FROM channel c
LEFT JOIN device d ON d.run = c.run AND d.number = c.device
LEFT JOIN descriptor t ON t.run = c.run AND t.channel = c.number
WHERE c.run BETWEEN :first AND :last
GROUP BY c.run, c.number
ORDER BY c.run, c.requested_at, c.number
