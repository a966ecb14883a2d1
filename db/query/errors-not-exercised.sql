-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which calls that can fail never did, in any of the runs?
-- column: call request, config, prep, submit, map, dma-alloc or alloc
-- column: place where it is
-- column: calls how often it was made
-- column: runs in how many runs
WITH calls (run, stack, call, failed) AS (
  SELECT e.run, e.stack,
    CASE k.name WHEN 'channel-request' THEN 'request' WHEN 'channel-config' THEN 'config'
      WHEN 'map' THEN iif(e.type IN (3, 4), 'dma-alloc', 'map') WHEN 'map-sg' THEN 'map'
      WHEN 'fault' THEN e.name ELSE k.name END,
    CASE k.name WHEN 'fault' THEN 1 WHEN 'channel-request' THEN e.value <> 0
      WHEN 'channel-config' THEN e.value <> 0 WHEN 'prep' THEN e.value = 0
      WHEN 'submit' THEN e.value < 0 WHEN 'map' THEN e.dma_address = -1
      WHEN 'map-sg' THEN e.value <= 0 ELSE e.address = 0 END
  FROM event e JOIN event_kind k ON k.kind = e.kind
  WHERE e.run BETWEEN :first AND :last
    AND k.name IN ('fault', 'channel-request', 'channel-config', 'prep', 'submit', 'map', 'map-sg', 'alloc')
), site (run, stack, call, calls, failures) AS (
  SELECT run, stack, call, count(*), sum(failed) FROM calls GROUP BY run, stack, call
)
SELECT s.call, p.place, sum(s.calls) AS calls, count(DISTINCT s.run) AS runs
FROM site s JOIN v_place p ON p.run = s.run AND p.stack = s.stack
GROUP BY s.call, p.place
HAVING NOT sum(s.failures)
ORDER BY p.place, s.call
