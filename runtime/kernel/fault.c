/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fault.c - counting what may fail, and failing the one that was asked for
 */
#include <stdlib.h>

#include <dmacheck/event.h>
#include <linux/atomic.h>
#include <linux/printk.h>

#include "runtime/kernel/fault.h"
#include "runtime/kernel/options.h"

static const char *const kind_names[] = {
	[FAULT_REQUEST] = "request",
	[FAULT_CONFIG] = "config",
	[FAULT_PREP] = "prep",
	[FAULT_SUBMIT] = "submit",
	[FAULT_MAP] = "map",
	[FAULT_DMA_ALLOC] = "dma-alloc",
	[FAULT_ALLOC] = "alloc",
	[FAULT_KTHREAD] = "kthread",
};

static atomic64_t call_count;
static __thread unsigned int suspended;
static atomic64_t engine_count;

bool fault_now(enum fault_kind kind)
{
	unsigned long long number;

	if (suspended)
		return false;
	number = atomic64_inc_return(&call_count);
	if (number != options.fault)
		return false;
	dmacheck_emit(FAULT, .name = kind_names[kind], .value = number);
	if (options.report)
		pr_notice("dmacheck: call %llu (%s) fails\n", number, kind_names[kind]);
	return true;
}

void fault_suspend(void)
{
	suspended++;
}

void fault_resume(void)
{
	suspended--;
}

unsigned long long fault_count(void)
{
	return atomic64_read(&call_count);
}

/* No line is printed: printing is not to depend on what is being failed. */
static bool engine_fails(void)
{
	return options.fault_engine &&
	       (uint64_t)atomic64_inc_return(&engine_count) == options.fault_engine;
}

void *engine_alloc(size_t size)
{
	return engine_fails() ? NULL : malloc(size);
}

void *engine_zalloc(size_t size)
{
	return engine_fails() ? NULL : calloc(1, size);
}

void engine_free(void *memory)
{
	free(memory);
}
