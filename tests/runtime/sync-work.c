// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sync-work.c - work queues: order, no two at once, flush, cancel, delay
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "check.h"

static int inside, begun, runs, freed, order;
static DECLARE_COMPLETION(gate);

static void slow(struct work_struct *work)
{
	EXPECT(__atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST) == 1);	/* not re-entered */
	EXPECT(current_work() == work);
	WRITE_ONCE(begun, begun + 1);
	msleep(3);
	__atomic_add_fetch(&runs, 1, __ATOMIC_SEQ_CST);
	__atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
}
static DECLARE_WORK(slow_work, slow);

static void check_reentry(void)
{
	int i;

	schedule_work(&slow_work);
	EXPECT(EVENTUALLY(READ_ONCE(begun)));	/* what comes now is another run */
	for (i = 0; i < 3; i++) {
		schedule_work(&slow_work);
		msleep(1);
	}
	flush_work(&slow_work);
	EXPECT(runs >= 2 && !work_busy(&slow_work));
	i = runs;
	schedule_work(&slow_work);
	cancel_work_sync(&slow_work);
	EXPECT(!work_pending(&slow_work) && runs <= i + 1);
	EXPECT(!disable_work_sync(&slow_work) && !schedule_work(&slow_work));
	EXPECT(enable_work(&slow_work) && schedule_work(&slow_work));
	flush_work(&slow_work);
}

static void blocked(struct work_struct *work)
{
	wait_for_completion(&gate);
}

static void open_gate(struct work_struct *work)
{
	complete(&gate);
}

/* A work that blocks does not hold up the one behind it. */
static void check_blocked(void)
{
	static DECLARE_WORK(first, blocked);
	static DECLARE_WORK(second, open_gate);

	schedule_work(&first);
	schedule_work(&second);
	flush_work(&first);
}

struct item {
	struct work_struct work;
	int number;
};

static void append(struct work_struct *work)
{
	struct item *item = container_of(work, struct item, work);

	order = order * 10 + item->number;
	if (item->number == 9) {
		kfree(item);
		freed++;
	}
}

static void check_ordered(void)
{
	struct workqueue_struct *wq = alloc_ordered_workqueue("ordered-%d", 0, 1);
	struct item items[4];
	struct item *last = kzalloc(sizeof(*last), GFP_KERNEL);
	int i;

	for (i = 0; i < 4; i++) {
		INIT_WORK_ONSTACK(&items[i].work, append);
		items[i].number = i + 1;
		EXPECT(queue_work(wq, &items[i].work));
	}
	INIT_WORK(&last->work, append);
	last->number = 9;
	queue_work(wq, &last->work);
	flush_workqueue(wq);
	EXPECT(order == 12349 && freed == 1);
	queue_work(wq, &items[0].work);
	destroy_workqueue(wq);
	EXPECT(order == 123491);	/* destroy_workqueue runs what is queued */
}

static unsigned long due;

static void late(struct work_struct *work)
{
	due = jiffies;
	smp_store_release(&runs, runs + 1);
}

static void check_delayed(void)
{
	static DECLARE_DELAYED_WORK(dwork, late);
	unsigned long before = jiffies;
	bool taken;

	runs = 0;
	EXPECT(schedule_delayed_work(&dwork, 1000 * HZ));
	EXPECT(!schedule_delayed_work(&dwork, 30) && delayed_work_pending(&dwork));
	EXPECT(mod_delayed_work(system_wq, &dwork, 10));
	EXPECT(EVENTUALLY(smp_load_acquire(&runs) == 1) && due - before >= 10);
	schedule_delayed_work(&dwork, 1000 * HZ);
	EXPECT(flush_delayed_work(&dwork) || runs == 2);	/* the worker may be quicker */
	EXPECT(runs == 2);
	schedule_delayed_work(&dwork, 1000 * HZ);
	EXPECT(cancel_delayed_work_sync(&dwork) && !delayed_work_pending(&dwork));
	EXPECT(!cancel_delayed_work(&dwork));
	schedule_delayed_work(&dwork, 20);
	taken = cancel_delayed_work_sync(&dwork);
	msleep(50);
	EXPECT(runs == (taken ? 2 : 3));	/* a cancelled one does not run */
}

static void bottom_half(struct work_struct *work)
{
	EXPECT(in_serving_softirq());
	runs++;
}

static void in_interrupt_work(struct irq_work *work)
{
	EXPECT(in_hardirq());
	runs++;
}

static void check_contexts(void)
{
	static DECLARE_WORK(bh, bottom_half);
	static DEFINE_IRQ_WORK(irq, in_interrupt_work);
	static struct rcu_work rcu;

	runs = 0;
	queue_work(system_bh_wq, &bh);
	flush_work(&bh);
	irq_work_queue(&irq);
	irq_work_sync(&irq);
	INIT_RCU_WORK(&rcu, late);
	queue_rcu_work(system_wq, &rcu);
	flush_rcu_work(&rcu);
	EXPECT(runs == 3);
}

static int __init sync_work_init(void)
{
	check_reentry();
	check_blocked();
	check_ordered();
	check_delayed();
	check_contexts();
	return check_result();
}

static void __exit sync_work_exit(void)
{
}

module_init(sync_work_init);
module_exit(sync_work_exit);
MODULE_LICENSE("GPL");
