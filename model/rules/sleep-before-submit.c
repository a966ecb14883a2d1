/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sleep-before-submit.c - the client sleeps between prep and submit
 *
 *              prep             sleep          submit
 *   start ----------> prepared --------> slept --------> reported
 *     ^  submit, ...  |                    |
 *     +---------------+--------------------+ submit [reused], ...
 */
#include "model/rule.h"

enum { START, PREPARED, SLEPT };

#define ENDED_BY(event) \
	{ PREPARED, START, event, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }, \
	{ SLEPT, START, event, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }

static const struct rule_edge edges[] = {
	{ START, PREPARED, EVENT_PREP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ PREPARED, SLEPT, EVENT_SLEEP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ PREPARED, START, EVENT_SUBMIT, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ SLEPT, START, EVENT_SUBMIT, GUARD_REUSED, NULL, CONFIDENCE_LOW },
	{ SLEPT, START, EVENT_SUBMIT, GUARD_ALWAYS,
	  "between the prep of %s and its submit a call is made that may sleep",
	  CONFIDENCE_MEDIUM },
	ENDED_BY(EVENT_FAIL),
	ENDED_BY(EVENT_ABORT),
	ENDED_BY(EVENT_FREE),
	ENDED_BY(EVENT_RETIRE),
};

const struct rule rule_sleep_before_submit = {
	.slug = "sleep-before-submit",
	.group = "descriptor",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_DESCRIPTOR,
	.states = { "start", "prepared", "slept" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a call that may sleep between prep and submit",
	.contract =
"A provider may hold a spinlock from a successful prep to the submit, so the\n"
"two belong close together: whoever sleeps in between sleeps with a spinlock\n"
"held.\n"
"Source: the client guide, get a descriptor for transaction.",
	.repair =
"Map, allocate and take mutexes before the prep; between prep and submit set\n"
"the callback and nothing else.",
	.limits =
"The provider at hand may hold no lock: medium. Only calls of the thread\n"
"that prepared count. A descriptor that is submitted again and again\n"
"(DMA_CTRL_REUSE) is exempt.",
};
