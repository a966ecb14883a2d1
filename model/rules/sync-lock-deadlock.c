/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sync-lock-deadlock.c - waiting for a callback that waits for our lock
 *
 *   any --terminate-sync | synchronize | release [callback-lock]--> any
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_TERMINATE_SYNC, GUARD_CALLBACK_LOCK,
	  "dmaengine_terminate_sync() on %s waits for a callback that takes a "
	  "lock held here", CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_SYNCHRONIZE, GUARD_CALLBACK_LOCK,
	  "dmaengine_synchronize() on %s waits for a callback that takes a "
	  "lock held here", CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_RELEASE, GUARD_CALLBACK_LOCK,
	  "dma_release_channel() of %s waits for a callback that takes a "
	  "lock held here", CONFIDENCE_MEDIUM },
};

const struct rule rule_sync_lock_deadlock = {
	.slug = "sync-lock-deadlock",
	.group = "terminate",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_CHECKER | DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "synchronizing while holding a lock the channel's callback takes",
	.contract =
"Synchronizing waits for a running completion callback. If the callback\n"
"waits for a lock that the caller holds, neither goes on.\n"
"Source: the client guide, dmaengine_synchronize().",
	.repair =
"Drop the lock before synchronizing, or take it in the callback no more.",
	.limits =
"The checker tells locks apart by the member they live in; that the callback\n"
"and the caller mean the same object is assumed. A run knows the locks that\n"
"callbacks of the channel have taken so far.",
};
