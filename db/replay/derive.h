/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive.h - from events of a trace to events of things
 *
 *   trace event -> the functions derive.def lists for its kind, in that order
 *               -> the world is changed, judge() is asked
 *
 * Each derive-*.c has one topic. A function that looks at the world as it was before
 * the event stands above the one that changes it.
 */
#ifndef DMACHECK_REPLAY_DERIVE_H
#define DMACHECK_REPLAY_DERIVE_H

#include <dmacheck/event.h>

#include "db/replay/judge.h"

struct replay;

typedef void derive_function(struct replay *replay, const struct trace_event *event);

enum { KIND_DERIVERS = 8 };

/**
 * struct replay - see replay.h
 * @derivers: of each kind, in the order of derive.def; the last is NULL
 * @event: being replayed
 * @lost: why verdicts that rest on earlier events are in doubt, or NULL
 * @error: what the sink returned, 0 so far
 */
struct replay {
	struct replay_run run;
	struct replay_sink sink;
	struct world world;
	struct judge judge;
	derive_function *derivers[DMACHECK_EVENT_COUNT][KIND_DERIVERS + 1];
	const struct trace_event *event;
	const char *lost;
	int error;
};

/* derive_NAME() for each row. */
#define DERIVE(kind, name) \
	void derive_##name(struct replay *replay, const struct trace_event *event);
#define DERIVE_END(name) void derive_##name(struct replay *replay);
#include "db/replay/derive.def"
#undef DERIVE
#undef DERIVE_END

/* replay_tell(replay, mapping, &row): a row to the sink, if it wants any */
#define replay_tell(replay, what, row) do { \
	struct replay *teller = (replay); \
	if (teller->sink.what && !teller->error) \
		teller->error = teller->sink.what(teller->sink.data, (row)); \
} while (0)

/* --- derive-thread.c --- */

/** thread_callback() - the innermost callback of @channel the thread is in, or NULL */
const struct inside *thread_callback(const struct thread *thread, uint64_t channel);

/** thread_failed() - the call that has just failed, or NULL */
const struct step *thread_failed(const struct thread *thread);

/* --- derive-channel.c --- */

/** channel_device_pointer() - the struct device of a channel's DMA device, 0: unknown */
uint64_t channel_device_pointer(struct replay *replay, uint32_t process, uint64_t channel);

/* --- derive-flight.c --- */

/** world_in_flight() - whether a transfer that has not ended may still use these bytes */
bool world_in_flight(struct replay *replay, uint32_t process, uint64_t address,
		     uint64_t size);

/* --- derive-memory.c --- */

/** memory_drop() - its program is gone, and all blocks with it */
void memory_drop(struct replay *replay, struct process *process);

/** memory_size() - of the block of the heap that begins there, 0: unknown */
uint64_t memory_size(struct replay *replay, uint32_t process, uint64_t address);

/** memory_block() - of the heap that has this byte. Return: whether there is one. */
bool memory_block(struct replay *replay, uint32_t process, uint64_t address,
		  uint64_t *ret_start, uint64_t *ret_end);

/** memory_born() - where the block that has this byte was allocated, or NULL */
const struct step *memory_born(struct replay *replay, uint32_t process, uint64_t address);

/* --- mapping.c --- */

/**
 * mapping_at() - the active mapping that has a DMA address
 * @device: of the mapping; 0: any
 */
struct mapping *mapping_at(struct replay *replay, uint32_t process, uint64_t device,
			   uint64_t dma_address);

/** mapping_next() - active mappings that have some of these bytes of memory, one by one */
struct mapping *mapping_next(struct replay *replay, uint32_t process, uint64_t address,
			     uint64_t size, const struct mapping *after);

/** mapping_name() - "a DMA_TO_DEVICE mapping of 64 bytes for refdma0" */
void mapping_name(const struct thing *thing, char *text, size_t size);

/** mapping_pfn() - the frame of an address in it, 0: unknown */
uint64_t mapping_pfn(const struct replay *replay, const struct mapping *mapping,
		     uint64_t address);

#endif /* DMACHECK_REPLAY_DERIVE_H */
