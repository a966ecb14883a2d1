/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * descriptor.c - descriptors: made, on which list, over
 *
 * Nothing is judged here.
 */
#include "db/replay/channel.h"

#include <string.h>

/* ---- lists ---- */

static void delist(struct descriptor *descriptor)
{
	struct descriptor_list *list = descriptor->list;

	if (!list)
		return;
	*(descriptor->previous ? &descriptor->previous->next : &list->first) =
		descriptor->next;
	*(descriptor->next ? &descriptor->next->previous : &list->last) =
		descriptor->previous;
	descriptor->list = NULL;
}

void descriptor_enlist(struct descriptor *descriptor, struct descriptor_list *list)
{
	delist(descriptor);
	descriptor->list = list;
	descriptor->previous = list->last;
	descriptor->next = NULL;
	*(list->last ? &list->last->next : &list->first) = descriptor;
	list->last = descriptor;
}

static void join_thread(struct descriptor *descriptor, struct thread *thread)
{
	descriptor->thread = thread;
	descriptor->previous_prepared = NULL;
	descriptor->next_prepared = thread->prepared;
	if (thread->prepared)
		thread->prepared->previous_prepared = descriptor;
	thread->prepared = descriptor;
}

void descriptor_leave(struct descriptor *descriptor)
{
	struct descriptor *previous = descriptor->previous_prepared;
	struct descriptor *next = descriptor->next_prepared;

	if (!descriptor->thread)
		return;
	*(previous ? &previous->next_prepared : &descriptor->thread->prepared) = next;
	if (next)
		next->previous_prepared = previous;
	descriptor->thread = NULL;
}

/* ---- memory ---- */

void descriptor_buffer(struct replay *replay, struct descriptor *descriptor,
		       const struct trace_event *event)
{
	struct world *world = &replay->world;
	struct buffer *buffer = world->unused_buffers;

	if (buffer)
		world->unused_buffers = buffer->next;
	else
		buffer = world_take(world, sizeof(*buffer));
	*buffer = (struct buffer){
		.descriptor = descriptor, .next = descriptor->buffers,
		.span = { .start = event->dma_address,
			  .end = span_end(event->dma_address, event->size),
			  .serial = event->number, .owner = buffer },
	};
	descriptor->buffers = buffer;
}

static void buffers_forget(struct world *world, struct descriptor *descriptor)
{
	while (descriptor->buffers) {
		struct buffer *buffer = descriptor->buffers;

		descriptor->buffers = buffer->next;
		buffer->next = world->unused_buffers;
		world->unused_buffers = buffer;
	}
}

static struct process *process_of(struct replay *replay,
				  const struct descriptor *descriptor)
{
	return world_process(&replay->world, (uint32_t)descriptor->thing.key.process);
}

static void launch(struct replay *replay, struct descriptor *descriptor)
{
	struct process *process = process_of(replay, descriptor);
	struct buffer *buffer;

	for (buffer = descriptor->buffers; buffer; buffer = buffer->next) {
		buffer->given = false;
		span_insert(&process->in_flight, &buffer->span);
	}
	descriptor->flying = true;
	if (!descriptor->has_callback || !descriptor->data.start)
		return;
	span_insert(&process->callback_data, &descriptor->data);
	descriptor->data_listed = true;
}

void descriptor_land(struct replay *replay, struct descriptor *descriptor)
{
	struct process *process = process_of(replay, descriptor);
	struct buffer *buffer;

	for (buffer = descriptor->buffers; descriptor->flying && buffer; buffer = buffer->next)
		span_remove(&process->in_flight, &buffer->span);
	descriptor->flying = false;
}

static void data_delist(struct replay *replay, struct descriptor *descriptor)
{
	if (descriptor->data_listed)
		span_remove(&process_of(replay, descriptor)->callback_data, &descriptor->data);
	descriptor->data_listed = false;
}

/* ---- begin ---- */

static void describe(const struct thing *thing, char *text, size_t size)
{
	const char *name = ((const struct descriptor *)thing)->channel_name;

	snprintf(text, size, "a descriptor%s%s", *name ? " of " : "", name);
}

