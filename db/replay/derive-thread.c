/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-thread.c - what each thread is doing: locks, callbacks, waits, and what has
 * just failed in it
 *
 * Rules about channels and references ask; nothing is judged here.
 */
#include <string.h>

#include "db/replay/derive.h"

/* ---- locks ---- */

void derive_lock(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);

	if (thread->held_count < THREAD_HELD)
		thread->held[thread->held_count] = (struct held){
			.lock = event->object,
			.name = event->name ? event->name : "a lock",
			.sleeping = event->flags & DMACHECK_SLEEPING,
			.step = step_of(event, "the lock is taken"),
		};
	thread->held_count++;
}

/* Not always the last one taken. What was only counted is given up first. */
void derive_unlock(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);
	size_t known = thread->held_count < THREAD_HELD ? thread->held_count : THREAD_HELD;
	size_t place = known;

	while (place && thread->held[place - 1].lock != event->object)
		place--;
	if (!place && thread->held_count <= THREAD_HELD)
		return;
	if (place) {
		memmove(&thread->held[place - 1], &thread->held[place],
			(known - place) * sizeof(thread->held[0]));
	}
	thread->held_count--;
}

/* ---- calls and callbacks it is in ---- */

static size_t inside_push(struct inside *inside, size_t count,
			  const struct trace_event *event, const char *message)
{
	if (count < THREAD_INSIDE)
		inside[count] = (struct inside){
			.channel = event->channel, .object = event->object,
			.type = event->type, .flags = event->flags,
			.step = step_of(event, message),
		};
	return count + 1;
}

static size_t inside_pop(const struct inside *inside, size_t count,
			 const struct trace_event *event)
{
	size_t place = count < THREAD_INSIDE ? count : THREAD_INSIDE;

	while (place && inside[place - 1].channel != event->channel)
		place--;
	if (count > THREAD_INSIDE)
		return count - 1;
	return place ? place - 1 : count;
}

void derive_sync_begin(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);

	thread->sync_count = inside_push(thread->syncs, thread->sync_count, event,
					 "the wait for the channel begins");
}

void derive_sync_end(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);

	thread->sync_count = inside_pop(thread->syncs, thread->sync_count, event);
}

void derive_callback_begin(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);

	thread->callback_count = inside_push(thread->callbacks, thread->callback_count,
					     event, "the callback begins");
}

void derive_callback_end(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);

	thread->callback_count = inside_pop(thread->callbacks, thread->callback_count,
					    event);
}

const struct inside *thread_callback(const struct thread *thread, uint64_t channel)
{
	size_t place = thread->callback_count;

	if (place > THREAD_INSIDE)
		place = THREAD_INSIDE;
	while (place--)
		if (thread->callbacks[place].channel == channel)
			return &thread->callbacks[place];
	return NULL;
}

/* ---- what has failed ---- */

static void failure_note(struct replay *replay, const struct trace_event *event,
			 const char *message)
{
	world_thread(&replay->world, event)->failed = step_of(event, message);
}

const struct step *thread_failed(const struct thread *thread)
{
	return thread->failed.event ? &thread->failed : NULL;
}

void derive_map_failure(struct replay *replay, const struct trace_event *event)
{
	if (event->dma_address == UINT64_MAX)
		failure_note(replay, event, "a mapping failed");
}

void derive_map_sg_failure(struct replay *replay, const struct trace_event *event)
{
	if (!event->value)
		failure_note(replay, event, "mapping a scatterlist failed");
}

void derive_prep_failure(struct replay *replay, const struct trace_event *event)
{
	if (!event->value)
		failure_note(replay, event, "a prep returned NULL");
}

void derive_submit_failure(struct replay *replay, const struct trace_event *event)
{
	if (event->value < 0)
		failure_note(replay, event, "a submit returned an error");
}

void derive_request_failure(struct replay *replay, const struct trace_event *event)
{
	if (event->value < 0)
		failure_note(replay, event, "a channel request failed");
}

/* At most one in a process. The call's own event, where there is one, says it better. */
void derive_fault(struct replay *replay, const struct trace_event *event)
{
	static const char format[] = "a call of kind \"%s\" was made to fail";
	const char *kind = event->name ? event->name : "?";
	size_t size = sizeof(format) + strlen(kind);
	char *message = world_take(&replay->world, size);

	snprintf(message, size, format, kind);
	failure_note(replay, event, message);
}

void derive_crash(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);
	const struct replay_crash row = {
		.process = event->process, .thread = event->thread,
		.stack = event->stack, .time = event->time, .signal = event->value,
		.address = event->address,
		.after = thread->failed.event ? thread->failed.message : NULL,
	};

	replay_tell(replay, crash, &row);
}
