/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-ops.c - nobody in the file takes the lock: serial core does
 */
#include <linux/dmaengine.h>
#include <linux/serial_core.h>

struct port {
	struct uart_port port;
	struct dma_chan *tx;
};

static void port_flush_buffer(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	dmaengine_terminate_sync(p->tx); /* expect: sync-in-atomic */
}

const struct uart_ops port_ops = {
	.flush_buffer = port_flush_buffer,
};
