/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * file.h - the mapped file, and how a chunk of it is taken
 */
#ifndef DMACHECK_RECORD_FILE_H
#define DMACHECK_RECORD_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/record/format.h"

/* Mapped; NULL as long as there is nothing to record into (atomic, set once). */
extern struct record_header *record_header;

/**
 * file_attach() - map the file of a trace
 * @folder: where it is
 *
 * Leaves no file open. Context: any; whoever comes second finds it done.
 * Return: whether there is one now.
 */
bool file_attach(const char *folder);

static inline struct record_header *file_header(void)
{
	return __atomic_load_n(&record_header, __ATOMIC_ACQUIRE);
}

/* Whether nothing more is to be written. */
static inline bool file_closed(const struct record_header *header)
{
	return __atomic_load_n(&header->closed, __ATOMIC_RELAXED) != 0;
}

/* The next number of a counter in the header, from 1. */
#define file_number(counter) (__atomic_add_fetch((counter), 1, __ATOMIC_RELAXED))

/* Why there is no chunk: the name of a LOST record. */
enum file_lack {
	FILE_LIMIT,	/* the trace may not grow any more */
	FILE_DISK,	/* there is no room for it */
	FILE_MEMORY,	/* no address space to map it */
	FILE_LACKS
};

extern const char *const file_lack_words[FILE_LACKS];

/**
 * file_chunk() - take a chunk, with room on the disk
 * @touch: get its pages at once, which is cheaper than one by one
 * @ret_lack: why there is none
 *
 * A store into it cannot fail. It is all zeros, its kind RECORD_CHUNK_NONE.
 * Context: signals blocked.
 */
struct record_chunk *file_chunk(struct record_header *header, bool touch,
				enum file_lack *ret_lack);

/* Nothing is written to it any more, or hardly: it need not stay in memory. */
void file_chunk_leave(struct record_chunk *chunk);

/* The chunk that an address belongs to: chunks are aligned in memory, too. */
static inline struct record_chunk *file_chunk_of(uintptr_t address)
{
	return (struct record_chunk *)(address & -(uintptr_t)RECORD_CHUNK);
}

static inline uint64_t file_offset(const struct record_header *header, const void *place)
{
	return (uint64_t)((uintptr_t)place - (uintptr_t)header);
}

/* A record with this number has found no room. */
void file_lost(struct record_header *header, uint64_t number);

#endif /* DMACHECK_RECORD_FILE_H */
