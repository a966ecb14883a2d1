/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refcount-imbalance.c - references are taken and given up, each once
 *
 *             set, get          put, the last
 *   start ------------> held ----------------> none
 *     |                  |  |                    |
 *     | put or get of    |  | put of none,       | put, or get of none
 *     | none             |  | end of the run     |
 *     +------------------+--+--------------------+--> reported
 *
 * A count that is set begins anew. A map object that nobody uses has none, and may be
 * taken again: its last put leaves it held.
 */
#include "model/rule.h"

enum { START, HELD, NONE, OVER };

static const char too_many[] =
	"a reference of %s is given up that nobody has: one put too many";
static const char revived[] =
	"a reference of %s is taken when none is left: it was never set, or is being "
	"released";

static const struct rule_edge edges[] = {
	{ START, OVER, EVENT_GET, GUARD_NONE_LEFT, revived, CONFIDENCE_HIGH },
	{ START, HELD, EVENT_GET, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ START, OVER, EVENT_PUT, GUARD_NONE_LEFT, too_many, CONFIDENCE_HIGH },
	{ START, NONE, EVENT_PUT, GUARD_LAST, NULL, CONFIDENCE_LOW },
	{ START, HELD, EVENT_PUT, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ HELD, OVER, EVENT_PUT, GUARD_NONE_LEFT, too_many, CONFIDENCE_HIGH },
	{ HELD, NONE, EVENT_PUT, GUARD_LAST, NULL, CONFIDENCE_LOW },
	{ NONE, OVER, EVENT_PUT, GUARD_ALWAYS, too_many, CONFIDENCE_HIGH },
	{ NONE, OVER, EVENT_GET, GUARD_NONE_LEFT, revived, CONFIDENCE_HIGH },
	{ NONE, HELD, EVENT_GET, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ HELD, OVER, EVENT_END, GUARD_ALLOCATED,
	  "a reference of %s is never given up", CONFIDENCE_HIGH },
};

const struct rule rule_refcount_imbalance = {
	.slug = "refcount-imbalance",
	.group = "refcount",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_REFCOUNTED,
	.states = { "start", "held", "none", "over" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a reference that is given up twice, never, or taken of an object "
		   "without any",
	.contract =
"Each reference that is taken is given up once, on every path, by the one who\n"
"took it or was handed it. A find that takes a reference hands it to its\n"
"caller. A count that is zero stays zero: kref_get() asks that the caller\n"
"already knows of a reference; who does not takes kref_get_unless_zero()\n"
"under the lock of the list. A device that counts its clients takes a\n"
"reference for each of them, or for the first alone, and then gives up only\n"
"that of the last.\n"
"Source: the documents on the reference count of dma_device and on map\n"
"objects; Documentation/core-api/kref.rst.",
	.repair =
"Pair them in one place: take the reference where the pointer is stored, give\n"
"it up where the pointer is cleared. Where a function returns early, let it\n"
"leave through a label that puts what it found.",
	.limits =
"What is left at the end counts as never given up only if its memory is still\n"
"allocated, the program came to its own end and its module has been unloaded.\n"
"Counts that are an atomic_t are not seen; nor is which of several references\n"
"of a thread a put gives up.",
};
