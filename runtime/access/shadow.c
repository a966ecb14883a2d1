/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shadow.c - one byte for every 64 of the address space: is one of them mapped
 *
 * Reserved, not allocated: only pages of it that stand for mapped memory cost
 * any. Where the reservation fails every address looks at the same zero byte, and
 * no access is seen, which is told.
 */
#include <sys/mman.h>

#include <dmacheck/access.h>
#include "runtime/kernel/report.h"
#include "shadow.h"

enum { ADDRESS_BITS = 47, PAGE_BITS = 12 };

#define SHADOW_SIZE (1ul << (ADDRESS_BITS - DMACHECK_GRANULE_SHIFT))

static unsigned char nothing;

struct shadow dmacheck_shadow = { &nothing, 0 };

static void shadow_fill(unsigned char *bytes, uint64_t mask, unsigned char value)
{
	if (mask == ~0ull)
		for (; mask; mask >>= 8, bytes += 8)
			__atomic_store_n((uint64_t *)bytes, value * 0x0101010101010101ull,
					 __ATOMIC_RELAXED);
	for (; mask; mask &= mask - 1)
		__atomic_store_n(&bytes[__builtin_ctzll(mask)], value, __ATOMIC_RELAXED);
}

static void shadow_update(unsigned long pfn, u64 set, u64 clear)
{
	unsigned char *bytes = &dmacheck_shadow.bytes[pfn << (PAGE_BITS - DMACHECK_GRANULE_SHIFT)];

	shadow_fill(bytes, set, 1);
	shadow_fill(bytes, clear, 0);
}

__attribute__((constructor(101))) static void shadow_reserve(void)
{
	void *bytes = mmap(NULL, SHADOW_SIZE, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (bytes == MAP_FAILED) {
		report_notice("no address space to watch CPU accesses, they are not checked (ulimit -v)");
		return;
	}
	madvise(bytes, SHADOW_SIZE, MADV_NOHUGEPAGE);
	madvise(bytes, SHADOW_SIZE, MADV_DONTDUMP);
	madvise(bytes, SHADOW_SIZE, MADV_WIPEONFORK);
	dmacheck_shadow.bytes = bytes;
	dmacheck_shadow.mask = SHADOW_SIZE - 1;
	dmacheck_access_register(shadow_update);
}
