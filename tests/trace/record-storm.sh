#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# record-storm.sh - what is recorded in signal handlers, forks, short threads is there
#
# STORMS=N times as many events (1).
set -u
. "${srcdir:-.}/tests/trace/record-lib"
times=${STORMS:-1}

for mode in plain words signals forks; do
	fresh 4000 500
	storm $mode $((20000 * times))
	all_there
done

fresh 4000 500
storm steps $((400 * times))
all_there
is unfinished 0
fresh 4000 500
storm step-forks $((200 * times))
all_there
[ "$(count processes)" -gt $((100 * times)) ] || wrong "step-forks: $(count processes) processes"

fresh 4000 500
storm threads $((2000 * times))
all_there
is unfinished 0
# threads go on in the chunks of those that have ended
[ "$(count chunks)" -lt $((40 + 30 * times)) ] || wrong "threads: $(count chunks) chunks"
[ "$(count threads)" -gt $((1500 * times)) ] || wrong "threads: $(count threads) seen"

# what was told by a thread that was cancelled in the middle may be unknown
fresh 4000 500
storm cancel $((100 * times))
is losses 0
missing=$(($(count told "$dir/out") - $(count distinct)))
[ $missing -le $((100 * times)) ] || wrong "cancel: $missing are missing"
[ "$(count unfinished)" -le $((100 * times)) ] || wrong "cancel: $(count unfinished) unfinished"

# a child that shares the memory is its parent
fresh 4000 500
storm vforks $((200 * times))
all_there
is processes 1
is unfinished 0

fresh 4000 500
storm execs 20
all_there
is unfinished 0

fresh 4000 500
storm stacks 400
all_there
is deepest 32

fresh 4000 500
storm late 100
all_there

exit $status
