/* SPDX-License-Identifier: GPL-2.0-or-later */
/* slab.h - memory by the byte; kzalloc() names its function twice */
#ifndef DMACHECK_TEST_SLAB_H
#define DMACHECK_TEST_SLAB_H

#include <linux/cleanup.h>
#include <linux/err.h>
#include <linux/gfp.h>

void *kmalloc_noprof(size_t size, gfp_t flags);
void *kzalloc_noprof(size_t size, gfp_t flags);
void *kcalloc_noprof(size_t n, size_t size, gfp_t flags);

#define alloc_hooks(do_alloc)				\
	({						\
		__typeof__(do_alloc) _res = do_alloc;	\
		_res;					\
	})
#define kmalloc(...) alloc_hooks(kmalloc_noprof(__VA_ARGS__))
#define kzalloc(...) alloc_hooks(kzalloc_noprof(__VA_ARGS__))
#define kcalloc(...) alloc_hooks(kcalloc_noprof(__VA_ARGS__))

void kfree(const void *memory);
void kvfree(const void *memory);

DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))

#endif
