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

static int failed, turns, order;

static void check(bool right, const char *what)
{
	if (right)
		return;
	pr_err("FAIL %s\n", what);
	failed = 1;
}

static int never(void *data)
{
	check(false, "a thread that was stopped before it ran has run");
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
		check(PTR_ERR(task) == -ENOMEM, "the error of kthread_create");
		check(false, "kthread_create");
		return;
	}
	check(!strcmp(task->comm, "never/x"), "the name");
	check(kthread_stop(task) == -EINTR, "kthread_stop before the first wake-up");
	task = kthread_create(leave, &gone, "leave");
	get_task_struct(task);
	wake_up_process(task);
	wait_for_completion(&gone);
	check(kthread_stop_put(task) == 9, "kthread_complete_and_exit");
}

static void check_park(void)
{
	struct task_struct *task = kthread_run(loop, NULL, "loop");
	int seen;

	msleep(2);
	check(!kthread_park(task) && kthread_park(task) == -EBUSY, "kthread_park");
	seen = READ_ONCE(turns);
	msleep(5);
	check(seen == READ_ONCE(turns), "a parked thread stands still");
	kthread_unpark(task);
	msleep(5);
	check(READ_ONCE(turns) > seen, "an unparked one goes on");
	check(kthread_stop(task) == 7, "the result");
}

struct item {
	struct kthread_delayed_work dwork;
	int number;
};

static void work(struct kthread_work *work)
{
	struct item *item = container_of(work, struct item, dwork.work);

	order = order * 10 + item->number;
	msleep(1);
}

static void check_worker(void)
{
	struct kthread_worker *worker = kthread_create_worker(0, "worker");
	struct item items[3];
	int i;

	check(!IS_ERR(worker), "kthread_create_worker");
	for (i = 0; i < 3; i++) {
		kthread_init_delayed_work(&items[i].dwork, work);
		items[i].number = i + 1;
	}
	check(kthread_queue_work(worker, &items[0].dwork.work), "queue");
	check(kthread_queue_delayed_work(worker, &items[2].dwork, 1000 * HZ), "queue delayed");
	check(!kthread_queue_delayed_work(worker, &items[2].dwork, 1000 * HZ), "queued already");
	kthread_queue_work(worker, &items[1].dwork.work);
	kthread_flush_work(&items[1].dwork.work);
	check(order == 12, "order of the first two");
	check(kthread_mod_delayed_work(worker, &items[2].dwork, 1), "mod");
	msleep(10);
	kthread_flush_worker(worker);
	check(order == 123, "the delayed one");
	kthread_queue_delayed_work(worker, &items[0].dwork, 1000 * HZ);
	check(kthread_cancel_delayed_work_sync(&items[0].dwork), "cancel");
	kthread_destroy_worker(worker);
	check(order == 123, "a cancelled one does not run");
}

static int __init sync_kthread_init(void)
{
	check_stop();
	check_park();
	check_worker();
	return failed ? -EIO : 0;
}

static void __exit sync_kthread_exit(void)
{
}

module_init(sync_kthread_init);
module_exit(sync_kthread_exit);
MODULE_LICENSE("GPL");
