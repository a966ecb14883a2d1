/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rcu.h - grace periods, for <linux/rcupdate.h> and <linux/srcu.h>
 *
 *   reader:   readers[now & 1]++ ... readers[same]--
 *   waiter:   now++, wait for the old half to be empty; and once more, as a
 *             reader may have looked at now before and counted after
 */
#ifndef DMACHECK_RCU_H
#define DMACHECK_RCU_H

#include <linux/rcupdate.h>

/* No name of a module's can take the place of these. */
#pragma GCC visibility push(hidden)

int rcu_enter(struct dmacheck_rcu *domain);
void rcu_leave(struct dmacheck_rcu *domain, int half);

/* Waits until all who read now have left. */
void rcu_wait(struct dmacheck_rcu *domain);

/* Calls @func after a grace period, in softirq context, in the order of the calls. */
void rcu_call(struct dmacheck_rcu *domain, struct rcu_head *head, rcu_callback_t func);

/* Waits until all called before have been run. */
void rcu_call_barrier(struct dmacheck_rcu *domain);

/*
 * Waits until no thread is at the callbacks any more. Return: true if @domain may
 * go; false, at once, if there are callbacks that nobody has begun.
 */
bool rcu_settle(struct dmacheck_rcu *domain);

#pragma GCC visibility pop

#endif /* DMACHECK_RCU_H */
