/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink.c - what replay finds becomes rows
 */
#include "db/finish/sink.h"
#include "model/memory.h"

#include <dmacheck/event.h>
#include <stdlib.h>
#include <string.h>

#define WORD(words, number) \
	((number) < sizeof(words) / sizeof(*(words)) ? (words)[number] : "?")

const char *map_type_word(uint32_t type)
{
	static const char *const words[] = {
		[DMACHECK_MAPPED_SINGLE] = "single",
		[DMACHECK_MAPPED_PAGE] = "page",
		[DMACHECK_MAPPED_SG] = "sg",
		[DMACHECK_MAPPED_COHERENT] = "coherent",
		[DMACHECK_MAPPED_NONCOHERENT] = "noncoherent",
		[DMACHECK_MAPPED_RESOURCE] = "resource",
	};

	return WORD(words, type);
}

/* As enum dma_data_direction counts. */
const char *map_direction_word(uint32_t direction)
{
	static const char *const words[] = {
		"bidirectional", "to-device", "from-device", "none",
	};

	return WORD(words, direction);
}

/* As enum dma_transaction_type counts. */
const char *transaction_word(uint32_t type)
{
	static const char *const words[] = {
		"memcpy", "xor", "pq", "xor-val", "pq-val", "memset", "memset-sg",
		"interrupt", "private", "async-tx", "slave", "cyclic", "interleave",
	};

	return WORD(words, type);
}

/* The rows that there are many of are timed. */
static double time_begin(const struct sink *sink)
{
	return sink->stats ? stats_now(sink->stats) : 0;
}

static void time_end(struct sink *sink, double begun)
{
	if (begun != 0)
		sink->taken += stats_now(sink->stats) - begun;
}

static int device_add(void *data, const struct replay_device *device)
{
	const struct sink *sink = data;

	return store_add_device(sink->store, sink->run, &(struct store_device){
		.number = device->id,
		.address = device->address,
		.name = device->name,
	});
}

static int channel_add(void *data, const struct replay_channel *channel)
{
	const struct sink *sink = data;

	return store_add_channel(sink->store, sink->run, &(struct store_channel){
		.number = channel->id,
		.device = channel->device,
		.name = channel->name,
		.requested_at = channel->requested_at,
		.released_at = channel->released_at,
		.requested_by = channel->requested_by,
		.request_stack = channel->request_stack,
	});
}

/* Violations come later, and want to know where their mapping began. */
static void map_stack_keep(struct sink *sink, const struct replay_mapping *mapping)
{
	size_t id = (size_t)mapping->id, room = sink->map_room;

	if (id >= room) {
		room = id + id / 2 + 1024;
		sink->map_stacks = realloc(sink->map_stacks,
					   room * sizeof(*sink->map_stacks));
		if (!sink->map_stacks)
			memory_fail();
		memset(sink->map_stacks + sink->map_room, 0,
		       (room - sink->map_room) * sizeof(*sink->map_stacks));
		sink->map_room = room;
	}
	sink->map_stacks[id] = mapping->map_stack;
}

static int mapping_add(void *data, const struct replay_mapping *mapping)
{
	struct sink *sink = data;
	double begun;
	int code;

	map_stack_keep(sink, mapping);
	begun = time_begin(sink);
	code = store_add_mapping(sink->store, sink->run, &(struct store_mapping){
		.number = mapping->id,
		.device = mapping->device,
		.kind = map_type_word(mapping->kind),
		.address = mapping->address,
		.dma_address = mapping->dma_address,
		.pfn = mapping->pfn,
		.pfn_kind = mapping->pfn_real ? "real" : "virtual",
		.size = mapping->size,
		.direction = map_direction_word(mapping->direction),
		.mapped_at = mapping->mapped_at,
		.mapped_by = mapping->mapped_by,
		.unmapped_at = mapping->unmapped_at,
		.unmapped_by = mapping->unmapped_by,
		.map_stack = mapping->map_stack,
		.unmap_stack = mapping->unmap_stack,
	});
	time_end(sink, begun);
	return code;
}

static int overlap_add(void *data, const struct replay_overlap *overlap)
{
	const struct sink *sink = data;

	return store_add_overlap(sink->store, sink->run, &(struct store_overlap){
		.mapping = overlap->mapping,
		.other = overlap->other,
		.address = overlap->address,
		.bytes = overlap->size,
	});
}

