/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xarray.h - an array of pointers with holes, indexed by any number */
#ifndef DMACHECK_LINUX_XARRAY_H
#define DMACHECK_LINUX_XARRAY_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/kconfig.h>
#include <linux/limits.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct xa_table;

struct xarray {
	spinlock_t xa_lock;
	gfp_t xa_flags;
	struct xa_table *xa_head;	/* xarray.c: sorted by index, NULL while empty */
};

struct xa_limit {
	u32 max;
	u32 min;
};

typedef unsigned int xa_mark_t;
#define XA_MARK_0	0U
#define XA_MARK_1	1U
#define XA_MARK_2	2U
#define XA_PRESENT	8U
#define XA_MARK_MAX	XA_MARK_2
#define XA_FREE_MARK	XA_MARK_0

#define XA_FLAGS_LOCK_IRQ	1U
#define XA_FLAGS_LOCK_BH	2U
#define XA_FLAGS_TRACK_FREE	4U
#define XA_FLAGS_ZERO_BUSY	8U
#define XA_FLAGS_ALLOC_WRAPPED	16U
#define XA_FLAGS_ACCOUNT	32U
#define XA_FLAGS_ALLOC		XA_FLAGS_TRACK_FREE
#define XA_FLAGS_ALLOC1		(XA_FLAGS_TRACK_FREE | XA_FLAGS_ZERO_BUSY)

#define xa_limit_32b XA_LIMIT(0, UINT_MAX)
#define xa_limit_31b XA_LIMIT(0, INT_MAX)
#define xa_limit_16b XA_LIMIT(0, USHRT_MAX)
#define XA_LIMIT(min_, max_) ((struct xa_limit){ .min = (min_), .max = (max_) })

#define XARRAY_INIT(name, flags) \
	{ .xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock), .xa_flags = (flags), .xa_head = NULL }
#define DEFINE_XARRAY_FLAGS(name, flags) struct xarray name = XARRAY_INIT(name, flags)
#define DEFINE_XARRAY(name) DEFINE_XARRAY_FLAGS(name, 0)
#define DEFINE_XARRAY_ALLOC(name) DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC)
#define DEFINE_XARRAY_ALLOC1(name) DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC1)

/* What an entry may be besides a pointer: a small number, an error, reserved. */
#define XA_ZERO_ENTRY ((void *)(257UL << 2 | 2))

static inline void *xa_mk_value(unsigned long value)
{
	return (void *)(value << 1 | 1);
}

static inline unsigned long xa_to_value(const void *entry)
{
	return (unsigned long)entry >> 1;
}

static inline bool xa_is_value(const void *entry)
{
	return (unsigned long)entry & 1;
}

static inline bool xa_is_zero(const void *entry)
{
	return unlikely(entry == XA_ZERO_ENTRY);
}

static inline bool xa_is_err(const void *entry)
{
	return unlikely(((unsigned long)entry & 3) == 2 &&
			entry >= (void *)((unsigned long)-MAX_ERRNO << 2 | 2));
}

static inline int xa_err(void *entry)
{
	return xa_is_err(entry) ? (long)entry >> 2 : 0;
}

static inline void xa_init_flags(struct xarray *xa, gfp_t flags)
{
	*xa = (struct xarray){ .xa_flags = flags };
	spin_lock_init(&xa->xa_lock);
}

static inline void xa_init(struct xarray *xa)
{
	xa_init_flags(xa, 0);
}

static inline bool xa_empty(const struct xarray *xa)
{
	return !READ_ONCE(xa->xa_head);
}

#define xa_trylock(xa) spin_trylock(&(xa)->xa_lock)
#define xa_lock(xa) spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa) spin_unlock(&(xa)->xa_lock)
#define xa_lock_bh(xa) spin_lock_bh(&(xa)->xa_lock)
#define xa_unlock_bh(xa) spin_unlock_bh(&(xa)->xa_lock)
#define xa_lock_irq(xa) spin_lock_irq(&(xa)->xa_lock)
#define xa_unlock_irq(xa) spin_unlock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave(xa, flags) spin_lock_irqsave(&(xa)->xa_lock, flags)
#define xa_unlock_irqrestore(xa, flags) spin_unlock_irqrestore(&(xa)->xa_lock, flags)

/* With two underscores: the caller holds the lock. */
void *xa_load(struct xarray *xa, unsigned long index);
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t flags);
void *xa_erase(struct xarray *xa, unsigned long index);
void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t flags);
int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t flags);
int xa_alloc(struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit, gfp_t flags);
int xa_alloc_cyclic(struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit, u32 *next,
		    gfp_t flags);
void xa_destroy(struct xarray *xa);
void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t flags);
void *__xa_erase(struct xarray *xa, unsigned long index);
void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t flags);
int __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t flags);
int __xa_alloc(struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit, gfp_t flags);
int __xa_alloc_cyclic(struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit,
		      u32 *next, gfp_t flags);

#define __XA_IRQ(type, name, parameters, arguments) \
static inline type name##_irq parameters \
{ \
	type result; \
\
	xa_lock_irq(xa); \
	result = __##name arguments; \
	xa_unlock_irq(xa); \
	return result; \
} \
static inline type name##_bh parameters \
{ \
	type result; \
\
	xa_lock_bh(xa); \
	result = __##name arguments; \
	xa_unlock_bh(xa); \
	return result; \
}
__XA_IRQ(void *, xa_store, (struct xarray *xa, unsigned long index, void *entry, gfp_t flags),
	 (xa, index, entry, flags))
__XA_IRQ(void *, xa_erase, (struct xarray *xa, unsigned long index), (xa, index))
__XA_IRQ(int, xa_insert, (struct xarray *xa, unsigned long index, void *entry, gfp_t flags),
	 (xa, index, entry, flags))
__XA_IRQ(int, xa_alloc, (struct xarray *xa, u32 *ret_id, void *entry, struct xa_limit limit,
			 gfp_t flags), (xa, ret_id, entry, limit, flags))
#undef __XA_IRQ

static inline int xa_reserve(struct xarray *xa, unsigned long index, gfp_t flags)
{
	return xa_err(xa_cmpxchg(xa, index, NULL, XA_ZERO_ENTRY, flags));
}

static inline void xa_release(struct xarray *xa, unsigned long index)
{
	xa_cmpxchg(xa, index, XA_ZERO_ENTRY, NULL, 0);
}

void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter);
void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter);
unsigned int xa_extract(struct xarray *xa, void **dst, unsigned long start, unsigned long max,
			unsigned int n, xa_mark_t filter);
bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
bool xa_marked(const struct xarray *xa, xa_mark_t mark);

#define xa_for_each_range(xa, index, entry, start, last) \
	for (index = start, entry = xa_find(xa, &index, last, XA_PRESENT); \
	     entry; entry = xa_find_after(xa, &index, last, XA_PRESENT))
#define xa_for_each_start(xa, index, entry, start) \
	xa_for_each_range(xa, index, entry, start, ULONG_MAX)
#define xa_for_each(xa, index, entry) xa_for_each_start(xa, index, entry, 0)
#define xa_for_each_marked(xa, index, entry, filter) \
	for (index = 0, entry = xa_find(xa, &index, ULONG_MAX, filter); \
	     entry; entry = xa_find_after(xa, &index, ULONG_MAX, filter))

#endif /* DMACHECK_LINUX_XARRAY_H */
