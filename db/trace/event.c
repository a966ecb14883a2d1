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

void trace_event_at(struct trace *trace, uint32_t place, struct trace_event *event)
{
	size_t offset = (size_t)place * RECORD_SIZE;
	const struct record *record = (const void *)(trace->bytes + offset);
	const struct record_chunk *chunk =
		trace_chunk(trace, (offset - RECORD_HEADER) / RECORD_CHUNK);
	uint64_t head = record->head;

	*event = (struct trace_event){
		.number = RECORD_NUMBER(head),
		.time = clock_ns(&trace->clock, record->time),
		.process = chunk->process,
		.thread = chunk->thread,
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
		trace_event_at(trace, place, ret_event);
		return true;
	}
	return false;
}

void trace_rewind(struct trace *trace)
{
	trace->next = 0;
}
