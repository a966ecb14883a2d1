/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * terminate-all-deprecated.c - dmaengine_terminate_all() leaves its caller
 * in doubt
 *
 *   any --terminate-all--> any   reported, with context and replacement
 *
 * Not a bug by itself: each site is judged by the context it runs in, which
 * decides what may take its place.
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_TERMINATE_ALL, GUARD_ALWAYS,
	  "dmaengine_terminate_all() is deprecated", CONFIDENCE_HIGH },
};

const struct rule rule_terminate_all_deprecated = {
	.slug = "terminate-all-deprecated",
	.group = "terminate",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_CHECKER,
	.object = OBJECT_CHANNEL,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "dmaengine_terminate_all() does not say whether it waits",
	.contract =
"dmaengine_terminate_all() stops a channel and returns; a completion callback\n"
"may still be running when it does, and some hardware is still writing. Two\n"
"calls took its place: dmaengine_terminate_sync() waits and may sleep;\n"
"dmaengine_terminate_async() returns at once, may be called in atomic context\n"
"and from the channel's own callback, and needs dmaengine_synchronize() before\n"
"anything the transfer or its callback uses is freed.\n"
"Source: the client guide, and include/linux/dmaengine.h.",
	.repair =
"Where every caller may sleep and none is a callback of the channel: sync.\n"
"Elsewhere: async, and dmaengine_synchronize() later, where sleeping is\n"
"allowed and before memory is freed.",
	.limits =
"A context is known only as far as its callers are: functions that are handed\n"
"to a subsystem without a row in the model are of unknown context, and get no\n"
"replacement. --model FILE adds rows.",
};
