/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-spinlock.c - the classic: the port's lock on both sides
 *
 * Waiting under a spinlock is wrong in itself; here it can never end.
 */
#include <linux/dmaengine.h>
#include <linux/serial_core.h>

struct port {
	struct uart_port port;
	struct dma_chan *tx;
	dma_addr_t addr;
};

static void port_tx_done(void *data)
{
	struct port *p = data;
	unsigned long flags;

	uart_port_lock_irqsave(&p->port, &flags);
	uart_write_wakeup(&p->port);
	uart_port_unlock_irqrestore(&p->port, flags);
}

int port_tx_start(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->tx, p->addr, 64, DMA_MEM_TO_DEV,
					   DMA_PREP_INTERRUPT);
	if (!desc)
		return -EIO;
	desc->callback = port_tx_done;
	desc->callback_param = p;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->tx);
	return 0;
}

static void port_shutdown(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	unsigned long flags;

	uart_port_lock_irqsave(port, &flags);
	dmaengine_terminate_sync(p->tx); /* expect: sync-lock-deadlock takes a lock held here */ /* expect: sync-in-atomic */
	uart_port_unlock_irqrestore(port, flags);
}

const struct uart_ops port_ops = {
	.shutdown = port_shutdown,
};
