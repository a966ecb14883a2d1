/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * acpi_dma.h - DMA channels described by ACPI: none
 */
#ifndef __LINUX_ACPI_DMA_H
#define __LINUX_ACPI_DMA_H

#include <linux/list.h>
#include <linux/device.h>
#include <linux/err.h>

struct dma_chan;

struct acpi_dma_spec {
	int chan_id;
	int slave_id;
	struct device *dev;
};

struct acpi_dma {
	struct list_head dma_controllers;
	struct device *dev;
	struct dma_chan *(*acpi_dma_xlate)(struct acpi_dma_spec *, struct acpi_dma *);
	void *data;
	unsigned short base_request_line;
	unsigned short end_request_line;
};

struct acpi_dma_filter_info;

static inline int acpi_dma_controller_register(struct device *dev,
		struct dma_chan *(*xlate)(struct acpi_dma_spec *, struct acpi_dma *), void *data)
{
	return -ENODEV;
}

static inline int acpi_dma_controller_free(struct device *dev) { return -ENODEV; }

static inline int devm_acpi_dma_controller_register(struct device *dev,
		struct dma_chan *(*xlate)(struct acpi_dma_spec *, struct acpi_dma *), void *data)
{
	return -ENODEV;
}

static inline void devm_acpi_dma_controller_free(struct device *dev) { }

static inline struct dma_chan *acpi_dma_request_slave_chan_by_index(struct device *dev,
								    size_t index)
{
	return ERR_PTR(-ENODEV);
}

static inline struct dma_chan *acpi_dma_request_slave_chan_by_name(struct device *dev,
								   const char *name)
{
	return ERR_PTR(-ENODEV);
}

#define acpi_dma_simple_xlate NULL

#endif /* __LINUX_ACPI_DMA_H */
