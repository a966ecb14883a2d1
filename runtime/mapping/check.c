/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * check.c - what dma-debug finds wrong, in its words
 *
 * The messages are those of kernel/dma/debug.c (6.12), those about pages of
 * document 003; the conditions are exact where the kernel's are not: by bytes, in all pages,
 * and an address inside a mapping belongs to that mapping.
 */
#include <stdarg.h>
#include <stdio.h>

#include <runtime/kernel/report.h>
#include <runtime/kernel/stack.h>
#include "mapping.h"

const char *check_type_name(unsigned int type)
{
	static const char *const names[] = {
		[DMACHECK_MAPPED_SINGLE] = "single",
		[DMACHECK_MAPPED_PAGE] = "single",
		[DMACHECK_MAPPED_SG] = "scatter-gather",
		[DMACHECK_MAPPED_COHERENT] = "coherent",
		[DMACHECK_MAPPED_NONCOHERENT] = "noncoherent",
		[DMACHECK_MAPPED_RESOURCE] = "resource",
	};

	return type < sizeof(names) / sizeof(*names) ? names[type] : "?";
}

const char *check_direction_name(unsigned int direction)
{
	static const char *const names[] = {
		[DMA_BIDIRECTIONAL] = "DMA_BIDIRECTIONAL",
		[DMA_TO_DEVICE] = "DMA_TO_DEVICE",
		[DMA_FROM_DEVICE] = "DMA_FROM_DEVICE",
		[DMA_NONE] = "DMA_NONE",
	};

	return direction < sizeof(names) / sizeof(*names) ? names[direction] : "?";
}

/* The part after the prefix is given; @entry, where there is one, tells who mapped. */
void check_report(const struct device *dev, const struct mapping *entry,
		  const char *format, ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	report_told("DMA-API: %s %s: %s", dev ? dev_driver_string(dev) : "NULL",
		    dev ? dev_name(dev) : "NULL", text);
	if (entry)
		report_origin("Mapped at:", entry->stack);
}

/* What a line is told about once for each place that maps. */
enum { SITE_UNCHECKED, SITE_OVERLAPPED };

/*
 * A place that maps wrongly does so each time: it is told once. The kernel is shorter
 * still, and tells the first error only.
 */
static bool told_before(const struct mapping *entry, int what)
{
	const char *place = stack_caller(entry->stack);

	return place && !report_site_new(place + what);
}

void check_overlap(const struct device *dev, const struct mapping *entry,
		   const struct frame_facts *facts)
{
	if (facts->exceeded)
		report_told("DMA-API: exceeded %d overlapping mappings of pfn %lx", 7,
			    facts->exceeded);
	if (facts->overlapped && !told_before(entry, SITE_OVERLAPPED))
		check_report(dev, entry, "cacheline tracking EEXIST, overlapping mappings aren't supported");
}

static void check_missing(const struct unmap_request *request)
{
	if (request->dma_address == DMA_MAPPING_ERROR)
		check_report(request->dev, NULL,
			     "device driver tries to free an invalid DMA memory address");
	else
		check_report(request->dev, NULL,
			     "device driver tries to free DMA memory it has not allocated [device address=0x%016llx] [size=%llu bytes]",
			     (unsigned long long)request->dma_address,
			     (unsigned long long)request->size);
}

static unsigned int type_class(unsigned int type)
{
	return type == DMACHECK_MAPPED_PAGE ? DMACHECK_MAPPED_SINGLE : type;
}

static void check_size(const struct unmap_request *request, const struct mapping *entry,
		       bool exact)
{
	if (exact && request->size == entry->size)
		return;
	check_report(request->dev, entry,
		     "device driver frees DMA memory with different size [device address=0x%016llx] [map size=%llu bytes] [unmap size=%llu bytes]",
		     (unsigned long long)request->dma_address,
		     (unsigned long long)entry->size, (unsigned long long)request->size);
}

