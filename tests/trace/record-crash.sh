#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# record-crash.sh - a program dies as it would have died, and where is told
set -u
. "${srcdir:-.}/tests/trace/record-lib"
build record-engine -shared -fPIC
mv "$dir/record-engine" "$dir/librecord-engine.so"
build record-crash -fno-pie -no-pie -L"$dir" -lrecord-engine -Wl,-rpath,"$dir"
cd "$dir" || exit 99
# shellcheck disable=SC3045 # every shell that there is has it
ulimit -S -c 0

# place NAME: addresses of that function
place()
{
	nm -S "$dir/record-crash" | awk -v name="$1" '$4 == name || index($4, name ".") == 1 { print "0x" $1, "0x" $2 }'
}

# inside NAME LINE: that line of $dir/stack is in the function
inside()
{
	address=$(sed -n "$2p" "$dir/stack")
	# shellcheck disable=SC2046 # two words
	set -- "$1" "$2" $(place "$1")
	if [ -z "$address" ] || [ $((address)) -lt $(($3)) ] || [ $((address)) -gt $(($3 + $4)) ]; then
		wrong "$how: $address is not in $1"
	fi
}

# dies HOW SIGNAL: under the recorder as alone; SIGNAL 0: it tells of no crash
dies()
{
	how=$1
	("$dir/record-crash" "$how" >"$dir/bare" 2>&1; echo $? >"$dir/code.bare") 2>/dev/null
	fresh 400 50
	(recorded "$dir/record-crash" "$how" >"$dir/out" 2>&1; echo $? >"$dir/code") 2>/dev/null
	cmp -s "$dir/code.bare" "$dir/code" ||
		wrong "$how: exit status $(cat "$dir/code"), alone $(cat "$dir/code.bare")"
	cmp -s "$dir/bare" "$dir/out" || wrong "$how: it says: $(cat "$dir/out")"
	"$dir/record-check" events "$dir/trace" | sed -n 's/^crash value=\([0-9]*\).*/\1/p' \
		>"$dir/crash"
	[ "$(cat "$dir/crash")" = "$2" ] || wrong "$how: told of '$(cat "$dir/crash")', not $2"
	"$dir/record-check" stack "$dir/trace" crash >"$dir/stack"
}

dies store 11
inside store 1
inside main 2
dies copy 11
inside copy 2
inside main 3
dies call 11
[ "$(sed -n 1p "$dir/stack")" = 0 ] || wrong "call: $(cat "$dir/stack")"
inside call 2
inside main 3
dies thread 11
inside overflow 1
dies divide 8
dies illegal 4
dies bus 7
dies sent 11
dies raised 8
dies abort 6
dies child 11
dies stacks 11
# the program has a say in these
dies handled ''
dies rehandled 11
dies ignored ''

# the signal was ignored before
sh -c 'trap "" SEGV; exec "$@"' sh "$dir/record-crash" sent >"$dir/bare" 2>&1 &
bare=$!
sleep 0.2
kill -9 $bare 2>/dev/null || wrong "ignored before: it has died"
wait $bare 2>/dev/null

# a core is of the instruction that has failed
if [ "$(cat /proc/sys/kernel/core_pattern)" = core ] && command -v gdb >/dev/null; then
	fresh 400 50
	# shellcheck disable=SC3045 # as above
	(ulimit -S -c unlimited; recorded "$dir/record-crash" store) >/dev/null 2>&1
	core=$(find "$dir" -name 'core*' | head -1)
	if [ -n "$core" ]; then
		gdb -batch -ex bt "$dir/record-crash" "$core" >"$dir/out" 2>&1
		grep -q '^#0 .*store ' "$dir/out" || wrong "core: $(cat "$dir/out")"
		[ "$(stat -c %b "$core")" -lt 20000 ] || wrong "core: $(stat -c %b "$core") blocks"
	fi
fi

exit $status
