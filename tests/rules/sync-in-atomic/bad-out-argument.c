/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-out-argument.c - whoever gets the address of a variable may write it
 *
 * Registers are read this way; that the variable was zero before says nothing.
 */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>

struct host {
	struct dma_chan *chan;
};

int host_read(struct host *host, unsigned int reg, u32 *value);

static irqreturn_t host_irq(int irq, void *data)
{
	struct host *host = data;
	u32 status = 0;

	host_read(host, 4, &status);
	if (status & 1)
		dmaengine_terminate_sync(host->chan); /* expect: sync-in-atomic in hard interrupt context */
	return IRQ_HANDLED;
}

int host_probe(struct host *host, int irq)
{
	return request_irq(irq, host_irq, 0, "host", host);
}
