/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * state.c - the mapping lock, and whether mappings are tracked
 *
 * Tracking needs address space at the start and memory later. Where either is
 * refused it ends with a message: what is mapped afterwards has its virtual
 * address for a DMA address and is not looked at. The program goes on.
 */
#include <pthread.h>

#include <runtime/kernel/raw.h>
#include <runtime/kernel/report.h>
#include "mapping.h"

/* Who has it gives it up within microseconds. */
enum { TRIES = 10000 };

enum state { STATE_NEW, STATE_ON, STATE_OFF };

static struct raw_lock lock = RAW_LOCK_INIT;
static enum state state;

/* Set before the lock is there and after it is gone: a signal may come between. */
static __thread bool inside;

void mapping_lock(void)
{
	__atomic_store_n(&inside, true, __ATOMIC_RELAXED);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	raw_lock(&lock);
}

void mapping_unlock(void)
{
	raw_unlock(&lock);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	__atomic_store_n(&inside, false, __ATOMIC_RELAXED);
}

bool mapping_inside(void)
{
	return __atomic_load_n(&inside, __ATOMIC_RELAXED);
}

bool mapping_trylock(void)
{
	int tries;

	if (mapping_inside())
		return false;
	__atomic_store_n(&inside, true, __ATOMIC_RELAXED);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	for (tries = 0; tries < TRIES; tries++) {
		if (!pthread_mutex_trylock(&lock.mutex))
			return true;
		raw_pause();
	}
	__atomic_store_n(&inside, false, __ATOMIC_RELAXED);
	return false;
}

/* A child has no mapping: the reservations are wiped by the fork. */
static void child_begin(void)
{
	mapping_table_reset();
	space_reset();
	entries_reset();
	mapping_unlock();
}

static void state_begin(void)
{
	bool reserved;

	mapping_lock();
	if (state == STATE_NEW) {
		reserved = frames_reserve() && space_reserve();
		pthread_atfork(mapping_lock, mapping_unlock, child_begin);
		held_begin();
		__atomic_store_n(&state, STATE_ON, __ATOMIC_RELEASE);
		mapping_unlock();
		if (!reserved)
			mapping_give_up();
		return;
	}
	mapping_unlock();
}

bool mapping_tracking(void)
{
	if (__atomic_load_n(&state, __ATOMIC_ACQUIRE) == STATE_NEW)
		state_begin();
	return __atomic_load_n(&state, __ATOMIC_ACQUIRE) == STATE_ON;
}

void mapping_give_up(void)
{
	if (__atomic_exchange_n(&state, STATE_OFF, __ATOMIC_ACQ_REL) == STATE_OFF)
		return;
	frames_hide();
	report_notice("DMA-API: pfn tracking ENOMEM, dma-debug disabled");
}

bool mapping_lock_with(const struct table_need *need)
{
	while (mapping_tracking()) {
		mapping_lock();
		if (mapping_table_available(need))
			return true;
		mapping_unlock();
		if (!mapping_table_grow(need))
			mapping_give_up();
	}
	return false;
}
