/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * check-map.c - memory that must not be mapped, and calls that cannot work
 *
 * The stack of the current thread is known from its attributes; code and constants
 * are the segments that the linker loaded without the right to write.
 */
#include <link.h>
#include <pthread.h>

#include <runtime/kernel/report.h>
#include "mapping.h"

enum { SEGMENTS = 128 };

struct segment {
	uintptr_t start;
	uintptr_t end;
};

static struct segment segments[SEGMENTS];
static unsigned int segment_count;
static pthread_once_t segments_once = PTHREAD_ONCE_INIT;

static int segments_add(struct dl_phdr_info *info, size_t size, void *unused)
{
	for (unsigned int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		struct segment *segment = &segments[segment_count];

		if (header->p_type != PT_LOAD || header->p_flags & PF_W ||
		    segment_count == SEGMENTS)
			continue;
		segment->start = info->dlpi_addr + header->p_vaddr;
		segment->end = segment->start + header->p_memsz;
		segment_count++;
	}
	return 0;
}

static void segments_read(void)
{
	dl_iterate_phdr(segments_add, NULL);
}

static bool is_constant(uintptr_t address, size_t size)
{
	pthread_once(&segments_once, segments_read);
	for (unsigned int i = 0; i < segment_count; i++)
		if (address < segments[i].end && segments[i].start < address + size)
			return true;
	return false;
}

static uintptr_t stack_end(void)
{
	static __thread uintptr_t end;
	pthread_attr_t attributes;
	void *start;
	size_t size;

	if (end)
		return end;
	end = 1;
	if (pthread_getattr_np(pthread_self(), &attributes))
		return end;
	if (!pthread_attr_getstack(&attributes, &start, &size))
		end = (uintptr_t)start + size;
	pthread_attr_destroy(&attributes);
	return end;
}

/* Between the frame of this call and where the thread's stack began. */
static bool is_on_stack(uintptr_t address)
{
	return address >= (uintptr_t)__builtin_frame_address(0) && address < stack_end();
}

static bool is_memory(uintptr_t address, size_t size)
{
	return address >= MAPPING_PAGE && address + size > address &&
	       (address + size - 1) >> MAPPING_ADDRESS_BITS == 0;
}

void check_bad(const struct device *dev, uintptr_t address, size_t size,
	       enum dmacheck_bad what)
{
	static const char *const areas[] = {
		[DMACHECK_BAD_STACK] = "stack",
		[DMACHECK_BAD_VMALLOC] = "vmalloc area",
		[DMACHECK_BAD_CONSTANT] = "kernel text or rodata",
		[DMACHECK_BAD_INVALID] = "invalid area",
	};

	dmacheck_emit(MAP_BAD, .device = dev, .address = address, .size = size,
		      .type = what);
	if (what == DMACHECK_BAD_STACK)
		check_report(dev, NULL, "device driver maps memory from stack [addr=%px]",
			     (void *)address);
	else
		check_report(dev, NULL,
			     "device driver maps memory from %s [addr=%px] [len=%lu]",
			     areas[what], (void *)address, (unsigned long)size);
}

static bool check_call(const struct map_request *request)
{
	if (!request->dev || !request->mask) {
		report_misuse_once(request->caller, "WARNING: DMA mapping for %s, which has no DMA mask",
				   request->dev ? dev_name(request->dev) : "no device");
		return false;
	}
	if (!valid_dma_direction(request->direction)) {
		report_misuse_once(request->caller, "kernel BUG: DMA mapping with direction %d",
				   request->direction);
		return false;
	}
	return request->size > 0;
}

/**
 * check_map() - whether a request can be met, and what dma-debug says to it
 * Context: not under the mapping lock.
 * Return: false if the mapping is to fail.
 */
bool check_map(const struct map_request *request)
{
	if (!check_call(request))
		return false;
	if (request->type == DMACHECK_MAPPED_RESOURCE)
		return true;
	if (!is_memory(request->address, request->size)) {
		check_bad(request->dev, request->address, request->size,
			  DMACHECK_BAD_INVALID);
		return false;
	}
	if (is_on_stack(request->address))
		check_bad(request->dev, request->address, request->size,
			  DMACHECK_BAD_STACK);
	if (is_constant(request->address, request->size))
		check_bad(request->dev, request->address, request->size,
			  DMACHECK_BAD_CONSTANT);
	return true;
}
