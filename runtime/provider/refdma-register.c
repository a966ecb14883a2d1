/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-register.c - the reference devices come into being
 *
 * Before the module's initcalls, or with the first request of a channel. They
 * stay until the program ends; device_release is there because without it a
 * device may not be unbound while in use, and a reference provider does it right.
 */
#include "refdma.h"

#include <dmacheck/engine.h>
#include <linux/mutex.h>
#include <linux/sched.h>

#include "runtime/kernel/fault.h"
#include "runtime/kernel/report.h"

static struct device_driver refdma_driver = { .name = "refdma" };

static struct refdma_device *devices;	/* last added first; published whole */
static DEFINE_MUTEX(init_mutex);
static struct task_struct *init_task_now;	/* who registers; atomic */
static bool init_done;				/* atomic */

struct refdma_device *refdma_devices(void)
{
	return __atomic_load_n(&devices, __ATOMIC_ACQUIRE);
}

struct refdma_channel *refdma_channel_of(struct dma_chan *chan)
{
	struct refdma_device *device;

	for (device = refdma_devices(); device; device = device->next)
		if (chan && chan->device == &device->dma)
			return to_refdma(chan);
	return NULL;
}

struct refdma_channel *refdma_channel_named(const char *name, unsigned int number)
{
	struct refdma_device *device;

	for (device = refdma_devices(); device; device = device->next)
		if (!strcmp(device->spec.name, name) && number < device->spec.channels)
			return &device->channels[number];
	return NULL;
}

/* The last client and the registration have let go; struct device frees it. */
static void dma_release(struct dma_device *dma)
{
	struct refdma_device *device = container_of(dma, struct refdma_device, dma);

	put_device(&device->dev);
}

static void device_release(struct device *dev)
{
	struct refdma_device *device = container_of(dev, struct refdma_device, dev);

	engine_free(device->channels);
	engine_free(device);
}

static u32 all_widths(void)
{
	return BIT(DMA_SLAVE_BUSWIDTH_1_BYTE) | BIT(DMA_SLAVE_BUSWIDTH_2_BYTES) |
	       BIT(DMA_SLAVE_BUSWIDTH_4_BYTES) | BIT(DMA_SLAVE_BUSWIDTH_8_BYTES) |
	       BIT(DMA_SLAVE_BUSWIDTH_16_BYTES);
}

static void describe(struct refdma_device *device)
{
	struct dma_device *dma = &device->dma;
	bool slave = dma_has_cap(DMA_SLAVE, device->spec.caps) ||
		     dma_has_cap(DMA_CYCLIC, device->spec.caps);

	dma->dev = &device->dev;
	dma->cap_mask = device->spec.caps;
	dma->device_release = dma_release;
	dma->descriptor_reuse = true;
	dma->residue_granularity = device->spec.residue;
	if (dma_has_cap(DMA_MEMCPY, dma->cap_mask))
		dma->directions |= BIT(DMA_MEM_TO_MEM);
	if (slave) {
		dma->directions |= BIT(DMA_MEM_TO_DEV) | BIT(DMA_DEV_TO_MEM);
		dma->src_addr_widths = all_widths();
		dma->dst_addr_widths = all_widths();
		dma->min_burst = 1;
		dma->max_burst = REFDMA_MAX_BURST;
	}
	refdma_channel_ops(dma);
	refdma_prep_ops(dma);
	refdma_slave_ops(dma);
}

static int add_bus_device(struct refdma_device *device)
{
	struct device *dev = &device->dev;
	int error;

	device_initialize(dev);
	dev->release = device_release;
	dev->driver = &refdma_driver;
	device->dma_mask = DMA_BIT_MASK(64);
	dev->dma_mask = &device->dma_mask;
	dev->coherent_dma_mask = DMA_BIT_MASK(64);
	dev->dma_parms = &device->dma_parms;
	dma_set_max_seg_size(dev, UINT_MAX);
	error = dev_set_name(dev, "%s", device->spec.name);
	return error ? error : device_add(dev);
}

static int add_device(const struct refdma_spec *spec)
{
	struct refdma_device *device;
	unsigned int i;
	int error;

	if (refdma_channel_named(spec->name, 0))
		return -EEXIST;
	device = engine_zalloc(sizeof(*device));
	if (!device)
		return -ENOMEM;
	device->spec = *spec;
	device->channels = engine_zalloc(spec->channels * sizeof(*device->channels));
	if (!device->channels) {
		engine_free(device);
		return -ENOMEM;
	}
	error = add_bus_device(device);
	if (error)
		goto err_put;
	INIT_LIST_HEAD(&device->dma.channels);
	describe(device);
	for (i = 0; i < spec->channels; i++)
		refdma_channel_init(&device->channels[i], device, i);
	error = dma_async_device_register(&device->dma);
	if (error)
		goto err_del;
	device->next = devices;
	__atomic_store_n(&devices, device, __ATOMIC_RELEASE);
	return 0;

err_del:
	device_del(&device->dev);
err_put:
	put_device(&device->dev);
	return error;
}

static void hold(const char *name, unsigned int number)
{
	dmacheck_channel_hold(&refdma_channel_named(name, number)->vc.chan);
}

/*
 * Registration itself looks for devices, so the registering task comes by here
 * again; others wait for it.
 */
void refdma_init(void)
{
	if (__atomic_load_n(&init_done, __ATOMIC_ACQUIRE) ||
	    __atomic_load_n(&init_task_now, __ATOMIC_RELAXED) == current)
		return;
	mutex_lock(&init_mutex);
	if (!init_done) {
		__atomic_store_n(&init_task_now, current, __ATOMIC_RELAXED);
		fault_suspend();	/* not calls of the module */
		refdma_options_devices(add_device);
		refdma_options_holds(hold);
		fault_resume();
		__atomic_store_n(&init_task_now, NULL, __ATOMIC_RELAXED);
		__atomic_store_n(&init_done, true, __ATOMIC_RELEASE);
	}
	mutex_unlock(&init_mutex);
}
