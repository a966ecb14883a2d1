/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clk-devres.c - clocks that a device owns, left as they were taken
 */
#include <linux/clk.h>
#include <linux/device.h>

struct owned_clk {
	struct clk *clk;
	void (*leave)(struct clk *clk);
};

static void clk_release(struct device *dev, void *res)
{
	struct owned_clk *owned = res;

	if (owned->leave)
		owned->leave(owned->clk);
	clk_put(owned->clk);
}

static int clk_match(struct device *dev, void *res, void *clk)
{
	return ((struct owned_clk *)res)->clk == clk;
}

static struct clk *clk_own(struct device *dev, const char *id, int (*enter)(struct clk *clk),
			   void (*leave)(struct clk *clk))
{
	struct owned_clk *owned = devres_alloc(clk_release, sizeof(*owned), GFP_KERNEL);
	struct clk *clk;
	int ret;

	if (!owned)
		return ERR_PTR(-ENOMEM);
	clk = clk_get(dev, id);
	ret = IS_ERR(clk) ? PTR_ERR(clk) : enter ? enter(clk) : 0;
	if (ret) {
		clk_put(clk);
		devres_free(owned);
		return ERR_PTR(ret);
	}
	owned->clk = clk;
	owned->leave = leave;
	devres_add(dev, owned);
	return clk;
}

struct clk *devm_clk_get(struct device *dev, const char *id)
{
	return clk_own(dev, id, NULL, NULL);
}

struct clk *devm_clk_get_optional(struct device *dev, const char *id)
{
	return clk_own(dev, id, NULL, NULL);
}

struct clk *devm_clk_get_prepared(struct device *dev, const char *id)
{
	return clk_own(dev, id, clk_prepare, clk_unprepare);
}

struct clk *devm_clk_get_enabled(struct device *dev, const char *id)
{
	return clk_own(dev, id, clk_prepare_enable, clk_disable_unprepare);
}

struct clk *devm_clk_get_optional_enabled(struct device *dev, const char *id)
{
	return devm_clk_get_enabled(dev, id);
}

void devm_clk_put(struct device *dev, struct clk *clk)
{
	WARN_ON(devres_release(dev, clk_release, clk_match, clk));
}

int devm_clk_bulk_get(struct device *dev, int count, struct clk_bulk_data *clks)
{
	int i;

	for (i = 0; i < count; i++) {
		clks[i].clk = devm_clk_get(dev, clks[i].id);
		if (IS_ERR(clks[i].clk))
			return PTR_ERR(clks[i].clk);
	}
	return 0;
}

int devm_clk_bulk_get_optional(struct device *dev, int count, struct clk_bulk_data *clks)
{
	return devm_clk_bulk_get(dev, count, clks);
}
