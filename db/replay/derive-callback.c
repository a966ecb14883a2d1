/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-callback.c - a transfer completes, and its callback is invoked
 */
#include "db/replay/channel.h"

/* Its callback may come yet; until then the client's data are the callback's. */
void derive_descriptor_complete(struct replay *replay, const struct trace_event *event)
{
	struct descriptor *descriptor = descriptor_find(replay, event);

	if (!descriptor || !descriptor->channel)
		return;
	descriptor->row.completed_at = event->time;
	judge(replay, &descriptor->thing, EVENT_COMPLETE, NULL);
	thing_note(&descriptor->thing, event, "completed");
	descriptor_stop(descriptor, DESCRIPTOR_COMPLETED);
	descriptor_land(replay, descriptor);
	descriptor->completed = event->number;
	if (!descriptor->has_callback)
		descriptor_end(replay, descriptor);
}

static uint64_t callback_facts(const struct trace_event *event)
{
	if (event->type == 1)
		return FACT(ABORTED);
	return event->type == 2 ? FACT(RETIRED) : 0;
}

static void judge_place(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel = channel_find(replay, event);
	struct occasion occasion = { .stands_alone = true };
	char detail[160];

	if (event->flags & DMACHECK_IN_HARDIRQ)
		occasion.facts |= FACT(HARDIRQ);
	if (event->flags & DMACHECK_LOCK_HELD)
		occasion.facts |= FACT(LOCK_HELD);
	if (!channel || !occasion.facts)
		return;
	if (event->name && !(occasion.facts & FACT(HARDIRQ))) {
		snprintf(detail, sizeof(detail), "%s", event->name);
		occasion.detail = detail;
	}
	judge(replay, &channel->thing, EVENT_CALLBACK, &occasion);
}

void derive_descriptor_callback(struct replay *replay, const struct trace_event *event)
{
	struct descriptor *descriptor = descriptor_find(replay, event);
	struct occasion occasion = { .facts = callback_facts(event), .stands_alone = true };
	bool lost = !descriptor;

	judge_place(replay, event);
	if (lost && !occasion.facts)
		return;
	if (lost)
		descriptor = descriptor_lost(replay, event);
	judge(replay, &descriptor->thing, EVENT_CALLBACK, &occasion);
	if (lost) {
		world_forget(&replay->world, &descriptor->thing);
		return;
	}
	descriptor->calling++;
	if (descriptor->row.callback_at < 0)
		descriptor->row.callback_at = event->time;
	thing_note(&descriptor->thing, event, "its callback begins");
}

/* It may have been submitted again meanwhile. */
void derive_descriptor_callback_end(struct replay *replay,
				    const struct trace_event *event)
{
	struct descriptor *descriptor = descriptor_find(replay, event);

	if (!descriptor)
		return;
	if (descriptor->calling)
		descriptor->calling--;
	judge(replay, &descriptor->thing, EVENT_CALLBACK_END, NULL);
	if (descriptor->state == DESCRIPTOR_COMPLETED && !descriptor->calling)
		descriptor_end(replay, descriptor);
}
