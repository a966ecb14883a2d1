/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record-engine-program.c - an engine with one mapping, for tests of what stands before the C library
 */
#include <dmacheck/event.h>
#include <dmacheck/recorder.h>

#include "tests/trace/record-engine.h"

static const char *mapped;
static unsigned long mapped_size;

void engine_map(const void *address, unsigned long size)
{
	mapped = address;
	mapped_size = size;
}

void dmacheck_event(const struct dmacheck_event *event)
{
	(void)event;
}

int dmacheck_active_overlap(const void *address, unsigned long size)
{
	const char *start = address;

	return mapped_size && start < mapped + mapped_size && mapped < start + size ?
		       DMACHECK_BYTES_ACTIVE : DMACHECK_IDLE;
}

void dmacheck_cpu_access_named(const volatile void *address, unsigned long size, _Bool write,
			       const void *caller, const char *name)
{
	const char *start = (const char *)address, *end = start + size;

	if (!dmacheck_active_overlap(start, size))
		return;
	start = start < mapped ? mapped : start;
	end = end > mapped + mapped_size ? mapped + mapped_size : end;
	dmacheck_event(&(const struct dmacheck_event){
		.kind = write ? DMACHECK_CPU_WRITE : DMACHECK_CPU_READ,
		.address = (unsigned long)start, .size = (unsigned long)(end - start),
		.caller = caller, .name = name });
}

_Bool dmacheck_own_code(const void *address)
{
	(void)address;
	return 0;
}
