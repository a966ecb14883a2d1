-- SPDX-License-Identifier: GPL-2.0-or-later
-- question: Which rules were broken, and how often?
-- column: rule its slug
-- column: verdict violation or inconclusive
-- column: confidence high, medium or low
-- column: faults different ones, by fingerprint
-- column: occurrences in all
-- column: runs in how many runs
-- column: first_run that shows it
-- column: place of the first
SELECT v.rule, v.verdict, v.confidence, count(DISTINCT v.fingerprint) AS faults,
  CAST(total(v.occurrences) AS INTEGER) AS occurrences, count(DISTINCT v.run) AS runs, min(v.run) AS first_run,
  (SELECT p.place FROM v_place p WHERE p.run = v.run AND p.stack = v.stack) AS place
FROM violation v
WHERE v.run BETWEEN :first AND :last
GROUP BY v.rule, v.verdict, v.confidence
ORDER BY v.verdict DESC, faults DESC, v.rule
