/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * issue-before-sync.c - a channel is started again before it has stopped
 *
 *   start --terminate-all | terminate-async--> stopping --issue--> reported
 *     ^                                            |
 *     +----- terminate-sync, synchronize, release -+
 */
#include "model/rule.h"

enum { START, STOPPING };

static const char again[] =
	"%s is issued again after an asynchronous termination, before any "
	"synchronize";

static const struct rule_edge edges[] = {
	{ START, STOPPING, EVENT_TERMINATE_ALL, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ START, STOPPING, EVENT_TERMINATE_ASYNC, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ STOPPING, START, EVENT_TERMINATE_SYNC, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ STOPPING, START, EVENT_SYNCHRONIZE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ STOPPING, START, EVENT_RELEASE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ STOPPING, START, EVENT_ISSUE, GUARD_SYNCHRONIZED, again, CONFIDENCE_HIGH },
	{ STOPPING, START, EVENT_ISSUE, GUARD_ALWAYS, again, CONFIDENCE_MEDIUM },
};

const struct rule rule_issue_before_sync = {
	.slug = "issue-before-sync",
	.group = "terminate",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_CHECKER | DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "start", "stopping" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "an issue between an asynchronous termination and the synchronize",
	.contract =
"dma_async_issue_pending() between dmaengine_terminate_async() and\n"
"dmaengine_synchronize() makes the latter undefined: it can no longer tell\n"
"the old transfers from the new. dmaengine_terminate_all() promises no more.\n"
"Source: the client guide, dmaengine_synchronize().",
	.repair =
"Synchronize before the channel is issued again, from a context that may\n"
"sleep; where that cannot be, pause the channel or let it complete instead.",
	.limits =
"The checker looks within one call tree: that one operation terminates and a\n"
"later one issues is seen in a run only.",
};
