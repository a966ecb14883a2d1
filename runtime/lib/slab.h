/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * slab.h - what kmalloc() and the caches share
 */
#ifndef DMACHECK_SLAB_H
#define DMACHECK_SLAB_H

#include <linux/types.h>

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

void *slab_get(size_t size, size_t align, gfp_t flags, const char *what, const void *caller);
void slab_put(const void *memory, const void *caller);

size_t vmalloc_size(const void *address);
void *vmalloc_get(unsigned long size, gfp_t flags, const void *caller);
void vmalloc_put(const void *address, const void *caller);

#pragma GCC visibility pop

#endif /* DMACHECK_SLAB_H */
