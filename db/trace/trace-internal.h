/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace-internal.h - what the reader's files share
 *
 *   trace.c   opening: is it ours, how much of it is there
 *   scan.c    chunks: who wrote them; records, put in order
 *   piece.c   words and stacks, by their offset
 *   event.c   records to events
 *   clock.c   counter to ns
 */
#ifndef DMACHECK_TRACE_INTERNAL_H
#define DMACHECK_TRACE_INTERNAL_H

#include "db/trace/trace.h"
#include "model/arena.h"
#include "runtime/record/format.h"

enum { PAYLOAD = RECORD_CHUNK - RECORD_SIZE };

/**
 * struct clock - from the counter to ns since the start of the run
 * @start: the counter then
 * @scale: ns of a tick, times 1 << CLOCK_SHIFT
 */
struct clock {
	uint64_t start;
	uint64_t scale;
};

/**
 * struct owner - from a place in a chunk on, records are of another thread
 * @place: as in struct trace's @order; of the record that says so
 * @name: in the file
 */
struct owner {
	uint32_t place;
	uint32_t thread;
	uint32_t tid;
	const char *name;
};

/**
 * struct trace - an open file
 * @bytes: of the file, mapped; @size of them, the last chunk may be cut
 * @mapped: bytes that are mapped, 0: @bytes is nobody's
 * @chunks: how many begin in the file, in so far as they have been taken
 * @order: by number - @first: where its record is, in RECORD_SIZE; 0: nowhere.
 *	@room of them; owned
 * @next: index in @order of what trace_next() looks at next
 * @owners: by place
 * @words: for each chunk NULL, or for each multiple of 8 of its payload the word
 *	there, NULL: not looked at; in the arena
 * @text_room: bytes of words that may still be taken; a whole file never needs
 *	more than its chunks of words have
 */
struct trace {
	const uint8_t *bytes;
	size_t size;
	size_t mapped;
	size_t chunks;
	uint64_t first;
	uint32_t *order;
	size_t room;
	size_t next;
	struct clock clock;
	struct trace_counts counts;
	struct trace_process *processes;
	size_t process_count;
	struct trace_thread *threads;
	size_t thread_count;
	struct trace_image *images;
	size_t image_count;
	struct owner *owners;
	size_t owner_count;
	const char ***words;
	size_t text_room;
	struct arena arena;
};

static inline const struct record_header *trace_header(const struct trace *trace)
{
	return (const void *)trace->bytes;
}

static inline size_t chunk_offset(size_t chunk)
{
	return RECORD_HEADER + chunk * RECORD_CHUNK;
}

/* The chunk that a record is in. */
static inline size_t place_chunk(uint32_t place)
{
	return ((size_t)place * RECORD_SIZE - RECORD_HEADER) / RECORD_CHUNK;
}

static inline const struct record_chunk *trace_chunk(const struct trace *trace,
						     size_t chunk)
{
	return (const void *)(trace->bytes + chunk_offset(chunk));
}

/* Bytes of a chunk's payload that are in the file. */
static inline size_t chunk_payload(const struct trace *trace, size_t chunk)
{
	size_t left = trace->size - chunk_offset(chunk) - RECORD_SIZE;

	return left < PAYLOAD ? left : PAYLOAD;
}

/* Bytes of a chunk's payload that hold pieces. */
static inline size_t chunk_used(const struct trace *trace, size_t chunk)
{
	size_t payload = chunk_payload(trace, chunk);
	uint32_t used = trace_chunk(trace, chunk)->used;

	return used < payload ? used : payload;
}

/**
 * trace_scan() - find everything in the chunks
 * Return: 0 or -ENOMEM.
 */
int trace_scan(struct trace *trace);

/**
 * trace_piece() - the piece at an offset, if a chunk of @kind holds it
 * @offset: a multiple of 8
 * @ret_chunk: which
 *
 * Return: bytes from there to the end of what is valid; 0: nothing is.
 */
size_t trace_piece(const struct trace *trace, uint64_t offset,
		   enum record_chunk_kind kind, size_t *ret_chunk);

/** trace_word() - text at an offset; NULL: none, or it makes no sense */
const char *trace_word(struct trace *trace, uint64_t offset);

/** clock_init() - Return: whether the file says how fast its counter runs. */
bool clock_init(struct clock *clock, const struct record_header *header);
int64_t clock_ns(const struct clock *clock, uint64_t counter);

#endif
