/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * copy.h - telling that a call of the C library touches bytes
 *
 * The engine looks whether they are mapped for a device, and tells of those that are.
 */
#ifndef DMACHECK_SHIM_COPY_H
#define DMACHECK_SHIM_COPY_H

#include "runtime/shim/engine.h"
#include "runtime/shim/real.h"

static inline void access_tell(const void *address, size_t size, bool write, const char *name,
			       const void *caller)
{
	/* an address, not memory: the compiler knows that these functions only write */
	__asm__("" : "+r"(address));
	if (unlikely(engine_exists()) && likely(shim_started) && size)
		dmacheck_cpu_access_named(address, size, write, caller, name);
}

/* In the function that the program has called. */
#define read_tell(from, size, name)	access_tell((from), (size), false, (name), CALLER)
#define write_tell(to, size, name)	access_tell((to), (size), true, (name), CALLER)
#define copy_tell(to, from, size, name) \
	do { \
		read_tell((from), (size), (name)); \
		write_tell((to), (size), (name)); \
	} while (0)

/* Functions that are called this way are of the C library, without a header. */
void *__memcpy_chk(void *to, const void *from, size_t size, size_t room);
void *__memmove_chk(void *to, const void *from, size_t size, size_t room);
void *__mempcpy_chk(void *to, const void *from, size_t size, size_t room);
void *__memset_chk(void *to, int value, size_t size, size_t room);
char *__strcpy_chk(char *to, const char *from, size_t room);
char *__stpcpy_chk(char *to, const char *from, size_t room);
char *__strcat_chk(char *to, const char *from, size_t room);
char *__strncpy_chk(char *to, const char *from, size_t size, size_t room);
char *__stpncpy_chk(char *to, const char *from, size_t size, size_t room);
char *__strncat_chk(char *to, const char *from, size_t size, size_t room);

#endif /* DMACHECK_SHIM_COPY_H */
