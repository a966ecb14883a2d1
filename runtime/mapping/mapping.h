/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping.h - what the files of this folder share: one lock, four tables
 *
 *   page of virtual memory -> frames[] -> node -> node ...   (one a mapping)
 *                                          |
 *                                          v
 *   page of DMA addresses  -> index[]  -> mapping
 *
 * frames[] and index[] are flat reservations of address space that cost memory
 * only where they are used. Mappings, nodes and ranges lie in chunks and are
 * named by numbers, 0 is none. All of it is protected by the mapping lock, but
 * for frames[], which may be read at any time: non-zero says active.
 */
#ifndef DMACHECK_MAPPING_H
#define DMACHECK_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dmacheck/active.h>
#include <dmacheck/event.h>
#include <linux/device.h>
#include <linux/dma-direction.h>
#include <linux/dma-mapping.h>

/* Modules are linked with the library: its inner names are not theirs to meet. */
#pragma GCC visibility push(hidden)

#define MAPPING_PAGE_SHIFT	12
#define MAPPING_PAGE		(1ul << MAPPING_PAGE_SHIFT)
#define MAPPING_ADDRESS_BITS	47	/* of user space */

/* One mapping; 88 bytes. All protected by the mapping lock. */
struct mapping {
	const struct device *device;	/* NULL: not in use */
	uintptr_t address;
	uint64_t size;
	uint64_t dma_address;
	void *memory;		/* the device's copy, or the block of coherent memory */
	uint64_t time;
	uint64_t sequence;
	uint32_t stack;		/* of the map, see stack.h; 0: not known */
	uint32_t attrs;
	uint32_t sg_entries;
	uint32_t nodes;		/* of the first page; 0 for resources */
	uint32_t cpu_ranges;	/* what has been synced for the CPU */
	uint32_t next;		/* free list, or list of resources */
	uint8_t type;		/* enum dmacheck_map_type */
	uint8_t direction;
	uint8_t error_check;
	bool abandoned;		/* reported as leaked: @device may be gone */
	uint32_t told;		/* the epoch and kind of access last told, see bus.c */
};

/* A mapping covers bytes of a frame. Newest first. */
struct frame_node {
	uint32_t mapping;
	uint32_t next;
	uint32_t prev;
	uint32_t sibling;	/* the mapping's next page; free list */
	uint64_t frame;		/* in memory, for pfn.c; 0: not known */
};

/* Bytes of a mapping that are the CPU's, as offsets; disjoint, not adjoining. */
struct cpu_range {
	uint64_t start;
	uint64_t end;
	uint32_t next;
};

enum table_kind { TABLE_MAPPINGS, TABLE_NODES, TABLE_RANGES, TABLE_COUNT };

/* How many entries an operation may take at most. */
struct table_need {
	size_t mappings;
	size_t nodes;
	size_t ranges;
};

/* table.c: a number stays valid until it is put; entries never move. */
bool mapping_table_available(const struct table_need *need);
bool mapping_table_grow(const struct table_need *need);
uint32_t mapping_table_get(enum table_kind kind);
void mapping_table_put(enum table_kind kind, uint32_t number);
void *mapping_table_entry(enum table_kind kind, uint32_t number);
uint32_t mapping_table_end(enum table_kind kind);
void mapping_table_reset(void);

static inline struct mapping *mapping_entry(uint32_t number)
{
	return mapping_table_entry(TABLE_MAPPINGS, number);
}

/* state.c */
void mapping_lock(void);
void mapping_unlock(void);

/* For a recorder: does not wait for long, nor for the thread itself. */
bool mapping_trylock(void);
/* Whether this thread has the lock, or is about to. Signal-safe. */
bool mapping_inside(void);

/* Whether mappings are tracked at all; reserves the address space at first. */
bool mapping_tracking(void);

/* Turns tracking off for good, with a message. Not under the lock. */
void mapping_give_up(void);

/*
 * Takes the lock with @need at hand. Return: false, without the lock, if
 * mappings are not tracked (any more).
 */
bool mapping_lock_with(const struct table_need *need);

/* space.c: DMA addresses */
bool space_reserve(void);
void space_reset(void);
/* Return: the first page of @pages for mapping @number, below @mask; or 0. */
uint64_t space_take(size_t pages, uint64_t mask, uint32_t number);
void space_put(uint64_t page, size_t pages);
uint32_t space_lookup(uint64_t dma_address);

/* frames.c: pages of memory */
struct frame_facts {
	uint32_t overlapped;	/* a mapping that shares bytes to be written, or 0 */
	unsigned long exceeded;	/* a frame with too many overlaps, or 0 */
};

