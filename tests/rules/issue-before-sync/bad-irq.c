/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-irq.c - an interrupt handler restarts reception at once
 *
 * amba-pl011: the handler takes what has arrived, stops the channel and
 * triggers the next buffer; in hard interrupt context it cannot wait.
 */
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/serial_core.h>

struct port {
	struct uart_port port;
	struct dma_chan *rx;
	dma_addr_t addr[2];
	int current_buffer;
};

static int port_rx_trigger(struct port *p)
{
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->rx, p->addr[p->current_buffer], 64,
					   DMA_DEV_TO_MEM, DMA_PREP_INTERRUPT);
	if (!desc)
		return -EBUSY;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->rx);
	return 0;
}

static irqreturn_t port_irq(int irq, void *data)
{
	struct port *p = data;

	uart_port_lock(&p->port);
	dmaengine_pause(p->rx);
	dmaengine_terminate_all(p->rx);
	p->current_buffer = !p->current_buffer;
	port_rx_trigger(p); /* expect: issue-before-sync issued again */
	uart_port_unlock(&p->port);
	return IRQ_HANDLED;
}

int port_startup(struct port *p)
{
	return request_irq(p->port.irq, port_irq, 0, "port", p);
}
