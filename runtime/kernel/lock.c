// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lock.c - the one lock: trying, waiting, releasing; see lock.h
 */
#include <stdlib.h>
#include "runtime/kernel/raw.h"
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>
#include <dmacheck/event.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/lock.h"
#include "runtime/kernel/own.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

enum {
	LOCK_BUCKETS = 64,
	WAKE_BATCH = 8,
	LOCK_SPINS = 200,
};

/* One who waits, on its own stack. */
struct lock_waiter {
	const struct dmacheck_lock *lock;
	struct task_struct *task;
	struct lock_waiter *next;
};

struct lock_bucket {
	struct raw_lock raw;
	struct lock_waiter *first;	/* protected by raw, oldest last */
};

static struct lock_bucket buckets[LOCK_BUCKETS] = {
	[0 ... LOCK_BUCKETS - 1] = { .raw = RAW_LOCK_INIT },
};

static const char *const kind_names[] = {
	[LOCK_SPIN] = "spinlock",
	[LOCK_RW] = "rwlock",
	[LOCK_MUTEX] = "mutex",
	[LOCK_RWSEM] = "rwsem",
};

static struct lock_bucket *bucket_of(const struct dmacheck_lock *lock)
{
	unsigned long address = (unsigned long)lock;

	return &buckets[((address >> 4) ^ (address >> 12)) % LOCK_BUCKETS];
}

static struct task_struct *owner_of(const struct dmacheck_lock *lock)
{
	return __atomic_load_n(&lock->owner, __ATOMIC_RELAXED);
}

static void report_lock(const struct dmacheck_lock *lock, enum lock_kind kind,
			const char *what)
{
	struct task_struct *owner = owner_of(lock);

	report_misuse("BUG: %s %s on CPU#0, %s/%d\n lock: %s, .magic: %08x, .owner: %s",
		      kind_names[kind], what, current->comm, current->pid,
		      lock->name ? lock->name : "<unknown>", lock->magic,
		      owner ? owner == current ? "the caller" : "another task" : "<none>");
}

/* Zeroed or foreign memory is taken for a free lock from here on. */
static void check_magic(struct dmacheck_lock *lock, enum lock_kind kind)
{
	unsigned int magic = __atomic_load_n(&lock->magic, __ATOMIC_ACQUIRE);

	if (__builtin_expect(magic == DMACHECK_LOCK_MAGIC, 1))
		return;
	lock->name = NULL;
	lock->owner = NULL;
	report_lock(lock, kind, "bad magic");
	__atomic_store_n(&lock->value, 0, __ATOMIC_RELAXED);
	__atomic_store_n(&lock->magic, DMACHECK_LOCK_MAGIC, __ATOMIC_RELEASE);
}

static bool is_free_for(unsigned int value, bool read)
{
	return read ? !(value & LOCK_WRITER) : !(value & ~LOCK_WAITERS);
}

