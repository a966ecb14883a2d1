/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bus.c - a device reads and writes by DMA address
 */
#include <string.h>

#include <dmacheck/bus.h>
#include <runtime/kernel/options.h>
#include <runtime/kernel/report.h>
#include "mapping.h"

struct bus_access {
	struct device *dev;
	struct dma_chan *chan;
	dma_addr_t address;
	size_t size;
	bool write;
};

static int bus_judge(const struct mapping *entry, const struct bus_access *access)
{
	if (access->size > entry->size - (access->address - entry->dma_address) ||
	    entry->type == DMACHECK_MAPPED_RESOURCE)
		return -EFAULT;
	if (entry->direction == (access->write ? DMA_TO_DEVICE : DMA_FROM_DEVICE))
		return -EACCES;
	return 0;
}

static void bus_emit(const struct bus_access *access, uint64_t address, int fault)
{
	dmacheck_event(&(const struct dmacheck_event){
		.kind = access->write ? DMACHECK_DEVICE_WRITE : DMACHECK_DEVICE_READ,
		.device = access->dev, .channel = access->chan,
		.dma_address = access->address, .address = address,
		.size = access->size, .value = fault });
}

static void bus_report(const struct bus_access *access, int fault)
{
	report_misuse("%s: DMA %s of %zu bytes faults at 0x%016llx: %s",
		      access->dev ? dev_name(access->dev) : "?",
		      access->write ? "write" : "read", access->size,
		      (unsigned long long)access->address,
		      fault == -EACCES ? "mapped for the other direction" : "not mapped");
}

/* Return: the mapping in @ret_entry, or an error as dmacheck_bus_span(). */
static int bus_find(const struct bus_access *access, struct mapping *ret_entry)
{
	uint32_t number = mapping_find(access->dev, access->address);

	if (!number)
		return -ENOENT;
	*ret_entry = *mapping_entry(number);
	return bus_judge(ret_entry, access);
}

static void *bus_access(const struct bus_access *access)
{
	struct mapping entry = { 0 };
	uint64_t cpu_address = 0;
	void *bytes = NULL;
	bool checked = mapping_tracking() && options.iommu;
	int fault;

	mapping_lock();
	fault = bus_find(access, &entry);
	if (!fault) {
		bytes = view_bytes(&entry, access->address - entry.dma_address);
		cpu_address = entry.address + (access->address - entry.dma_address);
	} else if (fault == -ENOENT && !checked) {
		bytes = (void *)(uintptr_t)access->address;
		cpu_address = access->address;
		fault = 0;
	} else if (fault == -ENOENT) {
		fault = -EFAULT;
	}
	bus_emit(access, cpu_address, fault);
	mapping_unlock();

	if (!fault)
		return bytes;
	bus_report(access, fault);
	return ERR_PTR(fault);
}

void *dmacheck_bus_span(struct device *dev, struct dma_chan *chan,
			dma_addr_t address, size_t size, bool write)
{
	const struct bus_access access = { dev, chan, address, size, write };

	return bus_access(&access);
}

/* How many of @size bytes the mapping of @address has; all of them if none has. */
static size_t bus_room(struct device *dev, dma_addr_t address, size_t size)
{
	uint32_t number;
	size_t room = size;

	mapping_lock();
	number = mapping_find(dev, address);
	if (number)
		room = mapping_entry(number)->size -
		       (address - mapping_entry(number)->dma_address);
	mapping_unlock();
	return room < size ? room : size;
}

static int bus_copy(struct bus_access access, char *buffer)
{
	size_t left = access.size;

	for (; left; left -= access.size) {
		void *bytes;

		access.size = bus_room(access.dev, access.address, left);
		bytes = bus_access(&access);
		if (IS_ERR(bytes))
			return PTR_ERR(bytes);
		if (access.write)
			memcpy(bytes, buffer, access.size);
		else
			memcpy(buffer, bytes, access.size);
		buffer += access.size;
		access.address += access.size;
	}
	return 0;
}

int dmacheck_bus_read(struct device *dev, struct dma_chan *chan,
		      dma_addr_t address, void *buffer, size_t size)
{
	return bus_copy((struct bus_access){ dev, chan, address, size, false }, buffer);
}

int dmacheck_bus_write(struct device *dev, struct dma_chan *chan,
		       dma_addr_t address, const void *buffer, size_t size)
{
	return bus_copy((struct bus_access){ dev, chan, address, size, true },
			(char *)buffer);
}
