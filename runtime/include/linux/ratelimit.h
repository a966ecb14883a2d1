/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ratelimit.h - see <linux/ratelimit_types.h> */
#ifndef DMACHECK_LINUX_RATELIMIT_H
#define DMACHECK_LINUX_RATELIMIT_H

#include <linux/bug.h>
#include <linux/ratelimit_types.h>

static inline void ratelimit_state_init(struct ratelimit_state *state, int interval, int burst)
{
	*state = (struct ratelimit_state){ .interval = interval, .burst = burst };
}

static inline void ratelimit_default_init(struct ratelimit_state *state)
{
	ratelimit_state_init(state, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST);
}

static inline void ratelimit_set_flags(struct ratelimit_state *state, unsigned long flags)
{
	state->flags = flags;
}

#define WARN_ON_RATELIMIT(condition, state) \
	({ bool __warned = (condition); if (__warned && __ratelimit(state)) WARN_ON(1); __warned; })
#define WARN_RATELIMIT(condition, format, ...) \
	({ \
		static DEFINE_RATELIMIT_STATE(__state, DEFAULT_RATELIMIT_INTERVAL, \
					      DEFAULT_RATELIMIT_BURST); \
		bool __warned = !!(condition); \
		if (unlikely(__warned) && __ratelimit(&__state)) \
			WARN(1, format, ##__VA_ARGS__); \
		__warned; \
	})

#endif /* DMACHECK_LINUX_RATELIMIT_H */
