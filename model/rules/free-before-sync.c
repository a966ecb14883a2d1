/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * free-before-sync.c - memory is given up while its transfer, or the callback
 * that uses it, may still run
 *
 *              issue            terminate           free
 *   start ----------> issued -----------> stopping ------> reported
 *     |                 |  wait failed                       ^
 *     |                 +-------------> running -------------+ free
 *     |                 |  wait done
 *     |                 +-------------> done      free is fine
 *     |  free           terminate
 *     +-------> given -----------> reported: stopped only after
 *                 |  release, where elsewhere it is only stopped
 *                 +--------------> reported
 *
 *   any --terminate-sync | synchronize | release--> done
 *
 * A run knows which memory is in flight: there it is reported as it is given up, in
 * the state the channel is in.
 */
#include "model/rule.h"

enum { START, PREPARED, ISSUED, RUNNING, STOPPING, GIVEN, DONE };

#define STOPPED_BY(from, to) \
	{ from, to, EVENT_TERMINATE_ALL, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }, \
	{ from, to, EVENT_TERMINATE_ASYNC, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }
#define SYNCED_BY(from) \
	{ from, DONE, EVENT_TERMINATE_SYNC, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }, \
	{ from, DONE, EVENT_SYNCHRONIZE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }, \
	{ from, DONE, EVENT_RELEASE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }
#define ISSUED_FROM(from) \
	{ from, ISSUED, EVENT_ISSUE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW }

static const char late_stop[] =
	"%s is stopped only after memory of its transfer was given up";

static const char late_release[] =
	"memory of a transfer on %s is given up before the release, the first "
	"thing that waits for the channel";

static const char early[] =
	"memory of a transfer on %s is given up before the channel is "
	"synchronized";

static const char running[] =
	"memory of a transfer on %s is given up while the transfer may still run";

static const char data_early[] =
	"data of a callback of %s is freed before the channel is synchronized";

static const char data_running[] =
	"data of a callback of %s is freed while the callback may still come";

/* In a run: what the transfer uses, what its callback was given. */
#define GIVEN_IN(state, memory, data) \
	{ state, state, EVENT_FREE, GUARD_IN_FLIGHT, memory, CONFIDENCE_HIGH }, \
	{ state, state, EVENT_FREE, GUARD_CALLBACK_DATA, data, CONFIDENCE_HIGH }

static const struct rule_edge edges[] = {
	ISSUED_FROM(START), ISSUED_FROM(PREPARED), ISSUED_FROM(STOPPING),
	ISSUED_FROM(GIVEN), ISSUED_FROM(DONE), ISSUED_FROM(RUNNING),
	STOPPED_BY(START, STOPPING), STOPPED_BY(ISSUED, STOPPING),
	STOPPED_BY(RUNNING, STOPPING),
	SYNCED_BY(START), SYNCED_BY(ISSUED), SYNCED_BY(RUNNING),
	SYNCED_BY(STOPPING), SYNCED_BY(PREPARED),
	{ START, PREPARED, EVENT_PREP, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ ISSUED, DONE, EVENT_WAIT_DONE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ RUNNING, DONE, EVENT_WAIT_DONE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ START, DONE, EVENT_WAIT_DONE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ ISSUED, RUNNING, EVENT_WAIT_FAILED, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ ISSUED, RUNNING, EVENT_WAIT_IGNORED, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ STOPPING, DONE, EVENT_FREE, GUARD_MEMORY_OF, early, CONFIDENCE_HIGH },
	{ RUNNING, DONE, EVENT_FREE, GUARD_MEMORY_OF, running, CONFIDENCE_HIGH },
	{ START, GIVEN, EVENT_FREE, GUARD_MEMORY_OF, NULL, CONFIDENCE_LOW },
	{ GIVEN, DONE, EVENT_TERMINATE_ALL, GUARD_ALWAYS, late_stop, CONFIDENCE_MEDIUM },
	{ GIVEN, DONE, EVENT_TERMINATE_ASYNC, GUARD_ALWAYS, late_stop, CONFIDENCE_MEDIUM },
	{ GIVEN, DONE, EVENT_TERMINATE_SYNC, GUARD_ALWAYS, late_stop, CONFIDENCE_MEDIUM },
	{ GIVEN, DONE, EVENT_SYNCHRONIZE, GUARD_ALWAYS, late_stop, CONFIDENCE_MEDIUM },
	{ GIVEN, DONE, EVENT_RELEASE, GUARD_ONLY_STOPPED, late_release,
	  CONFIDENCE_LOW },
	GIVEN_IN(ISSUED, running, data_running),
	GIVEN_IN(STOPPING, early, data_early),
	GIVEN_IN(DONE, running, data_running),
};

const struct rule rule_free_before_sync = {
	.slug = "free-before-sync",
	.group = "terminate",
	.severity = SEVERITY_ERROR,
	.detectors = DETECTOR_CHECKER | DETECTOR_RUNTIME,
	.object = OBJECT_CHANNEL,
	.states = { "start", "prepared", "issued", "running", "stopping",
		    "given", "done" },
	.completed = DONE,
	.edges = edges,
	.edge_count = sizeof(edges) / sizeof(*edges),
	.summary = "memory is freed, unmapped or given back while its transfer or "
		   "callback may still run",
	.contract =
"Memory of submitted descriptors, and what their callbacks use, may be freed\n"
"or unmapped only after dmaengine_synchronize() or\n"
"dmaengine_terminate_sync() has returned, or after the transfer has\n"
"completed. dmaengine_terminate_all() and dmaengine_terminate_async() return\n"
"while hardware may be writing and a callback may be running.\n"
"dma_release_channel() of the last user synchronizes.\n"
"Source: the client guide; drivers/dma/dmaengine.c, dma_chan_put().",
	.repair =
"Where sleeping is allowed: dmaengine_terminate_sync() before the memory is\n"
"given up. In atomic context: dmaengine_terminate_async() now, and leave the\n"
"unmapping and freeing to a work item that synchronizes first.",
	.limits =
"Which memory belongs to which channel is taken from prep calls, on the path\n"
"or by the members involved. A wait that succeeds counts for every channel\n"
"that was issued before it, whoever completed it, and what a completion\n"
"callback queues counts as following a completion. What a subsystem frees\n"
"after an operation returns is seen only where the model has a row for the\n"
"hand-over. In a run, data of a callback is the heap block that its\n"
"parameter points into; a callback that has begun counts only where the\n"
"channel was terminated, as it may have woken the one who frees.",
};
