/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event.c - records to events, as fields.def lays them out
 */
#include "db/trace/trace-internal.h"

#include <dmacheck/event.h>

enum field { NONE, DEVICE, CHANNEL, OBJECT, ADDRESS, DMA, SIZE, VALUE, NAME };

static const uint8_t layout[DMACHECK_EVENT_COUNT][RECORD_WORDS] = {
#define FIELDS(kind, a, b, c, d, e) [DMACHECK_##kind] = { a, b, c, d, e },
#include "runtime/record/fields.def"
#undef FIELDS
};

static const char *const kind_words[DMACHECK_EVENT_COUNT] = {
	[DMACHECK_EVENT_NONE] = "?",
#define EVENT(id, word, fields) [DMACHECK_##id] = word,
#include <dmacheck/events.def>
#undef EVENT
};

const char *trace_kind_word(unsigned int kind)
{
	return kind < DMACHECK_EVENT_COUNT ? kind_words[kind] : "?";
}

unsigned int trace_kind_fields(unsigned int kind)
{
	unsigned int has = 0;

	for (int i = 0; kind < DMACHECK_EVENT_COUNT && i < RECORD_WORDS; i++)
		if (layout[kind][i] != NONE)
			has |= 1u << (layout[kind][i] - 1);
	if (kind == DMACHECK_DEVICE_READ || kind == DMACHECK_DEVICE_WRITE)
		has |= TRACE_VALUE;
	return has;
}

static void field_fill(struct trace *trace, struct trace_event *event,
		       enum field field, uint64_t word)
{
	switch (field) {
	case NONE:
		break;
	case DEVICE:
		event->device = word;
		break;
	case CHANNEL:
		event->channel = word;
		break;
	case OBJECT:
		event->object = word;
		break;
	case ADDRESS:
		event->address = word;
		break;
	case DMA:
		event->dma_address = word;
		break;
	case SIZE:
		event->size = word;
		break;
	case VALUE:
		event->value = (int64_t)word;
		break;
	case NAME:
		event->name = word ? trace_word(trace, word) : NULL;
		break;
	}
}

/* Device accesses need all five words for fields; their value is where flags are. */
static void flags_fill(struct trace_event *event, uint32_t flags)
{
	if (event->kind == DMACHECK_DEVICE_READ ||
	    event->kind == DMACHECK_DEVICE_WRITE)
		event->value = (int32_t)flags;
	else
		event->flags = flags;
}

/* The last owner before @place, if it is in the same chunk; else the chunk's own. */
static uint32_t thread_at(const struct trace *trace, const struct record_chunk *chunk,
			  uint32_t place)
{
	size_t low = 0, high = trace->owner_count;

	if (!chunk->owners)
		return chunk->thread;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (trace->owners[middle].place < place)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || place_chunk(trace->owners[low - 1].place) != place_chunk(place))
		return chunk->thread;
	return trace->owners[low - 1].thread;
}

static void event_at(struct trace *trace, uint32_t place, struct trace_event *event)
{
	const struct record *record =
		(const void *)(trace->bytes + (size_t)place * RECORD_SIZE);
	const struct record_chunk *chunk = trace_chunk(trace, place_chunk(place));
	uint64_t head = record->head;

	*event = (struct trace_event){
		.number = RECORD_NUMBER(head),
		.time = clock_ns(&trace->clock, record->time),
		.process = chunk->process,
		.thread = thread_at(trace, chunk, place),
		.kind = RECORD_KIND(head),
		.type = RECORD_TYPE(head),
		.direction = RECORD_DIRECTION(head),
		.stack = record->stack,
	};
	flags_fill(event, record->flags);
	for (int i = 0; i < RECORD_WORDS; i++)
		field_fill(trace, event, layout[event->kind][i], record->words[i]);
}

bool trace_next(struct trace *trace, struct trace_event *ret_event)
{
	while (trace->next < trace->room) {
		uint32_t place = trace->order[trace->next++];

		if (!place)
			continue;
		event_at(trace, place, ret_event);
		return true;
	}
	return false;
}

void trace_rewind(struct trace *trace)
{
	trace->next = 0;
}
