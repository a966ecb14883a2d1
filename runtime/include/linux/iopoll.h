/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * iopoll.h - read until it is as wanted, or for so long
 */
#ifndef _LINUX_IOPOLL_H
#define _LINUX_IOPOLL_H

#include <linux/types.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/io.h>

/* One more look after the time is up: the caller may have been away. */
#define __poll_until(op, val, cond, pause, timeout_us, args...) ({ \
	u64 __limit_us = (timeout_us); \
	ktime_t __end = ktime_add_us(ktime_get(), __limit_us); \
	int __late = 0; \
	for (;;) { \
		(val) = op(args); \
		if (cond) { \
			__late = 0; \
			break; \
		} \
		if (__late) \
			break; \
		if (__limit_us && ktime_compare(ktime_get(), __end) > 0) { \
			__late = -ETIMEDOUT; \
			continue; \
		} \
		pause; \
	} \
	__late; })

#define read_poll_timeout(op, val, cond, sleep_us, timeout_us, sleep_before_read, args...) ({ \
	unsigned long __sleep_us = (sleep_us); \
	if (__sleep_us) \
		might_sleep(); \
	if ((sleep_before_read) && __sleep_us) \
		usleep_range((__sleep_us >> 2) + 1, __sleep_us); \
	__poll_until(op, val, cond, \
		     ({ if (__sleep_us) \
				usleep_range((__sleep_us >> 2) + 1, __sleep_us); \
			cpu_relax(); }), timeout_us, args); })

#define read_poll_timeout_atomic(op, val, cond, delay_us, timeout_us, delay_before_read, \
				 args...) ({ \
	unsigned long __delay_us = (delay_us); \
	if ((delay_before_read) && __delay_us) \
		udelay(__delay_us); \
	__poll_until(op, val, cond, \
		     ({ if (__delay_us) \
				udelay(__delay_us); \
			cpu_relax(); }), timeout_us, args); })

#define readx_poll_timeout(op, addr, val, cond, sleep_us, timeout_us) \
	read_poll_timeout(op, val, cond, sleep_us, timeout_us, false, addr)
#define readx_poll_timeout_atomic(op, addr, val, cond, delay_us, timeout_us) \
	read_poll_timeout_atomic(op, val, cond, delay_us, timeout_us, false, addr)

#define readb_poll_timeout(addr, ...) readx_poll_timeout(readb, addr, __VA_ARGS__)
#define readw_poll_timeout(addr, ...) readx_poll_timeout(readw, addr, __VA_ARGS__)
#define readl_poll_timeout(addr, ...) readx_poll_timeout(readl, addr, __VA_ARGS__)
#define readq_poll_timeout(addr, ...) readx_poll_timeout(readq, addr, __VA_ARGS__)
#define readl_relaxed_poll_timeout(addr, ...) readx_poll_timeout(readl, addr, __VA_ARGS__)
#define readw_relaxed_poll_timeout(addr, ...) readx_poll_timeout(readw, addr, __VA_ARGS__)
#define readb_relaxed_poll_timeout(addr, ...) readx_poll_timeout(readb, addr, __VA_ARGS__)
#define readb_poll_timeout_atomic(addr, ...) readx_poll_timeout_atomic(readb, addr, __VA_ARGS__)
#define readw_poll_timeout_atomic(addr, ...) readx_poll_timeout_atomic(readw, addr, __VA_ARGS__)
#define readl_poll_timeout_atomic(addr, ...) readx_poll_timeout_atomic(readl, addr, __VA_ARGS__)
#define readl_relaxed_poll_timeout_atomic(addr, ...) \
	readx_poll_timeout_atomic(readl, addr, __VA_ARGS__)

#endif /* _LINUX_IOPOLL_H */
