// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * writer.c - a thread's place in the file, from its first record to its end
 *
 * What a thread leaves of its chunk the next new thread goes on with, so that ten
 * thousand short threads need few chunks. Everything but a reservation happens with
 * signals blocked: then nothing of the thread runs in between, and the thread is not
 * the one that goes on in a child of fork().
 */
#include "runtime/record/writer.h"

#include <limits.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/prctl.h>

#include "runtime/record/process.h"
#include "runtime/record/system.h"

enum {
	REGION = 1 << 16,	/* bytes with writers */
	KEYS_AT_HAND = 32,	/* keys whose values need no memory: PTHREAD_KEY_2NDLEVEL_SIZE */
	IDLE_SHIFT = 6,
	IDLE_BITS = 42,		/* of an address, shifted: the rest counts changes */
};

_Static_assert(sizeof(struct writer) % (1 << IDLE_SHIFT) == 0, "a writer begins at a multiple");

__thread struct writer *writer_own __attribute__((tls_model("initial-exec")));

void (*writer_begun)(struct writer *writer);
void (*writer_ending)(struct writer *writer);

static pthread_key_t key;
static bool key_made;

/* ---- writers that nobody has -------------------------------------------------------- */

static struct writer *idle_writer(uint64_t head)
{
	return (struct writer *)(uintptr_t)((head & ((1ull << IDLE_BITS) - 1)) << IDLE_SHIFT);
}

static uint64_t idle_head(const struct writer *writer, uint64_t old)
{
	return ((old >> IDLE_BITS) + 1) << IDLE_BITS | (uintptr_t)writer >> IDLE_SHIFT;
}

static struct writer *idle_take(struct process *process)
{
	uint64_t head = __atomic_load_n(&process->idle_writer, __ATOMIC_ACQUIRE);
	struct writer *writer;

	do {
		writer = idle_writer(head);
		if (!writer)
			return NULL;
	} while (!__atomic_compare_exchange_n(
		&process->idle_writer, &head,
		idle_head(idle_writer(__atomic_load_n(&writer->below, __ATOMIC_RELAXED)), head),
		false, __ATOMIC_ACQUIRE, __ATOMIC_ACQUIRE));
	return writer;
}

static void idle_put(struct process *process, struct writer *writer)
{
	uint64_t head = __atomic_load_n(&process->idle_writer, __ATOMIC_RELAXED);

	do {
		__atomic_store_n(&writer->below, head, __ATOMIC_RELAXED);
	} while (!__atomic_compare_exchange_n(&process->idle_writer, &head,
					      idle_head(writer, head), false, __ATOMIC_RELEASE,
					      __ATOMIC_RELAXED));
}

/* Where the next writer of a region is, and in the lower bits how many still fit. */
enum { ROOM = (1 << IDLE_SHIFT) - 1 };

_Static_assert(REGION / sizeof(struct writer) <= ROOM, "their count fits below an address");

/* Return: where the next one is, in a region of ours or of another thread. */
static uintptr_t region_make(struct process *process, uintptr_t old)
{
	uintptr_t region = (uintptr_t)process_memory(REGION);
	uintptr_t next = region + REGION / sizeof(struct writer);

	if (!region)
		return 0;
	if (__atomic_compare_exchange_n(&process->next_writer, &old, next, false,
					__ATOMIC_RELEASE, __ATOMIC_ACQUIRE))
		return next;
	system_call(SYS_munmap, region, REGION);
	return old;
}

static struct writer *writer_make(struct process *process)
{
	uintptr_t next = __atomic_load_n(&process->next_writer, __ATOMIC_ACQUIRE);

	do {
		if (!(next & ROOM))
			next = region_make(process, next);
		if (!next)
			return NULL;
	} while (!(next & ROOM) ||
		 !__atomic_compare_exchange_n(&process->next_writer, &next,
					      next + sizeof(struct writer) - 1, false,
					      __ATOMIC_ACQUIRE, __ATOMIC_ACQUIRE));
	return (struct writer *)(next - (next & ROOM));
}

