/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * peripheral.h - what stands behind a slave address: models of FIFOs
 *
 * Slave addresses are opaque bus addresses. One that nobody registered delivers
 * a counting pattern, and swallows what it is given. A model registered here
 * delivers and takes bytes itself, and may be empty or full for a while.
 */
#ifndef DMACHECK_PERIPHERAL_H
#define DMACHECK_PERIPHERAL_H

#include <linux/types.h>

/**
 * struct dmacheck_fifo_ops - one FIFO
 * @read: the device takes up to @size bytes for a transfer from the peripheral
 * @write: the device gives up to @size bytes of a transfer to the peripheral
 *
 * Both return how many bytes were moved, a whole number of @width (the config's
 * address width in bytes); fewer than @size, also 0, stalls the transfer until
 * dmacheck_fifo_ready(). NULL: counting pattern, or swallowed.
 * Context: hard interrupt.
 */
struct dmacheck_fifo_ops {
	size_t (*read)(void *context, void *buffer, size_t size, size_t width);
	size_t (*write)(void *context, const void *buffer, size_t size, size_t width);
};

/**
 * dmacheck_fifo_register() - put a model behind a slave address
 * @address: as in dma_slave_config's src_addr or dst_addr
 * @ops: borrowed until dmacheck_fifo_unregister()
 * Return: 0, -EBUSY if the address has one, -ENOMEM.
 */
int dmacheck_fifo_register(dma_addr_t address, const struct dmacheck_fifo_ops *ops,
			   void *context);
void dmacheck_fifo_unregister(dma_addr_t address);

/* The model can move bytes again: stalled transfers at @address go on. Any context. */
void dmacheck_fifo_ready(dma_addr_t address);

#endif /* DMACHECK_PERIPHERAL_H */
