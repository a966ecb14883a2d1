/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * raw.h - the locks of the services themselves
 *
 * Held for a few instructions, never while a module's code runs, and no switch
 * point: the scheduler does not know them. They are real locks because threads
 * that a program makes by itself run beside the scheduled ones.
 */
#ifndef DMACHECK_RAW_H
#define DMACHECK_RAW_H

#include <pthread.h>
#include "fork.h"

struct raw_lock {
	pthread_mutex_t mutex;
};

#define RAW_LOCK_INIT { PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP }

static inline void raw_lock_init(struct raw_lock *lock)
{
	pthread_mutex_init(&lock->mutex, NULL);
}

void raw_lock_child(struct raw_lock *lock) SHARED(raw_lock_child);

static inline void raw_lock(struct raw_lock *lock)
{
	if (engine_in_child())
		raw_lock_child(lock);
	else
		pthread_mutex_lock(&lock->mutex);
}

static inline void raw_unlock(struct raw_lock *lock)
{
	pthread_mutex_unlock(&lock->mutex);
}

/* Between two looks of one who spins. */
static inline void raw_pause(void)
{
#if defined(__x86_64__) || defined(__i386__)
	__builtin_ia32_pause();
#endif
}

#endif /* DMACHECK_RAW_H */
