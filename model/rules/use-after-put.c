/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * use-after-put.c - an object is used after it was released
 *
 *            put, the last        free
 *   live --------------> released ----> gone -- get, lock, list, map --> reported
 *    |
 *    | free, with references left
 *    +------> left -- put, get, lock --> reported
 *
 * A put of what is gone is refcount-imbalance: it is one too many.
 */
#include "model/rule.h"

enum { LIVE, RELEASED, GONE, LEFT, OVER };

static const char left[] =
	"%s is used after it was freed, though references to it were left";

static const struct rule_edge edges[] = {
	{ LIVE, RELEASED, EVENT_PUT, GUARD_LAST, NULL, CONFIDENCE_LOW },
	{ LIVE, LEFT, EVENT_FREE, GUARD_REFERENCED, NULL, CONFIDENCE_LOW },
	{ RELEASED, LIVE, EVENT_GET, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ RELEASED, GONE, EVENT_FREE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ GONE, OVER, EVENT_GET, GUARD_ALWAYS,
	  "a reference of %s is taken after the last put has freed it", CONFIDENCE_HIGH },
	{ GONE, OVER, EVENT_LOCK, GUARD_ALWAYS,
	  "a lock in %s is used after the last put has freed it", CONFIDENCE_HIGH },
	{ GONE, OVER, EVENT_PUBLISH, GUARD_ALWAYS,
	  "%s is put on a list after the last put has freed it", CONFIDENCE_HIGH },
	{ GONE, OVER, EVENT_UNPUBLISH, GUARD_ALWAYS,
	  "%s is taken off its list after the last put has freed it", CONFIDENCE_HIGH },
	{ GONE, OVER, EVENT_MAP, GUARD_ALWAYS,
	  "memory in %s is mapped after the last put has freed it", CONFIDENCE_HIGH },
	{ LEFT, OVER, EVENT_PUT, GUARD_ALWAYS, left, CONFIDENCE_HIGH },
	{ LEFT, OVER, EVENT_GET, GUARD_ALWAYS, left, CONFIDENCE_HIGH },
	{ LEFT, OVER, EVENT_LOCK, GUARD_ALWAYS, left, CONFIDENCE_HIGH },
};

const struct rule rule_use_after_put = {
	.slug = "use-after-put",
	.group = "refcount",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_REFCOUNTED,
	.states = { "live", "released", "gone", "left", "over" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "an object is used after the put that may have been its last",
	.contract =
"Who has given up its reference may not touch the object again: the put may\n"
"have been the last, and the memory another's. That holds for its lock, its\n"
"place on a list, and the count itself. An object is freed by its release\n"
"function only, when no reference is left.\n"
"Source: Documentation/core-api/kref.rst; the document on map objects, whose\n"
"users release the reference after the last use.",
	.repair =
"Put last. Take the object off its lists before the reference of the list is\n"
"given up, release its lock before the put, or take a reference of your own\n"
"for as long as you need it.",
	.limits =
"Seen are references, locks, list nodes and maps of an object on the heap\n"
"that was freed, until its memory is given out again; reads and writes of its\n"
"other members are not: a sanitizer sees those.",
};
