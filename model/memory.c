/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memory.c - memory that is there, or the program ends
 */
#include "model/memory.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIRST_ROOM = 8 };

_Noreturn void memory_fail(void)
{
	fputs("dmacheck: out of memory\n", stderr);
	exit(2);
}

void *memory_array(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory)
		memory_fail();
	return memory;
}

void *memory_grow(void *items, size_t count, size_t *room, size_t size)
{
	void *memory;

	if (count < *room)
		return items;
	*room = *room ? *room * 2 : FIRST_ROOM;
	memory = reallocarray(items, *room, size);
	if (!memory)
		memory_fail();
	return memory;
}
