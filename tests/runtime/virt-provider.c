/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * virt-provider.c - a DMA driver on virtual channels, and a client that tries it
 *
 * A driver as one finds them in drivers/dma: it includes "virt-dma.h", so it can be
 * compiled with a kernel tree's file or with the engine's own, and must behave the
 * same. The hardware is a timer that copies, or fills the next period of a ring with
 * the period's number. Other modules of the program find its channels too.
 *
 *	prep -> vchan_tx_prep -> submit -> issue -> timer -> vchan_cookie_complete
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <dmacheck/bus.h>
#include "virt-dma.h"
#include "check.h"

enum {
	CHANNELS = 4,
	COPY_NS = 1000,
	PERIOD_NS = 1000000,
	BLOCK = 512,		/* of the controller's own memory */
};

static unsigned int copies = 200;
module_param(copies, uint, 0444);

struct soft_desc {
	struct virt_dma_desc vd;
	dma_addr_t dst, src;
	size_t len;
	size_t period;		/* of a ring, else 0 */
	unsigned int done;	/* periods */
};

struct soft_chan {
	struct virt_dma_chan vc;
	struct hrtimer timer;
	struct soft_desc *now;	/* what the hardware does; protected by vc.lock */
};

struct soft_dma {
	struct dma_device dma;
	struct soft_chan channels[CHANNELS];
};

static struct soft_chan *to_soft_chan(struct dma_chan *chan)
{
	return container_of(chan, struct soft_chan, vc.chan);
}

static struct soft_desc *to_soft_desc(struct virt_dma_desc *vd)
{
	return container_of(vd, struct soft_desc, vd);
}

static void soft_desc_free(struct virt_dma_desc *vd)
{
	kfree(to_soft_desc(vd));
}

static void soft_start(struct soft_chan *sc)
{
	struct virt_dma_desc *vd = vchan_next_desc(&sc->vc);

	if (!vd)
		return;
	list_del(&vd->node);
	sc->now = to_soft_desc(vd);
	sc->now->done = 0;
	hrtimer_start(&sc->timer, sc->now->period ? PERIOD_NS : COPY_NS,
		      HRTIMER_MODE_REL);
}

static int soft_copy(struct soft_chan *sc, struct soft_desc *desc)
{
	struct device *dev = sc->vc.chan.device->dev;
	u8 block[BLOCK];
	size_t at, size;
	int err = 0;

	for (at = 0; at < desc->len && !err; at += size) {
		size = min_t(size_t, desc->len - at, BLOCK);
		err = dmacheck_bus_read(dev, &sc->vc.chan, desc->src + at, block, size);
		if (!err)
			err = dmacheck_bus_write(dev, &sc->vc.chan, desc->dst + at,
						 block, size);
	}
	return err;
}

static void soft_fill(struct soft_chan *sc, struct soft_desc *desc)
{
	size_t at = desc->done * desc->period % desc->len;
	u8 block[BLOCK];

	memset(block, ++desc->done, BLOCK);
	dmacheck_bus_write(sc->vc.chan.device->dev, &sc->vc.chan, desc->dst + at,
			   block, min_t(size_t, desc->period, BLOCK));
}

/* The hardware's interrupt. What was terminated meanwhile is no longer its. */
static enum hrtimer_restart soft_tick(struct hrtimer *timer)
{
	struct soft_chan *sc = container_of(timer, struct soft_chan, timer);
	enum hrtimer_restart again = HRTIMER_NORESTART;
	struct soft_desc *desc;
	unsigned long flags;

	spin_lock_irqsave(&sc->vc.lock, flags);
	desc = sc->now;
	if (desc && desc->period) {
		soft_fill(sc, desc);
		vchan_cyclic_callback(&desc->vd);
		hrtimer_forward_now(timer, PERIOD_NS);
		again = HRTIMER_RESTART;
	} else if (desc) {
		if (soft_copy(sc, desc))
			desc->vd.tx_result.result = DMA_TRANS_ABORTED;
		vchan_cookie_complete(&desc->vd);
		sc->now = NULL;
		soft_start(sc);
	}
	spin_unlock_irqrestore(&sc->vc.lock, flags);
	return again;
}

