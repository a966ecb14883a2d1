/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-double-unmap.c - what is not mapped is unmapped
 *
 *               map           unmap          unmap
 *   unmapped ---------> mapped ------> gone --------> reported
 *      | |  the map fails          unmap
 *      | +-------------> failed ----------> reported
 *      | unmap
 *      +--------> reported
 */
#include "model/rule.h"

enum { UNMAPPED, MAPPED, GONE, FAILED };

static const struct rule_edge edges[] = {
	{ UNMAPPED, MAPPED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, GONE, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ GONE, GONE, EVENT_UNMAP, GUARD_ALWAYS,
	  "%s is unmapped twice", CONFIDENCE_HIGH },
	{ UNMAPPED, FAILED, EVENT_FAIL, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ FAILED, FAILED, EVENT_UNMAP, GUARD_ALWAYS,
	  "%s failed, and is unmapped", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_UNMAP, GUARD_FAILED,
	  "%s failed, and is unmapped", CONFIDENCE_HIGH },
	{ UNMAPPED, UNMAPPED, EVENT_UNMAP, GUARD_UNKNOWN,
	  "%s is unmapped without having been mapped", CONFIDENCE_HIGH },
};

const struct rule rule_mapping_double_unmap = {
	.slug = "mapping-double-unmap",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "mapped", "gone", "failed" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "what was unmapped before, was never mapped, or failed, is unmapped",
	.contract =
"An unmap gives back DMA addresses, bounce buffers and IOMMU entries. What is\n"
"given back twice may belong to somebody else already, whose transfer then\n"
"goes astray. A map that failed has given nothing, so there is nothing to\n"
"undo.\n"
"Source: Documentation/core-api/dma-api.rst; kernel/dma/debug.c,\n"
"check_unmap().",
	.repair =
"One owner for each mapping; an error path that undoes only what it has done,\n"
"in reverse order. Where both a callback and a timeout may unmap, one of them\n"
"decides under a lock, or stops the other first.",
	.limits =
"A mapping that is gone is remembered until some thousand others are gone\n"
"too; then unmapping it again counts as never having been mapped.",
};
