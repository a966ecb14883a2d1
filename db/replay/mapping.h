/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping.h - memory mapped for a device, as a run has it at one moment
 *
 *   map --> active, in the spans of its process --> unmap --> gone, still known for a
 *           while by its DMA address, so that who unmaps it twice is told so
 */
#ifndef DMACHECK_REPLAY_MAPPING_H
#define DMACHECK_REPLAY_MAPPING_H

#include "db/replay/derive.h"

/* DMA_ATTR_SKIP_CPU_SYNC, directions: as in the kernel's dma-mapping.h, dma-direction.h. */
enum { MAPPING_SKIP_CPU_SYNC = 1 << 5 };
enum { MAPPED_BOTH_WAYS, MAPPED_TO_DEVICE, MAPPED_FROM_DEVICE, MAPPED_NO_WAY };

enum { PAGE_SHIFT = 12, PAGE_SIZE = 1 << PAGE_SHIFT };

/* What a failed map returns. */
#define MAPPING_FAILED UINT64_MAX

/* struct range - bytes of a mapping that are the CPU's, as offsets */
struct range {
	struct range *next;
	uint64_t start;
	uint64_t end;
};

/**
 * struct mapping - see above
 * @kind: enum dmacheck_map_type
 * @attrs: of the map
 * @entries: of the scatterlist, 0: unknown or none
 * @freed: its memory is no more
 * @used: by a descriptor
 * @cpu: the CPU's ranges: disjoint, not adjoining, in order
 * @memory_span, @dma_span: in the trees of its process while @active; that of the
 *	memory not for resources, which are none
 * @holder: the object that keeps its DMA address, or NULL, see counted.h
 * @mapper: the thread whose list of entries it is on, or NULL; @next on that list
 */
struct mapping {
	struct thing thing;
	uint32_t process;
	struct device *device;
	uint64_t address;
	uint64_t dma_address;
	uint64_t size;
	uint64_t pfn;
	uint32_t kind;
	uint32_t direction;
	uint32_t attrs;
	uint64_t entries;
	bool active;
	bool freed;
	bool used;
	struct range *cpu;
	struct span memory_span;
	struct span dma_span;
	struct object *holder;
	struct thread *mapper;
	struct mapping *next;
};

/** mapping_begin() - an active one, as @event (MAP) says; it has an id */
struct mapping *mapping_begin(struct replay *replay, const struct trace_event *event);

/**
 * mapping_stray() - what an event means, where nothing is mapped
 *
 * Has neither id nor history. Return: to be given to world_forget().
 */
struct mapping *mapping_stray(struct replay *replay, const struct trace_event *event);

/** mapping_finish() - it is unmapped: told to the sink, and gone */
void mapping_finish(struct replay *replay, struct mapping *mapping);

/** mapping_gone() - the last one that began at this DMA address and is gone, or NULL */
struct mapping *mapping_gone(struct replay *replay, const struct trace_event *event);

/**
 * mapping_in_page() - the active mapping that both addresses of an event name, though
 * its bytes may be others of their page; or NULL
 */
struct mapping *mapping_in_page(struct replay *replay, const struct trace_event *event);

/** mappings_drop() - all that are active in a process end without an unmap */
void mappings_drop(struct replay *replay, struct process *process);

/** object_transfer() - a descriptor uses it; the object that keeps it is told */
void object_transfer(struct replay *replay, const struct mapping *mapping);

/* "DMA_TO_DEVICE"; "?" for what is none. */
const char *mapping_direction(uint32_t direction);

bool mapping_device_writes(const struct mapping *mapping);

/* owner.c: whose bytes they are; offsets, within the mapping */
void owner_to_cpu(struct replay *replay, struct mapping *mapping, uint64_t start,
		  uint64_t end);
void owner_to_device(struct replay *replay, struct mapping *mapping, uint64_t start,
		     uint64_t end);
/* Whether any of them is the device's. */
bool owner_is_device(const struct mapping *mapping, uint64_t start, uint64_t end);
void owner_clear(struct replay *replay, struct mapping *mapping);

/**
 * struct mappings - what is kept beside the things
 * @last: id given out last
 * @gone: a ring; the oldest is forgotten for a new one
 */
enum { MAPPINGS_GONE = 1024 };

struct mappings {
	int64_t last;
	struct mapping *gone[MAPPINGS_GONE];
	uint64_t gone_count;
	struct range *unused_ranges;
};

struct mappings *mappings_of(struct replay *replay);

#endif /* DMACHECK_REPLAY_MAPPING_H */
