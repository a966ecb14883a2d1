/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * seqlock.h - readers that try again when a writer came between
 *
 * Odd: a writer is at work. A reader that finds it so polls, which lets the writer
 * go on under every schedule. What is read inside is racy by design.
 */
#ifndef __LINUX_SEQLOCK_H
#define __LINUX_SEQLOCK_H

#include <linux/spinlock.h>
#include <linux/mutex.h>
#include <linux/rwlock.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

#define SEQCNT_ZERO(name) { .sequence = 0 }
void seqcount_init(seqcount_t *s);

/* A count with the lock that its writers hold. */
#define DMACHECK_SEQCOUNT_TYPE(name, type) \
	typedef struct seqcount_##name { \
		seqcount_t seqcount; \
		type *lock; \
	} seqcount_##name##_t;
DMACHECK_SEQCOUNT_TYPE(raw_spinlock, raw_spinlock_t)
DMACHECK_SEQCOUNT_TYPE(spinlock, spinlock_t)
DMACHECK_SEQCOUNT_TYPE(rwlock, rwlock_t)
DMACHECK_SEQCOUNT_TYPE(mutex, struct mutex)

#define SEQCNT_RAW_SPINLOCK_ZERO(name, l) { .lock = (l) }
#define SEQCNT_SPINLOCK_ZERO(name, l) { .lock = (l) }
#define SEQCNT_RWLOCK_ZERO(name, l) { .lock = (l) }
#define SEQCNT_MUTEX_ZERO(name, l) { .lock = (l) }

#define seqcount_raw_spinlock_init(s, l) \
	((s)->lock = (l), seqcount_init(&(s)->seqcount))
#define seqcount_spinlock_init(s, l) \
	((s)->lock = (l), seqcount_init(&(s)->seqcount))
#define seqcount_rwlock_init(s, l) \
	((s)->lock = (l), seqcount_init(&(s)->seqcount))
#define seqcount_mutex_init(s, l) \
	((s)->lock = (l), seqcount_init(&(s)->seqcount))

/* Every count type has its seqcount_t first. */
#define DMACHECK_SEQCOUNT(s) \
	_Generic(*(s), \
		 seqcount_t: (void *)(s), \
		 seqcount_raw_spinlock_t: (void *)(s), \
		 seqcount_spinlock_t: (void *)(s), \
		 seqcount_rwlock_t: (void *)(s), \
		 seqcount_mutex_t: (void *)(s))

unsigned int dmacheck_seq_begin(const seqcount_t *s);
unsigned int dmacheck_seq_peek(const seqcount_t *s);
int dmacheck_seq_retry(const seqcount_t *s, unsigned int start);
void dmacheck_seq_write_begin(seqcount_t *s);
void dmacheck_seq_write_end(seqcount_t *s);
void dmacheck_seq_barrier(seqcount_t *s);

#define read_seqcount_begin(s) dmacheck_seq_begin(DMACHECK_SEQCOUNT(s))
#define raw_read_seqcount_begin(s) dmacheck_seq_begin(DMACHECK_SEQCOUNT(s))
#define raw_read_seqcount(s) dmacheck_seq_peek(DMACHECK_SEQCOUNT(s))
#define raw_seqcount_begin(s) (dmacheck_seq_peek(DMACHECK_SEQCOUNT(s)) & ~1u)
#define read_seqcount_retry(s, start) \
	dmacheck_seq_retry(DMACHECK_SEQCOUNT(s), start)
#define write_seqcount_begin(s) \
	dmacheck_seq_write_begin(DMACHECK_SEQCOUNT(s))
#define write_seqcount_begin_nested(s, subclass) write_seqcount_begin(s)
#define raw_write_seqcount_begin(s) write_seqcount_begin(s)
#define write_seqcount_end(s) dmacheck_seq_write_end(DMACHECK_SEQCOUNT(s))
#define raw_write_seqcount_end(s) write_seqcount_end(s)
#define raw_write_seqcount_barrier(s) dmacheck_seq_barrier(DMACHECK_SEQCOUNT(s))
#define write_seqcount_invalidate(s) dmacheck_seq_barrier(DMACHECK_SEQCOUNT(s))

typedef struct {
	seqcount_t seqcount;
	spinlock_t lock;
} seqlock_t;

#define __SEQLOCK_UNLOCKED(name) { .lock = __SPIN_LOCK_INITIALIZER(name) }
#define DEFINE_SEQLOCK(name) seqlock_t name = __SEQLOCK_UNLOCKED(name)
#define seqlock_init(sl) \
	do { \
		spin_lock_init(&(sl)->lock); \
		seqcount_init(&(sl)->seqcount); \
	} while (0)

unsigned int read_seqbegin(const seqlock_t *sl);
unsigned int read_seqretry(const seqlock_t *sl, unsigned int start);
void write_seqlock(seqlock_t *sl);
void write_sequnlock(seqlock_t *sl);
void read_seqlock_excl(seqlock_t *sl);
void read_sequnlock_excl(seqlock_t *sl);
void write_seqlock_bh(seqlock_t *sl);
void write_sequnlock_bh(seqlock_t *sl);
void read_seqlock_excl_bh(seqlock_t *sl);
void read_sequnlock_excl_bh(seqlock_t *sl);
void write_seqlock_irq(seqlock_t *sl);
void write_sequnlock_irq(seqlock_t *sl);
void read_seqlock_excl_irq(seqlock_t *sl);
void read_sequnlock_excl_irq(seqlock_t *sl);
unsigned long dmacheck_write_seqlock_irqsave(seqlock_t *sl);
void write_sequnlock_irqrestore(seqlock_t *sl, unsigned long flags);
unsigned long dmacheck_read_seqlock_excl_irqsave(seqlock_t *sl);
void read_sequnlock_excl_irqrestore(seqlock_t *sl, unsigned long flags);
#define write_seqlock_irqsave(sl, flags) \
	((flags) = dmacheck_write_seqlock_irqsave(sl))
#define read_seqlock_excl_irqsave(sl, flags) \
	((flags) = dmacheck_read_seqlock_excl_irqsave(sl))

/* Even @seq: without the lock; odd: with it, for those who must come through. */
void read_seqbegin_or_lock(seqlock_t *lock, int *seq);
int need_seqretry(seqlock_t *lock, int seq);
void done_seqretry(seqlock_t *lock, int seq);

#endif /* __LINUX_SEQLOCK_H */