static void belong(struct descriptor *descriptor, struct channel *channel)
{
	descriptor->thing.describe = describe;
	descriptor->channel = channel;
	descriptor->channel_name = channel ? channel->row.name : "";
	if (channel) {
		descriptor->thing.channel = channel->thing.id;
		descriptor->thing.device = channel->thing.device;
	}
}

static void row_begin(struct descriptor *descriptor, const struct trace_event *event)
{
	descriptor->row = (struct replay_descriptor){
		.kind = event->type, .size = event->size, .prepared_at = event->time,
		.submitted_at = -1, .issued_at = -1, .completed_at = -1,
		.terminated_at = -1, .callback_at = -1,
	};
}

/* The provider gives the pointer again: the old one may still wait for its callback. */
static void leave_old(struct replay *replay, const struct trace_event *event)
{
	struct descriptor *old = world_find(&replay->world, OBJECT_DESCRIPTOR,
					    event->process, event->object);

	if (!old || old->state != DESCRIPTOR_OVER)
		return;
	buffers_forget(&replay->world, old);
	world_forget(&replay->world, &old->thing);
}

struct descriptor *descriptor_begin(struct replay *replay, struct channel *channel,
				    const struct trace_event *event)
{
	struct descriptor *descriptor;

	leave_old(replay, event);
	descriptor = world_add(&replay->world, OBJECT_DESCRIPTOR, sizeof(*descriptor),
			       event->process, event->object);
	belong(descriptor, channel);
	row_begin(descriptor, event);
	descriptor_enlist(descriptor, &channel->waiting);
	join_thread(descriptor, world_thread(&replay->world, event));
	return descriptor;
}

struct descriptor *descriptor_lost(struct replay *replay,
				   const struct trace_event *event)
{
	struct descriptor *descriptor =
		world_new(&replay->world, OBJECT_DESCRIPTOR, sizeof(*descriptor));

	descriptor->thing.key.process = event->process;
	belong(descriptor, channel_find(replay, event));
	row_begin(descriptor, event);
	return descriptor;
}

static struct descriptor *list_find(const struct descriptor_list *list,
				    const struct trace_event *event)
{
	struct descriptor *descriptor = list->first;

	while (descriptor && (descriptor->thing.key.pointer != event->object ||
			      descriptor->row.cookie != event->value))
		descriptor = descriptor->next;
	return descriptor;
}

struct descriptor *descriptor_find(struct replay *replay,
				   const struct trace_event *event)
{
	struct descriptor *descriptor = world_find(&replay->world, OBJECT_DESCRIPTOR,
						   event->process, event->object);
	struct channel *channel;

	if (descriptor && descriptor->row.cookie == event->value)
		return descriptor;
	channel = channel_find(replay, event);
	return channel ? list_find(&channel->flying, event) : NULL;
}

/* ---- on its way ---- */

void descriptor_issue(struct replay *replay, struct descriptor *descriptor,
		      const struct trace_event *event)
{
	descriptor->state = DESCRIPTOR_ISSUED;
	descriptor->row.issued_at = event->time;
	descriptor->channel->running++;
	descriptor_leave(descriptor);
	descriptor_enlist(descriptor, &descriptor->channel->flying);
	launch(replay, descriptor);
}

void descriptor_stop(struct descriptor *descriptor, enum descriptor_state state)
{
	if (descriptor->state == DESCRIPTOR_ISSUED)
		descriptor->channel->running--;
	descriptor->state = state;
}

/* One that its pointer no longer finds is nobody's. */
void descriptor_end(struct replay *replay, struct descriptor *descriptor)
{
	if (descriptor->state == DESCRIPTOR_OVER)
		return;
	descriptor_stop(descriptor, DESCRIPTOR_OVER);
	descriptor_land(replay, descriptor);
	data_delist(replay, descriptor);
	descriptor_leave(descriptor);
	delist(descriptor);
	descriptor->row.id = descriptor->thing.id;
	descriptor->row.channel = descriptor->thing.channel;
	replay_tell(replay, descriptor, &descriptor->row);
	descriptor->channel = NULL;
	if (descriptor->thing.hh.tbl)
		return;
	buffers_forget(&replay->world, descriptor);
	world_forget(&replay->world, &descriptor->thing);
}
