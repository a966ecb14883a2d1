/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clock.c - from the counter that stamps records to ns
 *
 * Two readings of counter and clock give the rate. A run that was killed within its
 * first second may have only the first: then the second is taken here and now, which
 * is right as long as the machine has not been started anew.
 */
#include "db/trace/trace-internal.h"
#include "runtime/record/clock.h"

/* Up to 255 ns a tick; errors of a tick's ns add up to 1 ns in some hours. */
enum { CLOCK_SHIFT = 56 };

/* struct reading - counter and clock at the same time */
struct reading {
	uint64_t counter;
	uint64_t ns;
};

static bool scale_of(struct reading first, struct reading second, uint64_t *ret_scale)
{
	unsigned __int128 scale;

	if (second.counter <= first.counter || second.ns <= first.ns)
		return false;
	scale = ((unsigned __int128)(second.ns - first.ns) << CLOCK_SHIFT) /
		(second.counter - first.counter);
	/* counters run at some MHz to some GHz */
	if (scale < (unsigned __int128)1 << (CLOCK_SHIFT - 5) ||
	    scale > (unsigned __int128)200 << CLOCK_SHIFT)
		return false;
	*ret_scale = (uint64_t)scale;
	return true;
}

bool clock_init(struct clock *clock, const struct record_header *header)
{
	struct reading start = { header->clock_start, header->time_start };
	struct reading end = { header->clock_end, header->time_end };
	struct reading now = { record_clock(), record_clock_ns() };

	clock->start = header->clock_start;
	clock->scale = (uint64_t)1 << CLOCK_SHIFT;
	if (scale_of(start, end, &clock->scale))
		return true;
	scale_of(start, now, &clock->scale);
	return false;
}

int64_t clock_ns(const struct clock *clock, uint64_t counter)
{
	uint64_t ticks = counter - clock->start;
	unsigned __int128 ns;

	if ((int64_t)ticks < 0)
		return 0;
	ns = (unsigned __int128)ticks * clock->scale >> CLOCK_SHIFT;
	return ns > INT64_MAX ? INT64_MAX : (int64_t)ns;
}
