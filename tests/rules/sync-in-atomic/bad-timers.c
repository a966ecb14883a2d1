/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-timers.c - timers, tasklets and work on a BH queue are softirq
 *
 * atmel-mci queues its state machine on system_bh_wq; mxcmmc has a watchdog.
 */
#include <linux/dmaengine.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

struct host {
	struct dma_chan *chan;
	struct timer_list watchdog;
	struct tasklet_struct tasklet;
	struct work_struct bh_work;
	struct work_struct work;
	struct hrtimer poll;
};

static void host_watchdog(struct timer_list *t)
{
	struct host *host = from_timer(host, t, watchdog);

	dmaengine_terminate_sync(host->chan); /* expect: sync-in-atomic */
}

static void host_tasklet(struct tasklet_struct *t)
{
	struct host *host = from_tasklet(host, t, tasklet);

	dmaengine_synchronize(host->chan); /* expect: sync-in-atomic */
}

static void host_bh_work(struct work_struct *work)
{
	struct host *host = container_of(work, struct host, bh_work);

	dmaengine_terminate_sync(host->chan); /* expect: sync-in-atomic */
}

static void host_work(struct work_struct *work)
{
	struct host *host = container_of(work, struct host, work);

	dmaengine_terminate_sync(host->chan);
}

static enum hrtimer_restart host_poll(struct hrtimer *timer)
{
	struct host *host = container_of(timer, struct host, poll);

	dmaengine_terminate_sync(host->chan); /* expect: sync-in-atomic */
	return HRTIMER_NORESTART;
}

void host_kick(struct host *host)
{
	queue_work(system_bh_wq, &host->bh_work);
	schedule_work(&host->work);
	tasklet_schedule(&host->tasklet);
}

void host_setup(struct host *host)
{
	timer_setup(&host->watchdog, host_watchdog, 0);
	tasklet_setup(&host->tasklet, host_tasklet);
	INIT_WORK(&host->bh_work, host_bh_work);
	INIT_WORK(&host->work, host_work);
	hrtimer_init(&host->poll, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	host->poll.function = host_poll;
}
