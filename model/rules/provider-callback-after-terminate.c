/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-callback-after-terminate.c - a callback that should never come
 *
 *   any --callback [aborted | retired]--> any   reported
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_CALLBACK, GUARD_ABORTED,
	  "the completion callback of %s is invoked although its transfer was aborted",
	  CONFIDENCE_HIGH },
	{ ANY, ANY, EVENT_CALLBACK, GUARD_RETIRED,
	  "the completion callback of %s is invoked after the channel was synchronized",
	  CONFIDENCE_HIGH },
};

const struct rule rule_provider_callback_after_terminate = {
	.slug = "provider-callback-after-terminate",
	.group = "provider",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_DESCRIPTOR,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "the completion callback of an aborted transfer is invoked",
	.contract =
"device_terminate_all aborts what is queued and what runs; callbacks of\n"
"aborted transfers are not invoked, and after device_synchronize none of an\n"
"earlier transfer is: the client has freed what they use.\n"
"Source: the provider guide, device_terminate_all and device_synchronize.",
	.repair =
"Take every descriptor off the lists in device_terminate_all, under the lock\n"
"that the completion takes too, and kill the tasklet in device_synchronize:\n"
"vchan_terminate_vdesc() and vchan_synchronize() do that.",
	.limits =
"Which transfers a termination has aborted is taken from their cookies:\n"
"those that were submitted before the call and had not completed when it\n"
"returned.",
};
