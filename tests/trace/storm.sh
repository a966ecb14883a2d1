#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# storm.sh - forks, execs and signals in the middle of everything lose no record
#
# CHILDREN=N processes (200).
set -u
. "${srcdir:-.}/tests/trace/lib.sh"
enter work
build_storm
children=${CHILDREN:-200}

fresh
"$dmacheck" run --db="$dir/run.db" --no-report -- "$dir/storm" "$dir/acks" forks "$children" \
	2>"$dir/err"
code=$?
[ $code -eq 0 ] || wrong "exit status $code: $(cat "$dir/err")"
all_acknowledged "forks"
nothing_wrong "forks"
answer "SELECT count(*) FROM process" >"$dir/answer"
[ "$(cat "$dir/answer")" -gt "$children" ] || wrong "only $(cat "$dir/answer") processes"

# killed in the middle, with all its children
fresh
"$dmacheck" run --db="$dir/run.db" --no-report -- "$dir/storm" "$dir/acks" forks "$children" \
	2>"$dir/err" &
run=$!
recording 1 20
kill -KILL "$(word 0)"
wait $run
code=$?
[ $code -eq 137 ] || wrong "killed: exit status $code: $(cat "$dir/err")"
all_acknowledged "killed"
nothing_wrong "killed"
exit $status
