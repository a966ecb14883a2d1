/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arena.h - memory that is freed all at once
 *
 * One arena per translation unit or function; nothing in it is freed alone.
 */
#ifndef DMACHECK_ARENA_H
#define DMACHECK_ARENA_H

#include <stddef.h>

struct arena_chunk;

/**
 * struct arena - a list of chunks that live and die together
 * @chunks: newest first, owned
 * @used: bytes taken from the newest chunk
 * @total: bytes held by all chunks
 *
 * Not locked: one thread at a time.
 */
struct arena {
	struct arena_chunk *chunks;
	size_t used;
	size_t total;
};

void arena_init(struct arena *arena);
void arena_release(struct arena *arena);

/**
 * arena_alloc() - take zeroed memory
 * @arena: where it lives
 * @size: bytes, may be 0
 *
 * Return: memory aligned for any object, borrowed until arena_release().
 * Never NULL: running out of memory ends the program with one line and exit 2.
 */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_copy(struct arena *arena, const void *from, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count) \
	((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

#endif
