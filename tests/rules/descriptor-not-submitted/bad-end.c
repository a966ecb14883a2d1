/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-end.c - neither the descriptor nor its channel is ever given back */
#include "../../runtime/port.h"

static struct port *the_port;

static int __init port_init(void)
{
	dma_cap_mask_t mask;
	dma_addr_t addr;

	dma_cap_zero(mask);
	dma_cap_set(DMA_MEMCPY, mask);
	the_port = kzalloc(sizeof(*the_port), GFP_KERNEL);
	if (!the_port)
		return -ENOMEM;
	the_port->rx = dma_request_channel(mask, NULL, NULL); /* expect-run: channel-leak */
	if (!the_port->rx)
		return -ENODEV;
	the_port->dma = dmaengine_get_dma_device(the_port->rx);
	if (port_map(the_port))
		return -ENOMEM;
	addr = the_port->addr;
	return dmaengine_prep_dma_memset(the_port->rx, addr, 0, PORT_SIZE, 0) ? 0 : -EIO; /* expect-run: descriptor-not-submitted */
}

static void __exit port_exit(void)
{
	port_unmap(the_port);
	kfree(the_port);
}

module_init(port_init);
module_exit(port_exit);
MODULE_LICENSE("GPL");
