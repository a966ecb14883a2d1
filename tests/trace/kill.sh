#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kill.sh - what was recorded survives every death
#
# KILLS=N kills (40), at random times drawn from SEED=N (1): of the program, by KILL, SEGV
# and ABRT and by its own fault, of dmacheck run, and of both. No record whose call had returned is
# lost, none is torn, and nothing is reported that did not happen.
set -u
. "${srcdir:-.}/tests/trace/lib.sh"
enter work
build_storm
kills=${KILLS:-40}
seed=${SEED:-1}

# start MODE NUMBER...: the program, traced; how dmacheck run ended is $code
start()
{
	fresh
	"$dmacheck" run --db="$dir/run.db" --no-report -- "$dir/storm" "$dir/acks" "$@" \
		>"$dir/out" 2>"$dir/err"
	code=$?
}

# check WHAT: what the database says
check()
{
	all_acknowledged "$1"
	nothing_wrong "$1"
	[ "$(word 1)" -gt 0 ] && started=$((started + 1))
	[ $status -ne 0 ] || return 0
	echo "$1: exit status $code, $(cat "$dir/err")"
	exit 1
}

# finish WHAT: nobody did so yet
finish()
{
	while kill -0 "$(word 0)" 2>/dev/null; do sleep 0.01; done
	set -- "$1" "$dir"/run.db-trace.*
	[ -d "$2" ] || wrong "$1: no trace is left"
	"$dmacheck" finish "$2" >"$dir/out" 2>"$dir/err" || wrong "$1: finish: $(cat "$dir/err")"
}

# One line for each kill: who, by what, when; drawn from the seed.
awk -v kills="$kills" -v seed="$seed" 'BEGIN {
	split("9 11 6", signals)
	srand(seed)
	for (i = 0; i < kills; i++) {
		signal = signals[1 + int(rand() * 3)]
		delay = int(rand() * rand() * 6000)
		way = i % 8
		if (way < 4)
			print "self", delay, signal
		else if (way < 6)
			print "parent", delay
		else if (way == 6)
			print "both", delay
		else
			print i % 16 == 7 ? "crash" : "abort", 3 + 3 * int(rand() * 2000)
	}
}' >"$dir/plan"
number=0
started=0
while read -r way delay signal; do
	number=$((number + 1))
	what="$number: $way $delay $signal"
	# shellcheck disable=SC2086 # nothing, where there is none
	start "$way" "$delay" $signal
	expected=137
	case $way in
	self) expected=$((128 + signal)) ;;
	crash) expected=139 ;;
	abort) expected=134 ;;
	parent | both) finish "$what" ;;
	esac
	[ $code -eq $expected ] || wrong "$what: exit status $code, not $expected"
	check "$what"
done <"$dir/plan" 2>"$dir/shell" # who was killed, as the shell says it
echo "$number kills, $started of them while it recorded"
exit $status
