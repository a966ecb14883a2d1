// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * refcount.c - <linux/refcount.h>: saturating counts, the kernel's warnings, and
 * REF_GET and REF_PUT for a recorder
 */
#include <linux/mutex.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <dmacheck/event.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/counted.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/own.h"
#include "runtime/kernel/refcount.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

static const char *const warnings[] = {
	[REFCOUNT_ADD_NOT_ZERO_OVF] = "refcount_t: saturated; leaking memory.",
	[REFCOUNT_ADD_OVF] = "refcount_t: saturated; leaking memory.",
	[REFCOUNT_ADD_UAF] = "refcount_t: addition on 0; use-after-free.",
	[REFCOUNT_SUB_UAF] = "refcount_t: underflow; use-after-free.",
	[REFCOUNT_DEC_LEAK] = "refcount_t: decrement hit 0; leaking memory.",
};

static int *value_of(const refcount_t *r)
{
	return (int *)&r->refs.counter;
}

static int load(const refcount_t *r)
{
	return __atomic_load_n(value_of(r), __ATOMIC_RELAXED);
}

/* lib/refcount.c: each warning is given once in the kernel, here once for a count. */
void refcount_warn_saturate(refcount_t *r, enum refcount_saturation_type t)
{
	__atomic_store_n(value_of(r), REFCOUNT_SATURATED, __ATOMIC_RELAXED);
	report_told_once((char *)r + t % sizeof(int), "%s", warnings[t]);
}

static void tell_get(const refcount_t *r, int after, const void *caller)
{
	if (!own_caller(caller))
		dmacheck_emit(REF_GET, .object = r, .value = after,
			      .dma_address = counted_held(r), .caller = caller);
}

static void tell_put(const refcount_t *r, int after, const void *caller)
{
	if (!own_caller(caller))
		dmacheck_emit(REF_PUT, .object = r, .value = after, .caller = caller);
}

void refcount_begin(refcount_t *r, int n, const void *caller)
{
	__atomic_store_n(value_of(r), n, __ATOMIC_RELAXED);
	if (own_caller(caller))
		return;
	counted_set(r);
	dmacheck_emit(REF_GET, .object = r, .value = n, .type = 1, .caller = caller);
}

void refcount_set(refcount_t *r, int n)
{
	refcount_begin(r, n, __builtin_return_address(0));
}

unsigned int refcount_read(const refcount_t *r)
{
	sched_point(POINT_POLL);
	return load(r);
}

void refcount_get(int i, refcount_t *r, const void *caller)
{
	int old;

	sched_point(POINT_CALL);
	old = __atomic_fetch_add(value_of(r), i, __ATOMIC_RELAXED);
	tell_get(r, old + i, caller);
	if (!old)
		refcount_warn_saturate(r, REFCOUNT_ADD_UAF);
	else if (old < 0 || (long)old + i > INT_MAX)
		refcount_warn_saturate(r, REFCOUNT_ADD_OVF);
}

void refcount_add(int i, refcount_t *r)
{
	refcount_get(i, r, __builtin_return_address(0));
}

void refcount_inc(refcount_t *r)
{
	refcount_get(1, r, __builtin_return_address(0));
}

bool refcount_get_not_zero(int i, refcount_t *r, const void *caller)
{
	int old = load(r);

	sched_point(POINT_CALL);
	do {
		if (!old)
			return false;
	} while (!__atomic_compare_exchange_n(value_of(r), &old, (int)((unsigned int)old + i),
					      false, __ATOMIC_RELAXED,
					      __ATOMIC_RELAXED));
	tell_get(r, (int)((unsigned int)old + i), caller);
	if (old < 0 || (long)old + i > INT_MAX)
		refcount_warn_saturate(r, REFCOUNT_ADD_NOT_ZERO_OVF);
	return true;
}

bool refcount_add_not_zero(int i, refcount_t *r)
{
	return refcount_get_not_zero(i, r, __builtin_return_address(0));
}

bool refcount_inc_not_zero(refcount_t *r)
{
	return refcount_get_not_zero(1, r, __builtin_return_address(0));
}

