/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ratelimit.c - no more than a burst of lines in an interval
 */
#include <linux/kconfig.h>
#include <linux/printk.h>
#include <linux/ratelimit_types.h>

#include "runtime/kernel/raw.h"
#include "runtime/kernel/sched.h"

static struct raw_lock state_lock = RAW_LOCK_INIT;

/* In jiffies, from 1: 0 says that no interval has begun. */
static unsigned long now(void)
{
	return sched_now() / (1000000000 / CONFIG_HZ) + 1;
}

/* Return: how many lines were kept back in an interval that has passed. */
static int interval_pass(struct ratelimit_state *state)
{
	unsigned long time = now();
	int missed = 0;

	if (!state->begin)
		state->begin = time;
	if (time - state->begin > (unsigned long)state->interval) {
		missed = state->missed;
		state->begin = time;
		state->printed = 0;
		state->missed = 0;
	}
	return missed;
}

static bool state_take(struct ratelimit_state *state)
{
	if (state->burst <= state->printed) {
		state->missed++;
		return false;
	}
	state->printed++;
	return true;
}

int ___ratelimit(struct ratelimit_state *state, const char *function)
{
	int missed;
	bool may;

	if (!state->interval)
		return 1;
	raw_lock(&state_lock);
	missed = interval_pass(state);
	may = state_take(state);
	raw_unlock(&state_lock);
	if (missed && !(state->flags & RATELIMIT_MSG_ON_RELEASE))
		pr_warn("%s: %d callbacks suppressed\n", function, missed);
	return may;
}

bool printk_timed_ratelimit(unsigned long *last, unsigned int interval_ms)
{
	unsigned long time = now();

	if (*last && time - *last <= interval_ms * (CONFIG_HZ / 1000))
		return false;
	*last = time;
	return true;
}
