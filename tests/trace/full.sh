#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# full.sh - a disk without room: the program does not notice, and what is missing is said
#
# Needs a file system of its own, so a system that lets users mount one.
set -u
. "${srcdir:-.}/tests/trace/lib.sh"
if [ -z "${FULL_INSIDE-}" ]; then
	unshare -rm true 2>/dev/null || exit 77
	FULL_INSIDE=yes exec unshare -rm "${SHELL:-/bin/sh}" "$0"
fi
enter work
mkdir "$dir/small"
mount -t tmpfs -o size=4M none "$dir/small" || exit 77
trap 'umount "$dir/small"; rm -rf "$dir"' EXIT
build_storm

# as much as there is room for, and the database beside it
fresh
"$dmacheck" run --db="$dir/small/run.db" -- "$dir/storm" "$dir/acks" writers 60000 2>"$dir/err"
code=$?
[ $code -eq 0 ] || wrong "exit status $code"
[ "$(word 1)" -eq 60000 ] || wrong "the program was stopped after $(word 1)"
grep -q 'records lost.*: no room' "$dir/err" || wrong "not said: $(cat "$dir/err")"
! grep -q 'violation: \|error: ' "$dir/err" || wrong "reported: $(cat "$dir/err")"

# not enough for the trace that was asked for: it waits until there is
rm -f "$dir"/small/*
fresh
"$dmacheck" run --db="$dir/small/run.db" --max-size=100M -- "$dir/storm" "$dir/acks" \
	writers 60000 2>"$dir/err"
code=$?
[ $code -eq 2 ] || wrong "full: exit status $code: $(cat "$dir/err")"
[ "$(word 1)" -eq 60000 ] || wrong "full: the program was stopped after $(word 1)"
grep -q 'tries again' "$dir/err" || wrong "full: not said: $(cat "$dir/err")"
mount -o remount,size=32M "$dir/small"
"$dmacheck" finish "$dir"/small/run.db-trace.* >"$dir/out" 2>"$dir/err" ||
	wrong "again: $(cat "$dir/err")"
"$dmacheck" query --format=csv --sql 'SELECT status, lost > 0 FROM v_run' "$dir/small/run.db" \
	>"$dir/out"
grep -q '^0,1' "$dir/out" || wrong "again: $(cat "$dir/out")"
exit "$status"
