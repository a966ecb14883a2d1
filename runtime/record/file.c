// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * file.c - the mapped file, and how a chunk of it is taken
 *
 *	header |  taken   |  has room  |  nothing yet        |
 *	-------+----------+------------+---------------------+
 *	                 next        ready                  limit
 *
 * Below ready a store cannot fail: whoever raises it has made the room before. That
 * is dmacheck run, ahead of time. Where it is too slow, or gone, the writer has the
 * system do it through the mapping, which needs no file, no path and no right: a
 * program that has shut itself in is not in the way.
 */
#include "runtime/record/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "runtime/record/system.h"

/* Since Linux 5.14; libc may not name it. */
enum { POPULATE_WRITE = 23 };

enum {
	STRETCH = 1 << 20,	/* bytes that are made ready at once */
	PATIENCE = 1 << 12,	/* records lost before the disk is asked again */
};

struct record_header *record_header;

/* What the header says, as it was found: nobody else may shrink or grow it. */
static uint64_t limit;			/* RECORD_HEADER: only that is mapped */
static unsigned int patience;		/* atomic */

const char *const file_lack_words[FILE_LACKS] = {
	[FILE_LIMIT] = "the trace has reached its size",
	[FILE_DISK] = "no room on the disk",
	[FILE_MEMORY] = "no address space for the trace",
};

static bool failed(long result)
{
	return result < 0 && result > -4096;
}

static void *map(void *address, uint64_t size, int protection, int flags, int fd)
{
	long result = system_call(SYS_mmap, address, size, protection, flags, fd, 0);

	return failed(result) ? NULL : (void *)result;
}

static void unmap(uintptr_t from, uintptr_t to)
{
	if (from < to)
		system_call(SYS_munmap, from, to - from);
}

/* The file so that its chunks are aligned, in the middle of a reservation. */
static struct record_header *map_aligned(uint64_t size, int fd)
{
	uint64_t reserved = size + RECORD_CHUNK;
	uintptr_t start, base;
	void *mapped;

	start = (uintptr_t)map(NULL, reserved, PROT_NONE,
			       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1);
	if (!start)
		return NULL;
	base = ((start + RECORD_HEADER + RECORD_CHUNK - 1) & -(uintptr_t)RECORD_CHUNK) -
	       RECORD_HEADER;
	mapped = map((void *)base, size, PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_NORESERVE | MAP_FIXED, fd);
	unmap(start, mapped ? base : start + reserved);
	if (mapped) {
		unmap(base + size, start + reserved);
		system_call(SYS_madvise, base, size, MADV_DONTDUMP);
		/* or the system gets more around a page, and pays for all of that each time */
		system_call(SYS_madvise, base, size, MADV_RANDOM);
	}
	return mapped;
}

static bool header_valid(const struct record_header *header, uint64_t size)
{
	static const char magic[sizeof(header->magic)] = RECORD_MAGIC;

	for (size_t i = 0; i < sizeof(magic); i++)
		if (header->magic[i] != magic[i])
			return false;
	return header->version == RECORD_VERSION && header->order == RECORD_ORDER &&
	       header->limit >= RECORD_HEADER && header->limit <= size &&
	       header->limit % RECORD_HEADER == 0;
}

/* All of the file, or its header where there is no address space for more. */
static struct record_header *file_map(int fd, uint64_t *ret_size)
{
	struct record_header *header;
	struct stat status;
	uint64_t size;

