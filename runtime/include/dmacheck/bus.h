/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bus.h - how a DMA controller in userspace reaches memory: by DMA address
 *
 *   provider -> DMA address -> mapping -> bytes (coherent), or the device's
 *                                         own copy of them (engine.coherent=0)
 *
 * What is not mapped, or not in that direction, faults as at an IOMMU: nothing
 * is touched, DEVICE_READ or DEVICE_WRITE tells it, and without a recorder a line
 * on stderr. With engine.iommu=0 an address that no mapping holds is taken for a
 * virtual one.
 */
#ifndef DMACHECK_BUS_H
#define DMACHECK_BUS_H

#include <linux/types.h>

struct device;
struct dma_chan;

/**
 * dmacheck_bus_span() - the bytes behind a DMA address, as the device sees them
 * @dev: the DMA device
 * @chan: for the event, may be NULL
 * @size: in bytes, more than 0
 * @write: whether the device is going to write them
 *
 * The bytes may be used until the caller next lets another actor run. Emits
 * DEVICE_READ or DEVICE_WRITE.
 * Return: the bytes, or ERR_PTR(-EFAULT) where a byte is not mapped for @dev,
 * ERR_PTR(-EACCES) where the mapping's direction forbids it.
 * Context: any; takes the mapping lock for a moment.
 */
void *dmacheck_bus_span(struct device *dev, struct dma_chan *chan,
			dma_addr_t address, size_t size, bool write);

/*
 * The same as a copy, across the entries of adjoining mappings. Return: 0 or
 * the errno of the first byte that fails; nothing after it has been copied.
 */
int dmacheck_bus_read(struct device *dev, struct dma_chan *chan,
		      dma_addr_t address, void *buffer, size_t size);
int dmacheck_bus_write(struct device *dev, struct dma_chan *chan,
		       dma_addr_t address, const void *buffer, size_t size);

#endif /* DMACHECK_BUS_H */
