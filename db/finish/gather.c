/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gather.c - events on their way to the database, looked at in passing
 */
#include "db/finish/gather.h"

#include <dmacheck/event.h>
#include <string.h>

void gather_init(struct gather *gather, struct trace *trace, struct frames *frames)
{
	*gather = (struct gather){ .trace = trace, .frames = frames };
	arena_init(&gather->arena);
	gather->losses_end = &gather->losses;
}

void gather_release(struct gather *gather)
{
	arena_release(&gather->arena);
}

const char *untraced_word(uint32_t reason)
{
	switch (reason) {
	case DMACHECK_STATIC:
		return "static";
	case DMACHECK_SETUID:
		return "setuid";
	default:
		return "foreign";
	}
}

/* A negative value is an exec that failed. */
static void gather_exec(struct gather *gather, const struct trace_event *event)
{
	const char *path = event->name ? event->name : "";
	struct untraced **at = &gather->untraced;

	if (event->value <= DMACHECK_TRACED)
		return;
	gather->untraced_times++;
	for (; *at; at = &(*at)->next) {
		if (!strcmp((*at)->path, path) && (*at)->reason == event->value) {
			(*at)->times++;
			return;
		}
	}
	*at = arena_new(&gather->arena, struct untraced);
	**at = (struct untraced){ path, (uint32_t)event->value, 1, NULL };
}

static void gather_loss(struct gather *gather, const struct trace_event *event)
{
	struct loss *loss = arena_new(&gather->arena, struct loss);

	*loss = (struct loss){
		.time = event->time,
		.thread = event->thread,
		.records = event->value,
		.reason = event->name ? event->name : "",
	};
	*gather->losses_end = loss;
	gather->losses_end = &loss->next;
}

/* Type 1: no other event tells it. */
static void gather_message(struct gather *gather, const struct trace_event *event)
{
	const char *text = event->name ? event->name : "";
	struct message **at = &gather->messages;

	if (event->type != 1)
		return;
	for (; *at; at = &(*at)->next) {
		if (!strcmp((*at)->text, text) &&
		    frames_same(gather->frames, (*at)->stack, event->stack)) {
			(*at)->occurrences++;
			return;
		}
	}
	*at = arena_new(&gather->arena, struct message);
	**at = (struct message){
		event->time, event->thread, event->stack, text, 1, NULL
	};
}

/* What the recorder sees of the process itself; all others come from the engine. */
static bool is_engines(uint32_t kind)
{
	switch (kind) {
	case DMACHECK_MEMORY_FREE:
	case DMACHECK_MEMORY_MOVE:
	case DMACHECK_FORK:
	case DMACHECK_EXEC:
	case DMACHECK_EXIT:
	case DMACHECK_CRASH:
	case DMACHECK_LOST:
		return false;
	default:
		return true;
	}
}

static void gather_event(struct gather *gather, const struct trace_event *event)
{
	frames_note(gather->frames, event->stack, event->time);
	if (event->time > gather->duration)
		gather->duration = event->time;
	gather->engine = gather->engine || is_engines(event->kind);
	switch (event->kind) {
	case DMACHECK_RUN_BEGIN:
		if (gather->seeded)
			break;
		gather->seeded = true;
		gather->seed = event->value;
		gather->schedule = event->name ? event->name : "";
		break;
	case DMACHECK_FAULT:
		gather->fault = event->value;
		gather->fault_kind = event->name ? event->name : "";
		break;
	case DMACHECK_EXEC:
		gather_exec(gather, event);
		break;
	case DMACHECK_LOST:
		gather_loss(gather, event);
		break;
	case DMACHECK_ENGINE_MESSAGE:
		gather_message(gather, event);
		break;
	default:
		break;
	}
}

bool gather_next(void *data, struct store_event *ret_event)
{
	struct gather *gather = data;
	struct trace_event event;

	if (!trace_next(gather->trace, &event))
		return false;
	gather_event(gather, &event);
	*ret_event = (struct store_event){
		.number = (int64_t)event.number,
		.time = event.time,
		.thread = event.thread,
		.kind = event.kind,
		.type = event.type,
		.direction = event.direction,
		.flags = event.flags,
		.has = trace_kind_fields(event.kind),
		.fields = {
			[STORE_DEVICE] = event.device,
			[STORE_CHANNEL] = event.channel,
			[STORE_OBJECT] = event.object,
			[STORE_ADDRESS] = event.address,
			[STORE_DMA_ADDRESS] = event.dma_address,
			[STORE_SIZE] = event.size,
			[STORE_VALUE] = (uint64_t)event.value,
		},
		.name = event.name,
		.stack = event.stack,
	};
	return true;
}
