/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-flag-in-data.c - the flag is there, and one way forgets to ask it
 *
 * The counterpart of good-flag-in-data.c.
 */
#include <linux/dmaengine.h>
#include <linux/i2c.h>

struct bus {
	struct i2c_adapter adapter;
	struct dma_chan *chan;
	bool atomic;
};

static int bus_stop(struct bus *bus, int error)
{
	if (!bus->atomic || error)
		return dmaengine_terminate_sync(bus->chan); /* expect: sync-in-atomic */
	return dmaengine_terminate_async(bus->chan);
}

static int bus_xfer_all(struct i2c_adapter *adap, int num)
{
	struct bus *bus = i2c_get_adapdata(adap);

	return bus_stop(bus, num > 8);
}

static int bus_xfer_atomic(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	struct bus *bus = i2c_get_adapdata(adap);
	int ret;

	bus->atomic = true;
	ret = bus_xfer_all(adap, num);
	bus->atomic = false;
	return ret;
}

const struct i2c_algorithm bus_algo = {
	.master_xfer_atomic = bus_xfer_atomic,
};
