/* SPDX-License-Identifier: GPL-2.0-or-later */
/* idr.h - numbers given out, with or without a pointer */
#ifndef DMACHECK_LINUX_IDR_H
#define DMACHECK_LINUX_IDR_H

#include <linux/gfp.h>
#include <linux/types.h>
#include <linux/xarray.h>

struct idr {
	struct xarray idr_rt;
	unsigned int idr_base;
	unsigned int idr_next;
};

#define IDR_INIT_BASE(name, base) \
	{ .idr_rt = XARRAY_INIT(name.idr_rt, 0), .idr_base = (base), .idr_next = 0 }
#define IDR_INIT(name) IDR_INIT_BASE(name, 0)
#define DEFINE_IDR(name) struct idr name = IDR_INIT(name)

static inline void idr_init_base(struct idr *idr, int base)
{
	xa_init(&idr->idr_rt);
	idr->idr_base = base;
	idr->idr_next = 0;
}

static inline void idr_init(struct idr *idr)
{
	idr_init_base(idr, 0);
}

static inline bool idr_is_empty(const struct idr *idr)
{
	return xa_empty(&idr->idr_rt);
}

static inline unsigned int idr_get_cursor(const struct idr *idr)
{
	return READ_ONCE(idr->idr_next);
}

static inline void idr_set_cursor(struct idr *idr, unsigned int value)
{
	WRITE_ONCE(idr->idr_next, value);
}

void idr_preload(gfp_t flags);
void idr_preload_end(void);
/* The caller keeps changes apart; idr_find() needs nobody to. @end 0: no end. */
int idr_alloc(struct idr *idr, void *pointer, int start, int end, gfp_t flags);
int idr_alloc_u32(struct idr *idr, void *pointer, u32 *id, unsigned long max, gfp_t flags);
int idr_alloc_cyclic(struct idr *idr, void *pointer, int start, int end, gfp_t flags);
void *idr_remove(struct idr *idr, unsigned long id);
void *idr_find(const struct idr *idr, unsigned long id);
int idr_for_each(const struct idr *idr, int (*fn)(int id, void *pointer, void *data), void *data);
void *idr_get_next(struct idr *idr, int *id);
void *idr_get_next_ul(struct idr *idr, unsigned long *id);
void *idr_replace(struct idr *idr, void *pointer, unsigned long id);
void idr_destroy(struct idr *idr);

#define idr_for_each_entry(idr, entry, id) \
	for (id = 0; ((entry) = idr_get_next(idr, &(id))) != NULL; id += 1)
#define idr_for_each_entry_ul(idr, entry, tmp, id) \
	for (tmp = 0, id = 0; \
	     (entry) = tmp <= id ? idr_get_next_ul(idr, &(id)) : NULL; \
	     tmp = id, ++id)
#define idr_for_each_entry_continue(idr, entry, id) \
	for ((entry) = idr_get_next((idr), &(id)); entry; \
	     ++id, (entry) = idr_get_next((idr), &(id)))

struct ida {
	struct xarray xa;
};

#define IDA_INIT(name) { .xa = XARRAY_INIT(name.xa, 0) }
#define DEFINE_IDA(name) struct ida name = IDA_INIT(name)

int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t flags);
void ida_free(struct ida *ida, unsigned int id);
void ida_destroy(struct ida *ida);
bool ida_exists(struct ida *ida, unsigned int id);

static inline void ida_init(struct ida *ida)
{
	xa_init(&ida->xa);
}

static inline int ida_alloc(struct ida *ida, gfp_t flags)
{
	return ida_alloc_range(ida, 0, ~0, flags);
}

static inline int ida_alloc_min(struct ida *ida, unsigned int min, gfp_t flags)
{
	return ida_alloc_range(ida, min, ~0, flags);
}

static inline int ida_alloc_max(struct ida *ida, unsigned int max, gfp_t flags)
{
	return ida_alloc_range(ida, 0, max, flags);
}

static inline bool ida_is_empty(const struct ida *ida)
{
	return xa_empty(&ida->xa);
}

#define ida_simple_get(ida, start, end, flags) \
	ida_alloc_range(ida, start, (end) - 1, flags)
#define ida_simple_remove(ida, id) ida_free(ida, id)

#endif /* DMACHECK_LINUX_IDR_H */
