/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iopoll.h - waiting for a register */
#ifndef DMACHECK_TEST_IOPOLL_H
#define DMACHECK_TEST_IOPOLL_H

#include <linux/delay.h>
#include <linux/io.h>

#define readl_poll_timeout(addr, val, cond, sleep_us, timeout_us)	\
	({								\
		unsigned long __left = (timeout_us);			\
		for (;;) {						\
			(val) = readl(addr);				\
			if (cond)					\
				break;					\
			if (!__left--)					\
				break;					\
			if (sleep_us)					\
				usleep_range(sleep_us, sleep_us);	\
		}							\
		(cond) ? 0 : -110;					\
	})

#endif
