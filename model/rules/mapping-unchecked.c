/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-unchecked.c - nobody asks whether a map has failed
 *
 *               map                  check
 *   unmapped ------------> unchecked --------> checked --unmap--> unmapped
 *      |                       |  use, unmap                ^
 *      |                       +----> reported -------------+
 *      |  the map fails
 *      +-------------> failed ---use---> reported
 */
#include "model/rule.h"

enum { UNMAPPED, UNCHECKED, CHECKED, FAILED };

static const struct rule_edge edges[] = {
	{ UNMAPPED, UNCHECKED, EVENT_MAP, GUARD_CHECKABLE, NULL, CONFIDENCE_LOW },
	{ UNCHECKED, CHECKED, EVENT_CHECK, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ UNCHECKED, CHECKED, EVENT_USE, GUARD_ALWAYS,
	  "%s is used before dma_mapping_error() has looked at it", CONFIDENCE_HIGH },
	{ UNCHECKED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS,
	  "%s is unmapped without dma_mapping_error() ever having "
	  "looked at it", CONFIDENCE_HIGH },
	{ CHECKED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ UNMAPPED, FAILED, EVENT_FAIL, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ FAILED, FAILED, EVENT_USE, GUARD_ALWAYS,
	  "a descriptor is prepared with the address of %s, which "
	  "failed", CONFIDENCE_HIGH },
};

const struct rule rule_mapping_unchecked = {
	.slug = "mapping-unchecked",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "unchecked", "checked", "failed" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "whether a mapping has failed is not asked before it is used or unmapped",
	.contract =
"dma_map_single(), dma_map_page() and dma_map_resource() can fail for want of\n"
"bounce buffers, IOMMU space or mask. What they return then looks like any\n"
"address; only dma_mapping_error() tells. A device that is given it writes\n"
"somewhere else. It is to be asked after each map, before anything is done\n"
"with the address.\n"
"Source: Documentation/core-api/dma-api-howto.rst, on errors;\n"
"kernel/dma/debug.c, check_unmap().",
	.repair =
"if (dma_mapping_error(dev, address)) directly behind the map; on that way\n"
"out nothing is unmapped.",
	.limits =
"A check counts for the mapping whose address it was given, whoever made it.\n"
"The result of dma_map_sg() is not of this kind: that a failed one is\n"
"unmapped is mapping-double-unmap's.",
};
