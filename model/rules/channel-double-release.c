/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * channel-double-release.c - a channel is released that was released before
 *
 *   unknown --request--> held --release--> released --release--> reported
 *                         ^                    |
 *                         +------request--------+
 */
#include "model/rule.h"

enum { UNKNOWN, HELD, RELEASED };

static const struct rule_edge edges[] = {
	{ UNKNOWN, HELD, EVENT_REQUEST, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ HELD, RELEASED, EVENT_RELEASE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ RELEASED, HELD, EVENT_REQUEST, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ RELEASED, RELEASED, EVENT_RELEASE, GUARD_ALWAYS,
	  "%s is released twice", CONFIDENCE_HIGH },
};

const struct rule rule_channel_double_release = {
	.slug = "channel-double-release",
	.group = "channel",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "unknown", "held", "released" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a channel is released twice",
	.contract =
"One request, one release. The second one takes a reference that belongs to\n"
"the next client of the channel, or to nobody.\n"
"Source: the client guide; drivers/dma/dmaengine.c, dma_chan_put().",
	.repair =
"Set the pointer to NULL where the channel is released, and test it; release\n"
"a channel from devm_dma_request_chan() nowhere; where one channel serves\n"
"both directions, release it once.",
	.limits =
"If another client has requested the channel in between, the second release\n"
"is taken for that client's.",
};
