/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * check-sync.c - what dma-debug finds wrong with a sync
 */
#include "mapping.h"

static void check_sync_range(const struct sync_facts *facts, const struct mapping *entry)
{
	uint64_t end = facts->dma_address - entry->dma_address + facts->size;

	if (end > entry->size)
		check_report(facts->dev, entry,
			     "device driver syncs DMA memory outside allocated range [device address=0x%016llx] [allocation size=%llu bytes] [sync offset+size=%llu]",
			     (unsigned long long)entry->dma_address,
			     (unsigned long long)entry->size, (unsigned long long)end);
}

static void report_direction(const struct sync_facts *facts, const struct mapping *entry,
			     const char *what)
{
	check_report(facts->dev, entry,
		     "device driver syncs %s [device address=0x%016llx] [size=%llu bytes] [mapped with %s] [synced with %s]",
		     what, (unsigned long long)facts->dma_address,
		     (unsigned long long)entry->size,
		     check_direction_name(entry->direction),
		     check_direction_name(facts->direction));
}

static void check_sync_direction(const struct sync_facts *facts,
				 const struct mapping *entry)
{
	if (facts->direction != entry->direction)
		report_direction(facts, entry, "DMA memory with different direction");
	if (facts->to_cpu && entry->direction != DMA_FROM_DEVICE &&
	    facts->direction != DMA_TO_DEVICE)
		report_direction(facts, entry, "device read-only DMA memory for cpu");
	if (!facts->to_cpu && entry->direction != DMA_TO_DEVICE &&
	    facts->direction != DMA_FROM_DEVICE)
		report_direction(facts, entry, "device write-only DMA memory to device");
}

/* @entry has the address; NULL if none. */
void check_sync(const struct sync_facts *facts, const struct mapping *entry)
{
	if (!entry) {
		check_report(facts->dev, NULL,
			     "device driver tries to sync DMA memory it has not allocated [device address=0x%016llx] [size=%llu bytes]",
			     (unsigned long long)facts->dma_address,
			     (unsigned long long)facts->size);
		return;
	}
	check_sync_range(facts, entry);
	if (entry->direction == DMA_BIDIRECTIONAL)
		return;
	check_sync_direction(facts, entry);
	if (facts->sg_entries && entry->type == DMACHECK_MAPPED_SG &&
	    facts->sg_entries != entry->sg_entries)
		check_report(facts->dev, entry,
			     "device driver syncs DMA sg list with different entry count [map count=%d] [sync count=%d]",
			     entry->sg_entries, facts->sg_entries);
}
