/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * access.h - between instrumented code and the mappings
 *
 *   load, store -> __tsan_*() -> shadow byte of its 64 bytes -> 0: go on
 *                                     |  1: a mapped byte is in there
 *                                     v
 *                            dmacheck_cpu_access()
 *   map, unmap -> dmacheck_access_hook -> shadow
 *
 * The shadow belongs to the program, the mappings to the library; a program that
 * is not instrumented has no shadow and pays nothing.
 */
#ifndef DMACHECK_ACCESS_H
#define DMACHECK_ACCESS_H

#include <linux/types.h>

#define DMACHECK_GRANULE_SHIFT	6	/* a shadow byte stands for 64 bytes */

/*
 * Called under the mapping lock: the granules of page frame @pfn in @set have a
 * mapped byte from now on, those in @clear none. Bit 0 is the page's first.
 */
typedef void (*dmacheck_access_hook_fn)(unsigned long pfn, u64 set, u64 clear);

/* Registers @hook and tells it of what is mapped already. One, before threads. */
void dmacheck_access_register(dmacheck_access_hook_fn hook);

/**
 * dmacheck_cpu_access() - code of the program touches bytes that may be mapped
 * @caller: return address of the access
 *
 * Emits CPU_READ or CPU_WRITE for each mapping that has one of the bytes. Without
 * a recorder prints, once for each @caller, what the API forbids.
 * Context: any but under the mapping lock.
 */
void dmacheck_cpu_access(const volatile void *address, size_t size, bool write,
			 const void *caller);

/* Those of the C library, for bytes of which dmacheck_cpu_access() has been told. */
void *dmacheck_plain_memcpy(void *to, const void *from, size_t size);
void *dmacheck_plain_memmove(void *to, const void *from, size_t size);
void *dmacheck_plain_memset(void *to, int value, size_t size);
int dmacheck_plain_memcmp(const void *a, const void *b, size_t size);

#endif /* DMACHECK_ACCESS_H */
