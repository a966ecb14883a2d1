/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * channel-use-after-release.c - a client calls on a channel it no longer has
 *
 *   unknown --request--> held --release--> released --use--> reported
 *                         ^                    |
 *                         +------request-------+
 */
#include "model/rule.h"

enum { UNKNOWN, HELD, RELEASED };

static const struct rule_edge edges[] = {
	{ UNKNOWN, HELD, EVENT_REQUEST, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ HELD, RELEASED, EVENT_RELEASE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ RELEASED, HELD, EVENT_REQUEST, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ RELEASED, RELEASED, EVENT_USE, GUARD_ALWAYS,
	  "%s is used after it has been released", CONFIDENCE_HIGH },
};

const struct rule rule_channel_use_after_release = {
	.slug = "channel-use-after-release",
	.group = "channel",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "unknown", "held", "released" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a call on a channel that has been released",
	.contract =
"After dma_release_channel() the channel may be another client's, its\n"
"provider may be gone, and so may the memory it is in.\n"
"Source: the client guide; the provider guide, device_free_chan_resources.",
	.repair =
"Stop everything that uses the channel before it is released: interrupts,\n"
"timers, work, operations that a subsystem may still call; unregister from\n"
"the subsystem first, release last.",
	.limits =
"If another client has requested the channel in between, the late call is\n"
"taken for that client's.",
};
