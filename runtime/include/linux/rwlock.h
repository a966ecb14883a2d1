/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rwlock.h - spinning locks with readers; include <linux/spinlock.h>
 */
#ifndef _LINUX_RWLOCK_H
#define _LINUX_RWLOCK_H

#ifndef _LINUX_SPINLOCK_H
#error "include <linux/spinlock.h>"
#endif

#define rwlock_init(l) dmacheck_lock_init(&(l)->lock, #l)

void read_lock(rwlock_t *lock);
void read_lock_bh(rwlock_t *lock);
void read_lock_irq(rwlock_t *lock);
unsigned long dmacheck_read_lock_irqsave(rwlock_t *lock);
int read_trylock(rwlock_t *lock);
void read_unlock(rwlock_t *lock);
void read_unlock_bh(rwlock_t *lock);
void read_unlock_irq(rwlock_t *lock);
void read_unlock_irqrestore(rwlock_t *lock, unsigned long flags);

void write_lock(rwlock_t *lock);
void write_lock_bh(rwlock_t *lock);
void write_lock_irq(rwlock_t *lock);
unsigned long dmacheck_write_lock_irqsave(rwlock_t *lock);
int write_trylock(rwlock_t *lock);
int dmacheck_write_trylock_irqsave(rwlock_t *lock, unsigned long *flags);
void write_unlock(rwlock_t *lock);
void write_unlock_bh(rwlock_t *lock);
void write_unlock_irq(rwlock_t *lock);
void write_unlock_irqrestore(rwlock_t *lock, unsigned long flags);
int rwlock_is_contended(rwlock_t *lock);

#define read_lock_irqsave(l, flags) \
	do { \
		typecheck(unsigned long, flags); \
		flags = dmacheck_read_lock_irqsave(l); \
	} while (0)
#define write_lock_irqsave(l, flags) \
	do { \
		typecheck(unsigned long, flags); \
		flags = dmacheck_write_lock_irqsave(l); \
	} while (0)
#define write_trylock_irqsave(l, flags) \
	dmacheck_write_trylock_irqsave(l, &(flags))
#define write_lock_nested(l, subclass) write_lock(((void)(subclass), (l)))

#endif /* _LINUX_RWLOCK_H */
