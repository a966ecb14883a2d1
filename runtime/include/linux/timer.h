/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timer.h - timers in jiffies, whose functions run in softirq context
 *
 * timer_delete() is a macro, as the C library has one of its own.
 */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#if __has_include(<time.h>)
#include <time.h>
#endif
#include <linux/types.h>
#include <linux/container_of.h>
#include <linux/ktime.h>
#include <linux/jiffies.h>
#include <linux/stddef.h>
#include <dmacheck/timing.h>

/**
 * struct timer_list - one timer
 * @clock: expiry, in hard interrupt context, raises
 * @softirq: which calls @function
 */
struct timer_list {
	unsigned long expires;
	void (*function)(struct timer_list *timer);
	u32 flags;
	struct sched_timer clock;
	struct sched_softirq softirq;
};

#define TIMER_DEFERRABLE	0x00080000
#define TIMER_PINNED		0x00100000
#define TIMER_IRQSAFE		0x00200000

/* What every timer's @clock and @softirq run. */
void dmacheck_timer_expire(struct sched_timer *clock);
void dmacheck_timer_call(struct sched_softirq *item);

#define TIMER_INITIALIZER(_function, _flags) { \
	.function = (_function), .flags = (_flags), \
	.clock.fire = dmacheck_timer_expire, .softirq.run = dmacheck_timer_call }
#define DEFINE_TIMER(_name, _function) \
	struct timer_list _name = TIMER_INITIALIZER(_function, 0)

void dmacheck_timer_setup(struct timer_list *timer,
			  void (*function)(struct timer_list *), u32 flags);

#define timer_setup(timer, callback, flags) \
	dmacheck_timer_setup(timer, callback, flags)
#define timer_setup_on_stack(timer, callback, flags) \
	dmacheck_timer_setup(timer, callback, flags)
#define destroy_timer_on_stack(timer)	do { } while (0)
#define from_timer(var, callback_timer, timer_fieldname) \
	container_of(callback_timer, typeof(*(var)), timer_fieldname)
#define timer_container_of(var, callback_timer, timer_fieldname) \
	container_of(callback_timer, typeof(*(var)), timer_fieldname)

int timer_pending(const struct timer_list *timer);
void add_timer(struct timer_list *timer);
void add_timer_on(struct timer_list *timer, int cpu);
int mod_timer(struct timer_list *timer, unsigned long expires);
int mod_timer_pending(struct timer_list *timer, unsigned long expires);
int timer_reduce(struct timer_list *timer, unsigned long expires);

int kernel_timer_delete(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
int try_to_del_timer_sync(struct timer_list *timer);
int timer_shutdown(struct timer_list *timer);
int timer_shutdown_sync(struct timer_list *timer);

#define timer_delete(timer)	kernel_timer_delete(timer)
#define del_timer(timer)	kernel_timer_delete(timer)
#define del_timer_sync(timer)	timer_delete_sync(timer)

unsigned long round_jiffies(unsigned long moment);
unsigned long round_jiffies_relative(unsigned long delta);
unsigned long round_jiffies_up(unsigned long moment);

#endif /* _LINUX_TIMER_H */
