/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-flag.c - an argument says whether the caller may sleep
 *
 * i2c-imx and others pass such an argument down: only the sleepable caller
 * reaches the wait.
 */
#include <linux/dmaengine.h>
#include <linux/i2c.h>

struct bus {
	struct i2c_adapter adapter;
	struct dma_chan *chan;
};

static int bus_xfer_common(struct bus *bus, bool atomic)
{
	if (atomic)
		return dmaengine_terminate_async(bus->chan);
	return dmaengine_terminate_sync(bus->chan);
}

static int bus_xfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	return bus_xfer_common(i2c_get_adapdata(adap), false);
}

static int bus_xfer_atomic(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	return bus_xfer_common(i2c_get_adapdata(adap), true);
}

const struct i2c_algorithm bus_algo = {
	.master_xfer = bus_xfer,
	.master_xfer_atomic = bus_xfer_atomic,
};
