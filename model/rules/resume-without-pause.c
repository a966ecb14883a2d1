/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * resume-without-pause.c - a channel is resumed that is not paused
 *
 *              pause
 *   running ----------> paused
 *    |  ^                 |
 *    |  +-----------------+ resume, terminate
 *    +--resume--> reported
 */
#include "model/rule.h"

enum { RUNNING, PAUSED };

#define ENDS_PAUSE(event) \
	{ PAUSED, RUNNING, event, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }

static const struct rule_edge edges[] = {
	{ RUNNING, PAUSED, EVENT_PAUSE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	ENDS_PAUSE(EVENT_RESUME),
	ENDS_PAUSE(EVENT_TERMINATE_ALL),
	ENDS_PAUSE(EVENT_TERMINATE_ASYNC),
	ENDS_PAUSE(EVENT_TERMINATE_SYNC),
	{ RUNNING, RUNNING, EVENT_RESUME, GUARD_ALWAYS,
	  "%s is resumed, but it is not paused", CONFIDENCE_HIGH },
};

const struct rule rule_resume_without_pause = {
	.slug = "resume-without-pause",
	.group = "channel",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "running", "paused" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "dmaengine_resume() on a channel that is not paused",
	.contract =
"dmaengine_resume() continues what dmaengine_pause() has stopped, and is\n"
"invalid on a channel that is not paused. Terminating ends the pause too.\n"
"Source: the client guide, pause and resume APIs.",
	.repair =
"Resume only where the pause before has returned 0, and nothing has\n"
"terminated the channel since: remember it beside the channel.",
	.limits =
"A pause that returns an error counts as none.",
};
