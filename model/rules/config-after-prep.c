/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config-after-prep.c - a configuration that comes too late for its transfer
 *
 *         config                prep                  config
 *   new ---------> configured ------> prepared ------------------> late
 *    |                ^   submit, terminate |   ^------ prep -------|
 *    |                +---------------------+                       |
 *    |                +--- submit: reported, terminate -------------+
 *    +--prep [never configured]--> prepared   reported, a hint; if it fails: reported
 */
#include "model/rule.h"

enum { NEW, CONFIGURED, PREPARED, LATE };

#define GIVEN_UP(from) \
	{ from, CONFIGURED, EVENT_TERMINATE_ALL, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }, \
	{ from, CONFIGURED, EVENT_TERMINATE_ASYNC, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }

static const struct rule_edge edges[] = {
	{ NEW, CONFIGURED, EVENT_CONFIG, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ NEW, PREPARED, EVENT_PREP, GUARD_NEVER_CONFIGURED,
	  "a transfer with a peripheral is prepared on %s, which has never been "
	  "configured", CONFIDENCE_LOW },
	{ NEW, NEW, EVENT_FAIL, GUARD_NEVER_CONFIGURED,
	  "a transfer with a peripheral cannot be prepared on %s, which has never been "
	  "configured", CONFIDENCE_MEDIUM },
	{ CONFIGURED, PREPARED, EVENT_PREP, GUARD_SLAVE, NULL, CONFIDENCE_LOW },
	{ PREPARED, CONFIGURED, EVENT_SUBMIT, GUARD_SLAVE, NULL, CONFIDENCE_LOW },
	{ PREPARED, LATE, EVENT_CONFIG, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ LATE, PREPARED, EVENT_PREP, GUARD_SLAVE, NULL, CONFIDENCE_LOW },
	{ LATE, CONFIGURED, EVENT_SUBMIT, GUARD_SLAVE,
	  "%s was configured after this transfer had been prepared, which it does "
	  "not govern", CONFIDENCE_MEDIUM },
	GIVEN_UP(PREPARED),
	GIVEN_UP(LATE),
};

const struct rule rule_config_after_prep = {
	.slug = "config-after-prep",
	.group = "channel",
	.severity = SEVERITY_WARNING,
	.detectors = DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "new", "configured", "prepared", "late" },
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "a channel is configured after the prep that should obey it, or never",
	.contract =
"dmaengine_slave_config() tells addresses, widths and bursts to the preps\n"
"that follow. A provider computes its descriptor in prep; what is configured\n"
"later holds for later ones only.\n"
"Source: the client guide, set slave and controller specific parameters; the\n"
"provider guide, device_config.",
	.repair =
"dmaengine_slave_config(), then prep, submit, issue.",
	.limits =
"A configuration between prep and submit may be meant for the next transfer,\n"
"so it is reported at the submit, at medium confidence. Many providers know\n"
"their peripheral from the board: that a channel was never configured is a\n"
"hint, but where the prep fails.",
};
