/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * unmap-while-in-use.c - the mapping of an object is undone while others may find it,
 * or have found it and still use it
 *
 *           map           publish           unpublish       unmap
 *   start ------> mapped --------> listed ------------> off ------> start
 *                                  |    |                |
 *                            unmap |    | unmap, others hold references
 *                                  v    v
 *                             torn       used -- put of such a reference --> reported
 *                              |
 *                              +-- get by another --> reported
 *                              +-- unpublish, under the lock of the list --> reported
 *
 * A reference that goes with the mapping to whoever unmaps is put by that one. What a
 * descriptor uses is its transfer's: when that ends, free-before-sync knows.
 */
#include "model/rule.h"

enum { START, MAPPED, LISTED, OFF, TORN, USED, OVER };

static const struct rule_edge edges[] = {
	{ START, MAPPED, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, START, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, LISTED, EVENT_PUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LISTED, OFF, EVENT_UNPUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LISTED, USED, EVENT_UNMAP, GUARD_REFERENCED, NULL, CONFIDENCE_LOW },
	{ LISTED, OVER, EVENT_UNMAP, GUARD_LIST_LOCK, NULL, CONFIDENCE_LOW },
	{ LISTED, TORN, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LISTED, OVER, EVENT_USE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ MAPPED, OVER, EVENT_USE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ OFF, OVER, EVENT_USE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ OFF, LISTED, EVENT_PUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ OFF, USED, EVENT_UNMAP, GUARD_REFERENCED, NULL, CONFIDENCE_LOW },
	{ OFF, START, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ USED, OVER, EVENT_PUT, GUARD_HELD_BEFORE,
	  "%s is unmapped while another still uses it", CONFIDENCE_MEDIUM },
	{ TORN, START, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ TORN, OVER, EVENT_GET, GUARD_FOUND,
	  "%s is found by another after it was unmapped", CONFIDENCE_MEDIUM },
	{ TORN, OVER, EVENT_UNPUBLISH, GUARD_LIST_LOCK,
	  "%s is unmapped while others can still find it", CONFIDENCE_MEDIUM },
	{ TORN, START, EVENT_UNPUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
};

const struct rule rule_unmap_while_in_use = {
	.slug = "unmap-while-in-use",
	.group = "refcount",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_REFCOUNTED,
	.states = { "start", "mapped", "listed", "off", "torn", "used", "over" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "an object is unmapped while others use it, or can still find it",
	.contract =
"The mapping of an object that others have found and still use stays: the\n"
"unmap fails with -EBUSY, or waits for the last reference. Whether it is used\n"
"is asked under the lock of the list, or another finds it right after the\n"
"answer. The object is taken off its list first and unmapped then, so that\n"
"nobody finds it without its mapping.\n"
"Source: the document on map objects: is_map_obj_used(), proc_un_map().",
	.repair =
"Under the lock of the list: if there are references of others, fail with\n"
"-EBUSY; else unlist. Then unmap. Or unmap in the release function, which the\n"
"last put calls.",
	.limits =
"Objects are blocks of at most a page with a reference count, which keep the\n"
"DMA address and the memory it stands for, which were mapped before they were\n"
"listed, and which no descriptor used: what a transfer uses is for\n"
"free-before-sync. References count as use where another thread took them\n"
"while the object was listed. A driver whose users ask under a lock whether\n"
"the object is still alive is right, and reported.",
};
