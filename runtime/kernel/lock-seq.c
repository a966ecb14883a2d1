// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lock-seq.c - <linux/seqlock.h>: sequence counts, and those with a lock
 */
#include <linux/seqlock.h>
#include "runtime/kernel/sched.h"

void seqcount_init(seqcount_t *s)
{
	__atomic_store_n(&s->sequence, 0, __ATOMIC_RELAXED);
}

unsigned int dmacheck_seq_peek(const seqcount_t *s)
{
	sched_point(POINT_CALL);
	return __atomic_load_n(&s->sequence, __ATOMIC_ACQUIRE);
}

unsigned int dmacheck_seq_begin(const seqcount_t *s)
{
	unsigned int sequence;

	while ((sequence = dmacheck_seq_peek(s)) & 1)
		sched_point(POINT_POLL);
	return sequence;
}

/* Pairs with the full barriers of the writers: what was read came before. */
int dmacheck_seq_retry(const seqcount_t *s, unsigned int start)
{
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	sched_point(POINT_CALL);
	return __atomic_load_n(&s->sequence, __ATOMIC_RELAXED) != start;
}

void dmacheck_seq_write_begin(seqcount_t *s)
{
	__atomic_fetch_add(&s->sequence, 1, __ATOMIC_SEQ_CST);
	sched_point(POINT_CALL);
}

void dmacheck_seq_write_end(seqcount_t *s)
{
	__atomic_fetch_add(&s->sequence, 1, __ATOMIC_SEQ_CST);
}

void dmacheck_seq_barrier(seqcount_t *s)
{
	__atomic_fetch_add(&s->sequence, 2, __ATOMIC_SEQ_CST);
}

unsigned int read_seqbegin(const seqlock_t *sl)
{
	return dmacheck_seq_begin(&sl->seqcount);
}

unsigned int read_seqretry(const seqlock_t *sl, unsigned int start)
{
	return dmacheck_seq_retry(&sl->seqcount, start);
}

#define SEQLOCK_PAIR(suffix) \
	void write_seqlock##suffix(seqlock_t *sl) \
	{ \
		spin_lock##suffix(&sl->lock); \
		dmacheck_seq_write_begin(&sl->seqcount); \
	} \
	void write_sequnlock##suffix(seqlock_t *sl) \
	{ \
		dmacheck_seq_write_end(&sl->seqcount); \
		spin_unlock##suffix(&sl->lock); \
	} \
	void read_seqlock_excl##suffix(seqlock_t *sl) \
	{ \
		spin_lock##suffix(&sl->lock); \
	} \
	void read_sequnlock_excl##suffix(seqlock_t *sl) \
	{ \
		spin_unlock##suffix(&sl->lock); \
	}

SEQLOCK_PAIR()
SEQLOCK_PAIR(_bh)
SEQLOCK_PAIR(_irq)

unsigned long dmacheck_write_seqlock_irqsave(seqlock_t *sl)
{
	unsigned long flags;

	spin_lock_irqsave(&sl->lock, flags);
	dmacheck_seq_write_begin(&sl->seqcount);
	return flags;
}

void write_sequnlock_irqrestore(seqlock_t *sl, unsigned long flags)
{
	dmacheck_seq_write_end(&sl->seqcount);
	spin_unlock_irqrestore(&sl->lock, flags);
}

unsigned long dmacheck_read_seqlock_excl_irqsave(seqlock_t *sl)
{
	unsigned long flags;

	spin_lock_irqsave(&sl->lock, flags);
	return flags;
}

void read_sequnlock_excl_irqrestore(seqlock_t *sl, unsigned long flags)
{
	spin_unlock_irqrestore(&sl->lock, flags);
}

void read_seqbegin_or_lock(seqlock_t *lock, int *seq)
{
	if (*seq & 1)
		read_seqlock_excl(lock);
	else
		*seq = read_seqbegin(lock);
}

int need_seqretry(seqlock_t *lock, int seq)
{
	return !(seq & 1) && read_seqretry(lock, seq);
}

void done_seqretry(seqlock_t *lock, int seq)
{
	if (seq & 1)
		read_sequnlock_excl(lock);
}
