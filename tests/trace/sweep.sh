#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# sweep.sh - each call that may fail fails once; what that shows is said with its number
set -u
. "${srcdir:-.}/tests/lib.sh"
# it ends a program in its own way before that crashes
if [ -n "${DMACHECK_SANITIZED-}" ]; then
	echo 'sweep.sh: not with a sanitizer'
	exit 77
fi
enter work
# shellcheck disable=SC2086 # a list of words
"$dmacheck" cc --module ${MODULE_FLAGS-} -o sweep "$srcdir/tests/trace/sweep-program.c" || exit 99

# said WORDS...: each stands in some line of standard error
said()
{
	for words; do
		grep -qF -e "$words" "$dir/err" || wrong "no '$words' in: $(cat "$dir/err")"
	done
}

# runs SQL: one word
runs()
{
	"$dmacheck" query --format=csv --sql "SELECT $1 FROM run" run.db | tail -n 1 | tr -d '\r'
}

# sweep ARG...: over the module
sweep()
{
	rm -f run.db
	"$dmacheck" run --db=run.db --fault-sweep "$@" 2>"$dir/err" >"$dir/out"
}

# Request, allocation, map, prep, submit, and the run in which nothing fails.
sweep -- ./sweep
code=$?
[ $code -eq 1 ] || wrong "exit status $code"
said "5 calls of ./sweep failed" "violations in 1 run," "crashes in 1" "mapping-leak" "4 (prep)" \
	"died (Segmentation fault) where call 2 (alloc) failed" "--fault 4"
[ "$(grep -c "never unmapped" "$dir/err")" -eq 1 ] || wrong "said twice: $(cat "$dir/err")"
[ "$(runs 'count(*)')" -eq 6 ] || wrong "$(runs 'count(*)') runs"
[ "$(runs 'group_concat(coalesce(fault, 0))')" = "\"1,2,3,4,5,0\"" ] ||
	wrong "faults: $(runs 'group_concat(coalesce(fault, 0))')"
[ ! -s "$dir/out" ] || wrong "on standard output: $(cat "$dir/out")"

# what one run shows, one run shows again
"$dmacheck" run --db=one.db --fault=4 -- ./sweep 2>"$dir/err"
code=$?
[ $code -eq 1 ] || wrong "--fault=4: exit status $code"
said "mapping-leak"
"$dmacheck" run --db=one.db --fault=2 --no-report -- ./sweep 2>"$dir/err"
code=$?
[ $code -eq 139 ] || wrong "--fault=2: exit status $code"

# the report where it is wanted, and the status
sweep --error-exitcode=9 --format=json -o sweep.json -- ./sweep
code=$?
[ $code -eq 9 ] || wrong "--error-exitcode: $code"
grep -q '"mapping-leak"' sweep.json || wrong "json: $(cat sweep.json)"
sweep --no-report -- ./sweep
code=$?
[ $code -eq 1 ] || wrong "--no-report: exit status $code"
[ ! -s "$dir/err" ] || wrong "--no-report: $(cat "$dir/err")"

# a program without the engine, one that fails, and one that never ends
sweep -- sh -c 'cat; exit 3' <"$srcdir/tests/trace/sweep.sh"
code=$?
[ $code -eq 3 ] || wrong "without the engine: exit status $code"
said "does not use the engine"
[ ! -s "$dir/out" ] || wrong "printed: $(cat "$dir/out")"
sweep --timeout=0.2 -- sleep 20
code=$?
[ $code -eq 1 ] || wrong "timeout: exit status $code"

# an interrupt ends it, with what there is
rm -f run.db
"$dmacheck" run --db=run.db --fault-sweep -- sh -c 'sleep 0.3; exec ./sweep' 2>"$dir/err" &
pid=$!
for _ in $(seq 200); do
	[ ! -e run.db ] || break
	sleep 0.05
done
kill -INT $pid
wait $pid
code=$?
[ $code -eq 130 ] || wrong "interrupt: exit status $code"
said "broken off"
[ -z "$(find . -name '*-trace.*')" ] || wrong "left behind: $(ls)"
exit $status
