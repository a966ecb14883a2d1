// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * rcu-sleepable.c - <linux/srcu.h>
 */
#include <linux/srcu.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/rcu.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

int init_srcu_struct(struct srcu_struct *ssp)
{
	ssp->domain = (struct dmacheck_rcu)DMACHECK_RCU_INIT("srcu");
	return 0;
}

int srcu_read_lock_held(const struct srcu_struct *ssp)
{
	return __atomic_load_n(&ssp->domain.readers[0], __ATOMIC_RELAXED) ||
	       __atomic_load_n(&ssp->domain.readers[1], __ATOMIC_RELAXED);
}

void cleanup_srcu_struct(struct srcu_struct *ssp)
{
	context_may_sleep("cleanup_srcu_struct", __builtin_return_address(0));
	if (srcu_read_lock_held(ssp) || !rcu_settle(&ssp->domain))
		report_misuse("WARNING: cleanup_srcu_struct: still in use");
}

int srcu_read_lock(struct srcu_struct *ssp)
{
	int half = rcu_enter(&ssp->domain);

	sched_point(POINT_CALL);
	return half;
}

void srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	rcu_leave(&ssp->domain, idx);
	sched_point(POINT_CALL);
}

int srcu_down_read(struct srcu_struct *ssp)
{
	return srcu_read_lock(ssp);
}

void srcu_up_read(struct srcu_struct *ssp, int idx)
{
	srcu_read_unlock(ssp, idx);
}

void synchronize_srcu(struct srcu_struct *ssp)
{
	context_may_sleep("synchronize_srcu", __builtin_return_address(0));
	sched_point(POINT_CALL);
	rcu_wait(&ssp->domain);
}

void synchronize_srcu_expedited(struct srcu_struct *ssp)
{
	synchronize_srcu(ssp);
}

void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func)
{
	sched_point(POINT_CALL);
	rcu_call(&ssp->domain, head, func);
}

void srcu_barrier(struct srcu_struct *ssp)
{
	context_may_sleep("srcu_barrier", __builtin_return_address(0));
	rcu_call_barrier(&ssp->domain);
}
