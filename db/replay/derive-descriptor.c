/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-descriptor.c - a descriptor is prepared, submitted, touched, freed
 *
 * Issue, termination and synchronize happen to the channel: derive-issue.c.
 */
#include "db/replay/channel.h"

#include <string.h>

static struct descriptor *by_pointer(struct replay *replay,
				     const struct trace_event *event)
{
	return world_find(&replay->world, OBJECT_DESCRIPTOR, event->process, event->object);
}

/* ---- prep ---- */

/* Its last call of a channel was not the prep that failed. */
static void forget_failure(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);

	if (thread->no_descriptor)
		world_forget(&replay->world, &thread->no_descriptor->thing);
	thread->no_descriptor = NULL;
}

/* A fault: the provider has not been asked. */
void derive_descriptor_fault(struct replay *replay, const struct trace_event *event)
{
	world_thread(&replay->world, event)->prep_ordered =
		event->name && strcmp(event->name, "prep") == 0;
}

static uint64_t transfer_facts(const struct descriptor *descriptor)
{
	return descriptor_is_slave(descriptor) ? FACT(SLAVE) | FACT(NEVER_CONFIGURED) : 0;
}

static void prep_failed(struct replay *replay, struct channel *channel,
			const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);
	struct descriptor *none = descriptor_lost(replay, event);

	if (!thread->prep_ordered)
		judge(replay, &channel->thing, EVENT_FAIL,
		      &(struct occasion){ .facts = transfer_facts(none) });
	thread->prep_ordered = false;
	thread->no_descriptor = none;
	thing_note(&none->thing, event, "the prep returns NULL");
	judge(replay, &none->thing, EVENT_FAIL, NULL);
}

/* The provider has taken the old one back, if it gives the same pointer again. */
static void judge_dropped(struct replay *replay, const struct trace_event *event)
{
	struct descriptor *old = by_pointer(replay, event);

	if (!old || (old->state != DESCRIPTOR_PREPARED && old->state != DESCRIPTOR_SUBMITTED))
		return;
	judge(replay, &old->thing, EVENT_RETIRE, &(struct occasion){ .blame_origin = true });
	descriptor_end(replay, old);
}

void derive_descriptor_prep(struct replay *replay, const struct trace_event *event)
{
	struct channel *channel = channel_get(replay, event);
	struct descriptor *descriptor;

	channel_use(replay, channel);
	forget_failure(replay, event);
	if (!event->value) {
		prep_failed(replay, channel, event);
		return;
	}
	judge_dropped(replay, event);
	descriptor = descriptor_begin(replay, channel, event);
	judge(replay, &channel->thing, EVENT_PREP,
	      &(struct occasion){ .facts = transfer_facts(descriptor) });
	judge(replay, &descriptor->thing, EVENT_PREP, NULL);
	thing_note(&descriptor->thing, event, "prepared");
}

void derive_descriptor_buffer(struct replay *replay, const struct trace_event *event)
{
	struct descriptor *descriptor = by_pointer(replay, event);

	if (descriptor && descriptor->state == DESCRIPTOR_PREPARED)
		descriptor_buffer(replay, descriptor, event);
}

/* ---- submit ---- */

/* What it says of the descriptor; the provider has it from here on. */
static void submit_take(struct descriptor *descriptor, const struct trace_event *event)
{
	descriptor->state = DESCRIPTOR_SUBMITTED;
	descriptor->row.cookie = event->value;
	descriptor->row.submitted_at = event->time;
	descriptor->has_callback = event->type;
	descriptor->reusable = event->flags & DMACHECK_REUSABLE;
	descriptor->data = (struct span){
		.start = event->address, .end = span_end(event->address, 1),
		.serial = event->number, .owner = descriptor,
	};
}

/* One more round of a descriptor that is over: a row of its own. */
static void submit_again(struct replay *replay, struct descriptor *descriptor,
			 const struct trace_event *event)
{
	const struct replay_descriptor old = descriptor->row;

	descriptor->thing.id = ++replay->world.ids[OBJECT_DESCRIPTOR];
	descriptor->row = (struct replay_descriptor){
		.kind = old.kind, .size = old.size, .prepared_at = old.prepared_at,
		.submitted_at = -1, .issued_at = -1, .completed_at = -1,
		.terminated_at = -1, .callback_at = -1,
	};
	descriptor->channel = channel_get(replay, event);
	descriptor_enlist(descriptor, &descriptor->channel->waiting);
}

/*
 * An error on one that is the client's is the provider's, or was ordered; on one
 * that has been submitted it is the engine's answer to the second submit.
 */
static void submit_refused(struct replay *replay, struct descriptor *descriptor,
			   const struct trace_event *event)
{
	if (descriptor->state >= DESCRIPTOR_COMPLETED && event->flags & DMACHECK_REUSABLE)
		return;
	if (descriptor->state != DESCRIPTOR_PREPARED) {
		judge(replay, &descriptor->thing, EVENT_SUBMIT, NULL);
		return;
	}
	judge(replay, &descriptor->thing, EVENT_FAIL, NULL);
	thing_note(&descriptor->thing, event, "the submit fails");
}

