/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * owner.c - which bytes of a streaming mapping are the CPU's for now
 *
 * Mapped bytes are the device's until they are unmapped or synced for the CPU,
 * and its again when synced for the device. Kept as ranges, disjoint and not
 * adjoining; usually none or one. Under the mapping lock, with one free range at
 * hand for each call.
 */
#include "mapping.h"

static struct cpu_range *range_entry(uint32_t number)
{
	return mapping_table_entry(TABLE_RANGES, number);
}

static void range_delete(uint32_t *link)
{
	uint32_t number = *link;

	*link = range_entry(number)->next;
	mapping_table_put(TABLE_RANGES, number);
}

static void range_insert(uint32_t *link, uint64_t start, uint64_t end)
{
	uint32_t number = mapping_table_get(TABLE_RANGES);
	struct cpu_range *range = range_entry(number);

	range->start = start;
	range->end = end;
	range->next = *link;
	*link = number;
}

void owner_to_cpu(struct mapping *entry, uint64_t offset, uint64_t size)
{
	uint64_t start = offset, end = offset + size;
	uint32_t *link = &entry->cpu_ranges;

	while (*link) {
		struct cpu_range *range = range_entry(*link);

		if (range->end < start || range->start > end) {
			link = &range->next;
			continue;
		}
		if (range->start < start)
			start = range->start;
		if (range->end > end)
			end = range->end;
		range_delete(link);
	}
	range_insert(&entry->cpu_ranges, start, end);
}

void owner_to_device(struct mapping *entry, uint64_t offset, uint64_t size)
{
	uint64_t start = offset, end = offset + size;
	uint32_t *link = &entry->cpu_ranges;

	while (*link) {
		struct cpu_range *range = range_entry(*link);
		uint64_t rest = range->end;

		if (range->end <= start || range->start >= end) {
			link = &range->next;
			continue;
		}
		if (range->start < start) {
			range->end = start;
			if (rest > end)
				range_insert(&range->next, end, rest);
			link = &range->next;
		} else if (rest > end) {
			range->start = end;
		} else {
			range_delete(link);
		}
	}
}

bool owner_is_cpu(const struct mapping *entry, uint64_t offset, uint64_t size)
{
	for (uint32_t n = entry->cpu_ranges; n; n = range_entry(n)->next)
		if (range_entry(n)->start <= offset && offset + size <= range_entry(n)->end)
			return true;
	return false;
}

void owner_clear(struct mapping *entry)
{
	while (entry->cpu_ranges)
		range_delete(&entry->cpu_ranges);
}
