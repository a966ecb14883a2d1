/* SPDX-License-Identifier: GPL-2.0-or-later */
/* i2c.h - I2C adapters */
#ifndef DMACHECK_TEST_I2C_H
#define DMACHECK_TEST_I2C_H

#include <linux/completion.h>
#include <linux/device.h>

struct i2c_msg {
	u16 addr;
	u16 flags;
	u16 len;
	u8 *buf;
};

struct i2c_adapter;

struct i2c_algorithm {
	int (*master_xfer)(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
	int (*master_xfer_atomic)(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
};

struct i2c_adapter {
	const struct i2c_algorithm *algo;
	struct device dev;
	void *algo_data;
};

static inline void *i2c_get_adapdata(const struct i2c_adapter *adap)
{
	return dev_get_drvdata(&adap->dev);
}

#endif
