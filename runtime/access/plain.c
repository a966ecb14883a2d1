/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plain.c - loads and stores that a compiler has instrumented
 *
 * The names are those gcc and clang call with -fsanitize=thread; nothing of the
 * thread sanitizer itself is linked.
 */
#include "shadow.h"

#define ACCESS(name, size, write) \
	void __tsan_##name(void *address); \
	void __tsan_##name(void *address) \
	{ \
		access_check(address, size, write); \
	}

#define ACCESS_ENDS(name, size, write) \
	void __tsan_##name(void *address); \
	void __tsan_##name(void *address) \
	{ \
		access_check_ends(address, size, write); \
	}

/* A read and a write of the same bytes: both are told, with one look. */
#define ACCESS_BOTH(name, size) \
	void __tsan_##name(void *address); \
	void __tsan_##name(void *address) \
	{ \
		access_check_ends(address, size, false); \
		access_check_ends(address, size, true); \
	}

#define ACCESSES(size) \
	ACCESS(read##size, size, false) \
	ACCESS(write##size, size, true) \
	ACCESS_BOTH(read_write##size, size) \
	ACCESS(volatile_read##size, size, false) \
	ACCESS(volatile_write##size, size, true) \
	ACCESS_ENDS(unaligned_read##size, size, false) \
	ACCESS_ENDS(unaligned_write##size, size, true) \
	ACCESS_BOTH(unaligned_read_write##size, size) \
	ACCESS_ENDS(unaligned_volatile_read##size, size, false) \
	ACCESS_ENDS(unaligned_volatile_write##size, size, true)

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

ACCESS(vptr_read, sizeof(void *), false)

void __tsan_vptr_update(void **address, void *value);
void __tsan_vptr_update(void **address, void *value)
{
	access_check(address, sizeof(void *), true);
}

void __tsan_init(void);
void __tsan_init(void)
{
}

void __tsan_func_entry(void *caller);
void __tsan_func_entry(void *caller)
{
}

void __tsan_func_exit(void);
void __tsan_func_exit(void)
{
}

void __tsan_ignore_thread_begin(void);
void __tsan_ignore_thread_begin(void)
{
}

void __tsan_ignore_thread_end(void);
void __tsan_ignore_thread_end(void)
{
}