/* Takes the lock or, with @mark, says in it that somebody waits. */
static bool try_or_mark(struct dmacheck_lock *lock, bool read, bool mark)
{
	unsigned int old = __atomic_load_n(&lock->value, __ATOMIC_RELAXED);
	unsigned int wanted;
	bool got;

	do {
		got = is_free_for(old, read);
		if (!got && !mark)
			return false;
		wanted = !got ? old | LOCK_WAITERS :
			 read ? old + 1 : old | LOCK_WRITER;
	} while (!__atomic_compare_exchange_n(&lock->value, &old, wanted, false,
					      __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
	if (got && !read)
		__atomic_store_n(&lock->owner, current, __ATOMIC_RELAXED);
	return got;
}

bool lock_try(struct dmacheck_lock *lock, bool read)
{
	return try_or_mark(lock, read, false);
}

/* It would wait for ever: the kernel hangs here, the program ends. */
static void check_recursion(const struct dmacheck_lock *lock, enum lock_kind kind)
{
	if (owner_of(lock) != current && !context_holds(lock))
		return;
	if (kind == LOCK_SPIN || kind == LOCK_RW)
		report_lock(lock, kind, "recursion");
	else
		report_misuse("WARNING: possible recursive locking detected\n %s/%d is trying to acquire lock: (%s), which it holds already",
			      current->comm, current->pid, lock->name);
	dmacheck_emit(HANG, .object = current, .name = current->comm);
	report_notice("%s waits for itself: ending the program", current->comm);
	exit(1);
}

static void waiter_add(struct lock_bucket *bucket, struct lock_waiter *waiter)
{
	raw_lock(&bucket->raw);
	waiter->next = bucket->first;
	bucket->first = waiter;
	raw_unlock(&bucket->raw);
}

static void waiter_remove(struct lock_bucket *bucket, struct lock_waiter *waiter)
{
	struct lock_waiter **link;

	raw_lock(&bucket->raw);
	for (link = &bucket->first; *link != waiter; link = &(*link)->next)
		;
	*link = waiter->next;
	raw_unlock(&bucket->raw);
}

/* All are woken, but without the list's lock, into which they would run. */
static void wake_waiters(const struct dmacheck_lock *lock)
{
	struct lock_bucket *bucket = bucket_of(lock);
	struct task_struct *tasks[WAKE_BATCH];
	struct lock_waiter *waiter;
	unsigned int count = 0;

	raw_lock(&bucket->raw);
	for (waiter = bucket->first; waiter; waiter = waiter->next) {
		if (waiter->lock != lock)
			continue;
		if (count < WAKE_BATCH)
			tasks[count++] = get_task_struct(waiter->task);
		else
			sched_lock_wake(waiter->task);
	}
	raw_unlock(&bucket->raw);
	while (count--) {
		sched_lock_wake(tasks[count]);
		put_task_struct(tasks[count]);
	}
}

/* Real threads: most locks are given up within the time that a wait takes to set up. */
static bool spin_for(struct dmacheck_lock *lock, bool read)
{
	int spins = sched_policy() == SCHED_NONE ? LOCK_SPINS : 0;

	while (spins--) {
		if (is_free_for(lock_value(lock), read) && lock_try(lock, read))
			return true;
		raw_pause();
	}
	return false;
}

/*
 * The waiter is on the list before it marks the lock, so the release that takes
 * the mark away finds it.
 */
static void take_slowly(struct dmacheck_lock *lock, bool read, enum lock_kind kind)
{
	struct lock_waiter waiter = { .lock = lock, .task = current };
	struct lock_bucket *bucket = bucket_of(lock);

	check_recursion(lock, kind);
	if (spin_for(lock, read))
		return;
	waiter_add(bucket, &waiter);
	while (!try_or_mark(lock, read, true))
		sched_lock_wait(lock, owner_of(lock));
	waiter_remove(bucket, &waiter);
}

void lock_take(struct dmacheck_lock *lock, bool read, enum lock_kind kind)
{
	check_magic(lock, kind);
	if (!lock_try(lock, read))
		take_slowly(lock, read, kind);
}

void lock_drop(struct dmacheck_lock *lock, bool read)
{
	unsigned int old = __atomic_load_n(&lock->value, __ATOMIC_RELAXED);
	unsigned int left;

	if (!read)
		__atomic_store_n(&lock->owner, NULL, __ATOMIC_RELAXED);
	do {
		left = read ? old - 1 : old & ~LOCK_WRITER;
		if (left == LOCK_WAITERS)
			left = 0;
	} while (!__atomic_compare_exchange_n(&lock->value, &old, left, false,
					      __ATOMIC_RELEASE, __ATOMIC_RELAXED));
	if (!left && (old & LOCK_WAITERS))
		wake_waiters(lock);
}

void lock_downgrade(struct dmacheck_lock *lock)
{
	__atomic_store_n(&lock->owner, NULL, __ATOMIC_RELAXED);
	if (__atomic_exchange_n(&lock->value, 1, __ATOMIC_RELEASE) & LOCK_WAITERS)
		wake_waiters(lock);
}

/* @flags: DMACHECK_TRIED or 0 */
static void tell_taken(struct dmacheck_lock *lock, enum lock_kind kind, unsigned int flags,
		       const void *caller)
{
	bool sleeping = kind == LOCK_MUTEX || kind == LOCK_RWSEM;
	bool own = own_caller(caller);

	context_lock_push(lock, lock->name, sleeping, !own);
	if (sleeping)
		flags |= DMACHECK_SLEEPING;
	if (!own)
		dmacheck_emit(LOCK, .object = lock, .name = lock->name, .flags = flags,
			      .caller = caller);
}

void lock_acquire_for(struct dmacheck_lock *lock, bool read, enum lock_kind kind,
		      const void *caller)
{
	sched_point(POINT_LOCK);
	lock_take(lock, read, kind);
	tell_taken(lock, kind, 0, caller);
}

bool lock_try_for(struct dmacheck_lock *lock, bool read, enum lock_kind kind,
		  const void *caller)
{
	check_magic(lock, kind);
	sched_point(POINT_LOCK);
	if (!lock_try(lock, read)) {
		sched_point(POINT_POLL);
		return false;
	}
	tell_taken(lock, kind, DMACHECK_TRIED, caller);
	return true;
}

static bool may_give_up(struct dmacheck_lock *lock, bool read, enum lock_kind kind)
{
	bool held = read ? lock_value(lock) & ~(LOCK_WAITERS | LOCK_WRITER) :
			   lock_value(lock) & LOCK_WRITER;
	bool sleeping = kind == LOCK_MUTEX || kind == LOCK_RWSEM;

	if (!held && sleeping)
		report_misuse("WARNING: bad unlock balance detected!\n %s/%d is trying to release lock (%s), but there are no more locks to release!",
			      current->comm, current->pid, lock->name);
	else if (!held)
		report_lock(lock, kind, "already unlocked");
	else if (!read && owner_of(lock) != current && kind == LOCK_MUTEX)
		report_misuse("DEBUG_LOCKS_WARN_ON(__owner_task(owner) != get_current()): %s",
			      lock->name);
	else if (!read && owner_of(lock) != current && !sleeping)
		report_lock(lock, kind, "wrong owner");
	return held;
}

/* Told if the taking was, whoever gives it up; of another thread's, by the caller. */
void lock_give_up_for(struct dmacheck_lock *lock, bool read, enum lock_kind kind,
		      const void *caller)
{
	check_magic(lock, kind);
	if (!may_give_up(lock, read, kind))
		return;
	if (context_lock_pop(lock, !own_caller(caller)))
		dmacheck_emit(UNLOCK, .object = lock, .caller = caller);
	lock_drop(lock, read);
}

void dmacheck_lock_init(struct dmacheck_lock *lock, const char *name)
{
	lock->owner = NULL;
	lock->name = name;
	__atomic_store_n(&lock->value, 0, __ATOMIC_RELAXED);
	__atomic_store_n(&lock->magic, DMACHECK_LOCK_MAGIC, __ATOMIC_RELEASE);
}
