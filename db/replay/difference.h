/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * difference.h - what an event of a mapping says differs from its map
 */
#ifndef DMACHECK_REPLAY_DIFFERENCE_H
#define DMACHECK_REPLAY_DIFFERENCE_H

#include <inttypes.h>

#include "db/replay/mapping.h"

/* Facts of an event on a mapping, and what is said of the first that is wrong. */
struct difference {
	uint64_t facts;
	char detail[160];
};

#define DIFFERS(difference, fact, ...) do { \
	struct difference *differs = (difference); \
	if (!differs->facts) \
		snprintf(differs->detail, sizeof(differs->detail), __VA_ARGS__); \
	differs->facts |= FACT(fact); \
} while (0)

/** mapping_judge() - an event of a mapping; the detail goes behind what is reported */
void mapping_judge(struct replay *replay, struct mapping *mapping, enum rule_event event,
		   const struct difference *difference);

/**
 * mapping_judge_stray() - an event at a DMA address where nothing is mapped
 *
 * It is held against the mapping that was there last, if there is one.
 */
void mapping_judge_stray(struct replay *replay, const struct trace_event *event,
			 enum rule_event what, struct difference *difference);

#endif /* DMACHECK_REPLAY_DIFFERENCE_H */