static void check_type(const struct unmap_request *request, const struct mapping *entry)
{
	if (type_class(request->type) != type_class(entry->type))
		check_report(request->dev, entry,
			     "device driver frees DMA memory with wrong function [device address=0x%016llx] [size=%llu bytes] [mapped as %s] [unmapped as %s]",
			     (unsigned long long)request->dma_address,
			     (unsigned long long)request->size,
			     check_type_name(entry->type), check_type_name(request->type));
	else if (request->address && (uintptr_t)request->address != entry->address)
		check_report(request->dev, entry,
			     "device driver frees DMA memory with different CPU address [device address=0x%016llx] [size=%llu bytes] [cpu alloc address=0x%016llx] [cpu free address=0x%016llx]",
			     (unsigned long long)request->dma_address,
			     (unsigned long long)request->size,
			     (unsigned long long)entry->address,
			     (unsigned long long)(uintptr_t)request->address);
}

static void check_sg_count(const struct unmap_request *request, const struct mapping *entry)
{
	if (request->sg_entries && entry->type == DMACHECK_MAPPED_SG &&
	    request->sg_entries != entry->sg_entries)
		check_report(request->dev, entry,
			     "device driver frees DMA sg list with different entry count [map count=%d] [unmap count=%d]",
			     entry->sg_entries, request->sg_entries);
}

static void check_direction(const struct unmap_request *request,
			    const struct mapping *entry)
{
	if (request->direction != entry->direction)
		check_report(request->dev, entry,
			     "device driver frees DMA memory with different direction [device address=0x%016llx] [size=%llu bytes] [mapped with %s] [unmapped with %s]",
			     (unsigned long long)request->dma_address,
			     (unsigned long long)request->size,
			     check_direction_name(entry->direction),
			     check_direction_name(request->direction));
}

static void check_error_check(const struct unmap_request *request,
			      const struct mapping *entry)
{
	if (entry->error_check == DMACHECK_CHECK_MISSING &&
	    !told_before(entry, SITE_UNCHECKED))
		check_report(request->dev, entry,
			     "device driver failed to check map error[device address=0x%016llx] [size=%llu bytes] [mapped as %s]",
			     (unsigned long long)request->dma_address,
			     (unsigned long long)request->size,
			     check_type_name(entry->type));
}

/* @entry has the address, NULL if none; @exact: it begins there. */
void check_unmap(const struct unmap_request *request, const struct mapping *entry,
		 bool exact)
{
	if (!entry) {
		check_missing(request);
		return;
	}
	check_size(request, entry, exact);
	if (!exact)
		return;
	check_type(request, entry);
	check_sg_count(request, entry);
	check_direction(request, entry);
	check_error_check(request, entry);
}

/* A segment that the device does not take. */
static void tell_segment(const struct device *dev, struct scatterlist *sg,
			 enum dmacheck_bad what, u64 limit)
{
	dmacheck_emit(MAP_BAD, .device = dev, .address = (uintptr_t)sg_virt(sg),
		      .dma_address = sg_dma_address(sg), .size = sg_dma_len(sg),
		      .type = what, .value = limit);
}

void check_sg(struct device *dev, struct scatterlist *sg)
{
	unsigned int longest = dma_get_max_seg_size(dev);
	u64 start = sg_dma_address(sg), end = start + sg_dma_len(sg) - 1;
	u64 boundary = dma_get_seg_boundary(dev);

	if (sg->length > longest) {
		tell_segment(dev, sg, DMACHECK_BAD_LONG, longest);
		check_report(dev, NULL,
			     "mapping sg segment longer than device claims to support [len=%u] [max=%u]",
			     sg->length, longest);
	}
	if ((start ^ end) & ~boundary) {
		tell_segment(dev, sg, DMACHECK_BAD_BOUNDARY, boundary);
		check_report(dev, NULL,
			     "mapping sg segment across boundary [start=0x%016llx] [end=0x%016llx] [boundary=0x%016llx]",
			     (unsigned long long)start, (unsigned long long)end,
			     (unsigned long long)boundary);
	}
}
