// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * record.c - one event into the trace
 *
 * The number is taken first: the caller may hold the lock that gives the order. What
 * the record says is complete before its slot is reserved, so that in a fork between
 * the reservation and the last store both processes write the same bytes to the same
 * place. A fork before the reservation leaves the child without a writer's number; the
 * event is the parent's alone.
 */
#include "runtime/record/record.h"

#include "runtime/record/clock.h"
#include "runtime/record/pack.h"
#include "runtime/record/walk.h"

/* struct told - a record but for its place */
struct told {
	uint64_t number;
	uint64_t time;
	uint64_t name;
	uint64_t stack;
};

bool record_is_on(void)
{
	const struct record_header *header = file_header();

	return header && !file_closed(header);
}

static inline void record_fill(struct record *slot, const struct dmacheck_event *event,
			       const struct told *told)
{
	slot->time = told->time;
	slot->stack = (uint32_t)(told->stack / 8);
	pack_words(slot, event, told->name);
	__atomic_store_n(&slot->head,
			 RECORD_HEAD(told->number, event->kind, event->type, event->direction),
			 __ATOMIC_RELEASE);
}

/* The last slot of a chunk says that from here on something is missing. */
static void lost_tell(struct record_header *header, struct writer *writer,
		      const struct told *told, enum file_lack lack)
{
	const struct dmacheck_event event = { .kind = DMACHECK_LOST, .value = 1 };
	struct told lost = *told;
	struct record *slot;

	file_lost(header, told->number);
	lost.name = piece_word(header, writer, file_lack_words[lack]);
	slot = writer_reserve_last(writer);
	if (slot)
		record_fill(slot, &event, &lost);
}

static __attribute__((noinline)) void record_refill(struct record_header *header,
						    struct writer *writer,
						    const struct dmacheck_event *event,
						    const struct told *told, uint32_t thread)
{
	enum file_lack lack = FILE_DISK;
	struct record *slot = NULL;

	if (thread && writer->thread == thread)
		slot = writer_refill(header, writer, &lack);
	if (!thread || writer->thread != thread)
		return;
	if (slot)
		record_fill(slot, event, told);
	else
		lost_tell(header, writer, told, lack);
}

static inline void record_put(struct record_header *header, struct writer *writer,
			      const struct dmacheck_event *event, const struct told *told,
			      uint32_t thread)
{
	struct record *slot = writer_reserve(writer);

	if (__builtin_expect(!slot, 0))
		record_refill(header, writer, event, told, thread);
	else if (__builtin_expect(writer->thread == thread, 1))
		record_fill(slot, event, told);
}

/* No memory for a writer: the number shows that something is missing. */
static __attribute__((noinline, cold)) void record_without_writer(struct record_header *header)
{
	file_lost(header, file_number(&header->sequence));
}

static __attribute__((noinline)) uint64_t stack_new(struct record_header *header,
						    struct writer *writer, uint64_t hash,
						    struct frames *frames)
{
	return piece_stack(header, writer, hash, frames);
}

/* Return: a writer with a number, or NULL: nothing is to be recorded, or cannot be. */
static inline struct writer *record_begin(struct record_header *header,
					  const struct dmacheck_event *event)
{
	struct writer *writer;

	if (!header || file_closed(header) || event->kind - 1 >= DMACHECK_EVENT_COUNT - 1)
		return NULL;
	writer = writer_get(header);
	if (__builtin_expect(!writer, 0))
		record_without_writer(header);
	return writer;
}

void record_event(const struct dmacheck_event *event, const void *frame)
{
	struct record_header *header = file_header();
	struct writer *writer = record_begin(header, event);
	struct frames frames;
	struct told told;
	uint32_t thread;
	uint64_t hash;

	if (!writer)
		return;
	thread = writer->thread;
	told.number = file_number(&header->sequence);
	told.time = record_clock();
	hash = walk_stack(writer, event->caller, frame, &frames);
	told.stack = piece_cached(writer, hash);
	if (__builtin_expect(!told.stack, 0))
		told.stack = stack_new(header, writer, hash, &frames);
	told.name = event->name ? piece_word(header, writer, event->name) : 0;
	record_put(header, writer, event, &told, thread);
}

void record_event_stack(const struct dmacheck_event *event, struct frames *frames)
{
	struct record_header *header = file_header();
	struct writer *writer = record_begin(header, event);
	uint64_t hash = HASH_STACK;
	struct told told = { 0 };
	uint32_t thread;

	if (!writer)
		return;
	thread = writer->thread;
	told.number = file_number(&header->sequence);
	told.time = record_clock();
	for (unsigned int i = 0; i < frames->count; i++)
		hash = hash_add(hash, frames->addresses[i]);
	if (frames->count)
		told.stack = piece_stack(header, writer, hash_end(hash), frames);
	told.name = event->name ? piece_word(header, writer, event->name) : 0;
	record_put(header, writer, event, &told, thread);
}