/*
 * Told before: the object may be gone after. Under a token nobody comes between;
 * without one the value told may be passed by another put.
 */
bool refcount_put(int i, refcount_t *r, const void *caller)
{
	int old;

	sched_point(POINT_CALL);
	tell_put(r, load(r) - i, caller);
	old = __atomic_fetch_sub(value_of(r), i, __ATOMIC_RELEASE);
	if (old > 0 && old == i) {
		__atomic_thread_fence(__ATOMIC_ACQUIRE);
		/* sanitizers know loads, not fences */
		(void)__atomic_load_n(value_of(r), __ATOMIC_ACQUIRE);
		return true;
	}
	if (old <= 0 || (long)old - i < 0)
		refcount_warn_saturate(r, REFCOUNT_SUB_UAF);
	return false;
}

bool refcount_sub_and_test(int i, refcount_t *r)
{
	return refcount_put(i, r, __builtin_return_address(0));
}

bool refcount_dec_and_test(refcount_t *r)
{
	return refcount_put(1, r, __builtin_return_address(0));
}

void refcount_dec(refcount_t *r)
{
	int old;

	sched_point(POINT_CALL);
	tell_put(r, load(r) - 1, __builtin_return_address(0));
	old = __atomic_fetch_sub(value_of(r), 1, __ATOMIC_RELEASE);
	if (old <= 1)
		refcount_warn_saturate(r, REFCOUNT_DEC_LEAK);
}

bool refcount_dec_if_one(refcount_t *r)
{
	int one = 1;

	sched_point(POINT_CALL);
	if (!__atomic_compare_exchange_n(value_of(r), &one, 0, false,
					 __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
		return false;
	tell_put(r, 0, __builtin_return_address(0));
	return true;
}

static bool put_not_one(refcount_t *r, const void *caller)
{
	int old = load(r);

	sched_point(POINT_CALL);
	do {
		if (old == REFCOUNT_SATURATED)
			return true;
		if (old == 1)
			return false;
		if (old <= 0) {
			refcount_warn_saturate(r, REFCOUNT_SUB_UAF);
			return true;
		}
	} while (!__atomic_compare_exchange_n(value_of(r), &old, old - 1, false,
					      __ATOMIC_RELEASE, __ATOMIC_RELAXED));
	tell_put(r, old - 1, caller);
	return true;
}

bool refcount_dec_not_one(refcount_t *r)
{
	return put_not_one(r, __builtin_return_address(0));
}

/*
 * Only the last reference is dropped with the lock held, and then the caller has
 * it: between the look and the lock another may have been taken.
 */
static bool put_last(refcount_t *r, struct dmacheck_lock *lock, enum lock_kind kind,
		     const void *caller)
{
	lock_acquire_for(lock, false, kind, caller);
	if (refcount_put(1, r, caller))
		return true;
	lock_give_up_for(lock, false, kind, caller);
	sched_point(POINT_UNLOCK);
	return false;
}

bool refcount_put_mutex(refcount_t *r, struct mutex *lock, const void *caller)
{
	if (put_not_one(r, caller))
		return false;
	context_may_sleep("mutex_lock", caller);
	return put_last(r, &lock->lock, LOCK_MUTEX, caller);
}

bool refcount_put_spin(refcount_t *r, spinlock_t *lock, const void *caller)
{
	return !put_not_one(r, caller) &&
	       put_last(r, &lock->rlock.lock, LOCK_SPIN, caller);
}

bool refcount_dec_and_mutex_lock(refcount_t *r, struct mutex *lock)
{
	return refcount_put_mutex(r, lock, __builtin_return_address(0));
}

bool refcount_dec_and_lock(refcount_t *r, spinlock_t *lock)
{
	return refcount_put_spin(r, lock, __builtin_return_address(0));
}

bool refcount_dec_and_lock_irqsave(refcount_t *r, spinlock_t *lock,
				   unsigned long *flags)
{
	const void *caller = __builtin_return_address(0);

	if (put_not_one(r, caller))
		return false;
	local_irq_save(*flags);
	if (put_last(r, &lock->rlock.lock, LOCK_SPIN, caller))
		return true;
	local_irq_restore(*flags);
	return false;
}
