/* SPDX-License-Identifier: GPL-2.0-or-later */
/* err.h - errors inside pointers */
#ifndef DMACHECK_LINUX_ERR_H
#define DMACHECK_LINUX_ERR_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>

#define MAX_ERRNO 4095
#define IS_ERR_VALUE(x) unlikely((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO)
#define IOMEM_ERR_PTR(error) (__force void __iomem *)ERR_PTR(error)
#define ERR_PTR_PCPU(error) ERR_PTR(error)
#define IS_ERR_PCPU(pointer) IS_ERR(pointer)
#define PTR_ERR_PCPU(pointer) PTR_ERR(pointer)

static inline void * __must_check ERR_PTR(long error)
{
	return (void *)error;
}

static inline long __must_check PTR_ERR(__force const void *pointer)
{
	return (long)pointer;
}

static inline bool __must_check IS_ERR(__force const void *pointer)
{
	return IS_ERR_VALUE((unsigned long)pointer);
}

static inline bool __must_check IS_ERR_OR_NULL(__force const void *pointer)
{
	return unlikely(!pointer) || IS_ERR(pointer);
}

static inline void * __must_check ERR_CAST(__force const void *pointer)
{
	return (void *)pointer;
}

static inline int __must_check PTR_ERR_OR_ZERO(__force const void *pointer)
{
	return IS_ERR(pointer) ? (int)PTR_ERR(pointer) : 0;
}

#endif /* DMACHECK_LINUX_ERR_H */
