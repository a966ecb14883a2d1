/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memory-freed-while-mapped.c - memory is freed and stays mapped
 *
 *              map            free
 *   unmapped <------> mapped -----> freed, reported
 *             unmap
 */
#include "model/rule.h"

enum { UNMAPPED, MAPPED, FREED };

static const struct rule_edge edges[] = {
	{ UNMAPPED, MAPPED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, FREED, EVENT_FREE, GUARD_ALWAYS,
	  "memory of %s is freed while it is mapped", CONFIDENCE_HIGH },
	{ FREED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
};

const struct rule rule_memory_freed_while_mapped = {
	.slug = "memory-freed-while-mapped",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "mapped", "freed" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "memory is freed or reallocated while it is mapped for a device",
	.contract =
"Memory goes back to the allocator after the unmap, not before: whoever is\n"
"given it next shares it with the device, and the unmap writes a bounce\n"
"buffer, or drops cache lines, over what is there by then.\n"
"Source: Documentation/core-api/dma-api.rst.",
	.repair =
"Unmap first, then free; on error paths in the reverse order of map and\n"
"allocation.",
	.limits =
"Memory whose transfer may still run is free-before-sync's. Seen are the\n"
"allocators of the kernel and of the C library, and munmap().",
};
