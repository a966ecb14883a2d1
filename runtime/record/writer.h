/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * writer.h - a thread's place in the file
 *
 *	cursor: the next free slot of the thread's chunk
 *
 *	| chunk header | record | record | ...  free ...  | kept for LOST |
 *	                                   ^cursor
 *
 * Chunks are aligned, so the cursor itself says how much is left, and one word is all
 * that a reservation has to change. A signal handler in the middle of a record takes
 * the next slot. After a fork the word is 0 in the child, which so cannot take a slot
 * of its parent's, whatever it was about to do.
 */
#ifndef DMACHECK_RECORD_WRITER_H
#define DMACHECK_RECORD_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/record/file.h"

enum {
	WRITER_CACHE = 256,	/* pieces that a thread knows the place of */
	WRITER_LAST = RECORD_SLOTS * RECORD_SIZE, /* the slot kept for LOST, in a chunk */
};

/* struct cached - @check: hash ^ place: written by halves, it matches nothing */
struct cached {
	uint64_t check;
	uint64_t place;
};

/**
 * struct writer - of one thread at a time, never moved, zeros after a fork
 * @cursor: address of the next free slot; in no chunk's room: 0, or at its end
 * @thread: number, 0: of nobody
 * @low, @high: what of the thread's stack may be read
 * @floor: below it is no stack, as was found out
 * @rounds: of destructors, at the thread's end
 * @below: the writer given back before this one, as in struct process
 * @signal_stack: of this thread if it has none of its own; stays with the writer
 */
struct writer {
	uintptr_t cursor;
	uint32_t thread;
	uint32_t rounds;
	uintptr_t low;
	uintptr_t high;
	uintptr_t floor;
	uint64_t below;
	void *signal_stack;
	struct cached cache[WRITER_CACHE];
} __attribute__((aligned(64)));

extern __thread struct writer *writer_own __attribute__((tls_model("initial-exec")));

/* Called, if set, with signals blocked: a thread has got its writer, or gives it back. */
extern void (*writer_begun)(struct writer *writer);
extern void (*writer_ending)(struct writer *writer);

/* To be called once, where threads may be ended properly: in a constructor. */
void writer_init(void);

/**
 * writer_begin() - a writer for this thread, with a number
 *
 * Context: any.
 * Return: NULL without memory.
 */
struct writer *writer_begin(struct record_header *header);

static inline struct writer *writer_get(struct record_header *header)
{
	struct writer *writer = writer_own;

	if (__builtin_expect(writer && writer->thread, 1))
		return writer;
	return writer_begin(header);
}

/* Whether a record fits at @cursor. */
static inline bool cursor_has_room(uintptr_t cursor)
{
	return cursor % RECORD_CHUNK - RECORD_SIZE < WRITER_LAST - RECORD_SIZE;
}

/* Only the thread itself, and its signal handlers, are in the way: no bus lock. */
static inline bool cursor_move(uintptr_t *cursor, uintptr_t *from, uintptr_t to)
{
#ifdef __x86_64__
	bool moved;

	__asm__ volatile("cmpxchgq %3, %1"
			 : "=@ccz"(moved), "+m"(*cursor), "+a"(*from)
			 : "r"(to)
			 : "memory");
	return moved;
#else
	return __atomic_compare_exchange_n(cursor, from, to, false, __ATOMIC_RELAXED,
					   __ATOMIC_RELAXED);
#endif
}

/* Return: a slot, or NULL where the chunk is full or there is none. */
static inline struct record *writer_reserve(struct writer *writer)
{
	uintptr_t cursor = __atomic_load_n(&writer->cursor, __ATOMIC_RELAXED);

	do {
		if (__builtin_expect(!cursor_has_room(cursor), 0))
			return NULL;
	} while (!cursor_move(&writer->cursor, &cursor, cursor + RECORD_SIZE));
	return (struct record *)cursor;
}

/**
 * writer_refill() - a slot of a new chunk
 * @ret_lack: why there is none
 */
struct record *writer_refill(struct record_header *header, struct writer *writer,
			     enum file_lack *ret_lack);

/* The slot kept in a full chunk, once; NULL: there is none. */
struct record *writer_reserve_last(struct writer *writer);

#endif /* DMACHECK_RECORD_WRITER_H */
