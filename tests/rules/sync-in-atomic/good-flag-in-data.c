/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-flag-in-data.c - a flag in the driver's data says whether it may sleep
 *
 * i2c-tegra and i2c-stm32f7: the atomic operation sets the flag around the one
 * worker of both, which asks it before it uses DMA, and so before it waits.
 */
#include <linux/completion.h>
#include <linux/dmaengine.h>
#include <linux/i2c.h>

struct bus {
	struct i2c_adapter adapter;
	struct dma_chan *chan;
	struct completion done;
	bool atomic;
	bool use_dma;
};

static int bus_wait(struct bus *bus)
{
	if (wait_for_completion_timeout(&bus->done, 10))
		return 0;
	if (bus->use_dma)
		dmaengine_terminate_sync(bus->chan);
	return -ETIMEDOUT;
}

static int bus_xfer_msg(struct bus *bus, struct i2c_msg *msg)
{
	bus->use_dma = bus->chan && msg->len > 8 && !bus->atomic;
	if (!bus->atomic)
		return bus_wait(bus);
	return 0;
}

static int bus_stop(struct bus *bus)
{
	if (bus->atomic)
		return dmaengine_terminate_async(bus->chan);
	return dmaengine_terminate_sync(bus->chan);
}

static int bus_xfer_all(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	struct bus *bus = i2c_get_adapdata(adap);

	for (int i = 0; i < num; i++)
		if (bus_xfer_msg(bus, &msgs[i]))
			return bus_stop(bus);
	return 0;
}

static int bus_xfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	struct bus *bus = i2c_get_adapdata(adap);

	bus->atomic = false;
	return bus_xfer_all(adap, msgs, num);
}

static int bus_xfer_atomic(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	struct bus *bus = i2c_get_adapdata(adap);
	int ret;

	bus->atomic = true;
	ret = bus_xfer_all(adap, msgs, num);
	bus->atomic = false;
	return ret;
}

const struct i2c_algorithm bus_algo = {
	.master_xfer = bus_xfer,
	.master_xfer_atomic = bus_xfer_atomic,
};