static struct dma_async_tx_descriptor *
soft_prep(struct dma_chan *chan, const struct soft_desc *what, unsigned long flags)
{
	struct soft_desc *desc = kmemdup(what, sizeof(*what), GFP_NOWAIT);

	return desc ? vchan_tx_prep(to_virt_chan(chan), &desc->vd, flags) : NULL;
}

static struct dma_async_tx_descriptor *
soft_prep_memcpy(struct dma_chan *chan, dma_addr_t dst, dma_addr_t src, size_t len,
		 unsigned long flags)
{
	struct soft_desc desc = { .dst = dst, .src = src, .len = len };

	return soft_prep(chan, &desc, flags);
}

static struct dma_async_tx_descriptor *
soft_prep_cyclic(struct dma_chan *chan, dma_addr_t ring, size_t len, size_t period,
		 enum dma_transfer_direction direction, unsigned long flags)
{
	struct soft_desc desc = { .dst = ring, .len = len, .period = period };

	if (direction != DMA_DEV_TO_MEM || !period || len % period)
		return NULL;
	return soft_prep(chan, &desc, flags);
}

static void soft_issue_pending(struct dma_chan *chan)
{
	struct soft_chan *sc = to_soft_chan(chan);
	unsigned long flags;

	spin_lock_irqsave(&sc->vc.lock, flags);
	if (vchan_issue_pending(&sc->vc) && !sc->now)
		soft_start(sc);
	spin_unlock_irqrestore(&sc->vc.lock, flags);
}

static size_t soft_residue(struct soft_chan *sc, dma_cookie_t cookie)
{
	struct virt_dma_desc *vd = vchan_find_desc(&sc->vc, cookie);

	if (sc->now && sc->now->vd.tx.cookie == cookie)
		return sc->now->len - sc->now->done * sc->now->period % sc->now->len;
	return vd ? to_soft_desc(vd)->len : 0;
}

static enum dma_status soft_tx_status(struct dma_chan *chan, dma_cookie_t cookie,
				      struct dma_tx_state *state)
{
	struct soft_chan *sc = to_soft_chan(chan);
	enum dma_status status = dma_cookie_status(chan, cookie, state);
	unsigned long flags;

	if (status == DMA_COMPLETE || !state)
		return status;
	spin_lock_irqsave(&sc->vc.lock, flags);
	dma_set_residue(state, soft_residue(sc, cookie));
	spin_unlock_irqrestore(&sc->vc.lock, flags);
	return status;
}

static int soft_terminate_all(struct dma_chan *chan)
{
	struct soft_chan *sc = to_soft_chan(chan);
	unsigned long flags;
	LIST_HEAD(head);

	spin_lock_irqsave(&sc->vc.lock, flags);
	if (sc->now)
		vchan_terminate_vdesc(&sc->now->vd);
	sc->now = NULL;
	vchan_get_all_descriptors(&sc->vc, &head);
	spin_unlock_irqrestore(&sc->vc.lock, flags);
	vchan_dma_desc_free_list(&sc->vc, &head);
	return 0;
}

static void soft_synchronize(struct dma_chan *chan)
{
	hrtimer_cancel(&to_soft_chan(chan)->timer);
	vchan_synchronize(to_virt_chan(chan));
}

static void soft_free_chan_resources(struct dma_chan *chan)
{
	soft_terminate_all(chan);
	soft_synchronize(chan);
	vchan_free_chan_resources(to_virt_chan(chan));
}

static void soft_describe(struct dma_device *dma, struct device *dev)
{
	dma->dev = dev;
	dma_cap_set(DMA_MEMCPY, dma->cap_mask);
	dma_cap_set(DMA_CYCLIC, dma->cap_mask);
	dma_cap_set(DMA_PRIVATE, dma->cap_mask);
	dma->directions = BIT(DMA_MEM_TO_MEM) | BIT(DMA_DEV_TO_MEM);
	dma->residue_granularity = DMA_RESIDUE_GRANULARITY_SEGMENT;
	dma->descriptor_reuse = true;
	dma->device_prep_dma_memcpy = soft_prep_memcpy;
	dma->device_prep_dma_cyclic = soft_prep_cyclic;
	dma->device_issue_pending = soft_issue_pending;
	dma->device_tx_status = soft_tx_status;
	dma->device_terminate_all = soft_terminate_all;
	dma->device_synchronize = soft_synchronize;
	dma->device_free_chan_resources = soft_free_chan_resources;
	INIT_LIST_HEAD(&dma->channels);
}

