// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sync-misuse.c - misuse of locks and counts is said in the kernel's words
 *
 * what=1..: one misuse a run. Those that would hang end the program with status
 * 1; see sync-reports.sh for the words.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/workqueue.h>

static char *what = "none";
module_param(what, charp, 0444);

static DEFINE_SPINLOCK(spin);
static DEFINE_RWLOCK(rw);
static DEFINE_MUTEX(mutex);
static DECLARE_RWSEM(rwsem);
static struct kref kref;

static void spin_recursion(void)
{
	spin_lock(&spin);
	spin_lock(&spin);
}

static void write_recursion(void)
{
	read_lock(&rw);
	write_lock(&rw);
}

static void mutex_recursion(void)
{
	mutex_lock(&mutex);
	mutex_lock(&mutex);
}

static void spin_unlocked(void)
{
	spin_unlock(&spin);
	spin_lock(&spin);
	spin_unlock(&spin);
}

static void mutex_unlocked(void)
{
	mutex_unlock(&mutex);
}

static void rwsem_unlocked(void)
{
	up_read(&rwsem);
}

static void uninitialised(void)
{
	spinlock_t *lock = kzalloc(sizeof(*lock), GFP_KERNEL);

	spin_lock(lock);
	spin_unlock(lock);
	kfree(lock);
}

static void not_held(void)
{
	lockdep_assert_held(&spin);
}

static void sleep_in_atomic(void)
{
	guard(spinlock)(&spin);
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
}

static void release(struct kref *ref)
{
}

static void underflow(void)
{
	kref_init(&kref);
	kref_put(&kref, release);
	kref_put(&kref, release);
}

static void resurrect(void)
{
	kref_init(&kref);
	kref_put(&kref, release);
	kref_get(&kref);
}

static void outside_reader(void)
{
	static int *pointer;

	(void)rcu_dereference(pointer);
}

static void wait_in_reader(void)
{
	rcu_read_lock();
	synchronize_rcu();
	rcu_read_unlock();
}

static void flush_itself(struct work_struct *work)
{
	flush_work(work);
}

static void flush_own(void)
{
	static DECLARE_WORK(work, flush_itself);

	schedule_work(&work);
	flush_work(&work);
}

static const struct {
	const char *name;
	void (*run)(void);
} misuses[] = {
	{ "spin-recursion", spin_recursion },
	{ "write-recursion", write_recursion },
	{ "mutex-recursion", mutex_recursion },
	{ "spin-unlocked", spin_unlocked },
	{ "mutex-unlocked", mutex_unlocked },
	{ "rwsem-unlocked", rwsem_unlocked },
	{ "uninitialised", uninitialised },
	{ "not-held", not_held },
	{ "sleep-in-atomic", sleep_in_atomic },
	{ "underflow", underflow },
	{ "resurrect", resurrect },
	{ "outside-reader", outside_reader },
	{ "wait-in-reader", wait_in_reader },
	{ "flush-own", flush_own },
};

static int __init sync_misuse_init(void)
{
	unsigned int i;

	pr_info("misuse: %s\n", what);
	for (i = 0; i < ARRAY_SIZE(misuses); i++) {
		if (!strcmp(misuses[i].name, what))
			misuses[i].run();
	}
	return 0;
}

static void __exit sync_misuse_exit(void)
{
}

module_init(sync_misuse_init);
module_exit(sync_misuse_exit);
MODULE_LICENSE("GPL");
