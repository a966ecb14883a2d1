/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dump.c - listing mappings: when asked, and when a driver leaves them behind
 */
#include <runtime/kernel/report.h>
#include "mapping.h"
#include <linux/dma-debug.h>
#include <linux/mm.h>

static const char *check_name(unsigned int error_check)
{
	static const char *const names[] = {
		[DMACHECK_CHECK_NONE] = "dma map error check not applicable",
		[DMACHECK_CHECK_MISSING] = "dma map error not checked",
		[DMACHECK_CHECK_DONE] = "dma map error checked",
	};

	return names[error_check];
}

/* Copies one mapping, if it is in use. Return: false past the last. */
static bool entry_copy(uint32_t number, struct mapping *ret_entry)
{
	bool exists;

	mapping_lock();
	exists = number < mapping_table_end(TABLE_MAPPINGS);
	if (exists)
		*ret_entry = *mapping_entry(number);
	mapping_unlock();
	return exists;
}

static void entry_print(uint32_t number, const struct mapping *entry)
{
	const struct device *dev = entry->device;

	report_notice("%s %s: %s idx %u P=%llx N=%lx D=%llx L=%llx %s %s",
		      entry->abandoned ? "?" : dev_driver_string(dev),
		      entry->abandoned ? "?" : dev_name(dev),
		      check_type_name(entry->type), number,
		      (unsigned long long)entry->address,
		      (unsigned long)(entry->address >> MAPPING_PAGE_SHIFT),
		      (unsigned long long)entry->dma_address,
		      (unsigned long long)entry->size,
		      check_direction_name(entry->direction),
		      check_name(entry->error_check));
}

/* The fields are those of document 003; physical addresses are virtual ones here. */
void debug_dma_dump_mappings(struct device *dev)
{
	struct mapping entry;

	for (uint32_t number = 1; entry_copy(number, &entry); number++)
		if (entry.device && (!dev || entry.device == dev))
			entry_print(number, &entry);
}

/* Counts what is left of @dev from @number on; each is told once. */
static unsigned int leaks_mark(uint32_t number, const struct device *dev)
{
	unsigned int count = 0;

	mapping_lock();
	for (; number < mapping_table_end(TABLE_MAPPINGS); number++) {
		struct mapping *entry = mapping_entry(number);

		if (entry->device != dev || entry->abandoned)
			continue;
		entry->abandoned = true;
		count++;
	}
	mapping_unlock();
	return count;
}

static unsigned int leaks_report(uint32_t number, const struct mapping *entry)
{
	unsigned int count = leaks_mark(number, entry->device);

	if (count)
		check_report(entry->device, entry,
			     "device driver has pending DMA allocations while released from device [count=%d]\n"
			     "One of leaked entries details: [device address=0x%016llx] [size=%llu bytes] [mapped with %s] [mapped as %s]",
			     count, (unsigned long long)entry->dma_address,
			     (unsigned long long)entry->size,
			     check_direction_name(entry->direction),
			     check_type_name(entry->type));
	return count;
}

/* What is never unmapped is looked at for the last time. */
static void leaks_compare(uint32_t number)
{
	struct moved_facts moved = { 0 };
	struct mapping entry;

	mapping_lock();
	if (mapping_entry(number)->device)
		pfn_compare(mapping_entry(number), &moved);
	entry = *mapping_entry(number);
	mapping_unlock();
	pfn_report(&entry, &moved);
}

unsigned int dmacheck_mapping_leaks(struct device *dev)
{
	struct mapping entry;
	unsigned int count = 0;

	for (uint32_t number = 1; entry_copy(number, &entry); number++)
		if (entry.device && !entry.abandoned && (!dev || entry.device == dev)) {
			leaks_compare(number);
			count += leaks_report(number, &entry);
		}
	return count;
}
