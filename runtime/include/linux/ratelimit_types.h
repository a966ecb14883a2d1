/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ratelimit_types.h - how often a line may come */
#ifndef DMACHECK_LINUX_RATELIMIT_TYPES_H
#define DMACHECK_LINUX_RATELIMIT_TYPES_H

#include <linux/bits.h>
#include <linux/types.h>

#define DEFAULT_RATELIMIT_INTERVAL (5 * CONFIG_HZ)
#define DEFAULT_RATELIMIT_BURST 10
#define RATELIMIT_MSG_ON_RELEASE BIT(0)

/* interval in jiffies; the rest under a lock of ratelimit.c */
struct ratelimit_state {
	int interval;
	int burst;
	int printed;
	int missed;
	unsigned long flags;
	unsigned long begin;
};

#define RATELIMIT_STATE_INIT(name, interval_, burst_) \
	{ .interval = (interval_), .burst = (burst_) }
#define RATELIMIT_STATE_INIT_DISABLED { .interval = 0, .burst = DEFAULT_RATELIMIT_BURST }
#define DEFINE_RATELIMIT_STATE(name, interval_, burst_) \
	struct ratelimit_state name = RATELIMIT_STATE_INIT(name, interval_, burst_)

int ___ratelimit(struct ratelimit_state *state, const char *function);
#define __ratelimit(state) ___ratelimit(state, __func__)

#endif /* DMACHECK_LINUX_RATELIMIT_TYPES_H */
