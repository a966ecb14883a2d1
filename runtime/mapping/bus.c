/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bus.c - a device reads and writes by DMA address
 *
 * A transfer is many accesses of few mappings. A recorder is told of the first of
 * each mapping in each epoch of the channel: which descriptor uses which bytes it
 * knows from the prep. Faults are told each.
 */
#include <string.h>

#include <dmacheck/access.h>
#include <dmacheck/bus.h>
#include <runtime/kernel/options.h>
#include <runtime/kernel/report.h>
#include "bus.h"
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

unsigned int (*bus_epoch)(const struct dma_chan *chan);

/*
 * Whether a recorder knows already that the channel reads or writes this mapping:
 * it has done so since its last epoch began.
 */
static bool bus_told(const struct bus_access *access, uint32_t *told, uint32_t epoch)
{
	uint32_t bit = access->write ? 1 : 2, before = *told;

	if (!epoch)
		return false;
	if (before >> 2 != epoch)
		before = epoch << 2;
	*told = before | bit;
	return *told == before;
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
	report_told("%s: DMA %s of %zu bytes faults at 0x%016llx: %s",
		    access->dev ? dev_name(access->dev) : "?",
		    access->write ? "write" : "read", access->size,
		    (unsigned long long)access->address,
		    fault == -EACCES ? "mapped for the other direction" : "not mapped");
}

/* Return: as dmacheck_bus_span(), or -ENOENT without a mapping. */
static int bus_find(const struct bus_access *access, struct mapping **ret_entry)
{
	uint32_t number = mapping_find(access->dev, access->address);

	if (!number)
		return -ENOENT;
	*ret_entry = mapping_entry(number);
	return bus_judge(*ret_entry, access);
}

static void *bus_access(const struct bus_access *access)
{
	/* asked for before the lock: it takes another */
	uint32_t epoch = bus_epoch ? bus_epoch(access->chan) & BUS_EPOCHS : 0;
	bool checked = mapping_tracking() && options.iommu, told = false;
	struct mapping *entry = NULL;
	uint64_t cpu_address = 0;
	void *bytes = NULL;
	int fault;

	mapping_lock();
	fault = bus_find(access, &entry);
	if (!fault) {
		bytes = view_bytes(entry, access->address - entry->dma_address);
		cpu_address = entry->address + (access->address - entry->dma_address);
		told = bus_told(access, &entry->told, epoch);
	} else if (fault == -ENOENT && !checked) {
		bytes = (void *)(uintptr_t)access->address;
		cpu_address = access->address;
		fault = 0;
	} else if (fault == -ENOENT) {
		fault = -EFAULT;
	}
	if (!told)
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
			dmacheck_plain_memcpy(bytes, buffer, access.size);
		else
			dmacheck_plain_memcpy(buffer, bytes, access.size);
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
