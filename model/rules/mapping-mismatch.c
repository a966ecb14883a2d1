/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-mismatch.c - an unmap, a sync or a transfer differs from the map
 *
 *               map             unmap, as mapped
 *   unmapped ----------> mapped ----------------> gone ---sync, use---> reported
 *      |                   |  unmap, sync, use: not as mapped
 *      | sync, use         +----> reported
 *      +----> reported
 */
#include "model/rule.h"

enum { UNMAPPED, MAPPED, GONE };

static const struct rule_edge edges[] = {
	{ UNMAPPED, MAPPED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, GONE, EVENT_UNMAP, GUARD_SIZE,
	  "%s is unmapped with another size", CONFIDENCE_HIGH },
	{ MAPPED, GONE, EVENT_UNMAP, GUARD_FUNCTION,
	  "%s is unmapped with the wrong function", CONFIDENCE_HIGH },
	{ MAPPED, GONE, EVENT_UNMAP, GUARD_ADDRESS,
	  "%s is freed with another CPU address", CONFIDENCE_HIGH },
	{ MAPPED, GONE, EVENT_UNMAP, GUARD_ENTRIES,
	  "%s is unmapped with another number of entries than were "
	  "mapped", CONFIDENCE_HIGH },
	{ MAPPED, GONE, EVENT_UNMAP, GUARD_DIRECTION,
	  "%s is unmapped with another direction", CONFIDENCE_HIGH },
	{ MAPPED, GONE, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, MAPPED, EVENT_UNMAP_PART, GUARD_ALWAYS,
	  "only a part of %s is unmapped", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_SYNC_CPU, GUARD_OUTSIDE,
	  "%s is synced beyond its end", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_SYNC_CPU, GUARD_READ_ONLY,
	  "%s, which the device only reads, is synced for the CPU", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_SYNC_CPU, GUARD_DIRECTION,
	  "%s is synced with another direction", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_SYNC_CPU, GUARD_ENTRIES,
	  "%s is synced with another number of entries than were "
	  "mapped", CONFIDENCE_HIGH },
	{ GONE, GONE, EVENT_SYNC_CPU, GUARD_ALWAYS,
	  "%s is synced after it was unmapped", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_SYNC_CPU, GUARD_UNKNOWN,
	  "%s is synced without having been mapped", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_SYNC_DEVICE, GUARD_OUTSIDE,
	  "%s is synced beyond its end", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_SYNC_DEVICE, GUARD_WRITE_ONLY,
	  "%s, which the device only writes, is synced for the device", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_SYNC_DEVICE, GUARD_DIRECTION,
	  "%s is synced with another direction", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_SYNC_DEVICE, GUARD_ENTRIES,
	  "%s is synced with another number of entries than were "
	  "mapped", CONFIDENCE_HIGH },
	{ GONE, GONE, EVENT_SYNC_DEVICE, GUARD_ALWAYS,
	  "%s is synced after it was unmapped", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_SYNC_DEVICE, GUARD_UNKNOWN,
	  "%s is synced without having been mapped", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_USE, GUARD_OUTSIDE,
	  "a transfer goes beyond the end of %s", CONFIDENCE_HIGH },
	{ MAPPED, MAPPED, EVENT_USE, GUARD_DIRECTION,
	  "a transfer goes the other way than %s", CONFIDENCE_HIGH },
	{ GONE, GONE, EVENT_USE, GUARD_ALWAYS,
	  "a descriptor is prepared with %s, which was unmapped "
	  "before", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_USE, GUARD_UNKNOWN,
	  "a descriptor is prepared with %s, which was never mapped", CONFIDENCE_LOW },
};

const struct rule rule_mapping_mismatch = {
	.slug = "mapping-mismatch",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "mapped", "gone" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "an unmap, a sync or a transfer is not as the map was",
	.contract =
"What is given to an unmap is what was given to the map: device, size,\n"
"direction, and the function that belongs to it. A scatterlist is unmapped\n"
"and synced with the number of entries that was asked for, not with the\n"
"number that dma_map_sg() has returned. A sync may name a part, within the\n"
"mapping, and goes the mapping's way. So does a transfer.\n"
"Source: Documentation/core-api/dma-api.rst; kernel/dma/debug.c,\n"
"check_unmap() and check_sync().",
	.repair =
"Keep address, size, direction and number of entries of the map where the\n"
"unmap finds them, in one struct, and change none of them in between.",
	.limits =
"An address inside a mapping is taken for that mapping. dma_unmap_page() may\n"
"undo dma_map_single() and the other way round. Of several differences in one\n"
"call the first is told. That a transfer names memory never mapped is a hint:\n"
"addresses of a device on the bus are not mapped.",
};
