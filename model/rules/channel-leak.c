/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * channel-leak.c - a channel is requested and never released
 *
 *   free --request--> held --release--> free
 *                      +----end----> reported
 */
#include "model/rule.h"

enum { FREE, HELD };

static const struct rule_edge edges[] = {
	{ FREE, HELD, EVENT_REQUEST, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ HELD, FREE, EVENT_RELEASE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ HELD, HELD, EVENT_END, GUARD_ALWAYS,
	  "%s is requested and never released", CONFIDENCE_HIGH },
};

const struct rule rule_channel_leak = {
	.slug = "channel-leak",
	.group = "channel",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "free", "held" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a requested channel is not released",
	.contract =
"A channel that dma_request_chan() or dma_request_channel() has given\n"
"belongs to its client until dma_release_channel(). Until then nobody else\n"
"gets it, and its provider's module cannot be removed.\n"
"Source: the client guide, allocate a DMA slave channel;\n"
"drivers/dma/dmaengine.c, dma_chan_get().",
	.repair =
"Release the channel on every way out of probe, also where probe is deferred\n"
"because the second channel is not there yet, and in remove; or let\n"
"devm_dma_request_chan() do it, where the kernel has it.",
	.limits =
"What a run leaves behind is judged when its program has come to its end by\n"
"itself; after a kill or a hang nothing is said.",
};
