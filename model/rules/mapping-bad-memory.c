/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-bad-memory.c - memory that no device can be given is mapped
 *
 *               map of such memory
 *   unmapped -----------------------> reported
 */
#include "model/rule.h"

enum { UNMAPPED };

static const struct rule_edge edges[] = {
	{ UNMAPPED, UNMAPPED, EVENT_MAP, GUARD_STACK,
	  "%s is of memory on a stack", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_MAP, GUARD_VMALLOC,
	  "%s is of memory from vmalloc()", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_MAP, GUARD_CONSTANT,
	  "%s is of code or constant data", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_MAP, GUARD_INVALID,
	  "%s is of no memory", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_MAP, GUARD_LONG,
	  "%s is longer than the device takes in a segment", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_MAP, GUARD_BOUNDARY,
	  "%s crosses a boundary that the device does not cross", CONFIDENCE_HIGH },
};

const struct rule rule_mapping_bad_memory = {
	.slug = "mapping-bad-memory",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "stack, vmalloc, code or constant memory is mapped, or a segment the device cannot take",
	.contract =
"Streaming mappings are for memory of kmalloc() or the page allocator. A\n"
"stack may be virtually mapped and shares cache lines with what the CPU works\n"
"on; memory of vmalloc() is not contiguous; code and constants are not to be\n"
"written, and may be shared. Entries of a scatterlist keep to the longest\n"
"segment and the boundary that the device has declared.\n"
"Source: Documentation/core-api/dma-api-howto.rst, what memory is DMA'able;\n"
"kernel/dma/debug.c, check_for_stack(), check_for_illegal_area(),\n"
"check_sg_segment().",
	.repair =
"Allocate the buffer with kmalloc(), or map vmalloc memory page by page.\n"
"Declare what the device can take with dma_set_max_seg_size() and\n"
"dma_set_seg_boundary(), and let the scatterlist be made for that.",
	.limits =
"The stack of the calling thread is known; memory on the stack of another one\n"
"is not told apart from the heap.",
};
