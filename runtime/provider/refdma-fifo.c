/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-fifo.c - what stands behind a slave address
 *
 * A registry of models, and the peripheral that every other address has: it
 * delivers bytes 0, 1, 2, ... for each channel, and swallows what it is given.
 * A model's operations run with no lock held, so that they may call the engine.
 */
#include "runtime/kernel/raw.h"

#include "refdma.h"

#include <dmacheck/peripheral.h>
#include <linux/processor.h>

#include "runtime/kernel/fault.h"

struct fifo {
	dma_addr_t address;
	const struct dmacheck_fifo_ops *ops;
	void *context;
	unsigned int users;	/* operations running; under fifo_lock */
	struct fifo *next;
};

static struct raw_lock fifo_lock = RAW_LOCK_INIT;
static struct fifo *fifo_list;		/* under fifo_lock */
static unsigned long fifo_generation;	/* atomic */

unsigned long refdma_fifo_generation(void)
{
	return __atomic_load_n(&fifo_generation, __ATOMIC_ACQUIRE);
}

static struct fifo **fifo_place(dma_addr_t address)
{
	struct fifo **place = &fifo_list;

	while (*place && (*place)->address != address)
		place = &(*place)->next;
	return place;
}

static struct fifo *fifo_get(dma_addr_t address)
{
	struct fifo *fifo;

	raw_lock(&fifo_lock);
	fifo = *fifo_place(address);
	if (fifo)
		fifo->users++;
	raw_unlock(&fifo_lock);
	return fifo;
}

static void fifo_put(struct fifo *fifo)
{
	raw_lock(&fifo_lock);
	fifo->users--;
	raw_unlock(&fifo_lock);
}

int dmacheck_fifo_register(dma_addr_t address, const struct dmacheck_fifo_ops *ops,
			   void *context)
{
	struct fifo *fifo = engine_zalloc(sizeof(*fifo));
	struct fifo **place;

	if (!fifo)
		return -ENOMEM;
	*fifo = (struct fifo){ .address = address, .ops = ops, .context = context };

	raw_lock(&fifo_lock);
	place = fifo_place(address);
	if (*place) {
		raw_unlock(&fifo_lock);
		engine_free(fifo);
		return -EBUSY;
	}
	*place = fifo;
	raw_unlock(&fifo_lock);
	return 0;
}

void dmacheck_fifo_unregister(dma_addr_t address)
{
	struct fifo **place, *fifo;

	raw_lock(&fifo_lock);
	place = fifo_place(address);
	fifo = *place;
	if (fifo)
		*place = fifo->next;
	while (fifo && fifo->users) {
		raw_unlock(&fifo_lock);
		cpu_relax();
		raw_lock(&fifo_lock);
	}
	raw_unlock(&fifo_lock);
	engine_free(fifo);
}

static void count_bytes(struct refdma_channel *channel, u8 *buffer, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		buffer[i] = channel->pattern++;
}

size_t refdma_fifo_read(struct refdma_channel *channel, dma_addr_t address,
			void *buffer, size_t size, size_t width)
{
	struct fifo *fifo = fifo_get(address);
	size_t moved = size;

	if (fifo && fifo->ops->read)
		moved = fifo->ops->read(fifo->context, buffer, size, width);
	else
		count_bytes(channel, buffer, size);
	if (fifo)
		fifo_put(fifo);
	return min_t(size_t, moved, size);
}

size_t refdma_fifo_write(struct refdma_channel *channel, dma_addr_t address,
			 const void *buffer, size_t size, size_t width)
{
	struct fifo *fifo = fifo_get(address);
	size_t moved = size;

	if (fifo && fifo->ops->write)
		moved = fifo->ops->write(fifo->context, buffer, size, width);
	if (fifo)
		fifo_put(fifo);
	return min_t(size_t, moved, size);
}

static void wake_channel(struct refdma_channel *channel)
{
	unsigned long flags;

	spin_lock_irqsave(&channel->vc.lock, flags);
	if (channel->stalled) {
		channel->stalled = false;
		refdma_run_kick(channel);
	}
	spin_unlock_irqrestore(&channel->vc.lock, flags);
}

/* Every stalled channel looks again: those at other addresses stall once more. */
void dmacheck_fifo_ready(dma_addr_t address)
{
	struct refdma_device *device;
	unsigned int i;

	__atomic_add_fetch(&fifo_generation, 1, __ATOMIC_RELEASE);
	for (device = refdma_devices(); device; device = device->next)
		for (i = 0; i < device->spec.channels; i++)
			wake_channel(&device->channels[i]);
}
