/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-channel.c - who uses a channel
 *
 *   first client: module reference, device reference, the channel's resources
 *   more clients: a module reference each
 *   last client:  synchronize, free the resources, drop the device reference
 *
 * A device that has an exclusive client is private, until privatecnt is 0 again.
 * A channel's entry in the device model lives as long as it has a client: what is
 * unregistered under clients belongs to the last of them. In the kernel it dangles.
 * Semantics of drivers/dma/dmaengine.c; the device reference is that of the
 * document "Add reference counting to dma_device struct" with the kernel's later
 * repair: only the last put drops it.
 */
#define DMACHECK_CORE
#include <linux/module.h>

#include "runtime/engine/core.h"

/* Public clients that came earlier use the channel too. */
static void catch_up(struct dma_chan *chan)
{
	while (chan->client_count < core_client_count()) {
		__module_get(chan->device->owner);
		WRITE_ONCE(chan->client_count, chan->client_count + 1);
	}
}

static int first_client(struct dma_chan *chan)
{
	struct dma_device *device = chan->device;
	int err = 0;

	if (!kref_get_unless_zero(&device->ref))
		return -ENODEV;
	if (device->device_alloc_chan_resources)
		err = device->device_alloc_chan_resources(chan);
	if (err < 0) {
		core_device_put(device);
		return err;
	}
	WRITE_ONCE(chan->client_count, 1);
	if (!dma_has_cap(DMA_PRIVATE, device->cap_mask))
		catch_up(chan);
	return 0;
}

int core_chan_get(struct dma_chan *chan)
{
	struct module *owner = chan->device->owner;
	int err;

	if (chan->client_count) {
		__module_get(owner);
		WRITE_ONCE(chan->client_count, chan->client_count + 1);
		return 0;
	}
	if (!try_module_get(owner))
		return -ENODEV;
	err = first_client(chan);
	if (err)
		module_put(owner);
	return err;
}

static void last_client(struct dma_chan *chan)
{
	if (!chan->device->device_free_chan_resources)
		return;
	dmaengine_synchronize(chan);
	chan->device->device_free_chan_resources(chan);
}

static void free_route(struct dma_chan *chan)
{
	struct dma_router *router = chan->router;

	if (!router || !router->route_free)
		return;
	router->route_free(router->dev, chan->route_data);
	chan->router = NULL;
	chan->route_data = NULL;
}

void core_chan_put(struct dma_chan *chan)
{
	struct module *owner = chan->device->owner;
	int left = chan->client_count - 1;

	if (left < 0)
		return;
	WRITE_ONCE(chan->client_count, left);
	if (!left)
		last_client(chan);
	free_route(chan);
	if (!left) {
		if (!chan->local)
			put_device(&chan->dev->device);
		core_device_put(chan->device);
	}
	module_put(owner);
}

static void leave_private(struct dma_device *device)
{
	if (--device->privatecnt == 0)
		dma_cap_clear(DMA_PRIVATE, device->cap_mask);
}

int core_chan_get_private(struct dma_chan *chan)
{
	struct dma_device *device = chan->device;
	int err;

	dma_cap_set(DMA_PRIVATE, device->cap_mask);
	device->privatecnt++;
	err = core_chan_get(chan);
	if (err)
		leave_private(device);
	return err;
}

void core_chan_put_private(struct dma_chan *chan)
{
	leave_private(chan->device);
	core_chan_put(chan);
}
