/* SPDX-License-Identifier: GPL-2.0-or-later */
/* timer.h - timers: softirq, some time later */
#ifndef DMACHECK_TEST_TIMER_H
#define DMACHECK_TEST_TIMER_H

#include <linux/kernel.h>

struct timer_list {
	unsigned long expires;
	void (*function)(struct timer_list *timer);
	u32 flags;
};

void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *),
		    unsigned int flags, const char *name);
#define timer_setup(timer, callback, flags) \
	init_timer_key((timer), (callback), (flags), #timer)
int mod_timer(struct timer_list *timer, unsigned long expires);
int del_timer(struct timer_list *timer);
int del_timer_sync(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
#define from_timer(var, callback_timer, field) \
	container_of(callback_timer, __typeof__(*var), field)

#endif
