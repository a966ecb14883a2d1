/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page-map.c - kmap() and its kin: every page has its address already
 *
 * What they forbid stays forbidden: kmap() may sleep, kmap_atomic() forbids it.
 */
#include <linux/highmem.h>
#include <linux/preempt.h>

#include "runtime/kernel/context.h"

void *kmap(struct page *page)
{
	context_may_sleep("kmap", __builtin_return_address(0));
	return page_address(page);
}

void kunmap(struct page *page)
{
}

void *kmap_local_page(struct page *page)
{
	return page_address(page);
}

void __kunmap_local(const void *address)
{
}

void *kmap_atomic(struct page *page)
{
	preempt_disable();
	return page_address(page);
}

void __kunmap_atomic(const void *address)
{
	preempt_enable();
}
