-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: What happened on a channel, in order?
-- argument: channel text its name, as "channels" shows it
-- column: run the run
-- column: time ns
-- column: what happened
-- column: thread that did it
-- column: descriptor its address
-- column: value cookie, result or error; see dmacheck-record(5)
-- column: size bytes
-- column: place where
SELECT e.run, e.time, k.name AS what,
  (SELECT t.name FROM thread t WHERE t.run = e.run AND t.number = e.thread) AS thread,
  iif(e.object, printf('0x%x', e.object), NULL) AS descriptor, e.value, e.size,
  (SELECT p.place FROM v_place p WHERE p.run = e.run AND p.stack = e.stack) AS place
FROM (SELECT DISTINCT q.run, q.channel FROM event q JOIN event_kind r ON r.kind = q.kind
  WHERE q.run BETWEEN :first AND :last AND r.name = 'channel-request' AND q.name = :channel) c
JOIN event e ON e.run = c.run AND e.channel = c.channel
JOIN event_kind k ON k.kind = e.kind
ORDER BY e.run, e.number
