/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-channel.c - a channel is requested, configured, asked, paused, released
 */
#include "db/replay/channel.h"

struct channel *channel_find(struct replay *replay, const struct trace_event *event)
{
	return world_find(&replay->world, OBJECT_CHANNEL, event->process, event->channel);
}

uint64_t channel_device_pointer(struct replay *replay, uint32_t process, uint64_t pointer)
{
	const struct channel *channel =
		world_find(&replay->world, OBJECT_CHANNEL, process, pointer);

	return channel ? channel->device : 0;
}

static void describe(const struct thing *thing, char *text, size_t size)
{
	const char *name = ((const struct channel *)thing)->row.name;

	snprintf(text, size, "%s", *name ? name : "a channel");
}

static struct channel *channel_new(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel = world_add(&replay->world, OBJECT_CHANNEL, sizeof(*channel),
					    event->process, event->channel);

	channel->thing.describe = describe;
	channel->thing.channel = channel->thing.id;
	channel->row = (struct replay_channel){
		.id = channel->thing.id, .name = "", .requested_at = -1, .released_at = -1,
	};
	return channel;
}

struct channel *channel_get(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel = channel_find(replay, event);

	return channel ? channel : channel_new(replay, event);
}

void channel_use(struct replay *replay, struct channel *channel)
{
	judge(replay, &channel->thing, EVENT_USE, NULL);
}

static void tell(struct replay *replay, struct channel *channel)
{
	if (!channel->told)
		replay_tell(replay, channel, &channel->row);
	channel->told = true;
}

static void list_end(struct replay *replay, struct descriptor_list *list)
{
	while (list->first)
		descriptor_end(replay, list->first);
}

/* ---- request ---- */

static void channel_forget(struct replay *replay, struct channel *channel)
{
	list_end(replay, &channel->waiting);
	list_end(replay, &channel->flying);
	tell(replay, channel);
	world_forget(&replay->world, &channel->thing);
}

static void row_request(struct replay *replay, struct channel *channel,
			const struct trace_event *event)
{
	struct device *device = world_device(&replay->world, event->process, event->device);

	channel->device = event->device;
	channel->thing.device = device->thing.id;
	channel->row.device = device->thing.id;
	channel->row.name = event->name ? event->name : "";
	channel->row.requested_at = event->time;
	channel->row.requested_by = event->thread;
	channel->row.request_stack = event->stack;
}

/* What public clients use is nobody's to release: it stays as good as unknown. */
void derive_channel_request(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel;

	if (event->value < 0 || !event->channel)
		return;
	channel = channel_find(replay, event);
	if (channel)
		channel_forget(replay, channel);
	channel = channel_new(replay, event);
	row_request(replay, channel, event);
	channel->public = event->type;
	if (channel->public)
		return;
	judge(replay, &channel->thing, EVENT_REQUEST, NULL);
	thing_note(&channel->thing, event, "requested");
}

/* ---- config, status, pause ---- */

static void happen(struct replay *replay, const struct trace_event *event,
		   enum rule_event what, const char *message)
{
	struct channel *channel = channel_get(replay, event);

	channel_use(replay, channel);
	if (event->value < 0 && what != EVENT_RESUME)
		return;
	judge(replay, &channel->thing, what, NULL);
	thing_note(&channel->thing, event, message);
}

void derive_channel_config(struct replay *replay, const struct trace_event *event)
{
	happen(replay, event, EVENT_CONFIG, "configured");
}

void derive_channel_pause(struct replay *replay, const struct trace_event *event)
{
	happen(replay, event, EVENT_PAUSE, "paused");
}

/* One that the provider refuses was a mistake too. */
void derive_channel_resume(struct replay *replay, const struct trace_event *event)
{
	happen(replay, event, EVENT_RESUME, "resumed");
}

void derive_channel_status(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel = channel_get(replay, event);

	channel_use(replay, channel);
	if (event->flags & DMACHECK_UNRELIABLE)
		judge(replay, &channel->thing, EVENT_STATUS,
		      &(struct occasion){ .facts = FACT(UNRELIABLE), .stands_alone = true });
}

void derive_channel_sleep(struct replay *replay, const struct trace_event *event)
{
	if (event->flags & DMACHECK_IN_TERMINATE)
		judge(replay, &channel_get(replay, event)->thing, EVENT_SLEEP,
		      &(struct occasion){ .facts = FACT(IN_TERMINATE),
					  .detail = event->name, .stands_alone = true });
}

/* ---- release ---- */

static void judge_list(struct replay *replay, struct descriptor *first,
		       enum rule_event what)
{
	struct descriptor *descriptor;

	for (descriptor = first; descriptor; descriptor = descriptor->next)
		judge(replay, &descriptor->thing, what,
		      &(struct occasion){ .blame_origin = true });
}

void derive_channel_release(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel = channel_get(replay, event);
	struct occasion occasion = { 0 };

	if (channel->running && event->value <= 0) {
		occasion.facts = FACT(RUNNING);
		occasion.also = &channel->issued;
	}
	channel_judge_again(replay, channel, 0);
	judge(replay, &channel->thing, EVENT_RELEASE, &occasion);
	thing_note(&channel->thing, event, "released");
	channel->terminated = false;
	if (event->value > 0)
		return;
	judge_list(replay, channel->waiting.first, EVENT_RETIRE);
	list_end(replay, &channel->waiting);
	list_end(replay, &channel->flying);
	channel->row.released_at = event->time;
	tell(replay, channel);
}

/* ---- the end ---- */

/* Of a transfer that runs the place is the issue; of a channel, the request. */
static void judge_left(struct replay *replay, struct channel *channel)
{
	struct occasion occasion = { .place = &channel->issued, .guarded = true };

	if (channel->running && !channel->public) {
		occasion.facts = FACT(RUNNING);
		judge(replay, &channel->thing, EVENT_END, &occasion);
	}
	judge(replay, &channel->thing, EVENT_END, &(struct occasion){ .blame_origin = true });
	judge_list(replay, channel->waiting.first, EVENT_END);
}

void derive_channel_hang(struct replay *replay, const struct trace_event *event)
{
	world_process(&replay->world, event->process)->hung = true;
}

void derive_channel_run_end(struct replay *replay, const struct trace_event *event)
{
	bool hung = world_process(&replay->world, event->process)->hung;
	struct thing *thing, *next;

	HASH_ITER(hh, replay->world.tables[OBJECT_CHANNEL], thing, next)
		if (thing->key.process == event->process && !hung)
			judge_left(replay, (struct channel *)thing);
}

/* An engine starts once in a program: what there is was of the one before an exec. */
void derive_channel_run_begin(struct replay *replay, const struct trace_event *event)
{
	struct thing *thing, *next;

	HASH_ITER(hh, replay->world.tables[OBJECT_CHANNEL], thing, next)
		if (thing->key.process == event->process)
			channel_forget(replay, (struct channel *)thing);
	world_process(&replay->world, event->process)->hung = false;
}

void derive_channels_end(struct replay *replay)
{
	struct thing *thing, *next;

	HASH_ITER(hh, replay->world.tables[OBJECT_CHANNEL], thing, next) {
		struct channel *channel = (struct channel *)thing;

		channel_judge_again(replay, channel, 0);
		list_end(replay, &channel->waiting);
		list_end(replay, &channel->flying);
		tell(replay, channel);
	}
}
