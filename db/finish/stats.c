/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stats.c - how long the parts of finish take, for --stats
 *
 * A line each: its name, s by the clock and, where it is known, s of work; the two
 * differ where others keep the processor or the disk busy.
 */
#include "db/finish/stats.h"

#include <stdio.h>
#include <time.h>

static double seconds(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void stats_begin(struct stats *stats, bool wanted)
{
	stats->wanted = wanted;
	if (!wanted)
		return;
	stats->wall = seconds(CLOCK_MONOTONIC);
	stats->work = seconds(CLOCK_PROCESS_CPUTIME_ID);
}

void stats_end(struct stats *stats, const char *part, double less)
{
	struct stats begun = *stats;

	if (!stats->wanted)
		return;
	stats_begin(stats, true);
	fprintf(stderr, "%-8s %7.2f s", part, stats->wall - begun.wall - less);
	if (!(less > 0))
		fprintf(stderr, " %7.2f s", stats->work - begun.work);
	putc('\n', stderr);
}

double stats_now(const struct stats *stats)
{
	return stats->wanted ? seconds(CLOCK_MONOTONIC) : 0;
}
