/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapping-overlap.c - bytes the device may write are mapped more than once
 *
 *              map            map of some of its bytes
 *   unmapped <------> mapped -------------------------> reported
 *             unmap
 */
#include "model/rule.h"

enum { UNMAPPED, MAPPED };

static const struct rule_edge edges[] = {
	{ UNMAPPED, MAPPED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, MAPPED, EVENT_OVERLAP, GUARD_READ_ONLY,
	  "bytes of %s are mapped again, and of the two the device "
	  "writes one", CONFIDENCE_MEDIUM },
	{ MAPPED, MAPPED, EVENT_OVERLAP, GUARD_ALWAYS,
	  "bytes of %s, which the device may write, are mapped for "
	  "writing again", CONFIDENCE_HIGH },
};

const struct rule rule_mapping_overlap = {
	.slug = "mapping-overlap",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "mapped" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a byte is mapped for a device to write while another mapping of it is active",
	.contract =
"A mapping hands its bytes to one device until it is unmapped. Where they are\n"
"mapped again meanwhile, cache maintenance of one mapping throws away what\n"
"the other has written, and nobody can say who owns them. Bytes that devices\n"
"only read may be mapped as often as one likes.\n"
"Source: Documentation/core-api/dma-api.rst, on overlapping mappings;\n"
"kernel/dma/debug.c, add_dma_entry().",
	.repair =
"Map once, for the direction that covers both uses (DMA_BIDIRECTIONAL), and\n"
"sync in between; or unmap before the bytes are mapped again. Mappings whose\n"
"cache maintenance the driver does itself say so: DMA_ATTR_SKIP_CPU_SYNC.",
	.limits =
"Compared by bytes, so neighbours in a page or cache line are no overlap. Of\n"
"bytes mapped very many times at once eight mappings are compared. Two\n"
"addresses of the same page are not seen as the same bytes. Mappings with\n"
"DMA_ATTR_SKIP_CPU_SYNC are left out. In place, source and destination mapped\n"
"one by one: works on most machines, so medium confidence.",
};
