/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sync-in-atomic.c - waiting for a channel where sleeping is forbidden
 *
 *   any --terminate-sync | synchronize | release [atomic]--> any   reported
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_TERMINATE_SYNC, GUARD_ATOMIC,
	  "dmaengine_terminate_sync() on %s may sleep", CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_SYNCHRONIZE, GUARD_ATOMIC,
	  "dmaengine_synchronize() on %s may sleep", CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_RELEASE, GUARD_ATOMIC,
	  "dma_release_channel() of %s takes a mutex and may synchronize",
	  CONFIDENCE_HIGH },
};

const struct rule rule_sync_in_atomic = {
	.slug = "sync-in-atomic",
	.group = "terminate",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_CHECKER | DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a synchronizing call where sleeping is forbidden",
	.contract =
"dmaengine_synchronize() and dmaengine_terminate_sync() wait until running\n"
"callbacks have returned, and must not be called in atomic context: under a\n"
"spinlock, with interrupts or preemption off, in an interrupt handler, a\n"
"softirq, a tasklet, a timer or an RCU read side section.\n"
"dma_release_channel() takes a mutex and synchronizes when the last user\n"
"leaves: the same holds.\n"
"Source: the client guide; drivers/dma/dmaengine.c, dma_release_channel().",
	.repair =
"Call dmaengine_terminate_async() here, and dmaengine_synchronize() later\n"
"from a context that may sleep; or drop the lock around the call.",
	.limits =
"The checker takes contexts from callers, operations and registrations; what\n"
"the model does not know is unknown and never reported. In a run a call is\n"
"reported under one rule: one that holds a lock of the callback's is\n"
"sync-lock-deadlock.",
};
