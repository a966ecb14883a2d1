/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * descriptor-unchecked.c - a prep has returned NULL, and the client goes on
 *
 *   start --fail--> null --crash--> reported
 */
#include "model/rule.h"

enum { START, NONE };

static const struct rule_edge edges[] = {
	{ START, NONE, EVENT_FAIL, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ NONE, START, EVENT_CRASH, GUARD_ALWAYS,
	  "the prep of %s returned NULL, and what it returned is used", CONFIDENCE_HIGH },
};

const struct rule rule_descriptor_unchecked = {
	.slug = "descriptor-unchecked",
	.group = "descriptor",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_DESCRIPTOR,
	.states = { "start", "null" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "the NULL of a prep that failed is used",
	.contract =
"A prep returns NULL where the provider has no descriptor left, or cannot do\n"
"what it is asked: a length, an alignment, a direction. Only a result that\n"
"is not NULL is a descriptor.\n"
"Source: the client guide, get a descriptor for transaction.",
	.repair =
"Test the result; on NULL unmap what was mapped for it, and fall back or\n"
"fail.",
	.limits =
"In a run the program dies of it: dmacheck run --fault-sweep makes each prep\n"
"fail once. The crash counts if it is at an address near NULL, in the thread\n"
"whose last call that failed was the prep.",
};
