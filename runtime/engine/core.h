/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core.h - what the parts of the core share
 *
 *   core-device.c   registered devices and their channels
 *   core-class.c    channels in the device model
 *   core-channel.c  who uses a channel: public clients and exclusive ones
 *   core-request.c  which channel a client gets
 *   core-table.c    the channel table of public clients
 *   core-client.c   what a client does with a channel and its descriptors
 *   core-unmap.c    pages to be unmapped at the end of a transfer
 */
#ifndef DMACHECK_CORE_H
#define DMACHECK_CORE_H

#include <linux/dmaengine.h>
#include <linux/mutex.h>

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

/* The list mutex: devices, their clients, the table. */
extern struct mutex core_mutex;
/* Registered ones; read under RCU or the mutex, changed under the mutex. */
extern struct list_head core_devices;

/* The class of the channels, made at the first call. Return: 0 or an errno. */
int core_class_register(void);

/* Gives @chan its entry in the device model. Return: 0 or an errno. */
int core_chan_add_device(struct dma_device *device, struct dma_chan *chan,
			 const char *name);

/* All below: under the mutex. */

/* Calls of dmaengine_get() that are out. */
long core_client_count(void);

/* Takes the device off the list, once. */
void core_device_unlist(struct dma_device *device);

/* Drops a reference; the last one releases the device. */
void core_device_put(struct dma_device *device);

/* Return: 0; -ENODEV where the device or its module is going; alloc's errno. */
int core_chan_get(struct dma_chan *chan);
void core_chan_put(struct dma_chan *chan);

/* The same for an exclusive client: the device becomes private. */
int core_chan_get_private(struct dma_chan *chan);
void core_chan_put_private(struct dma_chan *chan);

void core_table_rebalance(void);

#pragma GCC visibility pop

#endif /* DMACHECK_CORE_H */
