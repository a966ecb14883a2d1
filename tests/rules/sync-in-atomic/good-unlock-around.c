/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-unlock-around.c - the port's lock is dropped and taken again
 *
 * amba-pl011 does so in its flush_buffer: called with the lock held, it
 * gives the lock up for as long as it waits.
 */
#include <linux/dmaengine.h>
#include <linux/serial_core.h>

struct port {
	struct uart_port port;
	struct dma_chan *tx;
	bool queued;
};

static void port_flush_buffer(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	if (!p->queued)
		return;
	uart_port_unlock_irq(&p->port);
	dmaengine_terminate_sync(p->tx);
	uart_port_lock_irq(&p->port);
	p->queued = false;
}

const struct uart_ops port_ops = {
	.flush_buffer = port_flush_buffer,
};
