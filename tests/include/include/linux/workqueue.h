/* SPDX-License-Identifier: GPL-2.0-or-later */
/* workqueue.h - work that sleeps, or runs as softirq on a BH queue */
#ifndef DMACHECK_TEST_WORKQUEUE_H
#define DMACHECK_TEST_WORKQUEUE_H

#include <linux/list.h>
#include <linux/timer.h>

struct work_struct;
struct workqueue_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	unsigned long data;
	struct list_head entry;
	work_func_t func;
};

struct delayed_work {
	struct work_struct work;
	struct timer_list timer;
};

#define __INIT_WORK(_work, _func)					\
	do {								\
		(_work)->data = 0;					\
		INIT_LIST_HEAD(&(_work)->entry);			\
		(_work)->func = (_func);				\
	} while (0)
#define INIT_WORK(_work, _func) __INIT_WORK((_work), (_func))
#define INIT_DELAYED_WORK(_work, _func)					\
	do {								\
		INIT_WORK(&(_work)->work, (_func));			\
		(_work)->timer.flags = 0;				\
	} while (0)

#define WQ_BH (1 << 0)
extern struct workqueue_struct *system_wq;
extern struct workqueue_struct *system_bh_wq;
struct workqueue_struct *alloc_workqueue(const char *format, unsigned int flags, int active, ...);
void destroy_workqueue(struct workqueue_struct *wq);
bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work);

static inline bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	return queue_work_on(64, wq, work);
}

static inline bool schedule_work(struct work_struct *work)
{
	return queue_work(system_wq, work);
}

bool schedule_delayed_work(struct delayed_work *work, unsigned long delay);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *work);
bool cancel_delayed_work_sync(struct delayed_work *work);
bool flush_work(struct work_struct *work);

#endif
