#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# record-full.sh - without room a program goes on, and what is losses is counted
set -u
. "${srcdir:-.}/tests/trace/record-lib"

# lost_after N: something is, and the first N records are there; at the end comes an exit
lost_after()
{
	[ "$(count losses)" -gt 0 ] || wrong "$1: nothing is lost"
	[ "$(count first-lost)" -gt "$1" ] || wrong "lost from $(count first-lost) on"
	[ "$(count lost)" -gt 0 ] || wrong "$1: nothing says so"
	told=$(($(count told "$dir/out") + 1 - $(count exit)))
	[ $(($(count distinct) + $(count losses))) -eq $told ] ||
		wrong "$(count distinct) there, $(count losses) lost of $told"
}

# the trace has the size it may have
fresh 8 8
storm survive 100000
lost_after 4000
fresh 8 8
# as many chunks at once as threads, which nobody can foretell
storm threads 4000
lost_after 0
fresh 8 2
storm forks 40000
[ "$(count losses)" -gt 0 ] || wrong "forks: nothing is lost"

# no chunk at all
fresh 0 0
storm survive 1000
is records 0
is losses 1002
is first-lost 1

# nobody makes room ahead: the writers do
fresh 4000 0
storm plain 100000
all_there
fresh 4000 1
storm threads 1000
all_there

# the disk is full, and gets some room again
if [ "$(id -u)" -eq 0 ] && mkdir "$dir/small" &&
	mount -t tmpfs -o size=1m tmpfs "$dir/small" 2>/dev/null; then
	trap 'umount "$dir/small"; chmod -R u+rwX "$dir"; rm -rf "$dir"' EXIT
	"$dir/record-check" make "$dir/small/trace" 1000 2
	rm -rf "$dir/trace"
	ln -s "$dir/small/trace" "$dir/trace"
	dd if=/dev/zero of="$dir/shared" bs=4096 count=1 2>/dev/null
	storm survive 100000
	lost_after 10000
	rm "$dir/trace"
fi

# no address space for the file: only what is losses is counted
fresh 4000 10
# shellcheck disable=SC3045 # every shell that there is has it
(ulimit -v 200000 && recorded "$dir/record-storm" survive 1000 >"$dir/out") ||
	wrong "ulimit -v: exit status $?"
"$dir/record-check" read "$dir/trace" >"$dir/read" || wrong "ulimit -v: $(cat "$dir/read")"
is records 0
is losses 1002

# one file may be opened, none may grow, the folder is gone
fresh 4000 10
# shellcheck disable=SC3045 # as above
(ulimit -n 4 && recorded "$dir/record-storm" survive 1000) >"$dir/out" ||
	wrong "ulimit -n: exit status $?"
"$dir/record-check" read "$dir/trace" >"$dir/read" || wrong "ulimit -n: $(cat "$dir/read")"
is records 1003
fresh 4000 1
(ulimit -f 0 && RECORD_SHARED='' recorded "$dir/record-storm" survive 100000 | cat >/dev/null) ||
	wrong "ulimit -f: exit status $?"
"$dir/record-check" read "$dir/trace" >"$dir/read" || wrong "ulimit -f: $(cat "$dir/read")"
is losses 0
is records 100003
rm -rf "$dir/trace"
recorded "$dir/record-storm" survive 1000 >"$dir/out" || wrong "no folder: exit status $?"

exit $status
