// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * memory.c - memory is given up, moved or replaced while a device may use it
 *
 *	free, munmap, mmap over it, shrinking	MEMORY_FREE, before the call
 *	realloc, mremap to another place	MEMORY_MOVE, after it: only then where to
 *	madvise					MEMORY_MOVE to 0: the pages go, the place stays
 *
 * Each looks first whether anything of it is mapped for a device, which costs a load a
 * page; in a program without an engine, nothing.
 */
#include <errno.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "runtime/shim/engine.h"
#include "runtime/shim/real.h"

enum { PAGE = 4096 };

#define TELL_FREE(where, bytes, call) \
	shim_tell(MEMORY_FREE, .address = (uintptr_t)(where), .size = (bytes), .name = (call))
#define TELL_MOVE(where, bytes, to, call) \
	shim_tell(MEMORY_MOVE, .address = (uintptr_t)(where), .size = (bytes), \
		  .value = (long long)(uintptr_t)(to), .name = (call))

/* ---- the heap --------------------------------------------------------------------------- */

/* What an allocator calls on its own way here is not the client's either. */
static size_t block_mapped(void *pointer, const void *caller)
{
	size_t size;

	if (!engine_exists() || !pointer)
		return 0;
	size = real(malloc_usable_size)(pointer);
	return engine_has_mapped(pointer, size, caller) ? size : 0;
}

EXPORTED void free(void *pointer)
{
	size_t mapped = block_mapped(pointer, CALLER);

	if (unlikely(mapped))
		TELL_FREE(pointer, mapped, "free");
	if (likely(real(free)))
		real(free)(pointer);
}

/* The end of a block that gets shorter is given up. */
#define REALLOC(pointer, size, expression, call) \
	size_t mapped = block_mapped((pointer), CALLER); \
	void *result; \
\
	if (likely(!mapped)) \
		return (expression); \
	if (!(size)) \
		TELL_FREE((pointer), mapped, call); \
	result = (expression); \
	if (!result || !(size)) \
		return result; \
	if (result != (pointer)) \
		TELL_MOVE((pointer), mapped, result, call); \
	else if ((size) < mapped && \
		 engine_has_mapped((char *)(pointer) + (size), mapped - (size), CALLER)) \
		TELL_FREE((char *)(pointer) + (size), mapped - (size), call); \
	return result

EXPORTED void *realloc(void *pointer, size_t size)
{
	REALLOC(pointer, size, real(realloc)(pointer, size), "realloc");
}

EXPORTED void *reallocarray(void *pointer, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		return real(reallocarray)(pointer, count, size);
	REALLOC(pointer, bytes, real(reallocarray)(pointer, count, size), "reallocarray");
}

/* ---- pages ------------------------------------------------------------------------------ */

/* The system takes whole pages, from the beginning of one. */
static size_t pages_of(const void *address, size_t size)
{
	if ((uintptr_t)address % PAGE || !size || size > SIZE_MAX - PAGE)
		return 0;
	return (size + PAGE - 1) & -(size_t)PAGE;
}

EXPORTED int munmap(void *address, size_t size)
{
	size_t pages = pages_of(address, size);

	if (unlikely(engine_has_mapped(address, pages, CALLER)))
		TELL_FREE(address, pages, "munmap");
	return real(munmap)(address, size);
}

#define MAP_OVER(address, size, flags) \
	do { \
		size_t pages = (flags) & MAP_FIXED && \
					       ((flags) & MAP_FIXED_NOREPLACE) != MAP_FIXED_NOREPLACE ? \
				       pages_of((address), (size)) : 0; \
\
		if (unlikely(engine_has_mapped((address), pages, CALLER))) \
			TELL_FREE((address), pages, "mmap"); \
	} while (0)

EXPORTED void *mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset)
{
	MAP_OVER(address, size, flags);
	return real(mmap)(address, size, protection, flags, fd, offset);
}

EXPORTED void *mmap64(void *address, size_t size, int protection, int flags, int fd,
		      off64_t offset)
{
	MAP_OVER(address, size, flags);
	return real(mmap)(address, size, protection, flags, fd, offset);
}

/* What lies where it moves to is given up, as with mmap(). */
EXPORTED void *mremap(void *address, size_t size, size_t new_size, int flags, ...)
{
	size_t pages = pages_of(address, size), new_pages = pages_of(address, new_size);
	void *to = NULL, *result;
	bool mapped;

	if (flags & MREMAP_FIXED) {
		va_list list;

		va_start(list, flags);
		to = va_arg(list, void *);
		va_end(list);
		if (unlikely(engine_has_mapped(to, new_pages, CALLER)))
			TELL_FREE(to, new_pages, "mremap");
	}
	mapped = engine_has_mapped(address, pages, CALLER);
	if (unlikely(new_pages < pages &&
		     engine_has_mapped((char *)address + new_pages, pages - new_pages, CALLER)))
		TELL_FREE((char *)address + new_pages, pages - new_pages, "mremap");
	result = real(mremap)(address, size, new_size, flags, to);
	if (unlikely(mapped && result != MAP_FAILED && result != address))
		TELL_MOVE(address, pages, result, "mremap");
	return result;
}

static bool advice_replaces(int advice)
{
	return advice == MADV_DONTNEED || advice == MADV_FREE || advice == MADV_REMOVE;
}

EXPORTED int madvise(void *address, size_t size, int advice)
{
	size_t pages = advice_replaces(advice) ? pages_of(address, size) : 0;

	if (unlikely(engine_has_mapped(address, pages, CALLER)))
		TELL_MOVE(address, pages, 0, "madvise");
	return real(madvise)(address, size, advice);
}