	if (failed(system_call(SYS_fstat, fd, &status)) || status.st_size < RECORD_HEADER)
		return NULL;
	header = map(NULL, RECORD_HEADER, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
	*ret_size = RECORD_HEADER;
	if (!header || !header_valid(header, (uint64_t)status.st_size) || file_closed(header))
		goto err_unmap;
	size = header->limit;
	if (size > RECORD_HEADER) {
		struct record_header *whole = map_aligned(size, fd);

		if (whole) {
			unmap((uintptr_t)header, (uintptr_t)header + RECORD_HEADER);
			*ret_size = size;
			return whole;
		}
	}
	return header;
err_unmap:
	if (header)
		unmap((uintptr_t)header, (uintptr_t)header + RECORD_HEADER);
	return NULL;
}

static long file_open(const char *folder)
{
	static const char name[] = "/" RECORD_FILE;
	char path[PATH_MAX];
	size_t length = 0;

	while (folder[length] && length < sizeof(path) - sizeof(name)) {
		path[length] = folder[length];
		length++;
	}
	if (folder[length])
		return -ENAMETOOLONG;
	for (size_t i = 0; i < sizeof(name); i++)
		path[length + i] = name[i];
	return system_call(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
}

bool file_attach(const char *folder)
{
	struct record_header *expected = NULL, *header;
	uint64_t size;
	long fd;

	if (file_header())
		return true;
	fd = file_open(folder);
	if (fd < 0)
		return false;
	header = file_map((int)fd, &size);
	system_call(SYS_close, fd);
	if (!header)
		return false;
	/* the same value by whoever comes first */
	__atomic_store_n(&limit, size, __ATOMIC_RELAXED);
	if (!__atomic_compare_exchange_n(&record_header, &expected, header, false,
					 __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
		unmap((uintptr_t)header, (uintptr_t)header + size);
	return true;
}

/* ---- chunks -------------------------------------------------------------------------- */

static bool populate(void *address, uint64_t size)
{
	return system_call(SYS_madvise, address, size, POPULATE_WRITE) == 0;
}

static void ready_raise(struct record_header *header, uint64_t ready)
{
	uint64_t old = __atomic_load_n(&header->ready, __ATOMIC_RELAXED);

	while (old < ready &&
	       !__atomic_compare_exchange_n(&header->ready, &old, ready, false, __ATOMIC_RELEASE,
					    __ATOMIC_RELAXED))
		;
}

/* A full disk is asked now and again only, for it is asked in the program's time. */
static bool patient(void)
{
	unsigned int left = __atomic_load_n(&patience, __ATOMIC_RELAXED);

	if (left)
		__atomic_store_n(&patience, left - 1, __ATOMIC_RELAXED);
	return left != 0;
}

/* Two who come at once do the same twice, which harms nobody. */
static bool make_room(struct record_header *header, uint64_t needed)
{
	uint64_t ready = __atomic_load_n(&header->ready, __ATOMIC_ACQUIRE);
	uint64_t from = ready & -(uint64_t)RECORD_HEADER;
	uint64_t to = from + STRETCH < limit ? from + STRETCH : limit;

	if (ready >= needed)
		return true;
	if (patient())
		return false;
	if (to < needed || !populate((char *)header + from, to - from)) {
		to = needed;
		if (!populate((char *)header + from, to - from)) {
			__atomic_store_n(&patience, PATIENCE, __ATOMIC_RELAXED);
			return false;
		}
	}
	ready_raise(header, to);
	return true;
}

/* A system that does not know how is no reason to do without the chunk. */
static bool chunk_touch(struct record_chunk *chunk)
{
	long result = system_call(SYS_madvise, chunk, RECORD_CHUNK, POPULATE_WRITE);

	return result == 0 || result == -EINVAL;
}

struct record_chunk *file_chunk(struct record_header *header, bool touch,
				enum file_lack *ret_lack)
{
	uint64_t next = __atomic_load_n(&header->next, __ATOMIC_RELAXED);
	struct record_chunk *chunk;

	do {
		if (next + RECORD_CHUNK > limit) {
			*ret_lack = limit > RECORD_HEADER ? FILE_LIMIT : FILE_MEMORY;
			return NULL;
		}
		if (next + RECORD_CHUNK > __atomic_load_n(&header->ready, __ATOMIC_ACQUIRE) &&
		    !make_room(header, next + RECORD_CHUNK)) {
			*ret_lack = FILE_DISK;
			return NULL;
		}
	} while (!__atomic_compare_exchange_n(&header->next, &next, next + RECORD_CHUNK, false,
					      __ATOMIC_RELAXED, __ATOMIC_RELAXED));
	chunk = (struct record_chunk *)((char *)header + next);
	if (!touch || chunk_touch(chunk))
		return chunk;
	*ret_lack = FILE_DISK;
	return NULL;
}

void file_chunk_leave(struct record_chunk *chunk)
{
	system_call(SYS_madvise, chunk, RECORD_CHUNK, MADV_DONTNEED);
}

void file_lost(struct record_header *header, uint64_t number)
{
	uint64_t first = __atomic_load_n(&header->first_lost, __ATOMIC_RELAXED);

	while ((!first || number < first) &&
	       !__atomic_compare_exchange_n(&header->first_lost, &first, number, false,
					    __ATOMIC_RELAXED, __ATOMIC_RELAXED))
		;
	__atomic_add_fetch(&header->lost, 1, __ATOMIC_RELAXED);
}
