// SPDX-License-Identifier: GPL-2.0-or-later
/* percpu.c - memory of the one processor there is */
#include <linux/percpu.h>
#include <linux/slab.h>

void *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp)
{
	return kzalloc(size, gfp);
}

void *__alloc_percpu(size_t size, size_t align)
{
	return __alloc_percpu_gfp(size, align, GFP_KERNEL);
}

void free_percpu(void *data)
{
	kfree(data);
}
