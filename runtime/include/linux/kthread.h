/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kthread.h - threads of the kernel; see runtime/kernel/kthread.c
 */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H

#include <linux/err.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/list.h>
#include <linux/timer.h>
#include <linux/cpumask.h>

struct completion;

__printf(4, 5)
struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data,
					   int node, const char namefmt[], ...);
struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data), void *data,
					  unsigned int cpu, const char *namefmt);

#define kthread_create(threadfn, data, namefmt, ...) \
	kthread_create_on_node(threadfn, data, -1, namefmt, ##__VA_ARGS__)

#define kthread_run(threadfn, data, namefmt, ...) \
	({ \
		struct task_struct *__created = \
			kthread_create(threadfn, data, namefmt, ##__VA_ARGS__); \
		if (!IS_ERR(__created)) \
			wake_up_process(__created); \
		__created; \
	})

static inline struct task_struct *
kthread_run_on_cpu(int (*threadfn)(void *data), void *data, unsigned int cpu,
		   const char *namefmt)
{
	struct task_struct *created =
		kthread_create_on_cpu(threadfn, data, cpu, namefmt);

	if (!IS_ERR(created))
		wake_up_process(created);
	return created;
}

void kthread_bind(struct task_struct *k, unsigned int cpu);
void kthread_bind_mask(struct task_struct *k, const struct cpumask *mask);
void kthread_set_per_cpu(struct task_struct *k, int cpu);
bool kthread_is_per_cpu(struct task_struct *k);
int kthread_stop(struct task_struct *k);
int kthread_stop_put(struct task_struct *k);
bool kthread_should_stop(void);
bool kthread_should_park(void);
bool kthread_should_stop_or_park(void);
bool kthread_freezable_should_stop(bool *was_frozen);
void *kthread_func(struct task_struct *k);
void *kthread_data(struct task_struct *k);
void *kthread_probe_data(struct task_struct *k);
int kthread_park(struct task_struct *k);
void kthread_unpark(struct task_struct *k);
void kthread_parkme(void);
void kthread_exit(long result) __noreturn;
void kthread_complete_and_exit(struct completion *done, long code) __noreturn;

/* A thread that runs what is queued, one by one. */
struct kthread_work;
typedef void (*kthread_work_func_t)(struct kthread_work *work);
void kthread_delayed_work_timer_fn(struct timer_list *t);

enum {
	KTW_FREEZABLE = 1 << 0,
};

struct kthread_worker {
	unsigned int flags;
	raw_spinlock_t lock;
	struct list_head work_list;		/* protected by lock */
	struct list_head delayed_work_list;	/* protected by lock */
	struct task_struct *task;
	struct kthread_work *current_work;	/* protected by lock */
};

struct kthread_work {
	struct list_head node;			/* protected by the worker's lock */
	kthread_work_func_t func;
	struct kthread_worker *worker;
	int canceling;
};

struct kthread_delayed_work {
	struct kthread_work work;
	struct timer_list timer;
};

#define KTHREAD_WORKER_INIT(worker) \
	{ \
		.lock = __RAW_SPIN_LOCK_INITIALIZER((worker).lock), \
		.work_list = LIST_HEAD_INIT((worker).work_list), \
		.delayed_work_list = LIST_HEAD_INIT((worker).delayed_work_list), \
	}
#define KTHREAD_WORK_INIT(work, fn) \
	{ .node = LIST_HEAD_INIT((work).node), .func = (fn) }
#define KTHREAD_DELAYED_WORK_INIT(dwork, fn) \
	{ \
		.work = KTHREAD_WORK_INIT((dwork).work, (fn)), \
		.timer = TIMER_INITIALIZER(kthread_delayed_work_timer_fn, \
					     TIMER_IRQSAFE), \
	}
#define DEFINE_KTHREAD_WORKER(worker) \
	struct kthread_worker worker = KTHREAD_WORKER_INIT(worker)
#define DEFINE_KTHREAD_WORK(work, fn) \
	struct kthread_work work = KTHREAD_WORK_INIT(work, fn)
#define DEFINE_KTHREAD_DELAYED_WORK(dwork, fn) \
	struct kthread_delayed_work dwork = KTHREAD_DELAYED_WORK_INIT(dwork, fn)
#define DEFINE_KTHREAD_WORKER_ONSTACK(worker) DEFINE_KTHREAD_WORKER(worker)

void __kthread_init_worker(struct kthread_worker *worker, const char *name,
			   struct lock_class_key *key);
#define kthread_init_worker(worker) \
	__kthread_init_worker(worker, "(" #worker ")->lock", NULL)

#define kthread_init_work(work, fn) \
	do { \
		struct kthread_work *__kwork = (work); \
		*__kwork = (struct kthread_work){ .func = (fn) }; \
		INIT_LIST_HEAD(&__kwork->node); \
	} while (0)
#define kthread_init_delayed_work(dwork, fn) \
	do { \
		struct kthread_delayed_work *__kdwork = (dwork); \
		kthread_init_work(&__kdwork->work, (fn)); \
		timer_setup(&__kdwork->timer, kthread_delayed_work_timer_fn, \
			    TIMER_IRQSAFE); \
	} while (0)

int kthread_worker_fn(void *worker_ptr);
__printf(2, 3)
struct kthread_worker *kthread_create_worker(unsigned int flags,
					     const char namefmt[], ...);
__printf(3, 4)
struct kthread_worker *kthread_create_worker_on_cpu(int cpu, unsigned int flags,
						    const char namefmt[], ...);
bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work);
bool kthread_queue_delayed_work(struct kthread_worker *worker,
				struct kthread_delayed_work *dwork,
				unsigned long delay);
bool kthread_mod_delayed_work(struct kthread_worker *worker,
			      struct kthread_delayed_work *dwork,
			      unsigned long delay);
void kthread_flush_work(struct kthread_work *work);
void kthread_flush_worker(struct kthread_worker *worker);
bool kthread_cancel_work_sync(struct kthread_work *work);
bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *dwork);
void kthread_destroy_worker(struct kthread_worker *worker);

#endif /* _LINUX_KTHREAD_H */
