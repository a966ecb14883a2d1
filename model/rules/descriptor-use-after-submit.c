/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * descriptor-use-after-submit.c - the client touches what is no longer its own
 *
 *              submit               complete, abort
 *   start ------------> submitted ------------------> over
 *                         |  submit, change, free       | submit: reported
 *                         +--> reported                 | submit [reused]
 *                         ^-----------------------------+
 */
#include "model/rule.h"

enum { START, SUBMITTED, OVER };

static const struct rule_edge edges[] = {
	{ START, SUBMITTED, EVENT_SUBMIT, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ SUBMITTED, OVER, EVENT_COMPLETE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ SUBMITTED, OVER, EVENT_ABORT, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ SUBMITTED, SUBMITTED, EVENT_SUBMIT, GUARD_ALWAYS,
	  "%s is submitted a second time before it has completed", CONFIDENCE_HIGH },
	{ SUBMITTED, SUBMITTED, EVENT_CHANGE, GUARD_ALWAYS,
	  "%s is changed after its submit", CONFIDENCE_HIGH },
	{ SUBMITTED, OVER, EVENT_FREE, GUARD_ALWAYS,
	  "%s is freed before it has completed", CONFIDENCE_HIGH },
	{ OVER, SUBMITTED, EVENT_SUBMIT, GUARD_REUSED, NULL, CONFIDENCE_LOW },
	{ OVER, OVER, EVENT_SUBMIT, GUARD_ALWAYS,
	  "%s is submitted again, but is not for reuse", CONFIDENCE_HIGH },
};

const struct rule rule_descriptor_use_after_submit = {
	.slug = "descriptor-use-after-submit",
	.group = "descriptor",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_DESCRIPTOR,
	.states = { "start", "submitted", "over" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "the client touches a descriptor after its submit",
	.contract =
"With the submit a descriptor becomes the provider's, which may give it back\n"
"to its pool, or free it, as soon as the transfer is over. Only the cookie\n"
"stays with the client. A descriptor whose client has set DMA_CTRL_REUSE may\n"
"be submitted again, or freed with dmaengine_desc_free(), once it has\n"
"completed.\n"
"Source: the client guide, submit the transaction; the provider guide,\n"
"DMA_CTRL_REUSE.",
	.repair =
"Set callback and parameter before the submit, keep the cookie, and prepare\n"
"a new descriptor for the next transfer; or dmaengine_desc_set_reuse() where\n"
"the channel's caps say that it can.",
	.limits =
"A change is seen where the provider has not yet freed the descriptor, in\n"
"what the client may set: callback, parameter, flags. Reads are not seen.",
};
