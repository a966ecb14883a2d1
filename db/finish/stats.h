/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stats.h - how long the parts of finish take, for --stats
 */
#ifndef DMACHECK_FINISH_STATS_H
#define DMACHECK_FINISH_STATS_H

#include <stdbool.h>

/**
 * struct stats - the part that is being timed
 * @wall, @work: in s: the clock's and this process's own when it began
 */
struct stats {
	bool wanted;
	double wall;
	double work;
};

/** stats_begin() - nothing else is done unless @wanted */
void stats_begin(struct stats *stats, bool wanted);

/**
 * stats_end() - say how long it took, and begin the next
 * @less: s that are another part's
 */
void stats_end(struct stats *stats, const char *part, double less);

/** stats_now() - the clock in s; 0 unless wanted */
double stats_now(const struct stats *stats);

#endif