/* ---- a thread's ----------------------------------------------------------------------- */

/* From the next slot on, the chunk is this thread's. */
static void owner_write(struct writer *writer)
{
	struct record *slot = writer_reserve(writer);

	if (!slot)
		return;
	slot->words[0] = writer->thread;
	slot->words[1] = (uint64_t)system_call(SYS_gettid);
	system_call(SYS_prctl, PR_GET_NAME, &slot->words[2]);
	__atomic_add_fetch(&file_chunk_of((uintptr_t)slot)->owners, 1, __ATOMIC_RELAXED);
	__atomic_store_n(&slot->head, RECORD_OWNER, __ATOMIC_RELEASE);
}

static struct writer *writer_find(void)
{
	struct process *process = process_get();
	struct writer *writer;

	if (writer_own || !process)
		return writer_own;
	writer = idle_take(process);
	return writer ? writer : writer_make(process);
}

struct writer *writer_begin(struct record_header *header)
{
	struct signals_kept kept;
	struct writer *writer;

	signals_block(&kept);
	writer = writer_find();
	if (writer && !writer->thread) {
		writer->thread = file_number(&header->threads);
		writer->rounds = 0;
		owner_write(writer);
		if (writer_begun)
			writer_begun(writer);
	}
	if (writer && key_made)
		pthread_setspecific(key, writer);
	writer_own = writer;
	signals_restore(&kept);
	return writer;
}

/*
 * Other destructors may record, before or after this one, and the first of them may be
 * where the thread records at all: then the first of four rounds has passed. What comes
 * after the third call takes a writer that nobody gives back.
 */
static void writer_end(void *data)
{
	struct writer *writer = data;
	struct process *process = process_get();
	struct signals_kept kept;

	signals_block(&kept);
	if (writer != writer_own) {
		/* of another life: a key's value that a fork has copied */
	} else if (writer->thread && ++writer->rounds < PTHREAD_DESTRUCTOR_ITERATIONS - 1) {
		pthread_setspecific(key, writer);
	} else {
		writer_own = NULL;
		if (writer_ending)
			writer_ending(writer);
		writer->thread = 0;
		writer->low = writer->high = writer->floor = 0;
		idle_put(process, writer);
	}
	signals_restore(&kept);
}

void writer_init(void)
{
	if (pthread_key_create(&key, writer_end))
		return;
	key_made = key < KEYS_AT_HAND;
	if (!key_made)
		pthread_key_delete(key);
}

/* ---- chunks ---------------------------------------------------------------------------- */

/* Signals are blocked: the cursor stays where it is, and so does the process. */
static struct record *chunk_change(struct record_header *header, struct writer *writer,
				   enum file_lack *ret_lack)
{
	/* the first one of a thread is not touched: the thread may be a short one */
	struct record_chunk *chunk = process_chunk(header, writer->thread, writer->cursor != 0,
						   ret_lack);

	if (!chunk)
		return NULL;
	if (writer->cursor)
		file_chunk_leave(file_chunk_of(writer->cursor - 1));
	process_chunk_begin(chunk, RECORD_CHUNK_RECORDS);
	writer->cursor = (uintptr_t)chunk + RECORD_SIZE;
	return writer_reserve(writer);
}

struct record *writer_refill(struct record_header *header, struct writer *writer,
			     enum file_lack *ret_lack)
{
	struct signals_kept kept;
	struct record *slot;

	signals_block(&kept);
	slot = writer_reserve(writer);
	/* without a number: a child that has just been forked */
	if (!slot && writer->thread)
		slot = chunk_change(header, writer, ret_lack);
	signals_restore(&kept);
	return slot;
}

struct record *writer_reserve_last(struct writer *writer)
{
	uintptr_t cursor = __atomic_load_n(&writer->cursor, __ATOMIC_RELAXED);

	if (cursor % RECORD_CHUNK == WRITER_LAST &&
	    cursor_move(&writer->cursor, &cursor, cursor + RECORD_SIZE))
		return (struct record *)cursor;
	return NULL;
}
