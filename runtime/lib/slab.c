/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * slab.c - kmalloc() and its kin on the C library's heap
 *
 * So that every tool that knows malloc() knows this memory too. Promised is what
 * the kernel promises (Documentation/core-api/memory-allocation.rst): alignment
 * to the greatest power of two that divides the size.
 */
#include <malloc.h>
#include <stdlib.h>

#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "runtime/lib/memory.h"
#include "runtime/kernel/report.h"
#include "runtime/lib/slab.h"

static void *heap_get(size_t size, size_t align)
{
	void *memory;

	if (align <= __alignof__(max_align_t))
		return malloc(size);
	return posix_memalign(&memory, align, size) ? NULL : memory;
}

void *slab_get(size_t size, size_t align, gfp_t flags, const char *what, const void *caller)
{
	void *memory = NULL;

	if (!memory_may_fail(flags, what, caller))
		memory = heap_get(size, align);
	/* To the end of what ksize() tells, for krealloc(). */
	if (memory && flags & __GFP_ZERO)
		memset(memory, 0, malloc_usable_size(memory));
	memory_got(memory, size, caller);
	return memory;
}

void slab_put(const void *memory, const void *caller)
{
	memory_given(memory, malloc_usable_size((void *)memory), caller);
	free((void *)memory);
}

static void *kmalloc_get(size_t size, gfp_t flags, const void *caller)
{
	size_t align = size & -size;

	if (!size)
		return ZERO_SIZE_PTR;
	if (size > KMALLOC_MAX_SIZE) {
		if (!(flags & __GFP_NOWARN))
			report_misuse_once(caller, "kmalloc() of %zu bytes, more than it gives",
					   size);
		return NULL;
	}
	if (size > KMALLOC_MAX_CACHE_SIZE)
		align = max(align, PAGE_SIZE);
	return slab_get(size, align, flags, "kmalloc", caller);
}

static void kfree_put(const void *pointer, const void *caller)
{
	if (ZERO_OR_NULL_PTR(pointer))
		return;
	if (is_vmalloc_addr(pointer)) {
		report_misuse("kfree() of vmalloc() memory %p", pointer);
		return;
	}
	slab_put(pointer, caller);
}

static void *krealloc_get(const void *pointer, size_t size, gfp_t flags, const void *caller)
{
	size_t old = ksize(pointer);
	void *memory;

	if (!size) {
		kfree_put(pointer, caller);
		return ZERO_SIZE_PTR;
	}
	if (!ZERO_OR_NULL_PTR(pointer) && size <= old)
		return (void *)pointer;
	memory = kmalloc_get(size, flags, caller);
	if (memory && old) {
		memcpy(memory, pointer, old);
		kfree_put(pointer, caller);
	}
	return memory;
}

/*
 * A page or less is asked of kmalloc() first; what is more may come from either,
 * and comes from vmalloc(), so that who relies on the other is found out.
 */
static void *kvmalloc_get(size_t size, gfp_t flags, const void *caller)
{
	if (size <= PAGE_SIZE || !gfpflags_allow_blocking(flags))
		return kmalloc_get(size, flags, caller);
	return vmalloc_get(size, flags, caller);
}

static void kvfree_put(const void *pointer, const void *caller)
{
	if (is_vmalloc_addr(pointer))
		vmalloc_put(pointer, caller);
	else
		kfree_put(pointer, caller);
}

void *kmalloc(size_t size, gfp_t flags)
{
	return kmalloc_get(size, flags, __builtin_return_address(0));
}

void *kmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (check_mul_overflow(n, size, &bytes))
		return NULL;
	return kmalloc_get(bytes, flags, __builtin_return_address(0));
}

void *krealloc(const void *pointer, size_t size, gfp_t flags)
{
	return krealloc_get(pointer, size, flags, __builtin_return_address(0));
}

void *krealloc_array(void *pointer, size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (check_mul_overflow(n, size, &bytes))
		return NULL;
	return krealloc_get(pointer, bytes, flags, __builtin_return_address(0));
}

void kfree(const void *pointer)
{
	kfree_put(pointer, __builtin_return_address(0));
}

void kfree_sensitive(const void *pointer)
{
	if (!ZERO_OR_NULL_PTR(pointer))
		memzero_explicit((void *)pointer, ksize(pointer));
	kfree_put(pointer, __builtin_return_address(0));
}

size_t ksize(const void *pointer)
{
	return ZERO_OR_NULL_PTR(pointer) ? 0 : malloc_usable_size((void *)pointer);
}

size_t kmalloc_size_roundup(size_t size)
{
	return size;
}

void *kvmalloc(size_t size, gfp_t flags)
{
	return kvmalloc_get(size, flags, __builtin_return_address(0));
}

void *kvmalloc_node(size_t size, gfp_t flags, int node)
{
	return kvmalloc_get(size, flags, __builtin_return_address(0));
}

void *kvmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (check_mul_overflow(n, size, &bytes))
		return NULL;
	return kvmalloc_get(bytes, flags, __builtin_return_address(0));
}

void kvfree(const void *pointer)
{
	kvfree_put(pointer, __builtin_return_address(0));
}

void kvfree_sensitive(const void *pointer, size_t size)
{
	if (!ZERO_OR_NULL_PTR(pointer))
		memzero_explicit((void *)pointer, size);
	kvfree_put(pointer, __builtin_return_address(0));
}

void *kvrealloc(const void *pointer, size_t size, gfp_t flags)
{
	const void *caller = __builtin_return_address(0);
	void *memory;

	if (!is_vmalloc_addr(pointer))
		return krealloc_get(pointer, size, flags, caller);
	/* How long the block is only vmalloc() knows: it is whole pages. */
	memory = kvmalloc_get(size, flags, caller);
	if (memory) {
		memcpy(memory, pointer, min(size, vmalloc_size(pointer)));
		vmalloc_put(pointer, caller);
	}
	return memory;
}