bool frames_reserve(void);
/* From now on every frame reads as idle. */
void frames_hide(void);
void frames_insert(uint32_t number, struct frame_facts *ret_facts);
void frames_remove(uint32_t number);
/* Return: the first node of the frame of @address; 0 is none. */
uint32_t frames_first(uintptr_t address);
struct frame_node *frame_node(uint32_t number);

/* active.c: whether a page of the range has mapped bytes. Takes no lock. */
bool frames_active(uintptr_t address, size_t size);

/* entry.c: from a request to an entry, and back */
struct map_request {
	struct device *dev;
	enum dmacheck_map_type type;
	enum dma_data_direction direction;
	uintptr_t address;
	size_t size;
	unsigned long attrs;
	const void *caller;
	unsigned int sg_entries;
	enum dmacheck_error_check error_check;
	uint64_t mask;
	void *memory;
};

struct unmap_request {
	struct device *dev;
	enum dmacheck_map_type type;
	enum dma_data_direction direction;
	dma_addr_t dma_address;
	size_t size;
	unsigned long attrs;
	const void *caller;
	unsigned int sg_entries;
	const void *address;	/* of coherent memory, else NULL */
};

/* Return: the DMA address, or DMA_MAPPING_ERROR. MAP has been emitted. */
dma_addr_t mapping_add(const struct map_request *request);

/*
 * Undoes a mapping and tells what is wrong with the request. Return: whether there
 * was one; it is in @ret_entry, whose memory is the caller's to give to limbo_put().
 */
bool mapping_remove(const struct unmap_request *request, struct mapping *ret_entry);

void entries_reset(void);

uint32_t mapping_find(const struct device *dev, dma_addr_t address);

/* pfn.c: where the pages really are, with the option pfn=real */
struct moved_facts {
	unsigned int pages;	/* whose frame is another one than before */
	uintptr_t address;	/* of the first, and its frames */
	unsigned long was;
	unsigned long now;	/* 0: none */
};

/* Under the lock: read the frames; or compare, emit PAGE_MOVED and remember. */
void pfn_record(struct mapping *entry);
unsigned long pfn_first(const struct mapping *entry);
void pfn_compare(struct mapping *entry, struct moved_facts *ret_facts);
/* Not under the lock. */
void pfn_report(const struct mapping *entry, const struct moved_facts *facts);

/* view.c: copies for devices that are not coherent, and memory in limbo */
void *view_create(const struct map_request *request);
void view_to_device(const struct mapping *entry, uint64_t offset, uint64_t size,
		    enum dma_data_direction direction);
void view_to_cpu(const struct mapping *entry, uint64_t offset, uint64_t size,
		 enum dma_data_direction direction);
/* What the device sees at @offset. */
void *view_bytes(const struct mapping *entry, uint64_t offset);
/* Frees engine memory, but not at once: a device may be about to touch it. */
void limbo_put(void *memory, size_t size);

/* held.c: which mapping an object keeps; told which memory could not be mapped */
void held_begin(void);
void held_failed(uintptr_t address);

/* owner.c: whose bytes they are */
void owner_to_cpu(struct mapping *entry, uint64_t offset, uint64_t size);
void owner_to_device(struct mapping *entry, uint64_t offset, uint64_t size);
bool owner_is_cpu(const struct mapping *entry, uint64_t offset, uint64_t size);
void owner_clear(struct mapping *entry);

/* check.c: dma-debug's questions, in its words; never under the lock */
void check_report(const struct device *dev, const struct mapping *entry,
		  const char *format, ...) __attribute__((format(printf, 3, 4)));
const char *check_type_name(unsigned int type);
const char *check_direction_name(unsigned int direction);
bool check_map(const struct map_request *request);
/* Memory that must not be mapped: tells MAP_BAD and reports it. */
void check_bad(const struct device *dev, uintptr_t address, size_t size,
	       enum dmacheck_bad what);
void check_overlap(const struct device *dev, const struct mapping *entry,
		   const struct frame_facts *facts);
void check_unmap(const struct unmap_request *request, const struct mapping *entry,
		 bool exact);
void check_sg(struct device *dev, struct scatterlist *sg);
struct sync_facts {
	struct device *dev;
	dma_addr_t dma_address;
	size_t size;
	enum dma_data_direction direction;
	unsigned int sg_entries;
	bool to_cpu;
};
void check_sync(const struct sync_facts *facts, const struct mapping *entry);

#define mapping_caller() __builtin_return_address(0)

#pragma GCC visibility pop

#endif /* DMACHECK_MAPPING_H */
