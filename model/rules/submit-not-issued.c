/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * submit-not-issued.c - a submitted descriptor that nobody starts
 *
 *              submit               sleep [waits]
 *   start ---------------> submitted -----------> waited
 *     ^   issue, abort, free   |                     | abort: reported
 *     +------------------------+---------------------+ issue, free
 *   submitted, waited --retire, end--> reported
 */
#include "model/rule.h"

enum { START, SUBMITTED, WAITED };

static const char never[] = "%s is submitted and never issued";

#define STARTED_BY(event) \
	{ SUBMITTED, START, event, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }, \
	{ WAITED, START, event, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }

#define LEFT_BY(event) \
	{ SUBMITTED, START, event, GUARD_ALWAYS, never, CONFIDENCE_HIGH }, \
	{ WAITED, START, event, GUARD_ALWAYS, never, CONFIDENCE_HIGH }

static const struct rule_edge edges[] = {
	{ START, SUBMITTED, EVENT_SUBMIT, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ SUBMITTED, WAITED, EVENT_SLEEP, GUARD_WAITS, NULL, CONFIDENCE_LOW },
	{ SUBMITTED, START, EVENT_ABORT, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ WAITED, START, EVENT_ABORT, GUARD_ALWAYS,
	  "%s is submitted and waited for, but was never issued", CONFIDENCE_MEDIUM },
	STARTED_BY(EVENT_ISSUE),
	STARTED_BY(EVENT_COMPLETE),
	STARTED_BY(EVENT_FREE),
	LEFT_BY(EVENT_RETIRE),
	LEFT_BY(EVENT_END),
};

const struct rule rule_submit_not_issued = {
	.slug = "submit-not-issued",
	.group = "descriptor",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_DESCRIPTOR,
	.states = { "start", "submitted", "waited" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a descriptor is submitted and never issued",
	.contract =
"dmaengine_submit() puts a descriptor into the queue and starts nothing:\n"
"dma_async_issue_pending() does. Without it the transfer never begins, and\n"
"who waits for it waits until the timeout.\n"
"Source: the client guide, submit the transaction, and issue pending DMA\n"
"requests.",
	.repair =
"dma_async_issue_pending() behind the last submit of a batch.",
	.limits =
"A descriptor whose channel is terminated before the issue is taken for one\n"
"that an error path gave up, unless its thread has waited for something in\n"
"between: then it is reported at medium confidence.",
};
