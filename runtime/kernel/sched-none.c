// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sched-none.c - real threads, real time, and the one count of what is busy
 *
 *   busy = actors awake + timers pending (not background) or firing
 *        + softirqs and interrupts pending or running + holds
 *
 * Whatever ends one of these has begun what it leads to before, so 0 means that
 * nothing will ever happen again by itself.
 */
#include <errno.h>
#include <limits.h>
#include <time.h>
#include <unistd.h>
#include <sys/syscall.h>
#include "sched-private.h"

/* As in the system's <linux/futex.h>, which would come from this tree's folder. */
enum { HOST_FUTEX_WAIT_PRIVATE = 128, HOST_FUTEX_WAKE_PRIVATE = 129 };

long futex_wait(unsigned int *word, unsigned int value, int64_t timeout_ns)
{
	struct timespec timeout = {
		.tv_sec = timeout_ns / 1000000000,
		.tv_nsec = timeout_ns % 1000000000,
	};
	int saved = errno;
	long err = syscall(SYS_futex, word, HOST_FUTEX_WAIT_PRIVATE, value,
			   timeout_ns < 0 ? NULL : &timeout, NULL, 0);

	errno = saved;
	return err;
}

void futex_wake(unsigned int *word)
{
	int saved = errno;

	syscall(SYS_futex, word, HOST_FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
	errno = saved;
}

uint64_t real_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + now.tv_nsec;
}

void busy_add(void)
{
	__atomic_fetch_add(&sched.busy, 1, __ATOMIC_SEQ_CST);
}

void busy_drop(void)
{
	if (__atomic_sub_fetch(&sched.busy, 1, __ATOMIC_SEQ_CST) == 0)
		none_quiet();
}

/*
 * With sched.lock held, which is not while it waits. Ends at @until of sched_now(),
 * or for nothing: callers look again.
 */
void rest_wait(struct sched_rest *rest, uint64_t until)
{
	unsigned int word = __atomic_load_n(&rest->word, __ATOMIC_RELAXED);
	uint64_t now = until == UINT64_MAX ? 0 : real_now() - sched.epoch;

	if (until <= now)
		return;
	rest->resting = true;
	raw_unlock(&sched.lock);
	futex_wait(&rest->word, word, until == UINT64_MAX ? -1 : (int64_t)(until - now));
	raw_lock(&sched.lock);
	rest->resting = false;
}

/*
 * With sched.lock held. Return: whether futex_wake() of its word is due, after the
 * lock has been dropped, which the actor takes first of all.
 */
bool rest_end(struct sched_rest *rest)
{
	if (!rest->resting)
		return false;
	rest->resting = false;
	__atomic_fetch_add(&rest->word, 1, __ATOMIC_RELAXED);
	return true;
}
