/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cpu-access-while-mapped.c - the CPU touches bytes the device owns
 *
 *                map, the device writes       read, write, idle?
 *   unmapped ---------------------------> owned -------------------> reported
 *      | |       map, it only reads               write
 *      | +------------------------------> readable -------> reported
 *      |         coherent memory
 *      +--------------------------------> shared
 *
 *   Bytes synced for the CPU are its own until they are synced for the device:
 *   that is the guard, byte by byte.
 */
#include "model/rule.h"

enum { UNMAPPED, SHARED, READABLE, OWNED };

static const struct rule_edge edges[] = {
	{ UNMAPPED, SHARED, EVENT_MAP, GUARD_COHERENT, NULL, CONFIDENCE_LOW },
	{ UNMAPPED, READABLE, EVENT_MAP, GUARD_READ_ONLY, NULL, CONFIDENCE_LOW },
	{ UNMAPPED, OWNED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ SHARED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ READABLE, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ OWNED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ OWNED, OWNED, EVENT_CPU_WRITE, GUARD_DEVICE_OWNED,
	  "the CPU writes to %s, whose bytes the device owns", CONFIDENCE_HIGH },
	{ OWNED, OWNED, EVENT_CPU_READ, GUARD_DEVICE_OWNED,
	  "the CPU reads from %s, whose bytes the device owns", CONFIDENCE_HIGH },
	{ OWNED, OWNED, EVENT_CPU_WRITE, GUARD_SAME_PAGE,
	  "the CPU writes to a page that has bytes of %s", CONFIDENCE_LOW },
	{ OWNED, OWNED, EVENT_CPU_READ, GUARD_SAME_PAGE,
	  "the CPU reads from a page that has bytes of %s", CONFIDENCE_LOW },
	{ OWNED, OWNED, EVENT_ASSERT, GUARD_DEVICE_OWNED,
	  "a page is asserted to be idle that has bytes of %s", CONFIDENCE_HIGH },
	{ READABLE, READABLE, EVENT_CPU_WRITE, GUARD_DEVICE_OWNED,
	  "the CPU writes to %s, whose bytes the device may be "
	  "reading", CONFIDENCE_HIGH },
};

const struct rule rule_cpu_access_while_mapped = {
	.slug = "cpu-access-while-mapped",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "shared", "readable", "owned" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "the CPU touches bytes between their map and their unmap, without a sync",
	.contract =
"From the map on bytes of a streaming mapping are the device's. The CPU\n"
"touches them again after the unmap, or between dma_sync_single_for_cpu() and\n"
"dma_sync_single_for_device(). What it reads before may be stale, what it\n"
"writes may be lost, or written back over what the device has put there.\n"
"Bytes mapped DMA_TO_DEVICE may be read at any time, coherent memory may be\n"
"touched at any time.\n"
"Source: Documentation/core-api/dma-api.rst, on streaming mappings and syncs.",
	.repair =
"Do what the CPU has to do before the map or after the unmap. For buffers\n"
"that stay mapped: dma_sync_single_for_cpu() before,\n"
"dma_sync_single_for_device() after, of the bytes that are touched.",
	.limits =
"Seen where the code is compiled by dmacheck cc, and in the C library's copy\n"
"and read functions. An idle assertion asks for a whole page: bytes of a\n"
"mapping that the device only reads do not count. With --cpu-access=page\n"
"other bytes of a mapped page are told as hints, and never as a violation.",
};
