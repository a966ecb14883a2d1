/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * descriptor-not-submitted.c - a prepared descriptor is dropped
 *
 *   start --prep--> prepared --submit, fail, abort, free--> start
 *                      +------retire, end------> reported
 */
#include "model/rule.h"

enum { START, PREPARED };

static const char dropped[] = "%s is prepared and never submitted";

#define TAKEN_BY(event) \
	{ PREPARED, START, event, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }

static const struct rule_edge edges[] = {
	{ START, PREPARED, EVENT_PREP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	TAKEN_BY(EVENT_SUBMIT),
	TAKEN_BY(EVENT_FAIL),
	TAKEN_BY(EVENT_ABORT),
	TAKEN_BY(EVENT_FREE),
	{ PREPARED, START, EVENT_RETIRE, GUARD_ALWAYS, dropped, CONFIDENCE_HIGH },
	{ PREPARED, START, EVENT_END, GUARD_ALWAYS, dropped, CONFIDENCE_HIGH },
};

const struct rule rule_descriptor_not_submitted = {
	.slug = "descriptor-not-submitted",
	.group = "descriptor",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_DESCRIPTOR,
	.states = { "start", "prepared" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a prepared descriptor is dropped without a submit",
	.contract =
"There is no call that gives a prepared descriptor back. It must be\n"
"submitted, and soon: a provider may hold a lock from prep to submit, and\n"
"has the descriptor out of its pool until then. Terminating the channel\n"
"takes those back that were not submitted.\n"
"Source: the client guide, get a descriptor for transaction.",
	.repair =
"Do whatever may fail before the prep, or terminate the channel on the error\n"
"path.",
	.limits =
"Reported when the channel is released, or the run ends. One that the\n"
"channel's termination covers is not reported, though not every provider\n"
"takes it back.",
};