static int soft_probe(struct platform_device *pdev)
{
	struct soft_dma *soft = devm_kzalloc(&pdev->dev, sizeof(*soft), GFP_KERNEL);
	int i;

	if (!soft)
		return -ENOMEM;
	if (dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64)))
		return -EIO;
	soft_describe(&soft->dma, &pdev->dev);
	for (i = 0; i < CHANNELS; i++) {
		struct soft_chan *sc = &soft->channels[i];

		sc->vc.desc_free = soft_desc_free;
		hrtimer_init(&sc->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
		sc->timer.function = soft_tick;
		vchan_init(&sc->vc, &soft->dma);
	}
	platform_set_drvdata(pdev, soft);
	return dma_async_device_register(&soft->dma);
}

static void soft_remove(struct platform_device *pdev)
{
	struct soft_dma *soft = platform_get_drvdata(pdev);
	int i;

	dma_async_device_unregister(&soft->dma);
	for (i = 0; i < CHANNELS; i++)
		tasklet_kill(&soft->channels[i].vc.task);
}

static struct platform_driver soft_driver = {
	.probe = soft_probe,
	.remove_new = soft_remove,
	.driver = { .name = "virt-provider" },
};

/* The client's side. */

static bool is_soft(struct dma_chan *chan, void *param)
{
	return !strcmp(dev_name(chan->device->dev), "virt-provider");
}

static struct dma_chan *request(enum dma_transaction_type type)
{
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(type, mask);
	return dma_request_channel(mask, is_soft, NULL);
}

static void told(void *data)
{
	complete(data);
}

struct buffers {
	u8 *src, *dst;
	dma_addr_t src_dma, dst_dma;
};

enum { SIZE = 3000 };

static int buffers_map(struct device *dev, struct buffers *b, u8 value)
{
	b->src = kmalloc(SIZE, GFP_KERNEL);
	b->dst = kzalloc(SIZE, GFP_KERNEL);
	CHECK(b->src && b->dst);
	memset(b->src, value, SIZE);
	b->src_dma = dma_map_single(dev, b->src, SIZE, DMA_TO_DEVICE);
	b->dst_dma = dma_map_single(dev, b->dst, SIZE, DMA_FROM_DEVICE);
	CHECK(!dma_mapping_error(dev, b->src_dma) && !dma_mapping_error(dev, b->dst_dma));
	return 0;
}

static void buffers_unmap(struct device *dev, struct buffers *b)
{
	dma_unmap_single(dev, b->src_dma, SIZE, DMA_TO_DEVICE);
	dma_unmap_single(dev, b->dst_dma, SIZE, DMA_FROM_DEVICE);
}

static void buffers_free(struct buffers *b)
{
	kfree(b->src);
	kfree(b->dst);
}

static int copy_once(struct dma_chan *chan, u8 value)
{
	struct device *dev = chan->device->dev;
	struct dma_async_tx_descriptor *tx;
	DECLARE_COMPLETION_ONSTACK(done);
	struct buffers b;

	CHECK(!buffers_map(dev, &b, value));
	tx = dmaengine_prep_dma_memcpy(chan, b.dst_dma, b.src_dma, SIZE,
				       DMA_PREP_INTERRUPT | DMA_CTRL_ACK);
	CHECK(tx);
	tx->callback = told;
	tx->callback_param = &done;
	CHECK(!dma_submit_error(dmaengine_submit(tx)));
	dma_async_issue_pending(chan);
	CHECK(wait_for_completion_timeout(&done, PATIENCE));
	buffers_unmap(dev, &b);
	CHECK(!memcmp(b.src, b.dst, SIZE));
	buffers_free(&b);
	return 0;
}

/* The same descriptor twice: its callback comes each time. */
static int copy_again(struct dma_chan *chan)
{
	struct device *dev = chan->device->dev;
	struct dma_async_tx_descriptor *tx;
	DECLARE_COMPLETION_ONSTACK(done);
	struct buffers b;
	int i;

	CHECK(!buffers_map(dev, &b, 0x5a));
	tx = dmaengine_prep_dma_memcpy(chan, b.dst_dma, b.src_dma, SIZE,
				       DMA_PREP_INTERRUPT);
	CHECK(tx && !dmaengine_desc_set_reuse(tx));
	tx->callback = told;
	tx->callback_param = &done;
	for (i = 0; i < 2; i++) {
		CHECK(!dma_submit_error(dmaengine_submit(tx)));
		dma_async_issue_pending(chan);
		CHECK(wait_for_completion_timeout(&done, PATIENCE));
		/* the channel has it back only when the callback has returned */
		dmaengine_synchronize(chan);
	}
	CHECK(!dmaengine_desc_free(tx));
	buffers_unmap(dev, &b);
	CHECK(!memcmp(b.src, b.dst, SIZE));
	buffers_free(&b);
	return 0;
}

