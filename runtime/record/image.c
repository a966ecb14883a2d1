// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * image.c - which file the code at an address is from
 *
 *	dl_iterate_phdr() -> list[0 .. used) -> chunk of images
 *
 * The list is as it will stand in the file, and only grows. It is made where the
 * loader's lock can be had: when the engine starts, or at the first new stack; and
 * again when the loader has counted a change. A child of fork() asks only when it
 * meets code that it does not know, which it must have loaded itself: another thread
 * of its parent's may have left it the lock.
 */
#include "runtime/record/image.h"

#include <limits.h>
#include <link.h>
#include <stddef.h>

#include "runtime/record/clock.h"
#include "runtime/record/process.h"
#include "runtime/record/system.h"

enum {
	LIST = 1 << 20,		/* bytes: address space for some thousand files */
	OURS = 8,
	PAYLOAD = RECORD_CHUNK - RECORD_SIZE,
	ALIGN = 8,
};

static char *list;			/* atomic */
static size_t used;			/* atomic; bytes of the list */
static size_t written;			/* protected by struct process.looking */
static unsigned long long changes;	/* likewise: what the loader had counted */
static long looked;			/* likewise: the process that has looked */

/* A place of ours, written once. */
static struct range {
	uintptr_t start;
	uintptr_t end;
} ours[OURS];
static unsigned int our_count;		/* atomic */

static struct record_image *image_at(size_t at)
{
	return (struct record_image *)(list + at);
}

/* The last one that has @address; NULL: none. */
static const struct record_image *image_of(uintptr_t address)
{
	size_t end = __atomic_load_n(&used, __ATOMIC_ACQUIRE);
	const struct record_image *found = NULL;

	for (size_t at = 0; at < end; at += image_at(at)->size)
		if (address - image_at(at)->start < image_at(at)->end - image_at(at)->start)
			found = image_at(at);
	return found;
}

bool image_has(uintptr_t address)
{
	return image_of(address) != NULL;
}

bool image_is_ours(const void *address)
{
	unsigned int count = __atomic_load_n(&our_count, __ATOMIC_ACQUIRE);

	for (unsigned int i = 0; i < count; i++)
		if ((uintptr_t)address - ours[i].start < ours[i].end - ours[i].start)
			return true;
	return false;
}

/* ---- what is loaded -------------------------------------------------------------------- */

/* struct segments - where a file is loaded */
struct segments {
	uintptr_t start;
	uintptr_t end;
};

static void segments_find(const struct dl_phdr_info *info, struct segments *ret)
{
	*ret = (struct segments){ .start = UINTPTR_MAX };
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
		uintptr_t start = info->dlpi_addr + segment->p_vaddr;

		if (segment->p_type != PT_LOAD || !segment->p_memsz)
			continue;
		if (start < ret->start)
			ret->start = start;
		if (start + segment->p_memsz > ret->end)
			ret->end = start + segment->p_memsz;
	}
}

static size_t padded(size_t size)
{
	return (size + 3) & -(size_t)4;
}

static void build_id_copy(struct record_image *image, const unsigned char *id, size_t size)
{
	if (size > sizeof(image->build_id))
		size = sizeof(image->build_id);
	for (size_t i = 0; i < size; i++)
		image->build_id[i] = id[i];
	image->build_id_size = (uint32_t)size;
}

static void notes_look(struct record_image *image, uintptr_t at, size_t left)
{
	while (left >= sizeof(ElfW(Nhdr))) {
		const ElfW(Nhdr) *note = (const void *)at;
		size_t head = sizeof(*note) + padded(note->n_namesz);
		size_t size = head + padded(note->n_descsz);

		if (note->n_namesz > left || note->n_descsz > left || size > left)
			return;
		if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == sizeof("GNU") &&
		    !__builtin_memcmp(note + 1, "GNU", sizeof("GNU"))) {
			build_id_copy(image, (const unsigned char *)at + head, note->n_descsz);
			return;
		}
		at += size;
		left -= size;
	}
}

/* Of the notes only what is loaded can be read. */
static void build_id_find(struct record_image *image, const struct dl_phdr_info *info)
{
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
		uintptr_t start = info->dlpi_addr + segment->p_vaddr;

		if (segment->p_type == PT_NOTE && start >= image->start &&
		    start + segment->p_memsz <= image->end)
			notes_look(image, start, segment->p_memsz);
	}
}

static size_t path_copy(char *to, const char *from, size_t room)
{
	size_t length = 0;

	while (length + 1 < room && from[length]) {
		to[length] = from[length];
		length++;
	}
	to[length] = '\0';
	return length;
}

/* The loader does not name the program itself. */
static size_t path_find(char *to, const char *name, size_t room)
{
	long length;

	if (name && *name)
		return path_copy(to, name, room);
	length = system_call(SYS_readlinkat, -100 /* AT_FDCWD */, "/proc/self/exe", to, room - 1);
	if (length < 0)
		length = 0;
	to[length] = '\0';
	return (size_t)length;
}

