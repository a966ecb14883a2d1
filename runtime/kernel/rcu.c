// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * rcu.c - <linux/rcupdate.h>
 *
 * Only marked readers are waited for: code that merely has preemption or
 * interrupts off is none here.
 */
#include <linux/bottom_half.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/own.h"
#include "runtime/kernel/rcu.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

static struct dmacheck_rcu rcu = DMACHECK_RCU_INIT("rcu");

/* The half in which the outermost section of this thread counts. */
static __thread int own_half;

void rcu_read_lock(void)
{
	struct context *context = context_current();

	if (!context->rcu)
		own_half = rcu_enter(&rcu);
	context->rcu++;
	sched_point(POINT_CALL);
}

void rcu_read_unlock(void)
{
	struct context *context = context_current();

	if (!context->rcu) {
		report_misuse("WARNING: bad unlock balance detected!\n %s/%d is trying to release lock (rcu_read_lock), but there are no more locks to release!",
			      current->comm, current->pid);
		return;
	}
	if (!--context->rcu)
		rcu_leave(&rcu, own_half);
	sched_point(POINT_CALL);
}

void rcu_read_lock_bh(void)
{
	local_bh_disable();
	rcu_read_lock();
}

void rcu_read_unlock_bh(void)
{
	rcu_read_unlock();
	local_bh_enable();
}

void rcu_read_lock_sched(void)
{
	preempt_disable();
	rcu_read_lock();
}

void rcu_read_unlock_sched(void)
{
	rcu_read_unlock();
	preempt_enable();
}

int rcu_read_lock_held(void)
{
	return context_current()->rcu > 0;
}

int rcu_read_lock_bh_held(void)
{
	return in_softirq() || irqs_disabled();
}

int rcu_read_lock_sched_held(void)
{
	return !preemptible();
}

int rcu_read_lock_any_held(void)
{
	return rcu_read_lock_held() || rcu_read_lock_bh_held() ||
	       rcu_read_lock_sched_held();
}

/* It would wait for itself; the kernel says the same and hangs. */
static void wait_outside_readers(const char *what)
{
	sched_point(POINT_CALL);
	if (rcu_read_lock_held())
		report_misuse("WARNING: suspicious RCU usage\n Illegal %s in RCU read-side critical section",
			      what);
	else
		rcu_wait(&rcu);
}

void synchronize_rcu(void)
{
	context_may_sleep("synchronize_rcu", __builtin_return_address(0));
	wait_outside_readers("synchronize_rcu()");
}

void synchronize_rcu_expedited(void)
{
	context_may_sleep("synchronize_rcu_expedited", __builtin_return_address(0));
	wait_outside_readers("synchronize_rcu_expedited()");
}

void synchronize_net(void)
{
	context_may_sleep("synchronize_net", __builtin_return_address(0));
	wait_outside_readers("synchronize_net()");
}

void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	sched_point(POINT_CALL);
	rcu_call(&rcu, head, func);
}

void call_rcu_hurry(struct rcu_head *head, rcu_callback_t func)
{
	call_rcu(head, func);
}

void rcu_barrier(void)
{
	context_may_sleep("rcu_barrier", __builtin_return_address(0));
	rcu_call_barrier(&rcu);
}

/* The first grace period that begins after now. */
unsigned long get_state_synchronize_rcu(void)
{
	return __atomic_load_n(&rcu.begun, __ATOMIC_SEQ_CST) + 1;
}

bool poll_state_synchronize_rcu(unsigned long oldstate)
{
	sched_point(POINT_POLL);
	return (long)(__atomic_load_n(&rcu.completed, __ATOMIC_SEQ_CST) - oldstate) >= 0;
}

void cond_synchronize_rcu(unsigned long oldstate)
{
	if (!poll_state_synchronize_rcu(oldstate))
		synchronize_rcu();
}

void dmacheck_kfree_rcu(void *object, struct rcu_head *head)
{
	unsigned long offset = (char *)head - (char *)object;

	call_rcu(head, (rcu_callback_t)offset);
}

void dmacheck_kfree_rcu_mightsleep(void *object)
{
	OWN_SERVES();

	context_may_sleep("kfree_rcu_mightsleep", __builtin_return_address(0));
	if (!object)
		return;
	wait_outside_readers("kfree_rcu_mightsleep()");
	kvfree(object);
}

void dmacheck_rcu_assert(bool right, const char *what, const void *site)
{
	if (!right)
		report_misuse_once(site, "WARNING: suspicious RCU usage\n %s", what);
}