/* Not issued, terminated: nobody is told, and nothing is left behind. */
static int drop_submitted(struct dma_chan *chan)
{
	struct device *dev = chan->device->dev;
	struct dma_async_tx_descriptor *tx;
	DECLARE_COMPLETION_ONSTACK(done);
	struct dma_tx_state state;
	dma_cookie_t cookie;
	struct buffers b;

	CHECK(!buffers_map(dev, &b, 0xa5));
	tx = dmaengine_prep_dma_memcpy(chan, b.dst_dma, b.src_dma, SIZE,
				       DMA_PREP_INTERRUPT | DMA_CTRL_ACK);
	CHECK(tx);
	tx->callback = told;
	tx->callback_param = &done;
	cookie = dmaengine_submit(tx);
	CHECK(dmaengine_tx_status(chan, cookie, &state) == DMA_IN_PROGRESS);
	CHECK(state.residue == 0);	/* only what is issued has one here */
	CHECK(!dmaengine_terminate_sync(chan));
	CHECK(!completion_done(&done));
	buffers_unmap(dev, &b);
	buffers_free(&b);
	return 0;
}

static void count_period(void *data)
{
	atomic_inc(data);
}

static int ring(struct dma_chan *chan)
{
	struct device *dev = chan->device->dev;
	struct dma_async_tx_descriptor *tx;
	atomic_t periods = ATOMIC_INIT(0);
	dma_addr_t address;
	u8 *memory = dma_alloc_coherent(dev, 4 * BLOCK, &address, GFP_KERNEL);
	int i;

	CHECK(memory);
	tx = dmaengine_prep_dma_cyclic(chan, address, 4 * BLOCK, BLOCK,
				       DMA_DEV_TO_MEM, DMA_PREP_INTERRUPT);
	CHECK(tx);
	tx->callback = count_period;
	tx->callback_param = &periods;
	CHECK(!dma_submit_error(dmaengine_submit(tx)));
	dma_async_issue_pending(chan);
	for (i = 0; i < PATIENCE && atomic_read(&periods) < 6; i++)
		msleep(1);
	CHECK(!dmaengine_terminate_sync(chan));
	CHECK(atomic_read(&periods) >= 6);
	i = atomic_read(&periods);
	msleep(5);
	CHECK(atomic_read(&periods) == i);
	CHECK(memory[0] >= 5 && memory[3 * BLOCK] >= 4);
	dma_free_coherent(dev, 4 * BLOCK, memory, address);
	return 0;
}

static int try_channel(struct dma_chan *chan)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < copies && !err; i++)
		err = copy_once(chan, i);
	if (!err)
		err = copy_again(chan);
	if (!err)
		err = drop_submitted(chan);
	if (!err)
		err = ring(chan);
	if (!err)
		err = copy_once(chan, 0x77);
	return err;
}

static struct platform_device *soft_device;

/* Before the modules that only look for channels. */
static int __init virt_provider_init(void)
{
	struct dma_chan *chan;
	int err;

	err = platform_driver_register(&soft_driver);
	if (err)
		return err;
	soft_device = platform_device_register_simple("virt-provider", -1, NULL, 0);
	CHECK(!IS_ERR(soft_device));
	chan = request(DMA_CYCLIC);
	CHECK(chan);
	err = try_channel(chan);
	dma_release_channel(chan);
	if (!err)
		pr_info("virt-provider: %u copies and a ring, no failures\n", copies);
	return err;
}
subsys_initcall(virt_provider_init);

static void __exit virt_provider_exit(void)
{
	platform_device_unregister(soft_device);
	platform_driver_unregister(&soft_driver);
}
module_exit(virt_provider_exit);

MODULE_DESCRIPTION("DMA driver on virtual channels");
MODULE_LICENSE("GPL");
