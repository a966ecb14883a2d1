/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pfn.c - mapped pages that move: where they really are in memory
 *
 *   map:                 pages made present and the program's own, frames kept
 *   unmap, sync, exit:   frames read again; another one, or none, is told
 *
 * A device goes on using the frame it was given. Here it does not: it follows the
 * page, as the CPU does, so the data is right and only the frame tells that on real
 * hardware it would not be. What moves a page: copy on write after a fork, munmap()
 * and mmap() at the same place, MADV_DONTNEED; and the system's own migration, which
 * the kernel would keep off pages under DMA. A frame that was given up and came back
 * to the same place is not seen.
 */
#include <fcntl.h>
#include <unistd.h>
#include <sys/mman.h>

#include <runtime/kernel/options.h>
#include <runtime/kernel/report.h>
#include "mapping.h"

enum { PFN_REAL = 1 };	/* the word's place in the option's row */

/* An entry of the system's pagemap: Documentation/admin-guide/mm/pagemap.rst. */
#define PAGEMAP_PRESENT	(1ull << 63)
#define PAGEMAP_SWAPPED	(1ull << 62)
#define PAGEMAP_FILE	(1ull << 61)
#define PAGEMAP_FRAME	((1ull << 55) - 1)

/* Since Linux 5.14; libc may not name them. */
enum { POPULATE_READ = 22, POPULATE_WRITE = 23 };

enum { BATCH = 64 };

/* protected by the mapping lock */
static int pagemap = -1;
static bool refused;

static void pagemap_refuse(void)
{
	refused = true;
	report_notice("pfn=real: no right to read page frames (CAP_SYS_ADMIN), goes on with pfn=virtual");
}

static bool pagemap_wanted(void)
{
	if (options.pfn != PFN_REAL || refused)
		return false;
	if (pagemap < 0)
		pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	if (pagemap < 0)
		pagemap_refuse();
	return pagemap >= 0;
}

/* Without the right, present pages have frame 0. */
static bool pagemap_read(uint64_t *ret_entries, uintptr_t page, size_t count)
{
	ssize_t size = count * sizeof(*ret_entries);

	if (pread(pagemap, ret_entries, size, page / MAPPING_PAGE * sizeof(*ret_entries)) != size)
		return false;
	for (size_t i = 0; i < count; i++)
		if ((ret_entries[i] & PAGEMAP_PRESENT) && !(ret_entries[i] & PAGEMAP_FRAME)) {
			pagemap_refuse();
			return false;
		}
	return true;
}

/* As pinning does: no zero page, and none shared with a child, stays in the range. */
static void pages_populate(uintptr_t begin, uintptr_t end)
{
	if (madvise((void *)begin, end - begin, POPULATE_WRITE))
		madvise((void *)begin, end - begin, POPULATE_READ);
}

static uintptr_t page_of(uintptr_t address)
{
	return address & -MAPPING_PAGE;
}

/* Calls @visit for each page with what the pagemap says of it. */
static void pages_visit(struct mapping *entry,
			void (*visit)(struct mapping *entry, struct frame_node *node,
				      uintptr_t page, uint64_t found, struct moved_facts *facts),
			struct moved_facts *facts)
{
	uintptr_t page = page_of(entry->address);
	uintptr_t end = page_of(entry->address + entry->size - 1) + MAPPING_PAGE;
	uint32_t n = entry->nodes;
	uint64_t found[BATCH];

	while (n && page < end) {
		size_t count = (end - page) / MAPPING_PAGE;

		if (count > BATCH)
			count = BATCH;
		if (!pagemap_read(found, page, count))
			return;
		for (size_t i = 0; i < count && n; i++, page += MAPPING_PAGE) {
			struct frame_node *node = frame_node(n);

			visit(entry, node, page, found[i], facts);
			n = node->sibling;
		}
	}
}

static void page_record(struct mapping *entry, struct frame_node *node, uintptr_t page,
			uint64_t found, struct moved_facts *facts)
{
	if (found & PAGEMAP_PRESENT)
		node->frame = found & (PAGEMAP_FRAME | PAGEMAP_FILE);
}

void pfn_record(struct mapping *entry)
{
	if (!pagemap_wanted())
		return;
	pages_populate(page_of(entry->address),
		       page_of(entry->address + entry->size - 1) + MAPPING_PAGE);
	pages_visit(entry, page_record, NULL);
}

unsigned long pfn_first(const struct mapping *entry)
{
	return entry->nodes ? frame_node(entry->nodes)->frame & PAGEMAP_FRAME : 0;
}

static void page_moved(const struct mapping *entry, uintptr_t page, unsigned long was,
		       unsigned long now, struct moved_facts *facts)
{
	dmacheck_emit(PAGE_MOVED, .device = entry->device, .address = page,
		      .dma_address = page_of(entry->dma_address) +
				     (page - page_of(entry->address)),
		      .size = was, .value = now);
	if (facts->pages++)
		return;
	facts->address = page;
	facts->was = was;
	facts->now = now;
}

/* Where nothing is, a page of a file may have been written back and be the same. */
static void page_compare(struct mapping *entry, struct frame_node *node, uintptr_t page,
			 uint64_t found, struct moved_facts *facts)
{
	unsigned long was = node->frame & PAGEMAP_FRAME;
	unsigned long now = found & PAGEMAP_PRESENT ? found & PAGEMAP_FRAME : 0;

	if (!was || now == was || (found & PAGEMAP_SWAPPED) ||
	    (!now && (node->frame & PAGEMAP_FILE)))
		return;
	page_moved(entry, page, was, now, facts);
	node->frame = now | (found & PAGEMAP_FILE);
}

void pfn_compare(struct mapping *entry, struct moved_facts *ret_facts)
{
	if (pagemap_wanted())
		pages_visit(entry, page_compare, ret_facts);
}

void pfn_report(const struct mapping *entry, const struct moved_facts *facts)
{
	if (facts->pages)
		check_report(entry->abandoned ? NULL : entry->device, entry,
			     "page frame changed while mapped [pfn=0x%lx] [now=0x%lx] [cpu address=0x%016lx] [pages=%u]",
			     facts->was, facts->now, (unsigned long)facts->address,
			     facts->pages);
}
