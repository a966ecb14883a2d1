/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-leak.c - a mapping outlives its driver, or the program
 *
 *              map            end
 *   unmapped <------> mapped -----> reported
 *             unmap
 */
#include "model/rule.h"

enum { UNMAPPED, MAPPED, LEFT };

static const struct rule_edge edges[] = {
	{ UNMAPPED, MAPPED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, LEFT, EVENT_END, GUARD_ALWAYS,
	  "%s is never unmapped", CONFIDENCE_HIGH },
};

const struct rule rule_mapping_leak = {
	.slug = "mapping-leak",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "mapped", "left" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "what was mapped is still mapped when its driver leaves the device, or at exit",
	.contract =
"Each mapping is to be undone by its driver: on error paths, in remove, at\n"
"the latest before the driver leaves the device. One that is left keeps\n"
"bounce buffers and IOMMU space for ever, and lets the device reach memory\n"
"that has another owner by then. Coherent memory and pools count alike.\n"
"Source: Documentation/core-api/dma-api.rst, on checking drivers;\n"
"kernel/dma/debug.c, device_dma_allocations().",
	.repair =
"Unmap on every way out that comes after the map, also where a later step of\n"
"the same function fails. Coherent memory and pools that go with the driver:\n"
"dmam_alloc_coherent(), dmam_pool_create().",
	.limits =
"Asked when a driver leaves its device and when the program ends by itself. A\n"
"program that was killed leaves no leaks: it may have been about to unmap.",
};
