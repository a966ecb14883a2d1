/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memory-text.c - where code and constants of the loaded objects are
 *
 * The list is made again when the dynamic linker says that objects have come or
 * gone. A segment that may not be written is text; so is what the linker write-
 * protects after it has relocated it, where constants with pointers are.
 */
#include <link.h>

#include "runtime/kernel/fault.h"
#include "runtime/lib/memory.h"
#include "runtime/kernel/raw.h"

struct range {
	uintptr_t begin;
	uintptr_t end;
};

struct text {
	struct range *ranges;
	size_t count;
	size_t room;
	unsigned long long adds, subs;	/* the linker's counts when it was made */
};

static struct raw_lock text_lock = RAW_LOCK_INIT;
static struct text text;	/* protected by text_lock */

/* Takes the counts of the first object and ends the walk. */
static int counts_take(struct dl_phdr_info *info, size_t size, void *data)
{
	struct text *now = data;

	now->adds = info->dlpi_adds;
	now->subs = info->dlpi_subs;
	return 1;
}

static bool header_is_text(const ElfW(Phdr) *header)
{
	return (header->p_type == PT_LOAD && !(header->p_flags & PF_W)) ||
	       header->p_type == PT_GNU_RELRO;
}

static int ranges_count(struct dl_phdr_info *info, size_t size, void *data)
{
	size_t *count = data;

	for (int i = 0; i < info->dlpi_phnum; i++)
		*count += header_is_text(&info->dlpi_phdr[i]);
	return 0;
}

static int ranges_take(struct dl_phdr_info *info, size_t size, void *data)
{
	struct text *made = data;

	for (int i = 0; i < info->dlpi_phnum && made->count < made->room; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		uintptr_t begin = info->dlpi_addr + header->p_vaddr;

		if (header_is_text(header))
			made->ranges[made->count++] =
				(struct range){ begin, begin + header->p_memsz };
	}
	return 0;
}

/* Out of memory: what is known stays known. */
static void text_make(const struct text *now)
{
	struct text made = *now;

	made.count = 0;
	made.room = 0;
	dl_iterate_phdr(ranges_count, &made.room);
	made.ranges = engine_alloc(made.room * sizeof(*made.ranges));
	if (!made.ranges)
		return;
	dl_iterate_phdr(ranges_take, &made);
	engine_free(text.ranges);
	text = made;
}

bool text_holds(const void *address)
{
	struct text now = { 0 };
	bool found = false;

	dl_iterate_phdr(counts_take, &now);
	raw_lock(&text_lock);
	if (now.adds != text.adds || now.subs != text.subs)
		text_make(&now);
	for (size_t i = 0; i < text.count && !found; i++)
		found = (uintptr_t)address >= text.ranges[i].begin &&
			(uintptr_t)address < text.ranges[i].end;
	raw_unlock(&text_lock);
	return found;
}
