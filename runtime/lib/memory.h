/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memory.h - what lies where: stacks, text, vmalloc area, the rest
 */
#ifndef DMACHECK_MEMORY_H
#define DMACHECK_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

enum page_kind {
	PAGE_ORDINARY,
	PAGE_STACK,	/* of the calling thread */
	PAGE_VMALLOC,
	PAGE_TEXT,	/* code or constants of a loaded object */
};

/**
 * page_kind() - what an address belongs to, as far as DMA cares
 * @address: need not be mapped
 *
 * Context: task or interrupt actor, not a signal handler: the first call on a
 * thread reads the thread's attributes.
 * Return: an enum page_kind.
 */
int page_kind(const void *address);

/* The calling thread's stack, [begin, end). Return: false if it is not known. */
bool stack_bounds(uintptr_t *ret_begin, uintptr_t *ret_end);

/* Whether it is code or constants: memory-text.c */
bool text_holds(const void *address);

/*
 * Tell the recorder: after a module got memory, or NULL for it, and before it gives
 * it back. Our own, see own.h, is not told of, but for what is freed while mapped.
 * @size: of the whole block when it is given back
 */
void memory_got(const void *address, size_t size, const void *caller);
void memory_given(const void *address, size_t size, const void *caller);

/**
 * memory_may_fail() - what each allocation of a module does first
 * @flags: GFP flags; with direct reclaim it is checked that the caller may sleep
 *
 * Return: whether fault injection wants it to fail.
 */
bool memory_may_fail(unsigned int flags, const char *what, const void *caller);

#pragma GCC visibility pop

#endif /* DMACHECK_MEMORY_H */
