/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * regulator/consumer.h - power is always on, as without CONFIG_REGULATOR
 */
#ifndef __LINUX_REGULATOR_CONSUMER_H_
#define __LINUX_REGULATOR_CONSUMER_H_

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/types.h>

struct device;
struct regulator;

struct regulator_bulk_data {
	const char *supply;
	struct regulator *consumer;
	int init_load_uA;
};

static inline struct regulator *regulator_get(struct device *dev, const char *id) { return NULL; }
static inline struct regulator *devm_regulator_get(struct device *dev, const char *id)
{
	return NULL;
}

static inline struct regulator *regulator_get_optional(struct device *dev, const char *id)
{
	return ERR_PTR(-ENODEV);
}

static inline struct regulator *devm_regulator_get_optional(struct device *dev, const char *id)
{
	return ERR_PTR(-ENODEV);
}

static inline int devm_regulator_get_enable(struct device *dev, const char *id) { return 0; }
static inline int devm_regulator_get_enable_optional(struct device *dev, const char *id)
{
	return 0;
}

static inline void regulator_put(struct regulator *regulator) { }
static inline void devm_regulator_put(struct regulator *regulator) { }
static inline int regulator_enable(struct regulator *regulator) { return 0; }
static inline int regulator_disable(struct regulator *regulator) { return 0; }
static inline int regulator_is_enabled(struct regulator *regulator) { return 1; }
static inline int regulator_set_voltage(struct regulator *regulator, int min, int max) { return 0; }
static inline int regulator_get_voltage(struct regulator *regulator) { return -EINVAL; }
static inline int regulator_set_load(struct regulator *regulator, int load) { return 0; }
static inline int devm_regulator_bulk_get(struct device *dev, int count,
					  struct regulator_bulk_data *data)
{
	return 0;
}

static inline int regulator_bulk_enable(int count, struct regulator_bulk_data *data) { return 0; }
static inline int regulator_bulk_disable(int count, struct regulator_bulk_data *data) { return 0; }

#endif /* __LINUX_REGULATOR_CONSUMER_H_ */
