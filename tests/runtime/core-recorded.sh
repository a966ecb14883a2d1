#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# core-recorded.sh - a preloaded recorder is told all, and then the engine says nothing
#
# proves: T2 T6 I3
#
# EVENT_LIBRARY names a built tests/differential/event-text.c; without it the script
# builds one. DMACHECK names the front door.
set -u
# shellcheck source=tests/lib.sh
. "${srcdir:-.}/tests/lib.sh"
library=${EVENT_LIBRARY:-$dir/event-text.so}

[ -e "$library" ] || ${DMACHECK_CC:-cc} -std=gnu17 -shared -fPIC -pthread \
	-I"$srcdir/runtime/include" -o "$library" \
	"$srcdir/tests/differential/event-text.c" || exit 77

# record NAME: runs that test; its events to NAME.events, its words to NAME.out
record()
{
	name=$1
	# shellcheck disable=SC2086 # options
	"$dmacheck" cc --module ${MODULE_FLAGS-} -o "$dir/$name" \
		"$srcdir/tests/runtime/$name.c" || exit 1
	timeout 300 env "LD_PRELOAD=$library" "EVENT_TEXT=$dir/$name.events" \
		"$dir/$name" >"$dir/$name.out" 2>&1 || wrong "$name: exit status $?"
}

# told NAME COUNT PATTERN: so many events match
told()
{
	found=$(grep -cE "$3" "$dir/$1.events")
	[ "$found" -eq "$2" ] || wrong "$1: $found events '$3', not $2"
}

# The engine leaves the words to the recorder, and gives it them.
record core-refuse
! grep -E '^(dmaengine|BUG|DMA-API)' "$dir/core-refuse.out" ||
	wrong "core-refuse: the engine prints although it is recorded"
told core-refuse 1 '^message .*dmaengine_terminate_sync called in a callback of the same channel'
told core-refuse 1 '^message .*dma_async_issue_pending called between terminate and synchronize'
told core-refuse 1 '^refused .* value=-35 type=2 .*flags=.*[4-7c-f]..$'
told core-refuse 1 '^refused .* value=-35 type=4 '
told core-refuse 2 '^refused .* value=-35 type=3 '

record mapping-active
! grep '^DMA-API' "$dir/mapping-active.out" || wrong "mapping-active: it prints"
told mapping-active 1 '^assert-active .* size=4000 '
told mapping-active 1 '^message .*exceeded 7 overlapping mappings of pfn'

# A run begins and ends, and a module in it.
told core-refuse 1 '^run-begin .* weakest$'
told core-refuse 1 '^module-init .* value=0 '
told core-refuse 1 '^module-exit '
told core-refuse 1 '^run-end .* value=0 '
[ "$(sed -n 1p "$dir/core-refuse.events" | cut -d' ' -f1)" = run-begin ] ||
	wrong "run-begin is not the first event"
[ "$(sed -n '$p' "$dir/core-refuse.events" | cut -d' ' -f1)" = run-end ] ||
	wrong "run-end is not the last event"

# A plain program's end is told once: behind its exit handlers and destructors, not by
# a child that ends before, and with what it leaves mapped still mapped.
cat >"$dir/plain.c" <<'END'
#include <stdlib.h>
#include <unistd.h>
#include <sys/wait.h>
#include <linux/dmaengine.h>
#include <linux/dma-mapping.h>
static struct device *dev;
static dma_addr_t first, second;
static char bytes[8192];
static void unmap_first(void)
{
	dma_unmap_single(dev, first, 64, DMA_TO_DEVICE);
}
__attribute__((destructor)) static void unmap_second(void)
{
	if (second)
		dma_unmap_single(dev, second, 64, DMA_TO_DEVICE);
}
int main(void)
{
	struct dma_chan *chan;
	dma_cap_mask_t mask;
	atexit(unmap_first);
	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	chan = dma_request_channel(mask, NULL, NULL);
	if (!chan)
		return 1;
	dev = dmaengine_get_dma_device(chan);
	first = dma_map_single(dev, bytes, 64, DMA_TO_DEVICE);
	second = dma_map_single(dev, bytes + 4096, 64, DMA_TO_DEVICE);
	dma_map_single(dev, bytes + 128, 64, DMA_TO_DEVICE);
	if (!fork()) {
		first = second = 0;
		exit(7);
	}
	wait(NULL);
	return 3;
}
END
# shellcheck disable=SC2086 # options
"$dmacheck" cc ${MODULE_FLAGS-} -o "$dir/plain" "$dir/plain.c" || exit 1
timeout 300 env "LD_PRELOAD=$library" "EVENT_TEXT=$dir/plain.events" "$dir/plain" \
	>"$dir/plain.out" 2>&1
told plain 1 '^run-end .* size=4 value=3 '
told plain 3 '^map '
sed -n '$p' "$dir/plain.events" | grep -q '^run-end ' ||
	wrong "plain: run-end is not the last event"
exit $status
