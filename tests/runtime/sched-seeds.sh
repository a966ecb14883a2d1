#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# sched-seeds.sh - the same seed gives the same order, another seed another one
#
# ORDER names the program built from sched-order.c; without it the script builds
# one with dmacheck cc. DMACHECK names the front door.
set -u
# shellcheck source=tests/lib.sh
. "${srcdir:-.}/tests/lib.sh"
order=${ORDER:-$dir/order}

if [ -z "${ORDER:-}" ]; then
	# shellcheck disable=SC2086 # options
	"$dmacheck" cc --module --no-instrument ${MODULE_FLAGS-} -o "$order" \
		"$srcdir/tests/runtime/sched-order.c" || exit 1
fi

run()
{
	"$order" "engine.schedule=$1" "engine.seed=$2" 2>&1 || echo "exit $?"
}

# shellcheck disable=SC2034 # counts
for schedule in weakest random; do
	first=$(run $schedule 1)
	for again in 1 2 3 4; do
		[ "$(run $schedule 1)" = "$first" ] || wrong "$schedule: seed 1 gave two orders"
	done
done
case $(run weakest 1) in
*a*A*B*C*) ;;
*) wrong "weakest: threads do not end in the order they went to sleep" ;;
esac
[ "$(run weakest 1)" = "$(run weakest 2)" ] || wrong "weakest: the seed changes the order"
orders=$(for seed in 1 2 3 4 5 6; do run random $seed; done | sort -u | wc -l)
[ "$orders" -ge 3 ] || wrong "random: 6 seeds gave $orders orders"
exit $status
