/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clk.h - clocks: any clock a driver asks for exists, stands at 100 MHz until it
 * is set, and counts who has prepared and enabled it
 */
#ifndef __LINUX_CLK_H
#define __LINUX_CLK_H

#include <linux/err.h>
#include <linux/types.h>
#include <linux/notifier.h>

struct device;
struct device_node;
struct clk;

struct clk_bulk_data {
	const char *id;
	struct clk *clk;
};

struct clk *clk_get(struct device *dev, const char *id);
struct clk *clk_get_optional(struct device *dev, const char *id);
struct clk *clk_get_sys(const char *dev_id, const char *con_id);
void clk_put(struct clk *clk);
struct clk *devm_clk_get(struct device *dev, const char *id);
struct clk *devm_clk_get_optional(struct device *dev, const char *id);
struct clk *devm_clk_get_prepared(struct device *dev, const char *id);
struct clk *devm_clk_get_enabled(struct device *dev, const char *id);
struct clk *devm_clk_get_optional_enabled(struct device *dev, const char *id);
void devm_clk_put(struct device *dev, struct clk *clk);

int clk_prepare(struct clk *clk);
void clk_unprepare(struct clk *clk);
int clk_enable(struct clk *clk);
void clk_disable(struct clk *clk);
bool clk_is_enabled_when_prepared(struct clk *clk);
unsigned long clk_get_rate(struct clk *clk);
long clk_round_rate(struct clk *clk, unsigned long rate);
int clk_set_rate(struct clk *clk, unsigned long rate);
int clk_set_min_rate(struct clk *clk, unsigned long rate);
int clk_set_max_rate(struct clk *clk, unsigned long rate);
int clk_set_parent(struct clk *clk, struct clk *parent);
struct clk *clk_get_parent(struct clk *clk);
bool clk_is_match(const struct clk *p, const struct clk *q);

int clk_prepare_enable(struct clk *clk);
void clk_disable_unprepare(struct clk *clk);

int clk_bulk_get(struct device *dev, int count, struct clk_bulk_data *clks);
void clk_bulk_put(int count, struct clk_bulk_data *clks);
int devm_clk_bulk_get(struct device *dev, int count, struct clk_bulk_data *clks);
int devm_clk_bulk_get_optional(struct device *dev, int count, struct clk_bulk_data *clks);
int clk_bulk_prepare_enable(int count, const struct clk_bulk_data *clks);
void clk_bulk_disable_unprepare(int count, const struct clk_bulk_data *clks);

static inline struct clk *of_clk_get(struct device_node *np, int index)
{
	return ERR_PTR(-ENOENT);
}

static inline struct clk *of_clk_get_by_name(struct device_node *np, const char *name)
{
	return ERR_PTR(-ENOENT);
}

#endif /* __LINUX_CLK_H */
