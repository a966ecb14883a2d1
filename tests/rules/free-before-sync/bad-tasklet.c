/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-tasklet.c - a watchdog queues the same tasklet while the transfer runs
 *
 * The counterpart of good-tasklet.c: not only the completion callback schedules
 * it, so it may run before the transfer is over.
 */
/* known-to-fail: that a callback queues it is enough, whoever else does */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/timer.h>

struct engine {
	struct device *dev;
	struct dma_chan *in;
	struct dma_chan *out;
	struct scatterlist *in_sg;
	struct scatterlist *out_sg;
	struct tasklet_struct done_task;
	struct timer_list watchdog;
};

static void engine_watchdog(struct timer_list *t)
{
	struct engine *e = from_timer(e, t, watchdog);

	tasklet_schedule(&e->done_task);
}

static void engine_dma_done(void *data)
{
	struct engine *e = data;

	tasklet_schedule(&e->done_task);
}

static int engine_start(struct engine *e)
{
	struct dma_async_tx_descriptor *in, *out;

	dma_map_sg(e->dev, e->in_sg, 1, DMA_TO_DEVICE);
	dma_map_sg(e->dev, e->out_sg, 1, DMA_FROM_DEVICE);
	in = dmaengine_prep_slave_sg(e->in, e->in_sg, 1, DMA_MEM_TO_DEV,
				     DMA_PREP_INTERRUPT);
	out = dmaengine_prep_slave_sg(e->out, e->out_sg, 1, DMA_DEV_TO_MEM,
				      DMA_PREP_INTERRUPT);
	if (!in || !out)
		return -EINVAL;
	out->callback = engine_dma_done;
	out->callback_param = e;
	dmaengine_submit(in);
	dmaengine_submit(out);
	dma_async_issue_pending(e->in);
	dma_async_issue_pending(e->out);
	return 0;
}

static void engine_done_task(struct tasklet_struct *t)
{
	struct engine *e = from_tasklet(e, t, done_task);

	dma_unmap_sg(e->dev, e->in_sg, 1, DMA_TO_DEVICE); /* expect: free-before-sync stopped only after */
	dma_unmap_sg(e->dev, e->out_sg, 1, DMA_FROM_DEVICE); /* expect: free-before-sync stopped only after */
	dmaengine_terminate_all(e->in);
	dmaengine_terminate_all(e->out);
}

int engine_probe(struct engine *e)
{
	tasklet_setup(&e->done_task, engine_done_task);
	timer_setup(&e->watchdog, engine_watchdog, 0);
	return engine_start(e);
}
