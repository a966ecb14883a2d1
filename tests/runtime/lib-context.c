// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lib-context.c - services that may sleep, called where nobody may
 */
/* expect-count: 1 sleeping function called from invalid context at xa_store */
/* expect-count: 1 sleeping function called from invalid context at xa_alloc */
/* expect-count: 1 sleeping function called from invalid context at idr_preload */
/* expect-count: 1 sleeping function called from invalid context at vfree */
/* expect-count: 1 sleeping function called from invalid context at iounmap */
/* expect-count: 1 sleeping function called from invalid context at clk_get_rate */
/* expect-count: 1 sleeping function called from invalid context at kmalloc */
#include <linux/clk.h>
#include <linux/idr.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>
#include <linux/xarray.h>

#include "check.h"

static DEFINE_SPINLOCK(lock);
static DEFINE_XARRAY_ALLOC(array);
static DEFINE_IDR(numbers);
static int thing;

/* What may not sleep is asked for that way, and is silent. */
static void asked_not_to(void)
{
	u32 id;

	EXPECT(!xa_err(xa_store(&array, 1, &thing, GFP_ATOMIC)));
	EXPECT(!xa_alloc(&array, &id, &thing, xa_limit_32b, GFP_NOWAIT));
	xa_erase(&array, id);
	EXPECT(idr_alloc(&numbers, &thing, 0, 0, GFP_NOWAIT) == 0);
}

static void sleepy(void *area, void __iomem *registers, struct clk *clk)
{
	u32 id;

	xa_store(&array, 2, &thing, GFP_KERNEL);
	EXPECT(!xa_alloc(&array, &id, &thing, xa_limit_32b, GFP_KERNEL));
	idr_preload(GFP_KERNEL);
	idr_preload_end();
	vfree(area);
	iounmap(registers);
	EXPECT(clk_get_rate(clk));
}

/* Between the two a number can be had, and nothing else that sleeps. */
static void preloaded(void)
{
	idr_preload(GFP_KERNEL);
	EXPECT(in_atomic());
	EXPECT(idr_alloc(&numbers, &thing, 0, 0, GFP_NOWAIT) == 1);
	kfree(kmalloc(8, GFP_KERNEL));
	idr_preload_end();
	EXPECT(!in_atomic());
}

static int __init context_init(void)
{
	void __iomem *registers = ioremap(0x1000, 0x100);
	struct clk *clk = clk_get(NULL, "bus");
	void *area = vmalloc(100);

	CHECK(registers && area && !IS_ERR(clk));
	spin_lock(&lock);
	asked_not_to();
	sleepy(area, registers, clk);
	spin_unlock(&lock);
	preloaded();
	clk_put(clk);
	xa_destroy(&array);
	idr_destroy(&numbers);
	return check_result();
}

module_init(context_init);
MODULE_LICENSE("GPL");
