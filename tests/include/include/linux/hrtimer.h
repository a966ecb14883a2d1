/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hrtimer.h - timers in hard interrupt context, unless soft */
#ifndef DMACHECK_TEST_HRTIMER_H
#define DMACHECK_TEST_HRTIMER_H

#include <linux/kernel.h>

enum hrtimer_restart { HRTIMER_NORESTART, HRTIMER_RESTART };
enum hrtimer_mode { HRTIMER_MODE_ABS, HRTIMER_MODE_REL, HRTIMER_MODE_REL_SOFT = 5 };
#define CLOCK_MONOTONIC 1

struct hrtimer {
	ktime_t expires;
	enum hrtimer_restart (*function)(struct hrtimer *timer);
};

void hrtimer_init(struct hrtimer *timer, int clock, enum hrtimer_mode mode);
void hrtimer_start(struct hrtimer *timer, ktime_t time, enum hrtimer_mode mode);
int hrtimer_cancel(struct hrtimer *timer);

#endif
