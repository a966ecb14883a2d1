// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sync-kthread.c - threads are created, parked, stopped; workers run in order
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "check.h"

static int turns, order;

static int never(void *data)
{
	EXPECT(!"a thread that was stopped before it ran has run");
	return 0;
}

static int loop(void *data)
{
	while (!kthread_should_stop()) {
		if (kthread_should_park())
			kthread_parkme();
		WRITE_ONCE(turns, turns + 1);
	}
	return 7;
}

static int leave(void *data)
{
	kthread_complete_and_exit(data, 9);
}

static void check_stop(void)
{
	struct task_struct *task = kthread_create(never, NULL, "never/%s", "x");
	DECLARE_COMPLETION_ONSTACK(gone);

	if (IS_ERR(task)) {
		EXPECT(PTR_ERR(task) == -ENOMEM);
		EXPECT(!"kthread_create");
		return;
	}
	EXPECT(!strcmp(task->comm, "never/x"));
	EXPECT(kthread_stop(task) == -EINTR);	/* kthread_stop before the first wake-up */
	task = kthread_create(leave, &gone, "leave");
	get_task_struct(task);
	wake_up_process(task);
	wait_for_completion(&gone);
	EXPECT(kthread_stop_put(task) == 9);
}

static void check_park(void)
{
	struct task_struct *task = kthread_run(loop, NULL, "loop");
	int seen;

	msleep(2);
	EXPECT(!kthread_park(task) && kthread_park(task) == -EBUSY);
	seen = READ_ONCE(turns);
	msleep(5);
	EXPECT(seen == READ_ONCE(turns));	/* a parked thread stands still */
	kthread_unpark(task);
	EXPECT(EVENTUALLY(READ_ONCE(turns) > seen));	/* an unparked one goes on */
	EXPECT(kthread_stop(task) == 7);
}

struct item {
	struct kthread_delayed_work dwork;
	int number;
};

static void work(struct kthread_work *work)
{
	struct item *item = container_of(work, struct item, dwork.work);

	WRITE_ONCE(order, order * 10 + item->number);
	msleep(1);
}

static void check_worker(void)
{
	struct kthread_worker *worker = kthread_create_worker(0, "worker");
	struct item items[3];
	int i;

	EXPECT(!IS_ERR(worker));
	for (i = 0; i < 3; i++) {
		kthread_init_delayed_work(&items[i].dwork, work);
		items[i].number = i + 1;
	}
	EXPECT(kthread_queue_work(worker, &items[0].dwork.work));
	EXPECT(kthread_queue_delayed_work(worker, &items[2].dwork, 1000 * HZ));
	EXPECT(!kthread_queue_delayed_work(worker, &items[2].dwork, 1000 * HZ));
	kthread_queue_work(worker, &items[1].dwork.work);
	kthread_flush_work(&items[1].dwork.work);
	EXPECT(order == 12);
	EXPECT(kthread_mod_delayed_work(worker, &items[2].dwork, 1));
	EXPECT(EVENTUALLY(READ_ONCE(order) == 123));
	kthread_flush_worker(worker);	/* the delayed one */
	kthread_queue_delayed_work(worker, &items[0].dwork, 1000 * HZ);
	EXPECT(kthread_cancel_delayed_work_sync(&items[0].dwork));
	kthread_destroy_worker(worker);
	EXPECT(order == 123);	/* a cancelled one does not run */
}

static int __init sync_kthread_init(void)
{
	check_stop();
	check_park();
	check_worker();
	return check_result();
}

static void __exit sync_kthread_exit(void)
{
}

module_init(sync_kthread_init);
module_exit(sync_kthread_exit);
MODULE_LICENSE("GPL");
