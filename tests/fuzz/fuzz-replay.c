/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-replay.c - any events in any order, as a trace that lost some may have them
 *
 * Twelve bytes of the input are an event. Addresses, channels and the like are few, so
 * that events meet: kind, process and thread, type, direction, flags, device, channel,
 * object, address, DMA address, size, value.
 */
#include <dmacheck/event.h>

#include "db/replay/replay.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENT_BYTES = 12, PAGE = 4096 };

/* struct told - what must hold of what the sink is given */
struct told {
	bool ended;	/* a driver has left, or a program has come to its end */
	int64_t mapping;	/* the largest id a mapping had */
	size_t violations;
};

static void hold(bool condition)
{
	if (!condition)
		abort();
}

static int take_mapping(void *data, const struct replay_mapping *row)
{
	struct told *told = data;

	hold(row->id > 0);
	hold(row->unmapped_at < 0 || row->unmapped_at >= row->mapped_at);
	if (row->id > told->mapping)
		told->mapping = row->id;
	return 0;
}

static int take_violation(void *data, const struct replay_violation *row)
{
	struct told *told = data;

	hold(row->rule && row->message && *row->message && row->report);
	hold(row->rule->detectors & DETECTOR_RUNTIME);
	hold(row->occurrences > 0);
	hold(row->mapping <= told->mapping);
	for (size_t i = 1; i < row->step_count; i++)
		hold(row->steps[i].time >= row->steps[i - 1].time);
	hold(told->ended || row->rule != rule_find("mapping-leak"));
	told->violations++;
	return 0;
}

static int take_crash(void *data, const struct replay_crash *row)
{
	(void)data;
	hold(row->thread > 0);
	return 0;
}

/* Few pages, and places in them. */
static uint64_t address_of(uint8_t byte)
{
	return byte == 255 ? UINT64_MAX : 0x10000 + (uint64_t)(byte >> 4) * PAGE + (byte & 15) * 16;
}

static struct trace_event event_of(const uint8_t *bytes, uint64_t number)
{
	static const char *const names[] = { NULL, "", "one", "another" };

	return (struct trace_event){
		.number = number, .time = (int64_t)number * 10,
		.kind = bytes[0] % (DMACHECK_EVENT_COUNT + 1),
		.process = 1 + bytes[1] % 2, .thread = 1 + bytes[1] % 5,
		.type = bytes[2], .direction = bytes[3] % 5,
		.flags = (uint32_t)bytes[4] << 8 | bytes[4],
		.device = bytes[5] % 3 * 0x100, .channel = bytes[6] % 4 * 0x1000,
		.object = bytes[7] % 8 * 0x40, .address = address_of(bytes[8]),
		.dma_address = address_of(bytes[9]),
		.size = bytes[10] == 255 ? UINT64_MAX : bytes[10] * 8u,
		.value = (int8_t)bytes[11], .stack = bytes[1] % 7,
		.name = names[bytes[4] % 4],
	};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct told told = { 0 };
	const struct replay_sink sink = {
		.data = &told, .mapping = take_mapping, .violation = take_violation,
		.crash = take_crash,
	};
	const struct replay_run run = { .first_loss = size % 7 ? 0 : 5,
					.pfn_real = size % 2 };
	struct replay *replay = replay_new(&run, &sink);
	uint64_t number = 0;

	for (; size >= EVENT_BYTES; data += EVENT_BYTES, size -= EVENT_BYTES) {
		struct trace_event event = event_of(data, ++number);

		told.ended |= event.kind == DMACHECK_RUN_END ||
			      event.kind == DMACHECK_UNBIND;
		hold(!replay_event(replay, &event));
	}
	hold(!replay_end(replay));
	replay_free(replay);
	return 0;
}
