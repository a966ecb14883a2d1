/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * belongs.c - what belongs together: memory and its bus address, memory and
 * channel, channel and callback, callback and lock
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>

struct ring {
	struct dma_chan *chan;
	void *buf;
	dma_addr_t addr;
};

struct port {
	spinlock_t lock;
	spinlock_t unused;
	struct device *dev;
	struct ring rx;
	struct ring tx;
	struct scatterlist sg[2];
	struct dma_chan *copy;
	struct dma_chan *alias;
	struct tasklet_struct tasklet;
};

static void note(struct port *p)
{
	spin_lock(&p->lock);
	spin_unlock(&p->lock);
}

static void rx_done(void *data)
{
	struct port *p = data;

	note(p);
	tasklet_schedule(&p->tasklet);
}

static void tx_done(void *data)
{
}

static int port_rx(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	p->rx.buf = dma_alloc_coherent(p->dev, 64, &p->rx.addr, GFP_KERNEL);
	desc = dmaengine_prep_dma_cyclic(p->rx.chan, p->rx.addr, 64, 32,
					 DMA_DEV_TO_MEM, 0);
	if (!desc)
		return -EIO;
	desc->callback = rx_done;
	desc->callback_param = p;
	return dmaengine_submit(desc);
}

static int port_tx(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	p->tx.addr = dma_map_single(p->dev, p->tx.buf, 64, DMA_TO_DEVICE);
	desc = dmaengine_prep_slave_single(p->tx.chan, p->tx.addr, 64,
					   DMA_MEM_TO_DEV, 0);
	if (!desc)
		return -EIO;
	desc->callback = tx_done;
	return dmaengine_submit(desc);
}

static int port_copy(struct port *p)
{
	struct dma_async_tx_descriptor *desc;
	int count = dma_map_sg(p->dev, p->sg, 2, DMA_TO_DEVICE);

	p->alias = p->copy;
	desc = dmaengine_prep_slave_sg(p->alias, p->sg, count, DMA_MEM_TO_DEV, 0);
	return desc ? dmaengine_submit(desc) : -EIO;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	return port_rx(p) ?: port_tx(p) ?: port_copy(p);
}

static void port_remove(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	dmaengine_terminate_async(p->rx.chan);
	dmaengine_terminate_sync(p->tx.chan);
	dmaengine_synchronize(p->rx.chan);
}

struct platform_driver port_driver = {
	.probe = port_probe,
	.remove = port_remove,
};
