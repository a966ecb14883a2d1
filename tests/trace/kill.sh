#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# kill.sh - what was recorded survives every death
#
# KILLS=N kills (40), at random times drawn from SEED=N (1): of the program, by KILL, SEGV
# and ABRT and by its own fault, and of dmacheck run. No record whose call had returned is
# lost, none is torn, and nothing is reported that did not happen.
set -u
. "${srcdir:-.}/tests/trace/lib.sh"
enter work
build_storm
kills=${KILLS:-40}
seed=${SEED:-1}

# start MODE COUNT: the program, traced, in the background; its pid is $run
start()
{
	fresh
	"$dmacheck" run --db="$dir/run.db" --no-report -- "$dir/storm" "$dir/acks" "$1" "$2" \
		>"$dir/out" 2>"$dir/err" &
	run=$!
}

# ends WHAT CODE: dmacheck run ends so
ends()
{
	wait $run
	code=$?
	[ $code -eq "$2" ] || wrong "$1: exit status $code, not $2: $(cat "$dir/err")"
}

# check WHAT: what the database says
check()
{
	all_acknowledged "$1"
	nothing_wrong "$1"
	if [ $status -ne 0 ]; then
		cp "$dir/acks" "${KEEP:-/dev/null}" 2>/dev/null
		echo "$1: $(cat "$dir/err")"
		exit 1
	fi
}

# orphan WHAT: nobody finished it yet
orphan()
{
	set -- "$1" "$dir"/run.db-trace.*
	[ -d "$2" ] || wrong "$1: no trace is left"
	"$dmacheck" finish "$2" >"$dir/out" 2>"$dir/err" || wrong "$1: finish: $(cat "$dir/err")"
}

# kill_program SIGNAL CODE DELAY
kill_program()
{
	start writers 0
	recording 1 1
	sleep "$3"
	kill -"$1" "$(word 0)"
	ends "$1 after $3" "$2"
	check "$1 after $3"
}

# kill_run DELAY THEN: dmacheck run, then the program, which goes on meanwhile
kill_run()
{
	start writers 0
	recording 1 1
	sleep "$1"
	kill -KILL $run
	ends "run killed after $1" 137
	recording 1 $(($(word 1) + 1000))
	kill -"$2" "$(word 0)"
	while kill -0 "$(word 0)" 2>/dev/null; do sleep 0.01; done
	orphan "run killed after $1"
	check "run killed after $1"
}

# kill_both DELAY: nobody is left to say anything
kill_both()
{
	start writers 0
	recording 1 1
	sleep "$1"
	kill -KILL $run "$(word 0)"
	ends "both killed after $1" 137
	while kill -0 "$(word 0)" 2>/dev/null; do sleep 0.01; done
	orphan "both killed after $1"
	check "both killed after $1"
}

# kill_run_only DELAY COUNT: the program comes to its end by itself
kill_run_only()
{
	start writers "$2"
	recording 1 1
	sleep "$1"
	kill -KILL $run 2>/dev/null
	wait $run
	while kill -0 "$(word 0)" 2>/dev/null; do sleep 0.01; done
	set -- "$1" "$2" "$dir"/run.db-trace.*
	[ ! -d "$3" ] || orphan "run killed after $1, $2 records"
	check "run killed after $1, $2 records"
}

# own_fault MODE COUNT CODE
own_fault()
{
	start "$1" "$2"
	ends "$1 after $2" "$3"
	check "$1 after $2"
}

# One line for each kill: its kind, seconds to wait, records.
awk -v kills="$kills" -v seed="$seed" 'BEGIN {
	srand(seed)
	for (i = 0; i < kills; i++)
		printf "%d %.4f %d\n", i % 8, rand() * rand() * 0.02, 3 * int(rand() * 20000)
}' >"$dir/plan"
number=0
while read -r kind delay count; do
	number=$((number + 1))
	case $kind in
	0 | 1) kill_program KILL 137 "$delay" ;;
	2) kill_program SEGV 139 "$delay" ;;
	3) kill_program ABRT 134 "$delay" ;;
	4) kill_run "$delay" KILL ;;
	5) kill_both "$delay" ;;
	6) kill_run_only "$delay" $((count + 3)) ;;
	7)
		own_fault crash $((count + 3)) 139
		own_fault abort $((count + 3)) 134
		;;
	esac
done <"$dir/plan"
echo "$number kills"
exit $status