/* Another thread has terminated, perhaps waited, before this one could tell. */
static void submit_late(struct replay *replay, struct descriptor *descriptor,
			const struct trace_event *event)
{
	const struct channel *channel = descriptor->channel;

	if (!channel->limit || !channel_aborts(channel, descriptor))
		return;
	channel_abort(replay, descriptor, event);
	if (!channel->terminated)
		descriptor_end(replay, descriptor);
}

static void submit_done(struct replay *replay, struct descriptor *descriptor,
			const struct trace_event *event)
{
	struct occasion occasion = { 0 };

	if (event->flags & DMACHECK_REUSABLE)
		occasion.facts = FACT(REUSED);
	judge(replay, &descriptor->thing, EVENT_SUBMIT, &occasion);
	if (descriptor->state == DESCRIPTOR_COMPLETED)	/* in its own callback */
		descriptor_end(replay, descriptor);
	if (descriptor->state == DESCRIPTOR_OVER)
		submit_again(replay, descriptor, event);
	else if (descriptor->state != DESCRIPTOR_PREPARED)
		return;
	submit_take(descriptor, event);
	thing_note(&descriptor->thing, event, "submitted");
	submit_late(replay, descriptor, event);
}

void derive_descriptor_submit(struct replay *replay, const struct trace_event *event)
{
	struct descriptor *descriptor = by_pointer(replay, event);
	struct channel *channel = event->channel ? channel_get(replay, event) : NULL;

	forget_failure(replay, event);
	if (channel)
		channel_use(replay, channel);
	if (!descriptor)
		return;
	if (channel && event->value >= 0)
		judge(replay, &channel->thing, EVENT_SUBMIT,
		      &(struct occasion){ .facts = transfer_facts(descriptor) });
	if (event->value < 0)
		submit_refused(replay, descriptor, event);
	else
		submit_done(replay, descriptor, event);
}

/* ---- touched ---- */

void derive_descriptor_changed(struct replay *replay, const struct trace_event *event)
{
	struct descriptor *descriptor = by_pointer(replay, event);

	if (descriptor)
		judge(replay, &descriptor->thing, EVENT_CHANGE,
		      &(struct occasion){ .detail = event->name });
}

void derive_descriptor_free(struct replay *replay, const struct trace_event *event)
{
	struct descriptor *descriptor = by_pointer(replay, event);

	if (!descriptor)
		return;
	judge(replay, &descriptor->thing, EVENT_FREE, NULL);
	thing_note(&descriptor->thing, event, "freed");
	descriptor_end(replay, descriptor);
}

/* ---- its thread ---- */

static bool is_wait(const char *name)
{
	return strncmp(name, "wait_", 5) == 0 || strncmp(name, "io_wait_", 8) == 0 ||
	       strncmp(name, "swait_", 6) == 0;
}

/* The same call comes again and again: its words are made once. */
static const char *sleep_message(struct replay *replay, struct thread *thread,
				 const char *name)
{
	static const char format[] = "%s may sleep";
	size_t size = sizeof(format) + strlen(name);
	char *message;

	if (thread->sleep_name == name)
		return thread->sleep_message;
	message = world_take(&replay->world, size);
	snprintf(message, size, format, name);
	thread->sleep_name = name;
	thread->sleep_message = message;
	return message;
}

/* Who sleeps has descriptors that it has prepared, and that nobody has issued. */
void derive_descriptor_sleep(struct replay *replay, const struct trace_event *event)
{
	const char *name = event->name ? event->name : "a call";
	struct occasion occasion = { .facts = is_wait(name) ? FACT(WAITS) : 0 };
	struct thread *thread = world_thread(&replay->world, event);
	struct descriptor *descriptor;

	if (event->flags & DMACHECK_IN_TERMINATE)
		return;
	for (descriptor = thread->prepared; descriptor; descriptor = descriptor->next_prepared) {
		judge(replay, &descriptor->thing, EVENT_SLEEP, &occasion);
		thing_note(&descriptor->thing, event, sleep_message(replay, thread, name));
	}
}

enum { CRASH_SEGV = 11, CRASH_MAPERR = 1, CRASH_NEAR_NULL = 4096 };

void derive_descriptor_crash(struct replay *replay, const struct trace_event *event)
{
	struct thread *thread = world_thread(&replay->world, event);
	struct descriptor *none = thread->no_descriptor;
	const struct step *failed = thread_failed(thread);

	if (!none || !failed || failed->event != none->thing.origin.event)
		return;
	if (event->value != CRASH_SEGV || event->type != CRASH_MAPERR ||
	    event->address >= CRASH_NEAR_NULL)
		return;
	judge(replay, &none->thing, EVENT_CRASH,
	      &(struct occasion){ .address = event->address });
}
