#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# mapping-memory.sh - without memory for tracking, tracking goes off and the program on
#
# proves: I6
#
# Each allocation of the engine fails once, one run each. DMACHECK names the front door.
set -u
# shellcheck source=tests/lib.sh
. "${srcdir:-.}/tests/lib.sh"
program=$dir/untracked
off=0

# shellcheck disable=SC2086 # options
"$dmacheck" cc --module ${MODULE_FLAGS-} -o "$program" \
	"$srcdir/tests/runtime/mapping-untracked.c" || exit 1
number=0
while :; do
	number=$((number + 1))
	timeout 300 "$program" "engine.fault-engine=$number" >"$dir/out" 2>&1
	code=$?
	grep -q "allocation or thread $number of the engine fails" "$dir/out" || break
	# there is no engine without its first threads
	if [ "$code" -eq 2 ] && grep -q "cannot start the engine's threads" "$dir/out"; then
		continue
	fi
	[ "$code" -eq 0 ] || wrong "allocation $number: exit status $code: $(cat "$dir/out")"
	! grep -q FAIL "$dir/out" || wrong "allocation $number: $(grep FAIL "$dir/out")"
	case $(grep -c 'DMA-API: pfn tracking ENOMEM, dma-debug disabled' "$dir/out") in
	0) ;;
	1) off=$((off + 1)) ;;
	*) wrong "allocation $number: said more than once" ;;
	esac
done
[ "$off" -ge 3 ] || wrong "tracking went off in $off of $number runs"
exit $status
