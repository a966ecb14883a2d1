/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-sleeps-in-terminate.c - device_terminate_all sleeps
 *
 *   any --sleep [in-terminate]--> any   reported
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_SLEEP, GUARD_IN_TERMINATE,
	  "the device_terminate_all of %s makes a call that may sleep", CONFIDENCE_HIGH },
};

const struct rule rule_provider_sleeps_in_terminate = {
	.slug = "provider-sleeps-in-terminate",
	.group = "provider",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "device_terminate_all makes a call that may sleep",
	.contract =
"dmaengine_terminate_async() may be called in atomic context and in a\n"
"completion callback, so device_terminate_all must not sleep. It need not\n"
"wait for the hardware either: that is what device_synchronize is for.\n"
"Source: the provider guide, device_terminate_all.",
	.repair =
"Stop the hardware and return; wait for it, and for callbacks, in\n"
"device_synchronize. Poll with udelay() where a few microseconds must pass.",
	.limits =
"Reported whoever calls it, also where that caller may sleep: the next one\n"
"may not.",
};
