/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page-moved-while-mapped.c - another page is behind a mapped address
 *
 *              map            the page changes
 *   unmapped <------> mapped -----------------> moved, reported
 *             unmap
 */
#include "model/rule.h"

enum { UNMAPPED, MAPPED, MOVED };

static const struct rule_edge edges[] = {
	{ UNMAPPED, MAPPED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, MOVED, EVENT_MOVE, GUARD_ALWAYS,
	  "the page behind %s is no longer the one that was mapped", CONFIDENCE_HIGH },
	{ MOVED, UNMAPPED, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
};

const struct rule rule_page_moved_while_mapped = {
	.slug = "page-moved-while-mapped",
	.group = "mapping",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_MAPPING,
	.states = { "unmapped", "mapped", "moved" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "the page frame behind a mapped address changes: fork, remap, madvise, free",
	.contract =
"A device has the page frame that was there when memory was mapped, and goes\n"
"on using it. If another frame comes to the same address, CPU and device see\n"
"different memory from then on. In userspace that is done by a fork and the\n"
"first write after it, by munmap() and mmap() at the same place, by mremap()\n"
"and by madvise(MADV_DONTNEED).\n"
"Source: Documentation/core-api/pin_user_pages.rst; madvise(2),\n"
"MADV_DONTFORK.",
	.repair =
"Unmap before memory is remapped or given up. Where the process forks, keep\n"
"its mapped memory from the child: madvise(MADV_DONTFORK), or posix_spawn().",
	.limits =
"Certain with --pfn=real: frames are read at map, sync, unmap and exit, so a\n"
"frame that went and came back is not seen. Without it, fork and madvise()\n"
"give inconclusive verdicts, as nobody knows whether the page is another one.",
};
