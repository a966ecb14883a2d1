/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fault.c - counting what may fail, and failing the one that was asked for
 */
#include <stdlib.h>
#include <string.h>

#include <dmacheck/event.h>
#include <linux/atomic.h>
#include <linux/printk.h>

#include "runtime/kernel/fault.h"
#include "runtime/kernel/options.h"
#include "runtime/kernel/report.h"

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

unsigned long long fault_calls(void)
{
	return atomic64_read(&call_count);
}

void fault_suspend(void)
{
	suspended++;
}

void fault_resume(void)
{
	suspended--;
}

/* Told without memory and without a lock of the engine: any may be held here. */
bool engine_fails(void)
{
	if (!options.fault_engine ||
	    (uint64_t)atomic64_inc_return(&engine_count) != options.fault_engine)
		return false;
	report_line("dmacheck: allocation or thread %llu of the engine fails",
		    (unsigned long long)options.fault_engine);
	return true;
}

void *engine_alloc(size_t size)
{
	return engine_fails() ? NULL : malloc(size);
}

void *engine_zalloc(size_t size)
{
	return engine_fails() ? NULL : calloc(1, size);
}

void *engine_zalloc_aligned(size_t size, size_t align)
{
	void *memory;

	if (engine_fails() || posix_memalign(&memory, align, size))
		return NULL;
	return memset(memory, 0, size);
}

void engine_free(void *memory)
{
	free(memory);
}
