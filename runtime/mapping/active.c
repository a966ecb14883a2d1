/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * active.c - asking about the mappings there are
 */
#include <dmacheck/recorder.h>
#include <runtime/kernel/report.h>
#include <runtime/kernel/stack.h>
#include "mapping.h"
#include <linux/dma-debug.h>
#include <linux/mm.h>

static void entry_export(const struct mapping *entry, struct dmacheck_mapping *ret)
{
	*ret = (struct dmacheck_mapping){
		.device = entry->device,
		.type = entry->type,
		.direction = entry->direction,
		.address = entry->address,
		.pfn = entry->address >> MAPPING_PAGE_SHIFT,
		.offset = entry->address & (MAPPING_PAGE - 1),
		.size = entry->size,
		.dma_address = entry->dma_address,
		.attrs = entry->attrs,
		.sg_entries = entry->sg_entries,
		.sg_mapped = entry->sg_entries,	/* none is merged with the next */
		.error_check = entry->error_check,
		.caller = stack_caller(entry->stack),
		.time = entry->time,
		.sequence = entry->sequence,
	};
}

/* Return: the first mapping with bytes of the page and of the range, or 0. */
static uint32_t frame_overlapping(uintptr_t page, uintptr_t address, size_t size)
{
	for (uint32_t n = frames_first(page); n;) {
		const struct frame_node *node = mapping_table_entry(TABLE_NODES, n);
		const struct mapping *entry = mapping_entry(node->mapping);

		if (entry->address < address + size && address < entry->address + entry->size)
			return node->mapping;
		n = node->next;
	}
	return 0;
}

static uint32_t find_overlapping(uintptr_t address, size_t size)
{
	uintptr_t page = address & -MAPPING_PAGE;
	uint32_t number = 0;

	for (; !number && page < address + size; page += MAPPING_PAGE)
		number = frame_overlapping(page, address, size);
	return number;
}

bool dmacheck_active(const void *address, size_t size)
{
	bool active;

	mapping_lock();
	active = find_overlapping((uintptr_t)address, size);
	mapping_unlock();
	return active;
}

bool frames_active(uintptr_t address, size_t size)
{
	uintptr_t page = address & -MAPPING_PAGE;

	for (; page < address + size; page += MAPPING_PAGE)
		if (dmacheck_frame_active(page >> MAPPING_PAGE_SHIFT))
			return true;
	return false;
}

int dmacheck_active_overlap(const void *address, size_t size)
{
	bool active;

	if (!frames_active((uintptr_t)address, size))
		return DMACHECK_IDLE;
	if (!mapping_trylock())
		return DMACHECK_PAGE_ACTIVE;
	active = find_overlapping((uintptr_t)address, size);
	mapping_unlock();
	return active ? DMACHECK_BYTES_ACTIVE : DMACHECK_IDLE;
}

bool dmacheck_mapping_at(const void *address, struct dmacheck_mapping *ret_mapping)
{
	uint32_t number;

	mapping_lock();
	number = find_overlapping((uintptr_t)address, 1);
	if (number)
		entry_export(mapping_entry(number), ret_mapping);
	mapping_unlock();
	return number;
}

bool dmacheck_mapping_of(const struct device *dev, dma_addr_t address,
			 struct dmacheck_mapping *ret_mapping)
{
	uint32_t number;

	mapping_lock();
	number = mapping_find(dev, address);
	if (number)
		entry_export(mapping_entry(number), ret_mapping);
	mapping_unlock();
	return number;
}

unsigned int dmacheck_mapping_count(const struct device *dev)
{
	unsigned int count = 0;

	mapping_lock();
	for (uint32_t number = 1; number < mapping_table_end(TABLE_MAPPINGS); number++) {
		const struct device *device = mapping_entry(number)->device;

		count += device && (!dev || device == dev);
	}
	mapping_unlock();
	return count;
}

static noinline __cold void assert_failed(unsigned long pfn)
{
	struct mapping entry = { 0 };
	uint32_t n;

	mapping_lock();
	n = frames_first(pfn << MAPPING_PAGE_SHIFT);
	if (n) {
		const struct frame_node *node = mapping_table_entry(TABLE_NODES, n);

		entry = *mapping_entry(node->mapping);
		dmacheck_emit(ASSERT_ACTIVE, .device = entry.device,
			      .address = pfn << MAPPING_PAGE_SHIFT,
			      .dma_address = entry.dma_address, .size = entry.size);
	}
	mapping_unlock();
	if (n)
		check_report(entry.abandoned ? NULL : entry.device, &entry,
			     "cpu touching an active dma mapped page [pfn=0x%lx]", pfn);
}

void debug_dma_assert_idle(struct page *page)
{
	if (page && dmacheck_frame_active(page_to_pfn(page)))
		assert_failed(page_to_pfn(page));
}
