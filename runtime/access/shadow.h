/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shadow.h - the question each access asks
 */
#ifndef DMACHECK_SHADOW_H
#define DMACHECK_SHADOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dmacheck/access.h>

/* Set once before main(). */
struct shadow {
	unsigned char *bytes;
	uintptr_t mask;		/* of granules; 0: nothing is seen */
};

extern struct shadow dmacheck_shadow __attribute__((visibility("hidden")));

static inline unsigned char *shadow_byte(uintptr_t address)
{
	return &dmacheck_shadow.bytes[address >> DMACHECK_GRANULE_SHIFT & dmacheck_shadow.mask];
}

static inline bool shadow_at(uintptr_t address)
{
	return __builtin_expect(__atomic_load_n(shadow_byte(address), __ATOMIC_RELAXED), 0);
}

/*
 * Of up to 16 bytes. One that is not aligned may end in the next granule; the
 * compilers call other functions for those.
 */
#define access_check(address, size, write) \
	do { \
		if (shadow_at((uintptr_t)(address))) \
			dmacheck_cpu_access(address, size, write, \
					    __builtin_return_address(0)); \
	} while (0)

#define access_check_ends(address, size, write) \
	do { \
		if (shadow_at((uintptr_t)(address)) || \
		    shadow_at((uintptr_t)(address) + (size) - 1)) \
			dmacheck_cpu_access(address, size, write, \
					    __builtin_return_address(0)); \
	} while (0)

/* Any number of bytes. */
void dmacheck_access_range(const volatile void *address, size_t size, bool write,
			const void *caller) __attribute__((visibility("hidden")));

#endif /* DMACHECK_SHADOW_H */
