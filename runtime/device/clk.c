/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clk.c - clocks that are always there, and counted
 *
 * drivers/clk/clk.c for what is warned about: giving up more than was taken.
 */
#include <linux/clk.h>
#include <linux/device.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/bug.h>
#include <linux/printk.h>

#include "runtime/kernel/context.h"

#define CLK_RATE 100000000UL

/* Counts: atomic builtins, any context */
struct clk {
	const char *name;
	unsigned long rate;
	struct clk *parent;
	int prepared;
	int enabled;
};

struct clk *clk_get(struct device *dev, const char *id)
{
	struct clk *clk = kzalloc(sizeof(*clk), GFP_KERNEL);

	if (!clk)
		return ERR_PTR(-ENOMEM);
	clk->name = kstrdup_const(id ? id : dev ? dev_name(dev) : "clk", GFP_KERNEL);
	if (!clk->name) {
		kfree(clk);
		return ERR_PTR(-ENOMEM);
	}
	clk->rate = CLK_RATE;
	return clk;
}

struct clk *clk_get_optional(struct device *dev, const char *id)
{
	return clk_get(dev, id);
}

struct clk *clk_get_sys(const char *dev_id, const char *con_id)
{
	return clk_get(NULL, con_id ? con_id : dev_id);
}

void clk_put(struct clk *clk)
{
	context_may_sleep("clk_put", __builtin_return_address(0));
	if (IS_ERR_OR_NULL(clk))
		return;
	kfree_const(clk->name);
	kfree(clk);
}

int clk_prepare(struct clk *clk)
{
	context_may_sleep("clk_prepare", __builtin_return_address(0));
	if (clk)
		__atomic_add_fetch(&clk->prepared, 1, __ATOMIC_ACQ_REL);
	return 0;
}

void clk_unprepare(struct clk *clk)
{
	int left;

	context_may_sleep("clk_unprepare", __builtin_return_address(0));
	if (IS_ERR_OR_NULL(clk))
		return;
	left = __atomic_sub_fetch(&clk->prepared, 1, __ATOMIC_ACQ_REL);
	if (left > 0)
		return;
	WARN(!left && __atomic_load_n(&clk->enabled, __ATOMIC_ACQUIRE),
	     "Unpreparing enabled %s\n", clk->name);
	if (!left)
		return;
	__atomic_store_n(&clk->prepared, 0, __ATOMIC_RELEASE);
	WARN(1, "%s already unprepared\n", clk->name);
}

int clk_enable(struct clk *clk)
{
	if (!clk)
		return 0;
	if (WARN(!__atomic_load_n(&clk->prepared, __ATOMIC_ACQUIRE),
		 "Enabling unprepared %s\n", clk->name))
		return -ESHUTDOWN;
	__atomic_add_fetch(&clk->enabled, 1, __ATOMIC_ACQ_REL);
	return 0;
}

void clk_disable(struct clk *clk)
{
	if (IS_ERR_OR_NULL(clk))
		return;
	if (__atomic_sub_fetch(&clk->enabled, 1, __ATOMIC_ACQ_REL) >= 0)
		return;
	__atomic_store_n(&clk->enabled, 0, __ATOMIC_RELEASE);
	WARN(1, "%s already disabled\n", clk->name);
}

bool clk_is_enabled_when_prepared(struct clk *clk)
{
	return false;
}

int clk_prepare_enable(struct clk *clk)
{
	int ret = clk_prepare(clk);

	if (ret)
		return ret;
	ret = clk_enable(clk);
	if (ret)
		clk_unprepare(clk);
	return ret;
}

void clk_disable_unprepare(struct clk *clk)
{
	clk_disable(clk);
	clk_unprepare(clk);
}

/* Rates and parents are under the mutex of prepare. */
unsigned long clk_get_rate(struct clk *clk)
{
	context_may_sleep("clk_get_rate", __builtin_return_address(0));
	return clk ? __atomic_load_n(&clk->rate, __ATOMIC_RELAXED) : 0;
}

long clk_round_rate(struct clk *clk, unsigned long rate)
{
	context_may_sleep("clk_round_rate", __builtin_return_address(0));
	return clk ? rate : 0;
}

int clk_set_rate(struct clk *clk, unsigned long rate)
{
	context_may_sleep("clk_set_rate", __builtin_return_address(0));
	if (clk)
		__atomic_store_n(&clk->rate, rate, __ATOMIC_RELAXED);
	return 0;
}

int clk_set_min_rate(struct clk *clk, unsigned long rate)
{
	return clk && clk_get_rate(clk) < rate ? clk_set_rate(clk, rate) : 0;
}

int clk_set_max_rate(struct clk *clk, unsigned long rate)
{
	return clk && clk_get_rate(clk) > rate ? clk_set_rate(clk, rate) : 0;
}

int clk_set_parent(struct clk *clk, struct clk *parent)
{
	context_may_sleep("clk_set_parent", __builtin_return_address(0));
	if (clk)
		clk->parent = parent;
	return 0;
}

struct clk *clk_get_parent(struct clk *clk)
{
	return clk ? clk->parent : NULL;
}

bool clk_is_match(const struct clk *p, const struct clk *q)
{
	return p == q;
}

int clk_bulk_get(struct device *dev, int count, struct clk_bulk_data *clks)
{
	int i;

	for (i = 0; i < count; i++) {
		clks[i].clk = clk_get(dev, clks[i].id);
		if (IS_ERR(clks[i].clk)) {
			int ret = PTR_ERR(clks[i].clk);

			clk_bulk_put(i, clks);
			return ret;
		}
	}
	return 0;
}

void clk_bulk_put(int count, struct clk_bulk_data *clks)
{
	while (count--) {
		clk_put(clks[count].clk);
		clks[count].clk = NULL;
	}
}

int clk_bulk_prepare_enable(int count, const struct clk_bulk_data *clks)
{
	int i, ret = 0;

	for (i = 0; i < count && !ret; i++)
		ret = clk_prepare_enable(clks[i].clk);
	if (ret)
		clk_bulk_disable_unprepare(i - 1, clks);
	return ret;
}

void clk_bulk_disable_unprepare(int count, const struct clk_bulk_data *clks)
{
	while (count-- > 0)
		clk_disable_unprepare(clks[count].clk);
}
