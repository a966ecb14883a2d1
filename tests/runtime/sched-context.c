// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-context.c - where code runs, and what it may not do there
 */
/* expect-count: 1 sleeping function called from invalid context at msleep */
/* expect-count: 1 sleeping function called from invalid context at tasklet_kill */
/* expect-count: 1 BUG: tasklet_kill() in the tasklet itself would wait for ever */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

#include "check.h"

static DEFINE_SPINLOCK(lock);
static int irq, hard, thread_runs;
static struct tasklet_struct tasklet;

static void tasklet_sleep(struct tasklet_struct *t)
{
	EXPECT(in_softirq() && in_serving_softirq() && !in_hardirq() && !in_task());
	might_sleep();
	tasklet_kill(t);
}

static irqreturn_t handler(int number, void *data)
{
	EXPECT(in_hardirq() && in_interrupt() && irqs_disabled() && data == &irq);
	hard++;
	return IRQ_WAKE_THREAD;
}

static irqreturn_t thread(int number, void *data)
{
	EXPECT(in_task() && !in_atomic() && !irqs_disabled());
	msleep(1);
	WRITE_ONCE(thread_runs, thread_runs + 1);
	return IRQ_HANDLED;
}

static void irq_check(void)
{
	irq = dmacheck_irq_alloc();
	EXPECT(dmacheck_irq_raise(irq) == -EINVAL);
	EXPECT(request_threaded_irq(irq, handler, thread, 0, "test", &irq) == 0);
	EXPECT(request_irq(irq, handler, 0, "other", &hard) == -EBUSY);
	EXPECT(dmacheck_irq_raise(irq) == 0);
	EXPECT(EVENTUALLY(READ_ONCE(thread_runs) == 1) && hard == 1);
	disable_irq(irq);
	EXPECT(dmacheck_irq_raise(irq) == 0);
	msleep(10);
	EXPECT(hard == 1);
	enable_irq(irq);
	EXPECT(EVENTUALLY(READ_ONCE(thread_runs) == 2) && hard == 2);
	dmacheck_irq_raise(irq);
	free_irq(irq, &irq);
}

static int __init context_init(void)
{
	unsigned long flags;

	EXPECT(in_task() && !in_interrupt() && !in_atomic());
	spin_lock_irqsave(&lock, flags);
	EXPECT(in_atomic() && irqs_disabled() && !in_interrupt());
	msleep(1);
	spin_unlock_irqrestore(&lock, flags);
	EXPECT(!in_atomic() && !irqs_disabled());
	local_bh_disable();
	EXPECT(in_softirq() && !in_serving_softirq());
	local_bh_enable();
	EXPECT(preempt_count() == 0);
	tasklet_setup(&tasklet, tasklet_sleep);
	tasklet_schedule(&tasklet);
	tasklet_kill(&tasklet);
	irq_check();
	return check_result();
}

static void __exit context_exit(void)
{
}

module_init(context_init);
module_exit(context_exit);
MODULE_LICENSE("GPL");
