/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cpu-access.c - the CPU touches bytes: whose are they
 *
 * Every mapping that has one of the bytes is told to a recorder, which judges.
 * Without one the engine says itself what the API forbids: writing what the device
 * owns, and reading what it may be writing.
 */
#include <string.h>

#include <dmacheck/access.h>
#include <dmacheck/recorder.h>
#include <runtime/kernel/options.h>
#include <runtime/kernel/own.h>
#include <runtime/kernel/report.h>
#include "mapping.h"

struct cpu_access {
	uintptr_t address;
	size_t size;
	bool write;
	const void *caller;
	const char *name;	/* of the C library's call, or NULL */
};

/* The bytes of an access that are of a mapping, as an offset into it. */
static bool access_part(const struct cpu_access *access, const struct mapping *entry,
			uint64_t *ret_offset, uint64_t *ret_size)
{
	uintptr_t start = access->address, end = access->address + access->size;

	if (start < entry->address)
		start = entry->address;
	if (end > entry->address + entry->size)
		end = entry->address + entry->size;
	if (start >= end)
		return false;
	*ret_offset = start - entry->address;
	*ret_size = end - start;
	return true;
}

static bool access_forbidden(const struct cpu_access *access, const struct mapping *entry,
			     uint64_t offset, uint64_t size)
{
	if (entry->type == DMACHECK_MAPPED_COHERENT)
		return false;
	if (!access->write && entry->direction == DMA_TO_DEVICE)
		return false;
	return !owner_is_cpu(entry, offset, size);
}

static void access_emit(const struct cpu_access *access, const struct mapping *entry,
			uint64_t offset, uint64_t size, bool page_only)
{
	dmacheck_event(&(const struct dmacheck_event){
		.kind = access->write ? DMACHECK_CPU_WRITE : DMACHECK_CPU_READ,
		.device = entry->device, .address = entry->address + offset,
		.size = size, .dma_address = entry->dma_address + offset,
		.type = page_only, .caller = access->caller, .name = access->name });
}

/* With cpu-access=page: bytes of a page of the mapping, but none of its own. */
static void access_page_only(const struct cpu_access *access, const struct mapping *entry)
{
	if (options.cpu_access == CPU_ACCESS_PAGE && entry->type != DMACHECK_MAPPED_COHERENT)
		access_emit(access, entry, access->address - entry->address, access->size,
			    true);
}

/* One page's mappings; one in several pages counts in the first that is touched. */
static bool access_page(const struct cpu_access *access, uintptr_t page,
			struct mapping *ret_entry)
{
	bool forbidden = false;

	for (uint32_t n = frames_first(page); n;) {
		const struct frame_node *node = mapping_table_entry(TABLE_NODES, n);
		const struct mapping *entry = mapping_entry(node->mapping);
		uint64_t offset, size;

		n = node->next;
		if (!access_part(access, entry, &offset, &size)) {
			access_page_only(access, entry);
			continue;
		}
		if (((entry->address + offset) & -MAPPING_PAGE) != page)
			continue;
		access_emit(access, entry, offset, size, false);
		if (!forbidden && access_forbidden(access, entry, offset, size)) {
			forbidden = true;
			*ret_entry = *entry;
		}
	}
	return forbidden;
}

static void access_report(const struct cpu_access *access, const struct mapping *entry)
{
	const struct device *dev = entry->abandoned ? NULL : entry->device;

	report_told_once(access->caller,
			 "DMA-API: %s %s: cpu touching an active dma mapped page [pfn=0x%lx] [%s of %zu bytes at 0x%016lx] [device address=0x%016llx] [size=%llu bytes] [mapped with %s]",
			 dev ? dev_driver_string(dev) : "?", dev ? dev_name(dev) : "?",
			 (unsigned long)(access->address >> MAPPING_PAGE_SHIFT),
			 access->write ? "write" : "read", access->size,
			 (unsigned long)access->address,
			 (unsigned long long)entry->dma_address,
			 (unsigned long long)entry->size,
			 check_direction_name(entry->direction));
}

/* Under the lock. Return: whether one of the mappings, in @ret_entry, forbids it. */
static bool access_look(const struct cpu_access *access, struct mapping *ret_entry)
{
	struct mapping found;
	bool forbidden = false;

	for (uintptr_t page = access->address & -MAPPING_PAGE;
	     page < access->address + access->size; page += MAPPING_PAGE) {
		if (access_page(access, page, &found) && !forbidden) {
			forbidden = true;
			*ret_entry = found;
		}
	}
	return forbidden;
}

void dmacheck_cpu_access(const volatile void *address, size_t size, bool write,
			 const void *caller)
{
	const struct cpu_access access = {
		(uintptr_t)address, size, write, caller, NULL
	};
	struct mapping entry;
	bool forbidden;

	if (mapping_inside())
		return;
	mapping_lock();
	forbidden = access_look(&access, &entry);
	mapping_unlock();
	if (forbidden && !dmacheck_recording)
		access_report(&access, &entry);
}

/*
 * How deep this thread is in copies that are not the client's, or have been looked at:
 * a sanitizer's memcpy() stands between them and the one that would look again.
 */
static __thread unsigned int plain;

void dmacheck_cpu_access_named(const volatile void *address, size_t size, bool write,
			       const void *caller, const char *name)
{
	const struct cpu_access access = {
		(uintptr_t)address, size, write, caller, name
	};
	struct mapping entry;

	if (options.cpu_access == CPU_ACCESS_OFF || plain || own_caller(caller) ||
	    !frames_active(access.address, size) || !mapping_trylock())
		return;
	access_look(&access, &entry);
	mapping_unlock();
}

void *dmacheck_plain_memcpy(void *to, const void *from, size_t size)
{
	plain++;
	memcpy(to, from, size);
	plain--;
	return to;
}

void *dmacheck_plain_memmove(void *to, const void *from, size_t size)
{
	plain++;
	memmove(to, from, size);
	plain--;
	return to;
}

void *dmacheck_plain_memset(void *to, int value, size_t size)
{
	plain++;
	memset(to, value, size);
	plain--;
	return to;
}

int dmacheck_plain_memcmp(const void *a, const void *b, size_t size)
{
	return memcmp(a, b, size);
}