static int descriptor_add(void *data, const struct replay_descriptor *descriptor)
{
	struct sink *sink = data;
	double begun = time_begin(sink);
	int code = store_add_descriptor(sink->store, sink->run, &(struct store_descriptor){
		.number = descriptor->id,
		.channel = descriptor->channel,
		.cookie = descriptor->submitted_at >= 0 ? &descriptor->cookie : NULL,
		.kind = transaction_word(descriptor->kind),
		.size = descriptor->size,
		.prepared_at = descriptor->prepared_at,
		.submitted_at = descriptor->submitted_at,
		.issued_at = descriptor->issued_at,
		.completed_at = descriptor->completed_at,
		.terminated_at = descriptor->terminated_at,
		.callback_at = descriptor->callback_at,
	});

	time_end(sink, begun);
	return code;
}

/* Without a stack of its own it is where its path begins. */
void violation_fingerprint(struct frames *frames, const struct replay_violation *violation,
			   uint32_t map_stack, char ret_fingerprint[FINGERPRINT])
{
	uint32_t stacks[] = { violation->stack, map_stack };

	for (size_t i = 0; !stacks[0] && !stacks[1] && i < violation->step_count; i++)
		stacks[0] = violation->steps[i].stack;
	frames_fingerprint(frames, violation->rule->slug,
			   violation->report ? violation->report : "", stacks,
			   ret_fingerprint);
}

static int steps_add(const struct sink *sink, const struct replay_violation *violation,
		     int64_t id)
{
	int code = 0;

	for (size_t i = 0; !code && i < violation->step_count; i++) {
		const struct replay_step *step = &violation->steps[i];

		code = store_add_step(sink->store, id, &(struct store_step){
			.step = (int64_t)i + 1,
			.time = step->time,
			.thread = step->thread,
			.stack = step->stack,
			.message = step->message,
		});
	}
	return code;
}

static int violation_add(void *data, const struct replay_violation *violation)
{
	const struct sink *sink = data;
	size_t mapping = (size_t)violation->mapping;
	char fingerprint[FINGERPRINT];
	int64_t id;
	int code;

	violation_fingerprint(sink->frames, violation,
			      mapping < sink->map_room ? sink->map_stacks[mapping] : 0,
			      fingerprint);
	code = store_add_violation(sink->store, sink->run, &(struct store_violation){
		.rule = violation->rule->slug,
		.verdict = violation->inconclusive ? "inconclusive" : "violation",
		.reason = violation->inconclusive ? violation->inconclusive : "",
		.severity = severity_word(violation->rule->severity),
		.confidence = confidence_word(violation->confidence),
		.fingerprint = fingerprint,
		.message = violation->message,
		.address = violation->address,
		.pfn = violation->pfn,
		.size = violation->size,
		.device = violation->device,
		.channel = violation->channel,
		.mapping = violation->mapping,
		.thread = violation->thread,
		.time = violation->time,
		.stack = violation->stack,
		.event = (int64_t)violation->event,
		.occurrences = (int64_t)violation->occurrences,
	}, &id);
	return code ? code : steps_add(sink, violation, id);
}

static int crash_add(void *data, const struct replay_crash *crash)
{
	const struct sink *sink = data;

	return store_add_crash(sink->store, sink->run, &(struct store_crash){
		.process = crash->process,
		.thread = crash->thread,
		.time = crash->time,
		.signal = crash->signal,
		.address = crash->address,
		.stack = crash->stack,
		.after = crash->after ? crash->after : "",
	});
}

void sink_init(struct sink *sink, struct store *store, struct frames *frames, int64_t run,
	       struct replay_sink *ret_replay_sink)
{
	*sink = (struct sink){ .store = store, .frames = frames, .run = run };
	*ret_replay_sink = (struct replay_sink){
		.data = sink,
		.device = device_add,
		.channel = channel_add,
		.mapping = mapping_add,
		.overlap = overlap_add,
		.descriptor = descriptor_add,
		.violation = violation_add,
		.crash = crash_add,
	};
}

void sink_release(struct sink *sink)
{
	free(sink->map_stacks);
}
