/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * port.h - a small driver with a receiver that uses DMA, for workloads of rules
 *
 * What a workload is not about: the platform device, the channel, a mapped buffer, a
 * transfer with its callback. Its probe and remove say what happens; port_module()
 * makes a module of them.
 */
#ifndef PORT_H
#define PORT_H

#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <dmacheck/engine.h>

enum { PORT_SIZE = 256, PORT_FIFO = 0x40000000 };

/**
 * struct port - what the driver has
 * @dma: the device that memory is mapped for
 * @buffer: mapped at @addr from port_map() to port_unmap()
 * @received: transfers that have completed, protected by @lock
 */
struct port {
	struct device *dma;
	struct dma_chan *rx;
	struct completion done;
	spinlock_t lock;
	void *buffer;
	dma_addr_t addr;
	unsigned int received;
};

static inline struct port *port_alloc(struct platform_device *pdev)
{
	struct port *port = devm_kzalloc(&pdev->dev, sizeof(*port), GFP_KERNEL);

	if (!port)
		return NULL;
	init_completion(&port->done);
	spin_lock_init(&port->lock);
	platform_set_drvdata(pdev, port);
	return port;
}

static inline int port_config(struct dma_chan *chan)
{
	struct dma_slave_config config = {
		.src_addr = PORT_FIFO, .src_addr_width = DMA_SLAVE_BUSWIDTH_4_BYTES,
		.dst_addr = PORT_FIFO, .dst_addr_width = DMA_SLAVE_BUSWIDTH_4_BYTES,
	};

	return dmaengine_slave_config(chan, &config);
}

/* The receiver's channel, configured. */
static inline int port_request(struct port *port, struct platform_device *pdev)
{
	int err;

	port->rx = dma_request_chan(&pdev->dev, "rx");
	if (IS_ERR(port->rx))
		return PTR_ERR(port->rx);
	port->dma = dmaengine_get_dma_device(port->rx);
	err = port_config(port->rx);
	if (err)
		dma_release_channel(port->rx);
	return err;
}

static inline int port_map(struct port *port)
{
	port->buffer = kmalloc(PORT_SIZE, GFP_KERNEL);
	if (!port->buffer)
		return -ENOMEM;
	port->addr = dma_map_single(port->dma, port->buffer, PORT_SIZE, DMA_FROM_DEVICE);
	if (!dma_mapping_error(port->dma, port->addr))
		return 0;
	kfree(port->buffer);
	return -ENOMEM;
}

static inline void port_unmap(struct port *port)
{
	dma_unmap_single(port->dma, port->addr, PORT_SIZE, DMA_FROM_DEVICE);
	kfree(port->buffer);
}

/* Channel and buffer. */
static inline struct port *port_open(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int err;

	if (!port)
		return ERR_PTR(-ENOMEM);
	err = port_request(port, pdev);
	if (err)
		return ERR_PTR(err);
	err = port_map(port);
	if (!err)
		return port;
	dma_release_channel(port->rx);
	return ERR_PTR(err);
}

static inline void port_close(struct port *port)
{
	dma_release_channel(port->rx);
	port_unmap(port);
}

static inline void port_done(void *data)
{
	struct port *port = data;

	complete(&port->done);
}

static inline struct dma_async_tx_descriptor *port_prep(struct port *port)
{
	return dmaengine_prep_slave_single(port->rx, port->addr, PORT_SIZE, DMA_DEV_TO_MEM,
					   DMA_PREP_INTERRUPT | DMA_CTRL_ACK);
}

static inline int port_submit(struct port *port, struct dma_async_tx_descriptor *desc,
			      dma_async_tx_callback callback)
{
	if (!desc)
		return -EIO;
	desc->callback = callback;
	desc->callback_param = port;
	return dma_submit_error(dmaengine_submit(desc)) ? -EIO : 0;
}

/* One transfer into the buffer; @callback is given the port. */
static inline int port_start(struct port *port, dma_async_tx_callback callback)
{
	int err = port_submit(port, port_prep(port), callback);

	if (!err)
		dma_async_issue_pending(port->rx);
	return err;
}

/* The same without an end: its callback comes again and again. */
static inline int port_start_cyclic(struct port *port, dma_async_tx_callback callback)
{
	int err = port_submit(port, dmaengine_prep_dma_cyclic(port->rx, port->addr, PORT_SIZE,
							      PORT_SIZE / 4, DMA_DEV_TO_MEM,
							      DMA_PREP_INTERRUPT),
			      callback);

	if (!err)
		dma_async_issue_pending(port->rx);
	return err;
}

/* The other side sends nothing: a transfer does not complete. */
static inline void port_silence(struct port *port)
{
	dmacheck_channel_hold(port->rx);
}

/* A device for the driver, and both as a module. */
#define port_module(probe_function, remove_function) \
	static struct platform_driver port_driver = { \
		.driver = { .name = "port" }, \
		.probe = probe_function, \
		.remove = remove_function, \
	}; \
	static struct platform_device *port_device; \
	\
	static int __init port_init(void) \
	{ \
		port_device = platform_device_register_simple("port", -1, NULL, 0); \
		if (IS_ERR(port_device)) \
			return PTR_ERR(port_device); \
		return platform_driver_register(&port_driver); \
	} \
	\
	static void __exit port_exit(void) \
	{ \
		platform_driver_unregister(&port_driver); \
		platform_device_unregister(port_device); \
	} \
	\
	module_init(port_init); \
	module_exit(port_exit); \
	MODULE_LICENSE("GPL")

#endif /* PORT_H */
