/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * channel-left-running.c - a channel is given up while its transfer runs
 *
 *   any --release [running]--> any   reported
 *   any --end [running]--> any       reported
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_RELEASE, GUARD_RUNNING,
	  "%s is released while a transfer runs on it that nothing has terminated",
	  CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_END, GUARD_RUNNING,
	  "a transfer still runs on %s at the end, and nothing has terminated it",
	  CONFIDENCE_HIGH },
};

const struct rule rule_channel_left_running = {
	.slug = "channel-left-running",
	.group = "channel",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a channel is given up with a transfer that nothing terminated",
	.contract =
"A transfer that has been issued runs until it completes or is terminated,\n"
"and a cyclic one never completes. dma_release_channel() waits for\n"
"callbacks; it does not terminate. Whoever leaves without terminating leaves\n"
"a device that writes to memory which is going to be somebody else's.\n"
"Source: the client guide, terminate APIs; drivers/dma/dmaengine.c,\n"
"dma_chan_put().",
	.repair =
"dmaengine_terminate_sync() on every way out, for each channel that was\n"
"issued: where the transmitter failed, the receiver still runs.",
	.limits =
"A transfer is over when its provider has moved the channel's completed\n"
"cookie, which the engine looks at in each call and callback. At the end of\n"
"a run that was killed or hangs nothing is said.",
};