static bool is_known(const struct dl_phdr_info *info, const struct segments *segments)
{
	const struct record_image *known = image_of(segments->start);
	const char *name = info->dlpi_name;
	size_t i = 0;

	if (!known || known->base != info->dlpi_addr || known->start != segments->start ||
	    known->end != segments->end)
		return false;
	if (!name || !*name)
		return true;
	while (name[i] && name[i] == known->path[i])
		i++;
	return name[i] == known->path[i];
}

static void ours_add(const struct record_image *image, size_t length)
{
	static const char prefix[] = "libdmacheck-";
	const char *name = image->path + length;
	size_t i = 0;

	while (name > image->path && name[-1] != '/')
		name--;
	while (prefix[i] && name[i] == prefix[i])
		i++;
	if (prefix[i] || our_count == OURS)
		return;
	ours[our_count] = (struct range){ image->start, image->end };
	__atomic_store_n(&our_count, our_count + 1, __ATOMIC_RELEASE);
}

static void image_add(const struct dl_phdr_info *info, const struct segments *segments)
{
	struct record_image *image = image_at(used);
	size_t length, room = LIST - used;

	if (room < sizeof(*image) + PATH_MAX)
		return;
	length = path_find(image->path, info->dlpi_name, PATH_MAX);
	image->base = info->dlpi_addr;
	image->start = segments->start;
	image->end = segments->end;
	image->time = record_clock();
	build_id_find(image, info);
	image->size = (uint32_t)((sizeof(*image) + length + ALIGN) & -(size_t)ALIGN);
	ours_add(image, length);
	__atomic_store_n(&used, used + image->size, __ATOMIC_RELEASE);
}

static int image_meet(struct dl_phdr_info *info, size_t size, void *data)
{
	struct segments segments;

	(void)size;
	(void)data;
	changes = info->dlpi_adds + info->dlpi_subs;
	segments_find(info, &segments);
	if (segments.start < segments.end && !is_known(info, &segments))
		image_add(info, &segments);
	return 0;
}

static int changes_read(struct dl_phdr_info *info, size_t size, void *data)
{
	(void)size;
	*(unsigned long long *)data = info->dlpi_adds + info->dlpi_subs;
	return 1;
}

/* ---- one at a time --------------------------------------------------------------------- */

struct look {
	struct process *process;
	struct signals_kept kept;
};

/* Who finds another thread at it goes on without. */
static bool look_begin(struct look *look)
{
	uint32_t expected = 0;

	signals_block(&look->kept);
	look->process = process_get();
	if (look->process &&
	    __atomic_compare_exchange_n(&look->process->looking, &expected, 1, false,
					__ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
		if (!list)
			list = process_table(LIST);
		return true;
	}
	signals_restore(&look->kept);
	return false;
}

static void look_end(struct look *look)
{
	__atomic_store_n(&look->process->looking, 0, __ATOMIC_RELEASE);
	signals_restore(&look->kept);
}

static void look_at_all(void)
{
	if (!list)
		return;
	dl_iterate_phdr(image_meet, NULL);
	looked = system_call(SYS_getpid);
}

void image_look(void)
{
	struct look look;

	if (!look_begin(&look))
		return;
	look_at_all();
	look_end(&look);
}

static bool has_changed(bool unknown)
{
	unsigned long long now = 0;

	if (looked && system_call(SYS_getpid) != looked)
		return unknown;
	dl_iterate_phdr(changes_read, &now);
	return now != changes || !looked;
}

/* ---- into the file ------------------------------------------------------------------------ */

/* As many as fit into one chunk. Return: how many bytes. */
static size_t chunk_fill(struct record_chunk *chunk, size_t from)
{
	char *to = (char *)(chunk + 1);
	size_t size = 0;

	while (from + size < used && size + image_at(from + size)->size <= PAYLOAD) {
		const struct record_image *image = image_at(from + size);
		struct record_image *copy = (struct record_image *)(to + size);

		for (size_t i = sizeof(image->size); i < image->size; i++)
			((char *)copy)[i] = ((const char *)image)[i];
		__atomic_store_n(&copy->size, image->size, __ATOMIC_RELEASE);
		size += image->size;
		__atomic_store_n(&chunk->used, (uint32_t)size, __ATOMIC_RELEASE);
	}
	return size;
}

static void write_all(struct record_header *header)
{
	enum file_lack lack;

	while (written < used) {
		struct record_chunk *chunk = process_chunk(header, 0, false, &lack);

		if (!chunk)
			return;
		process_chunk_begin(chunk, RECORD_CHUNK_IMAGES);
		written += chunk_fill(chunk, written);
		file_chunk_leave(chunk);
	}
}

void image_trim(struct record_header *header, struct frames *frames)
{
	bool unknown = false;
	struct look look;

	for (unsigned int i = 0; i < frames->count; i++)
		unknown |= !image_has(frames->addresses[i]);
	if (look_begin(&look)) {
		if (has_changed(unknown))
			look_at_all();
		write_all(header);
		look_end(&look);
	}
	while (frames->count > 1 && !image_has(frames->addresses[frames->count - 1]))
		frames->count--;
}
