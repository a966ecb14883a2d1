// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * copy.c - functions of the C library that read and write memory
 *
 *	CPU_READ of what is copied, CPU_WRITE of where to; then the copy
 *
 * Only bytes that are mapped for a device are told of, one event for each mapping.
 * memcpy() is done by memmove(), which can do no harm to a program that was linked
 * when memcpy() could copy what overlaps.
 *
 * A resolver of an indirect function may call these before the shim has been
 * relocated: until it has started they copy byte by byte.
 */
#include "runtime/shim/copy.h"

#include <string.h>
#include <strings.h>

static inline __attribute__((always_inline)) void
bytes_copy(char *to, const char *from, size_t size)
{
	if (to <= from || to >= from + size)
		for (size_t i = 0; i < size; i++)
			to[i] = from[i];
	else
		while (size--)
			to[size] = from[size];
}

/* Return: @to. Always inline, so that CALLER is the program's. */
static inline __attribute__((always_inline)) void *
copy(void *to, const void *from, size_t size, const char *name)
{
	if (unlikely(!shim_started)) {
		bytes_copy(to, from, size);
		return to;
	}
	copy_tell(to, from, size, name);
	return real(memmove)(to, from, size);
}

EXPORTED void *memcpy(void *to, const void *from, size_t size)
{
	return copy(to, from, size, "memcpy");
}

EXPORTED void *memmove(void *to, const void *from, size_t size)
{
	return copy(to, from, size, "memmove");
}

EXPORTED void *mempcpy(void *to, const void *from, size_t size)
{
	return (char *)copy(to, from, size, "mempcpy") + size;
}

EXPORTED void *__mempcpy(void *to, const void *from, size_t size)
{
	return (char *)copy(to, from, size, "mempcpy") + size;
}

EXPORTED void bcopy(const void *from, void *to, size_t size)
{
	copy(to, from, size, "bcopy");
}

static inline __attribute__((always_inline)) void *
fill(void *to, int value, size_t size, const char *name)
{
	if (unlikely(!shim_started)) {
		for (size_t i = 0; i < size; i++)
			((char *)to)[i] = (char)value;
		return to;
	}
	write_tell(to, size, name);
	return real(memset)(to, value, size);
}

EXPORTED void *memset(void *to, int value, size_t size)
{
	return fill(to, value, size, "memset");
}

EXPORTED void bzero(void *to, size_t size)
{
	fill(to, 0, size, "bzero");
}

EXPORTED void explicit_bzero(void *to, size_t size)
{
	fill(to, 0, size, "explicit_bzero");
	__asm__ volatile("" : : "r"(to) : "memory");
}

/* ---- text: as far as its end ------------------------------------------------------------- */

static bool is_watched(void)
{
	return engine_exists() && shim_started;
}

EXPORTED char *strcpy(char *to, const char *from)
{
	if (unlikely(is_watched()))
		copy_tell(to, from, strlen(from) + 1, "strcpy");
	return real(strcpy)(to, from);
}

EXPORTED char *stpcpy(char *to, const char *from)
{
	if (unlikely(is_watched()))
		copy_tell(to, from, strlen(from) + 1, "stpcpy");
	return real(stpcpy)(to, from);
}

EXPORTED char *strcat(char *to, const char *from)
{
	if (unlikely(is_watched()))
		copy_tell(to + strlen(to), from, strlen(from) + 1, "strcat");
	return real(strcat)(to, from);
}

/* These write all of @size, and read up to the end of the text. */
#define PART_TELL(to, from, size, name) \
	do { \
		size_t part = strnlen((from), (size)); \
\
		read_tell((from), part < (size) ? part + 1 : part, (name)); \
		write_tell((to), (size), (name)); \
	} while (0)

EXPORTED char *strncpy(char *to, const char *from, size_t size)
{
	if (unlikely(is_watched()))
		PART_TELL(to, from, size, "strncpy");
	return real(strncpy)(to, from, size);
}

EXPORTED char *stpncpy(char *to, const char *from, size_t size)
{
	if (unlikely(is_watched()))
		PART_TELL(to, from, size, "stpncpy");
	return real(stpncpy)(to, from, size);
}

EXPORTED char *strncat(char *to, const char *from, size_t size)
{
	if (unlikely(is_watched()))
		copy_tell(to + strlen(to), from, strnlen(from, size) + 1, "strncat");
	return real(strncat)(to, from, size);
}

/* ---- the same, as _FORTIFY_SOURCE calls them ---------------------------------------------- */

EXPORTED void *__memcpy_chk(void *to, const void *from, size_t size, size_t room)
{
	copy_tell(to, from, size, "memcpy");
	return real(__memcpy_chk)(to, from, size, room);
}

EXPORTED void *__memmove_chk(void *to, const void *from, size_t size, size_t room)
{
	copy_tell(to, from, size, "memmove");
	return real(__memmove_chk)(to, from, size, room);
}

EXPORTED void *__mempcpy_chk(void *to, const void *from, size_t size, size_t room)
{
	copy_tell(to, from, size, "mempcpy");
	return real(__mempcpy_chk)(to, from, size, room);
}

EXPORTED void *__memset_chk(void *to, int value, size_t size, size_t room)
{
	write_tell(to, size, "memset");
	return real(__memset_chk)(to, value, size, room);
}

EXPORTED char *__strcpy_chk(char *to, const char *from, size_t room)
{
	if (unlikely(is_watched()))
		copy_tell(to, from, strlen(from) + 1, "strcpy");
	return real(__strcpy_chk)(to, from, room);
}

EXPORTED char *__stpcpy_chk(char *to, const char *from, size_t room)
{
	if (unlikely(is_watched()))
		copy_tell(to, from, strlen(from) + 1, "stpcpy");
	return real(__stpcpy_chk)(to, from, room);
}

EXPORTED char *__strcat_chk(char *to, const char *from, size_t room)
{
	if (unlikely(is_watched()))
		copy_tell(to + strlen(to), from, strlen(from) + 1, "strcat");
	return real(__strcat_chk)(to, from, room);
}

EXPORTED char *__strncpy_chk(char *to, const char *from, size_t size, size_t room)
{
	if (unlikely(is_watched()))
		PART_TELL(to, from, size, "strncpy");
	return real(__strncpy_chk)(to, from, size, room);
}

EXPORTED char *__stpncpy_chk(char *to, const char *from, size_t size, size_t room)
{
	if (unlikely(is_watched()))
		PART_TELL(to, from, size, "stpncpy");
	return real(__stpncpy_chk)(to, from, size, room);
}

EXPORTED char *__strncat_chk(char *to, const char *from, size_t size, size_t room)
{
	if (unlikely(is_watched()))
		copy_tell(to + strlen(to), from, strnlen(from, size) + 1, "strncat");
	return real(__strncat_chk)(to, from, size, room);
}
