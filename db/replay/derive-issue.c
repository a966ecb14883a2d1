/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-issue.c - a channel is issued, terminated, and comes to rest
 */
#include "db/replay/channel.h"

/* ---- issue ---- */

static void issue_waiting(struct replay *replay, struct channel *channel,
			  const struct trace_event *event)
{
	struct descriptor *descriptor, *next;

	for (descriptor = channel->waiting.first; descriptor; descriptor = next) {
		next = descriptor->next;
		if (descriptor->state != DESCRIPTOR_SUBMITTED)
			continue;
		judge(replay, &descriptor->thing, EVENT_ISSUE, NULL);
		thing_note(&descriptor->thing, event, "issued");
		descriptor_issue(replay, descriptor, event);
	}
}

/* Between a termination and its synchronize: judged when that comes, or at the end. */
void derive_channel_issue(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel = channel_get(replay, event);

	channel_use(replay, channel);
	channel->issued = step_of(event, "issued");
	if (!channel->terminated)
		judge(replay, &channel->thing, EVENT_ISSUE, NULL);
	else if (!channel->again.number)
		channel->again = *event;
	issue_waiting(replay, channel, event);
	if (channel->terminated)	/* else its descriptors know */
		thing_note(&channel->thing, event, "issued again");
}

void channel_judge_again(struct replay *replay, struct channel *channel, uint64_t facts)
{
	const struct trace_event *now = replay->event;

	if (!channel->again.number)
		return;
	replay->event = &channel->again;
	judge(replay, &channel->thing, EVENT_ISSUE, &(struct occasion){ .facts = facts });
	replay->event = now;
	channel->again.number = 0;
}

/* ---- terminate, synchronize ---- */

void channel_abort(struct replay *replay, struct descriptor *descriptor,
		   const struct trace_event *event)
{
	judge(replay, &descriptor->thing, EVENT_ABORT, NULL);
	thing_note(&descriptor->thing, event, "aborted");
	if (descriptor->state == DESCRIPTOR_PREPARED)
		return;
	descriptor->row.terminated_at = event->time;
	descriptor_stop(descriptor, DESCRIPTOR_ABORTED);
}

/* Cookies count up, and begin anew: the nearer way round tells which is newer. */
bool channel_aborts(const struct channel *channel, const struct descriptor *descriptor)
{
	uint32_t ahead = (uint32_t)descriptor->row.cookie - (uint32_t)channel->limit;

	return !ahead || ahead > INT32_MAX;
}

static void abort_list(struct replay *replay, struct channel *channel,
		       struct descriptor *first, const struct trace_event *event)
{
	struct descriptor *descriptor;

	for (descriptor = first; descriptor; descriptor = descriptor->next)
		if (descriptor->state < DESCRIPTOR_COMPLETED &&
		    (descriptor->state == DESCRIPTOR_PREPARED || !channel->limit ||
		     channel_aborts(channel, descriptor)))
			channel_abort(replay, descriptor, event);
}

void derive_channel_terminate(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel = channel_get(replay, event);
	bool all = event->type == DMACHECK_TERMINATE_ALL;

	channel_use(replay, channel);
	if (event->value < 0)
		return;
	channel->terminated = true;
	channel->limit = event->size;
	abort_list(replay, channel, channel->waiting.first, event);
	abort_list(replay, channel, channel->flying.first, event);
	judge(replay, &channel->thing,
	      all ? EVENT_TERMINATE_ALL : EVENT_TERMINATE_ASYNC, NULL);
	thing_note(&channel->thing, event, "terminated");
}

static void retire_list(struct replay *replay, struct descriptor *first, uint64_t begun)
{
	struct descriptor *descriptor, *next;

	for (descriptor = first; descriptor; descriptor = next) {
		next = descriptor->next;
		if (descriptor->state == DESCRIPTOR_ABORTED ||
		    (descriptor->state == DESCRIPTOR_COMPLETED &&
		     descriptor->completed < begun))
			descriptor_end(replay, descriptor);
	}
}

/* The wait of a release is none that the client asked for. */
void channel_synchronized(struct replay *replay, struct channel *channel,
			  const struct trace_event *event, uint64_t begun)
{
	channel_judge_again(replay, channel,
			    event->type == DMACHECK_RELEASE ? 0 : FACT(SYNCHRONIZED));
	retire_list(replay, channel->waiting.first, begun);
	retire_list(replay, channel->flying.first, begun);
	channel->terminated = false;
}
