/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * delay.h - waiting for time to pass
 *
 * The busy ones let virtual time go on by that much and let others run, as they
 * would on other processors; under schedule none they burn real time.
 */
#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H

#include <linux/types.h>
#include <linux/math.h>
#include <linux/sched.h>

void dmacheck_delay(unsigned long long ns);

#define ndelay(n)	dmacheck_delay((unsigned long long)(n))
#define udelay(n)	dmacheck_delay((unsigned long long)(n) * 1000)
#define mdelay(n)	dmacheck_delay((unsigned long long)(n) * 1000000)
#define __udelay(n)	udelay(n)
#define __const_udelay(n) udelay(n)

void msleep(unsigned int msecs);
unsigned long msleep_interruptible(unsigned int msecs);
void usleep_range(unsigned long min, unsigned long max);
void usleep_range_idle(unsigned long min, unsigned long max);
void usleep_range_state(unsigned long min, unsigned long max, unsigned int state);
void ssleep(unsigned int seconds);
void fsleep(unsigned long usecs);

#endif /* _LINUX_DELAY_H */
