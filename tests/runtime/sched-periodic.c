// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-periodic.c - what only sleeps and wakes for ever does not keep a module
 *
 * A thread that polls with msleep(), work that queues itself and a timer that
 * starts itself again: the module is idle and its exit is run. A thread that
 * sleeps long before it maps memory once more is waited for.
 */
/* run: weakest, random 1-3 */
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "client.h"

static struct task_struct *poller;
static struct dma_chan *chan;
static bool late_done;
static unsigned long polls;

static int poll(void *data)
{
	while (!kthread_should_stop()) {
		msleep(500);
		WRITE_ONCE(polls, polls + 1);
	}
	return 0;
}

/* Each of its sleeps is longer than what idleness takes. */
static int late(void *data)
{
	struct device *dev = chan->device->dev;
	void *memory = kmalloc(64, GFP_KERNEL);
	dma_addr_t address;

	msleep(50000);
	address = dma_map_single(dev, memory, 64, DMA_TO_DEVICE);
	if (!dma_mapping_error(dev, address))
		dma_unmap_single(dev, address, 64, DMA_TO_DEVICE);
	msleep(50000);
	kfree(memory);
	dma_release_channel(chan);
	WRITE_ONCE(late_done, true);
	return 0;
}

static void work_run(struct work_struct *work);
static DECLARE_DELAYED_WORK(work, work_run);

static void work_run(struct work_struct *unused)
{
	schedule_delayed_work(&work, msecs_to_jiffies(1000));
}

static void timer_run(struct timer_list *timer)
{
	mod_timer(timer, jiffies + HZ);
}

static DEFINE_TIMER(timer, timer_run);

static int __init periodic_init(void)
{

	chan = client_channel(DMA_MEMCPY, NULL);
	if (!chan)
		return -ENODEV;
	poller = kthread_run(poll, NULL, "poller");
	kthread_run(late, NULL, "late");
	mod_timer(&timer, jiffies + HZ);
	schedule_delayed_work(&work, 1);
	return 0;
}

static void __exit periodic_exit(void)
{
	kthread_stop(poller);
	cancel_delayed_work_sync(&work);
	timer_delete_sync(&timer);
	if (!late_done)
		pr_err("FAIL ended before the late thread\n");
	if (polls < 100)
		pr_err("FAIL ended after %lu polls\n", polls);
}

module_init(periodic_init);
module_exit(periodic_exit);
MODULE_LICENSE("GPL");
