-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: How long did the completion callbacks of each channel run?
-- column: run the run
-- column: channel its name
-- column: callbacks how many ended
-- column: running how many never did
-- column: shortest ns
-- column: longest ns
-- column: longest_at when that one began, ns
-- column: total ns
WITH call AS (
  SELECT e.run, e.channel, e.time, k.name AS what,
    lead(e.time) OVER w - e.time AS took, lead(k.name) OVER w AS next
  FROM event e JOIN event_kind k ON k.kind = e.kind
  WHERE e.run BETWEEN :first AND :last AND k.name IN ('callback-begin', 'callback-end')
  WINDOW w AS (PARTITION BY e.run, e.channel, e.object ORDER BY e.number)
)
SELECT c.run, coalesce((SELECT q.name FROM event q JOIN event_kind r ON r.kind = q.kind
    WHERE q.run = c.run AND q.channel = c.channel AND r.name = 'channel-request' LIMIT 1),
    printf('0x%x', c.channel)) AS channel,
  count(*) FILTER (WHERE c.next = 'callback-end') AS callbacks,
  count(*) FILTER (WHERE c.next IS NOT 'callback-end') AS running,
  min(c.took) FILTER (WHERE c.next = 'callback-end') AS shortest,
  max(c.took) FILTER (WHERE c.next = 'callback-end') AS longest, c.time AS longest_at,
  sum(c.took) FILTER (WHERE c.next = 'callback-end') AS total
FROM call c
WHERE c.what = 'callback-begin'
GROUP BY c.run, c.channel
ORDER BY total DESC, c.run, c.channel
