#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# fault-sweep.sh - whichever call or allocation fails, a program ends as it should
#
#   fault-sweep.sh [FILE.c [ARGUMENT...]]
#
# Without arguments fault-client.c and fault-services.c, which look at every result
# and leave nothing behind: exit 0. With them another module, which may also end
# with 1. Each is run with engine.fault=K, the module's own calls, and with
# engine.fault-engine=K, the engine's memory, for each K until nothing failed. The
# engine itself may give up with 2 and one line before the module begins.
# DMACHECK names the front door.
set -u
# shellcheck source=tests/lib.sh
. "${srcdir:-.}/tests/lib.sh"

compile()
{
	# shellcheck disable=SC2086 # options
	timeout 300 "$dmacheck" cc --module --no-instrument ${MODULE_FLAGS-} -o "$dir/program" \
		"$1" 2>"$dir/err" && return
	wrong "$1: $(cat "$dir/err")"
	exit 1
}

# Gave up before the module began: what failed, and the consequence.
gave_up()
{
	[ "$(grep -vc '^dmacheck: ' "$dir/err")" = 0 ] && [ "$(wc -l <"$dir/err")" = 2 ]
}

# judge WHAT CODE HIGHEST: one line if the run is not as it should be
judge()
{
	if [ "$2" = 2 ] && gave_up; then
		return
	fi
	if [ "$2" -gt "$3" ]; then
		wrong "$1: exit status $2: $(tail -n 20 "$dir/err")"
	elif grep -E 'FAIL|Sanitizer' "$dir/err" >"$dir/lines"; then
		wrong "$1: $(cat "$dir/lines")"
	fi
}

# sweep NAME OPTION HIGHEST ARGUMENT...: all runs of one option
sweep()
{
	name=$1 option=$2 highest=$3
	shift 3
	number=0
	failed=yes
	while [ -n "$failed" ]; do
		number=$((number + 1))
		timeout 300 "$dir/program" "$@" "engine.$option=$number" \
			>"$dir/out" 2>"$dir/err" </dev/null
		judge "$name $option=$number" $? "$highest"
		failed=$(grep -E "^dmacheck: (call|allocation or thread) $number .*fails$" "$dir/err")
	done
	[ "$number" -gt 1 ] || wrong "$name: $option: nothing failed"
	echo "$name: $option: $((number - 1)) runs"
}

if [ $# -gt 0 ]; then
	file=$1
	shift
	compile "$file"
	sweep "$(basename "$file")" fault 1 "$@"
	sweep "$(basename "$file")" fault-engine 1 "$@"
	exit $status
fi

for module in client services; do
	compile "$srcdir/tests/runtime/fault-$module.c"
	timeout 300 "$dir/program" >"$dir/out" 2>"$dir/err" </dev/null
	judge "fault-$module" $? 0
	grep -qx '0 steps failed' "$dir/err" || wrong "fault-$module: $(cat "$dir/err")"
	for schedule in weakest none; do
		sweep "fault-$module $schedule" fault 0 "engine.schedule=$schedule"
		sweep "fault-$module $schedule" fault-engine 0 "engine.schedule=$schedule"
	done
done
exit $status
