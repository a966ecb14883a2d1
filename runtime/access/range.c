/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * range.c - many bytes at once: ranges, and the memory functions
 *
 * clang calls __tsan_memcpy() and its like; gcc leaves the plain names, which the
 * linker turns into __wrap_memcpy() and its like with --wrap.
 */
#include <string.h>

#include "shadow.h"

/* The shadow eight bytes at a time: a page of memory is eight looks. */
static bool shadow_between(uintptr_t first, uintptr_t last)
{
	const unsigned char *byte = shadow_byte(first);
	const unsigned char *end = shadow_byte(last) + 1;
	uint64_t eight;

	for (; end - byte >= 8; byte += 8) {
		__builtin_memcpy(&eight, byte, 8);
		if (eight)
			return true;
	}
	for (; byte < end; byte++)
		if (__atomic_load_n(byte, __ATOMIC_RELAXED))
			return true;
	return false;
}

void dmacheck_access_range(const volatile void *address, size_t size, bool write,
			const void *caller)
{
	uintptr_t first = (uintptr_t)address;

	if (size && shadow_between(first, first + size - 1))
		dmacheck_cpu_access(address, size, write, caller);
}

#define check_range(address, size, write) \
	dmacheck_access_range(address, size, write, __builtin_return_address(0))

void __tsan_read_range(void *address, size_t size);
void __tsan_read_range(void *address, size_t size)
{
	check_range(address, size, false);
}

void __tsan_write_range(void *address, size_t size);
void __tsan_write_range(void *address, size_t size)
{
	check_range(address, size, true);
}

/*
 * Under --wrap the plain names lead here. The bytes are moved by libdmacheck-kernel: a
 * recorder that has the C library's names does not see them again.
 */
#define MEMORY_FUNCTIONS(prefix) \
	void *prefix##memcpy(void *to, const void *from, size_t size); \
	void *prefix##memcpy(void *to, const void *from, size_t size) \
	{ \
		check_range(from, size, false); \
		check_range(to, size, true); \
		return dmacheck_plain_memcpy(to, from, size); \
	} \
	void *prefix##memmove(void *to, const void *from, size_t size); \
	void *prefix##memmove(void *to, const void *from, size_t size) \
	{ \
		check_range(from, size, false); \
		check_range(to, size, true); \
		return dmacheck_plain_memmove(to, from, size); \
	} \
	void *prefix##memset(void *to, int value, size_t size); \
	void *prefix##memset(void *to, int value, size_t size) \
	{ \
		check_range(to, size, true); \
		return dmacheck_plain_memset(to, value, size); \
	}

MEMORY_FUNCTIONS(__tsan_)
MEMORY_FUNCTIONS(__wrap_)

int __wrap_memcmp(const void *a, const void *b, size_t size);
int __wrap_memcmp(const void *a, const void *b, size_t size)
{
	check_range(a, size, false);
	check_range(b, size, false);
	return dmacheck_plain_memcmp(a, b, size);
}
