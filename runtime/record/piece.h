/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * piece.h - stacks and words, each different one written once
 *
 *	hash -> the thread's cache -> the process's table -> a chunk of the file
 *
 * A program has few different ones and names them often. Two that differ have the
 * same hash once in some 2^60, and are one then.
 */
#ifndef DMACHECK_RECORD_PIECE_H
#define DMACHECK_RECORD_PIECE_H

#include <stdint.h>

#include "runtime/record/writer.h"

/* struct frames - return addresses, innermost first; only @count of them are set */
struct frames {
	unsigned int count;
	uint64_t addresses[RECORD_FRAMES];
};

/* What hashes begin with: a stack is no word. */
#define HASH_STACK	0x6a09e667f3bcc909ull
#define HASH_WORD	0xbb67ae8584caa73bull

static inline uint64_t hash_add(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 47;
}

/* Never 0. */
static inline uint64_t hash_end(uint64_t hash)
{
	return hash ? hash : 1;
}

/* Return: the place of what has this hash, 0 if the thread does not know. */
static inline uint64_t piece_cached(const struct writer *writer, uint64_t hash)
{
	const struct cached *cached = &writer->cache[hash >> 56];
	uint64_t place = __atomic_load_n(&cached->place, __ATOMIC_RELAXED);

	if ((__atomic_load_n(&cached->check, __ATOMIC_RELAXED) ^ place) != hash)
		return 0;
	return place;
}

/**
 * piece_stack() - the place of a stack that the thread does not know
 * @hash: of all of @frames
 *
 * Context: any.
 * Return: its offset; 0 if there is no room for it.
 */
uint64_t piece_stack(struct record_header *header, struct writer *writer, uint64_t hash,
		     struct frames *frames);

/**
 * piece_word() - the place of a text
 *
 * Context: any.
 * Return: its offset; 0 for an empty one, or if there is no room for it.
 */
uint64_t piece_word(struct record_header *header, struct writer *writer, const char *text);

#endif /* DMACHECK_RECORD_PIECE_H */
