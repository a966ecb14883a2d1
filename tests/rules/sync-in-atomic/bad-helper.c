/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-helper.c - the lock is taken by the caller, the wait hides in a helper
 *
 * unthrottle of stm32-usart: it locks the port, and starting reception waits
 * for the channel when the submit fails.
 */
#include <linux/dmaengine.h>
#include <linux/serial_core.h>

struct port {
	struct uart_port port;
	struct dma_chan *rx;
	dma_addr_t addr;
};

static int port_rx_start(struct port *p)
{
	struct dma_async_tx_descriptor *desc;
	int ret;

	desc = dmaengine_prep_dma_cyclic(p->rx, p->addr, 4096, 2048, DMA_DEV_TO_MEM,
					 DMA_PREP_INTERRUPT);
	if (!desc)
		return -ENODEV;
	ret = dma_submit_error(dmaengine_submit(desc));
	if (ret) {
		dmaengine_terminate_sync(p->rx); /* expect: sync-in-atomic */
		return ret;
	}
	dma_async_issue_pending(p->rx);
	return 0;
}

static void port_unthrottle(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	unsigned long flags;

	uart_port_lock_irqsave(port, &flags);
	port_rx_start(p);
	uart_port_unlock_irqrestore(port, flags);
}

static int port_startup(struct uart_port *port)
{
	return port_rx_start(container_of(port, struct port, port));
}

const struct uart_ops port_ops = {
	.startup = port_startup,
	.unthrottle = port_unthrottle,
};
