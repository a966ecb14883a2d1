#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# left.sh - processes that outlive the command are recorded until then, and say no more
set -u
. "${srcdir:-.}/tests/trace/lib.sh"
enter work
build_storm

# a daemon that would go on for ever
fresh
cat >daemon.sh <<'END'
"$1" "$2" slow 100 >/dev/null 2>&1 &
while [ "$(od -A n -t u8 -j 8 -N 8 "$2")" -lt 100 ]; do sleep 0.01; done
exit 3
END
"$dmacheck" run --db="$dir/run.db" -- sh daemon.sh "$dir/storm" "$dir/acks" \
	>"$dir/out" 2>"$dir/err"
code=$?
daemon=$(word 0)
kill -0 "$daemon" || wrong "the daemon was ended"
[ $code -eq 3 ] || wrong "exit status $code"
grep -q 'left behind goes on unrecorded' "$dir/err" || wrong "not said: $(cat "$dir/err")"
nothing_wrong "a daemon"
answer 'SELECT count(*) >= 100 FROM event' >"$dir/answer"
[ "$(cat "$dir/answer")" = 1 ] || wrong "records: $(cat "$dir/answer")"
# it does not notice
before=$(word 1)
sleep 0.1
[ "$(word 1)" -gt "$before" ] || wrong "the daemon stands still"
kill -KILL "$daemon"

# one that ends soon is waited for
fresh
cat >soon.sh <<'END'
"$1" "$2" parent 5000 >/dev/null 2>&1 &
sleep 20
END
"$dmacheck" run --db="$dir/run.db" --no-report -- sh soon.sh "$dir/storm" "$dir/acks" \
	2>"$dir/err"
code=$?
[ $code -eq 137 ] || wrong "soon: exit status $code"
! grep -q 'dmacheck run' "$dir/err" || wrong "soon: $(cat "$dir/err")"
all_acknowledged "soon"
nothing_wrong "soon"
exit "$status"
