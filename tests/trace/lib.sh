# SPDX-License-Identifier: GPL-2.0-or-later
#
# lib.sh - what tests of recorders begin with: storm, its acknowledgements, the query
# shellcheck shell=sh disable=SC2034,SC2154 # for those who read this; dir, dmacheck
. "$srcdir/tests/lib.sh"

# build_storm: $dir/storm, or the end of this test. The recorder has no sanitizer in it, and
# a program that has one dies in its own way.
build_storm()
{
	[ -z "${DMACHECK_SANITIZED-}" ] || exit 77
	"$dmacheck" cc --no-instrument -O1 -g -pthread -o "$dir/storm" \
		"$srcdir/tests/trace/storm-program.c" || exit 99
}

# fresh: no acknowledgement yet, and no database
fresh()
{
	rm -rf "$dir"/run.db*
	dd if=/dev/zero of="$dir/acks" bs=8 count=4096 2>/dev/null
}

# word N: the N-th word of the acknowledgements
word()
{
	od -A n -t u8 -j $((8 * $1)) -N 8 "$dir/acks" | tr -d ' '
}

# recording WORD N: until the N-th word is not less than that, not for ever
recording()
{
	for _ in $(seq 2000); do
		[ "$(word "$1")" -lt "$2" ] || return 0
		sleep 0.005
	done
	wrong "nothing is recorded"
}

# acks: "(SLOT, COUNT), ..." of those that are not 0
acks()
{
	od -A n -v -t u8 -w8 "$dir/acks" |
		awk 'NR > 1 && $1 > 0 { printf "%s(%d, %d)", comma, NR - 1, $1; comma = ", " }'
}

# answer SQL: its rows, without a heading
answer()
{
	"$dmacheck" query --format=csv --sql "$1" "$dir/run.db" 2>>"$dir/err" | tail -n +2 |
		tr -d '\r'
}

# all_acknowledged WHAT: each record that was acknowledged is there, whole and in its order,
# and at most one more of each slot
all_acknowledged()
{
	answer "
WITH ack (slot, count) AS (VALUES $(acks)),
told AS (
  SELECT device >> 12 AS slot, row_number() OVER (PARTITION BY device ORDER BY number) - 1 AS i,
    name AS kind, address, dma_address, size
  FROM (SELECT e.device, e.number, k.name, e.address, e.dma_address, e.size
    FROM event e JOIN event_kind k ON k.kind = e.kind
    WHERE k.name IN ('map', 'map-checked', 'unmap'))),
told_count AS (SELECT slot, count(*) AS count FROM told GROUP BY slot)
SELECT 'slot ' || a.slot || ': ' || a.count || ' acknowledged, found ' || coalesce(c.count, 0)
FROM ack a LEFT JOIN told_count c ON c.slot = a.slot
WHERE coalesce(c.count, 0) NOT BETWEEN a.count AND a.count + 1
UNION ALL
SELECT 'slot ' || slot || ', record ' || i || ' is torn: ' || kind FROM told
WHERE kind <> CASE i % 3 WHEN 0 THEN 'map' WHEN 1 THEN 'map-checked' ELSE 'unmap' END
  OR dma_address <> (slot << 32) + (i / 3 << 12) + (1 << 46)
  OR kind <> 'map-checked' AND (address <> (slot << 32) + (i / 3 << 12)
    OR size <> 64 + i / 3 % 64)
LIMIT 20" >"$dir/answer"
	[ ! -s "$dir/answer" ] || wrong "$1: $(cat "$dir/answer")"
}

# nothing_wrong WHAT: no violation, no leak, no record lost or damaged, one run
nothing_wrong()
{
	answer "SELECT 'violation: ' || rule || ': ' || message FROM v_violation
UNION ALL SELECT records || ' lost: ' || reason FROM loss
UNION ALL SELECT damaged || ' damaged' FROM trace WHERE damaged > 0
UNION ALL SELECT count(*) || ' runs' FROM run HAVING count(*) <> 1" >"$dir/answer"
	[ ! -s "$dir/answer" ] || wrong "$1: $(cat "$dir/answer")"
	[ -z "$(find "$dir" -name '*-trace.*')" ] || wrong "$1: the trace is still there"
}
