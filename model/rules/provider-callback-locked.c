/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-callback-locked.c - callbacks where the client cannot do its work
 *
 *   any --callback [lock-held | hardirq]--> any   reported
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_CALLBACK, GUARD_HARDIRQ,
	  "a completion callback of %s is invoked in a hard interrupt handler",
	  CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_CALLBACK, GUARD_LOCK_HELD,
	  "a completion callback of %s is invoked with a lock held", CONFIDENCE_HIGH },
};

const struct rule rule_provider_callback_locked = {
	.slug = "provider-callback-locked",
	.group = "provider",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a client's callback is invoked with a provider's lock held",
	.contract =
"A completion callback may prepare and submit the next transfer, and may\n"
"terminate the channel: the provider takes its lock in all of these. It must\n"
"have dropped it before it invokes the callback, and invoke it from a\n"
"tasklet or a thread, never from the interrupt handler itself.\n"
"Source: the client guide, the note on callbacks of slave transfers.",
	.repair =
"Move what has completed to a list under the lock, drop the lock, then walk\n"
"the list; vchan_cookie_complete() does all that.",
	.limits =
"Any lock that the invoking thread holds counts, also one taken by a caller\n"
"of the provider.",
};
