/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wait_bit.h - waiting for a bit or a variable; see runtime/kernel/wait-bit.c
 *
 * The waiters of all words share a few queues, chosen by the address.
 */
#ifndef _LINUX_WAIT_BIT_H
#define _LINUX_WAIT_BIT_H

#include <linux/wait.h>

struct wait_bit_key {
	unsigned long *flags;
	int bit_nr;		/* -1: a variable */
	unsigned long timeout;	/* a moment in jiffies */
};

struct wait_bit_queue_entry {
	struct wait_bit_key key;
	struct wait_queue_entry wq_entry;
};

typedef int wait_bit_action_f(struct wait_bit_key *key, int mode);

int bit_wait(struct wait_bit_key *key, int mode);
int bit_wait_io(struct wait_bit_key *key, int mode);
int bit_wait_timeout(struct wait_bit_key *key, int mode);

int wait_on_bit(unsigned long *word, int bit, unsigned int mode);
int wait_on_bit_io(unsigned long *word, int bit, unsigned int mode);
int wait_on_bit_timeout(unsigned long *word, int bit, unsigned int mode,
			unsigned long timeout);
int wait_on_bit_action(unsigned long *word, int bit, wait_bit_action_f *action,
		       unsigned int mode);
int wait_on_bit_lock(unsigned long *word, int bit, unsigned int mode);
int wait_on_bit_lock_io(unsigned long *word, int bit, unsigned int mode);
void wake_up_bit(unsigned long *word, int bit);
void clear_and_wake_up_bit(int bit, unsigned long *word);
bool test_and_clear_wake_up_bit(int bit, unsigned long *word);

void wake_up_var(void *var);
struct wait_queue_head *__var_waitqueue(void *p);
void init_wait_var_entry(struct wait_bit_queue_entry *entry, void *var, int flags);

#define ___wait_var_event(var, condition, state, exclusive, ret, cmd) \
	({ \
		__label__ __var_over; \
		struct wait_queue_head *__var_head = __var_waitqueue(var); \
		struct wait_bit_queue_entry __var_entry; \
		long __ret = ret; \
		init_wait_var_entry(&__var_entry, var, \
				    (exclusive) ? WQ_FLAG_EXCLUSIVE : 0); \
		for (;;) { \
			long __interrupted = \
				prepare_to_wait_event(__var_head, \
						      &__var_entry.wq_entry, state); \
			if (condition) \
				break; \
			if (___wait_is_interruptible(state) && __interrupted) { \
				__ret = __interrupted; \
				goto __var_over; \
			} \
			cmd; \
		} \
		finish_wait(__var_head, &__var_entry.wq_entry); \
__var_over: __attribute__((__unused__)); \
		__ret; \
	})

#define wait_var_event(var, condition) \
	do { \
		dmacheck_wait_may_sleep("wait_var_event"); \
		if (condition) \
			break; \
		(void)___wait_var_event(var, condition, TASK_UNINTERRUPTIBLE, \
					0, 0, schedule()); \
	} while (0)

#define DMACHECK_WAIT_VAR(var, condition, state, text) \
	({ \
		int __waited = 0; \
		dmacheck_wait_may_sleep(text); \
		if (!(condition)) \
			__waited = ___wait_var_event(var, condition, state, \
						     0, 0, schedule()); \
		__waited; \
	})
#define wait_var_event_killable(var, condition) \
	DMACHECK_WAIT_VAR(var, condition, TASK_KILLABLE, "wait_var_event_killable")
#define wait_var_event_interruptible(var, condition) \
	DMACHECK_WAIT_VAR(var, condition, TASK_INTERRUPTIBLE, \
			  "wait_var_event_interruptible")

#define wait_var_event_timeout(var, condition, timeout) \
	({ \
		long __ret = timeout; \
		dmacheck_wait_may_sleep("wait_var_event_timeout"); \
		if (!___wait_cond_timeout(condition)) \
			__ret = ___wait_var_event(var, \
						  ___wait_cond_timeout(condition), \
						  TASK_UNINTERRUPTIBLE, 0, timeout, \
						  __ret = schedule_timeout(__ret)); \
		__ret; \
	})

#endif /* _LINUX_WAIT_BIT_H */
