/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * publish-before-ready.c - an object can be found before its memory is mapped
 *
 *            map
 *   start ---------> ready             mapped, then listed: fine
 *     |
 *     |  publish             map                    get             unpublish
 *     +---------> early --------------> late -------------> found ----------> reported
 *     |             | map, under the lock   |          | unmap, use
 *     |             | of the list: ready    +----------+--> over: a transfer's
 *     |  publish, though the map failed           get
 *     +-------------------------------> failed ------------> reported
 *
 * What is mapped and unmapped while it is listed, or used by a descriptor, is a
 * transfer's mapping, and not what others look for when they find the object.
 */
#include "model/rule.h"

enum { START, READY, EARLY, LATE, FOUND, FAILED, OVER };

static const struct rule_edge edges[] = {
	{ START, READY, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ START, FAILED, EVENT_PUBLISH, GUARD_FAILED, NULL, CONFIDENCE_LOW },
	{ START, EARLY, EVENT_PUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ READY, START, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ EARLY, READY, EVENT_MAP, GUARD_LIST_LOCK, NULL, CONFIDENCE_LOW },
	{ EARLY, LATE, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ EARLY, START, EVENT_UNPUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LATE, FOUND, EVENT_GET, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LATE, READY, EVENT_PUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LATE, READY, EVENT_UNPUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LATE, OVER, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LATE, OVER, EVENT_USE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ FOUND, OVER, EVENT_USE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ FOUND, READY, EVENT_PUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ FOUND, OVER, EVENT_UNMAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ FOUND, OVER, EVENT_UNPUBLISH, GUARD_ALWAYS,
	  "%s is mapped only after it was put where others find it", CONFIDENCE_MEDIUM },
	{ FAILED, OVER, EVENT_GET, GUARD_ALWAYS,
	  "%s is found by others although its mapping failed", CONFIDENCE_MEDIUM },
	{ FAILED, READY, EVENT_MAP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ FAILED, START, EVENT_UNPUBLISH, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
};

const struct rule rule_publish_before_ready = {
	.slug = "publish-before-ready",
	.group = "refcount",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_REFCOUNTED,
	.states = { "start", "ready", "early", "late", "found", "failed", "over" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "an object can be found before its memory is mapped",
	.contract =
"An object that others find by a list, a table or a handle, to use its\n"
"mapping, is put there only after the mapping has succeeded. Where the map\n"
"fails the object is freed without ever having been listed. Otherwise whoever\n"
"looks for it in between syncs, or hands to a device, an address that is\n"
"none.\n"
"Source: the document on map objects: proc_map() lists an object after the\n"
"mapping.",
	.repair =
"Create, map, check, list: in this order. On failure undo in the other order.\n"
"Or keep the lock of the list from the listing to the end of the mapping,\n"
"where that may be.",
	.limits =
"Objects are blocks of at most a page with a reference count, which keep the\n"
"DMA address and the memory it stands for; lists and tables are those of\n"
"<linux/list.h>, xarray and idr. Reported is what was found while it was\n"
"listed, was still mapped when it was taken off, and was used by no\n"
"descriptor: a request that is queued first and mapped then is no map object.\n"
"Where finders look at a flag first, that is fine, and cannot be seen.",
};
