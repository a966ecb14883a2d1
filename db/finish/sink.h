/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink.h - what replay finds becomes rows
 */
#ifndef DMACHECK_FINISH_SINK_H
#define DMACHECK_FINISH_SINK_H

#include "db/finish/frames.h"
#include "db/finish/stats.h"
#include "db/replay/replay.h"
#include "db/store-trace.h"

/**
 * struct sink - where rows go
 * @map_stacks: by id of a mapping, where it was mapped; owned
 * @stats: borrowed, or NULL; if wanted @taken is the s that rows have taken
 */
struct sink {
	struct store *store;
	struct frames *frames;
	int64_t run;
	uint32_t *map_stacks;
	size_t map_room;
	const struct stats *stats;
	double taken;
};

/** sink_init() - @ret_replay_sink: to be given to replay_new() */
void sink_init(struct sink *sink, struct store *store, struct frames *frames, int64_t run,
	       struct replay_sink *ret_replay_sink);
void sink_release(struct sink *sink);

/* Words of the columns kind and direction; "?" for what is none. */
const char *map_type_word(uint32_t type);
const char *map_direction_word(uint32_t direction);
const char *transaction_word(uint32_t type);

/**
 * violation_fingerprint() - of a violation
 * @map_stack: where its mapping was mapped, 0: it has none
 */
void violation_fingerprint(struct frames *frames, const struct replay_violation *violation,
			   uint32_t map_stack, char ret_fingerprint[FINGERPRINT]);

#endif
