/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * counted.h - objects with a reference count, and the lists they are on
 *
 *   a block is allocated -> a count in it is set -> it is a counted object:
 *   its list nodes are told to the recorder, with the DMA address it keeps
 *
 * So that a recorder learns when an object can be found by others, and whether its
 * memory was mapped by then. Only while there is a recorder, only of the client's
 * objects, and only of those that fit a page.
 */
#ifndef DMACHECK_COUNTED_H
#define DMACHECK_COUNTED_H

#include <stddef.h>
#include <stdint.h>

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

/* The client has got memory, and gives it back. */
void counted_got(const void *address, size_t size);
void counted_given(const void *address);

/* A count was set: the block it is in is an object from now on. */
void counted_set(const void *count);

/* The DMA address that the object with @place in it keeps, 0: none. See counted_look. */
uint64_t counted_held(const void *place);

/* In a table, where others find it, stands @place instead of @old; NULL: nothing. */
void counted_replaced(const void *old, const void *place, const void *table);

/*
 * What looks for it in a block, once there are mappings: a DMA address; all ones for
 * one that was not to be had; 0.
 */
extern uint64_t (*counted_look)(const void *block, size_t size);

#pragma GCC visibility pop

#endif /* DMACHECK_COUNTED_H */
