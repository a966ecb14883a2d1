/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memory.h - memory that is there, or the program ends
 *
 * A checker that runs out of memory has nothing useful left to say: one line,
 * exit 2. For memory that dies together there is arena.h.
 */
#ifndef DMACHECK_MEMORY_H
#define DMACHECK_MEMORY_H

#include <stddef.h>

/** memory_fail() - say that memory ran out, and end with status 2 */
_Noreturn void memory_fail(void);

/**
 * memory_array() - zeroed memory for @count items of @size bytes
 * Return: owned by the caller: free(). Never NULL, also for no items.
 */
void *memory_array(size_t count, size_t size);

/**
 * memory_grow() - make room for one more item
 * @items: an array of @count items, or NULL; owned
 * @room: items there is room for; updated
 * @size: bytes of one item
 *
 * Return: the array, perhaps moved.
 */
void *memory_grow(void *items, size_t count, size_t *room, size_t size);

#endif
