// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * wait-bit.c - <linux/wait_bit.h>: waiting for a bit to be clear, or a variable
 */
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait_bit.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/sched.h"

enum { WAIT_QUEUES = 64 };

static struct wait_queue_head queues[WAIT_QUEUES];

/* Before any module code; a static initialiser cannot name the lists. */
static void __attribute__((constructor(150))) init_queues(void)
{
	unsigned int i;

	for (i = 0; i < WAIT_QUEUES; i++)
		__init_waitqueue_head(&queues[i], "bit_wait_table", NULL);
}

struct wait_queue_head *__var_waitqueue(void *p)
{
	unsigned long address = (unsigned long)p;

	return &queues[((address >> 3) ^ (address >> 9)) % WAIT_QUEUES];
}

static bool bit_is_set(const struct wait_bit_key *key)
{
	return (__atomic_load_n(key->flags, __ATOMIC_ACQUIRE) >> key->bit_nr) & 1;
}

static bool bit_was_set(const struct wait_bit_key *key)
{
	unsigned long mask = 1UL << key->bit_nr;

	return __atomic_fetch_or(key->flags, mask, __ATOMIC_SEQ_CST) & mask;
}

/* Wakes those only that wait for the same bit of the same word. */
static int wake_bit_function(struct wait_queue_entry *wq_entry, unsigned int mode,
			     int flags, void *arg)
{
	struct wait_bit_queue_entry *entry =
		container_of(wq_entry, struct wait_bit_queue_entry, wq_entry);
	struct wait_bit_key *key = arg;

	if (entry->key.flags != key->flags || entry->key.bit_nr != key->bit_nr)
		return 0;
	if (key->bit_nr >= 0 && bit_is_set(key))
		return 0;
	return autoremove_wake_function(wq_entry, mode, flags, key);
}

static void init_entry(struct wait_bit_queue_entry *entry, struct wait_bit_key key,
		       int flags)
{
	init_wait_entry(&entry->wq_entry, flags);
	entry->wq_entry.func = wake_bit_function;
	entry->key = key;
}

void init_wait_var_entry(struct wait_bit_queue_entry *entry, void *var, int flags)
{
	init_entry(entry, (struct wait_bit_key){ .flags = var, .bit_nr = -1 }, flags);
}

static int wait_bit(struct wait_bit_key key, wait_bit_action_f *action,
		    unsigned int mode, bool lock)
{
	bool (*busy)(const struct wait_bit_key *) = lock ? bit_was_set : bit_is_set;
	struct wait_queue_head *head = __var_waitqueue(key.flags);
	struct wait_bit_queue_entry entry;
	int error = 0;

	if (!busy(&key))
		return 0;
	init_entry(&entry, key, lock ? WQ_FLAG_EXCLUSIVE : 0);
	do {
		prepare_to_wait_event(head, &entry.wq_entry, mode);
		error = bit_is_set(&entry.key) ? action(&entry.key, mode) : 0;
	} while (busy(&entry.key) && !error);
	finish_wait(head, &entry.wq_entry);
	return error;
}

static struct wait_bit_key bit_key(unsigned long *word, int bit)
{
	return (struct wait_bit_key){
		.flags = word + bit / BITS_PER_LONG,
		.bit_nr = bit % BITS_PER_LONG,
	};
}

int bit_wait(struct wait_bit_key *key, int mode)
{
	schedule();
	return signal_pending_state(mode, current) ? -EINTR : 0;
}

int bit_wait_io(struct wait_bit_key *key, int mode)
{
	io_schedule();
	return signal_pending_state(mode, current) ? -EINTR : 0;
}

int bit_wait_timeout(struct wait_bit_key *key, int mode)
{
	long left = key->timeout - jiffies;

	if (left <= 0)
		return -EAGAIN;
	schedule_timeout(left);
	return signal_pending_state(mode, current) ? -EINTR : 0;
}

int wait_on_bit_action(unsigned long *word, int bit, wait_bit_action_f *action,
		       unsigned int mode)
{
	context_may_sleep("wait_on_bit", __builtin_return_address(0));
	sched_point(POINT_CALL);
	return wait_bit(bit_key(word, bit), action, mode, false);
}

int wait_on_bit(unsigned long *word, int bit, unsigned int mode)
{
	return wait_on_bit_action(word, bit, bit_wait, mode);
}

int wait_on_bit_io(unsigned long *word, int bit, unsigned int mode)
{
	return wait_on_bit_action(word, bit, bit_wait_io, mode);
}

int wait_on_bit_timeout(unsigned long *word, int bit, unsigned int mode,
			unsigned long timeout)
{
	struct wait_bit_key key = bit_key(word, bit);

	context_may_sleep("wait_on_bit_timeout", __builtin_return_address(0));
	key.timeout = jiffies + timeout;
	return wait_bit(key, bit_wait_timeout, mode, false);
}

int wait_on_bit_lock(unsigned long *word, int bit, unsigned int mode)
{
	context_may_sleep("wait_on_bit_lock", __builtin_return_address(0));
	sched_point(POINT_LOCK);
	return wait_bit(bit_key(word, bit), bit_wait, mode, true);
}

int wait_on_bit_lock_io(unsigned long *word, int bit, unsigned int mode)
{
	context_may_sleep("wait_on_bit_lock_io", __builtin_return_address(0));
	sched_point(POINT_LOCK);
	return wait_bit(bit_key(word, bit), bit_wait_io, mode, true);
}

void wake_up_bit(unsigned long *word, int bit)
{
	struct wait_bit_key key = bit_key(word, bit);

	__wake_up(__var_waitqueue(key.flags), TASK_NORMAL, 1, &key);
}

void clear_and_wake_up_bit(int bit, unsigned long *word)
{
	struct wait_bit_key key = bit_key(word, bit);

	__atomic_fetch_and(key.flags, ~(1UL << key.bit_nr), __ATOMIC_SEQ_CST);
	wake_up_bit(word, bit);
}

bool test_and_clear_wake_up_bit(int bit, unsigned long *word)
{
	struct wait_bit_key key = bit_key(word, bit);
	unsigned long mask = 1UL << key.bit_nr;

	if (!(__atomic_fetch_and(key.flags, ~mask, __ATOMIC_SEQ_CST) & mask))
		return false;
	wake_up_bit(word, bit);
	return true;
}

void wake_up_var(void *var)
{
	struct wait_bit_key key = { .flags = var, .bit_nr = -1 };

	__wake_up(__var_waitqueue(var), TASK_NORMAL, 1, &key);
}
