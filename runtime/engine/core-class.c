/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-class.c - channels in the device model: their class, entries, attributes
 *
 * Semantics of drivers/dma/dmaengine.c.
 */
#define DMACHECK_CORE
#include <linux/device.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "runtime/engine/core.h"
#include "runtime/kernel/raw.h"

/* Return: the value under the mutex, -ENODEV once the channel has gone. */
static ssize_t show_channel(struct device *dev, char *buf,
			    unsigned long (*value)(struct dma_chan *chan))
{
	struct dma_chan *chan;
	ssize_t size = -ENODEV;

	mutex_lock(&core_mutex);
	chan = container_of(dev, struct dma_chan_dev, device)->chan;
	if (chan)
		size = sysfs_emit(buf, "%lu\n", value(chan));
	mutex_unlock(&core_mutex);
	return size;
}

static unsigned long count_memcpy(struct dma_chan *chan)
{
	unsigned long count = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		count += per_cpu_ptr(chan->local, cpu)->memcpy_count;
	return count;
}

static unsigned long count_bytes(struct dma_chan *chan)
{
	unsigned long count = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		count += per_cpu_ptr(chan->local, cpu)->bytes_transferred;
	return count;
}

static unsigned long count_clients(struct dma_chan *chan)
{
	return chan->client_count;
}

static ssize_t memcpy_count_show(struct device *dev,
				 struct device_attribute *attr, char *buf)
{
	return show_channel(dev, buf, count_memcpy);
}
static DEVICE_ATTR_RO(memcpy_count);

static ssize_t bytes_transferred_show(struct device *dev,
				      struct device_attribute *attr, char *buf)
{
	return show_channel(dev, buf, count_bytes);
}
static DEVICE_ATTR_RO(bytes_transferred);

static ssize_t in_use_show(struct device *dev, struct device_attribute *attr,
			   char *buf)
{
	return show_channel(dev, buf, count_clients);
}
static DEVICE_ATTR_RO(in_use);

static struct attribute *channel_attrs[] = {
	&dev_attr_memcpy_count.attr,
	&dev_attr_bytes_transferred.attr,
	&dev_attr_in_use.attr,
	NULL,
};
ATTRIBUTE_GROUPS(channel);

static void release_channel_device(struct device *dev)
{
	kfree(container_of(dev, struct dma_chan_dev, device));
}

static struct class channel_class = {
	.name = "dma",
	.dev_groups = channel_groups,
	.dev_release = release_channel_device,
};

/*
 * The library has no initcalls: the first registration makes the class. Under a
 * lock at which no actors switch, so that a seed means the same order of things
 * as with the kernel's core.
 */
int core_class_register(void)
{
	static struct raw_lock lock = RAW_LOCK_INIT;
	static bool registered;	/* protected by lock */
	int err = 0;

	raw_lock(&lock);
	if (!registered)
		err = class_register(&channel_class);
	registered = !err;
	raw_unlock(&lock);
	return err;
}

static void name_channel(struct dma_chan *chan, const char *name)
{
	struct device *dev = &chan->dev->device;

	if (name)
		dev_set_name(dev, "%s", name);
	else
		dev_set_name(dev, "dma%dchan%d", chan->dev->dev_id, chan->chan_id);
}

int core_chan_add_device(struct dma_device *device, struct dma_chan *chan,
			 const char *name)
{
	struct dma_chan_dev *chan_dev = kzalloc(sizeof(*chan_dev), GFP_KERNEL);
	int err;

	if (!chan_dev)
		return -ENOMEM;
	chan_dev->chan = chan;
	chan_dev->dev_id = device->dev_id;
	chan_dev->device.class = &channel_class;
	chan_dev->device.parent = device->dev;
	chan->dev = chan_dev;
	name_channel(chan, name);
	err = device_register(&chan_dev->device);
	if (err) {
		chan->dev = NULL;
		put_device(&chan_dev->device);
	}
	return err;
}
