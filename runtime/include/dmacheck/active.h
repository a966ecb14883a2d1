/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * active.h - what is mapped now, byte by byte
 *
 * A page frame is the number of a virtual page. A frame's answer takes no lock; a
 * byte's takes the mapping lock for a moment. With tracking turned off nothing is
 * active.
 */
#ifndef DMACHECK_ACTIVE_H
#define DMACHECK_ACTIVE_H

#include <linux/types.h>

struct device;

enum dmacheck_error_check {
	DMACHECK_CHECK_NONE,	/* nothing to check: coherent memory, sg entries */
	DMACHECK_CHECK_MISSING,
	DMACHECK_CHECK_DONE,
};

/**
 * struct dmacheck_mapping - a copy of what is known of one mapping
 * @address: the first byte for the CPU; of a resource: its physical address
 * @pfn: of @address, with @offset into it
 * @sg_entries: given to dma_map_sg(); @sg_mapped: returned by it; else 0
 * @caller: return address of the call that mapped
 * @time: of the map, as sched_now()
 * @sequence: 1 for the first mapping of the process, never used twice
 */
struct dmacheck_mapping {
	const struct device *device;
	unsigned int type;
	unsigned int direction;
	unsigned long address;
	unsigned long pfn;
	unsigned long offset;
	u64 size;
	u64 dma_address;
	unsigned long attrs;
	unsigned int sg_entries;
	unsigned int sg_mapped;
	enum dmacheck_error_check error_check;
	const void *caller;
	u64 time;
	u64 sequence;
};

/* Whether some mapping covers a byte of page frame @pfn. Lock-free, any context. */
bool dmacheck_frame_active(unsigned long pfn);

/* Whether some mapping covers one of these bytes. */
bool dmacheck_active(const void *address, size_t size);

/* How many mappings have bytes in the frame: 0 is idle. */
unsigned int dmacheck_frame_mappings(unsigned long pfn);

/**
 * dmacheck_mapping_at() - the latest mapping of a byte
 * @address: as the CPU sees it
 * @ret_mapping: filled in if there is one
 * Return: whether there is one.
 */
bool dmacheck_mapping_at(const void *address, struct dmacheck_mapping *ret_mapping);

/* The same for a DMA address of @dev; NULL: of any device. */
bool dmacheck_mapping_of(const struct device *dev, dma_addr_t address,
			 struct dmacheck_mapping *ret_mapping);

/* How many mappings there are of @dev; NULL: of all. */
unsigned int dmacheck_mapping_count(const struct device *dev);

/**
 * dmacheck_mapping_leaks() - tell what @dev's driver left mapped
 * @dev: the device that a driver is unbound from, or NULL at the end of the program
 * Return: how many mappings were left.
 */
unsigned int dmacheck_mapping_leaks(struct device *dev);

#endif /* DMACHECK_ACTIVE_H */
