/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-not-issued.c - nothing was started, so nothing runs
 *
 * The error path of an ordinary set-up: mapped, not prepared, unmapped; and
 * memory of a channel that no transfer has used.
 */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/slab.h>

struct port {
	struct device *dev;
	struct dma_chan *tx;
	void *buf;
	dma_addr_t addr;
};

int port_setup(struct port *p)
{
	struct dma_slave_config config = { .direction = DMA_MEM_TO_DEV };
	int ret;

	p->buf = kzalloc(64, GFP_KERNEL);
	if (!p->buf)
		return -ENOMEM;
	p->tx = dma_request_chan(p->dev, "tx");
	if (IS_ERR(p->tx)) {
		ret = PTR_ERR(p->tx);
		goto err_free;
	}
	ret = dmaengine_slave_config(p->tx, &config);
	if (ret)
		goto err_release;
	p->addr = dma_map_single(p->dev, p->buf, 64, DMA_TO_DEVICE);
	if (!dma_mapping_error(p->dev, p->addr))
		return 0;
	ret = -ENOMEM;
err_release:
	dma_release_channel(p->tx);
err_free:
	kfree(p->buf);
	return ret;
}
