/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sync-in-callback.c - a callback that waits for itself
 *
 *   any --terminate-sync | synchronize | release [in-callback-of]--> any
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_TERMINATE_SYNC, GUARD_IN_CALLBACK,
	  "dmaengine_terminate_sync() on %s from its own completion callback "
	  "waits for itself", CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_SYNCHRONIZE, GUARD_IN_CALLBACK,
	  "dmaengine_synchronize() on %s from its own completion callback "
	  "waits for itself", CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_RELEASE, GUARD_IN_CALLBACK,
	  "dma_release_channel() of %s from its own completion callback "
	  "may wait for itself", CONFIDENCE_HIGH },
};

const struct rule rule_sync_in_callback = {
	.slug = "sync-in-callback",
	.group = "terminate",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_CHECKER | DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a synchronizing call inside a completion callback of the same channel",
	.contract =
"Synchronizing waits until every completion callback of the channel has\n"
"returned. From inside such a callback that never happens: a deadlock. The\n"
"callback also runs in a tasklet, where nothing may sleep.\n"
"Source: the client guide, dmaengine_terminate_sync() and\n"
"dmaengine_synchronize().",
	.repair =
"Call dmaengine_terminate_async() in the callback, and synchronize in the\n"
"teardown.",
	.limits =
"The checker tells channels apart by the members they live in, across\n"
"functions.",
};
