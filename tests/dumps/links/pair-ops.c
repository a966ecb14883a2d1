/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pair-ops.c - a table of operations, and a function handed down and kept
 *
 * The function to go on with is an argument, then a member: the call through
 * the member reaches it.
 */
#include "links.h"

/* Another one of this name: each file means its own. */
static void helper(struct engine *engine)
{
	dmaengine_synchronize(engine->chan);
}

static void pair_stop(struct engine *engine)
{
	dmaengine_terminate_async(engine->chan);
}

static void pair_clean(struct engine *engine)
{
	helper(engine);
}

const struct engine_ops pair_ops = {
	.stop = pair_stop,
	.clean = pair_clean,
};

static int go_on(struct engine *engine)
{
	dma_async_issue_pending(engine->chan);
	return 0;
}

static int start(struct engine *engine, int (*resume)(struct engine *engine))
{
	engine->resume = resume;
	return 0;
}

void pair_reset(struct engine *engine)
{
	start(engine, go_on);
	engine->resume(engine);
}
