-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which locks were held, how often and how long?
-- column: run the run
-- column: lock its name
-- column: times taken
-- column: threads that took it
-- column: longest ns held
-- column: total ns held
-- column: place where it was held longest
WITH held AS (
  SELECT e.run, e.object, e.name, e.thread, e.stack, k.name AS what,
    lead(e.time) OVER w - e.time AS time, lead(k.name) OVER w AS next
  FROM event e JOIN event_kind k ON k.kind = e.kind
  WHERE e.run BETWEEN :first AND :last AND k.name IN ('lock', 'unlock')
  WINDOW w AS (PARTITION BY e.run, e.thread, e.object ORDER BY e.number)
), lock AS (
  SELECT run, object, name, count(*) AS times, count(DISTINCT thread) AS threads,
    max(time) AS longest, sum(time) AS total, stack
  FROM held WHERE what = 'lock' AND next = 'unlock'
  GROUP BY run, object, name
)
SELECT l.run, coalesce(nullif(l.name, ''), printf('0x%x', l.object)) AS lock, l.times, l.threads,
  l.longest, l.total,
  (SELECT p.place FROM v_place p WHERE p.run = l.run AND p.stack = l.stack) AS place
FROM lock l
ORDER BY l.total DESC, l.run, l.name
