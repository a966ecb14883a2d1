/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arena.c - memory that is freed all at once
 */
#include "model/arena.h"

#include "model/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ARENA_ALIGN = _Alignof(max_align_t),
	ARENA_FIRST = 1024,       /* thousands of arenas stay this small */
	ARENA_LARGEST = 64 * 1024,
};

struct arena_chunk {
	struct arena_chunk *next;
	size_t size; /* bytes in @bytes */
	_Alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

void arena_release(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunks;

	while (chunk) {
		struct arena_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
	arena_init(arena);
}

/* Each chunk is as large as all before it, up to a limit. */
static size_t chunk_room(const struct arena *arena, size_t size)
{
	size_t room = arena->total;

	if (room < ARENA_FIRST)
		room = ARENA_FIRST;
	if (room > ARENA_LARGEST)
		room = ARENA_LARGEST;
	return size > room ? size : room;
}

static void grow(struct arena *arena, size_t size)
{
	size_t room = chunk_room(arena, size);
	struct arena_chunk *chunk;

	if (room > SIZE_MAX - sizeof(*chunk))
		memory_fail();
	chunk = calloc(1, sizeof(*chunk) + room);
	if (!chunk)
		memory_fail();
	chunk->size = room;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	arena->used = 0;
	arena->total += room;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	void *memory;

	if (size > SIZE_MAX - ARENA_ALIGN)
		memory_fail();
	size = (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
	if (!arena->chunks || size > arena->chunks->size - arena->used)
		grow(arena, size);
	memory = arena->chunks->bytes + arena->used;
	arena->used += size;
	return memory;
}

void *arena_copy(struct arena *arena, const void *from, size_t size)
{
	void *memory = arena_alloc(arena, size);

	if (size)
		memcpy(memory, from, size);
	return memory;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_copy(arena, text, strlen(text) + 1);
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = arena_alloc(arena, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}
