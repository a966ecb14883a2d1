/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * status-while-running.c - a residue that means nothing
 *
 *   any --status [unreliable]--> any   reported
 */
#include "model/rule.h"

enum { ANY };

static const struct rule_edge edges[] = {
	{ ANY, ANY, EVENT_STATUS, GUARD_UNRELIABLE,
	  "the residue of %s is asked for while it runs, and its provider counts "
	  "whole descriptors only", CONFIDENCE_MEDIUM },
};

const struct rule rule_status_while_running = {
	.slug = "status-while-running",
	.group = "channel",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "any" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "the residue of a running channel whose provider cannot tell it",
	.contract =
"Not every provider can say how much of a running transfer is left. Those\n"
"whose residue granularity is DMA_RESIDUE_GRANULARITY_DESCRIPTOR answer with\n"
"the whole length until the transfer is over: the number says nothing of\n"
"what has arrived. The client guide asks to pause or terminate the channel\n"
"before.\n"
"Source: the client guide, dma_async_is_tx_complete(); the provider guide,\n"
"residue_granularity.",
	.repair =
"Pause the channel before the status is taken, or ask dma_get_slave_caps()\n"
"for the residue granularity and wait for the completion where it is no\n"
"finer than the descriptor. Pass NULL for the state where only the status is\n"
"wanted.",
	.limits =
"That the client looks at the residue it has asked for is assumed: medium.",
};
