/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * map-object.h - mapped buffers that are found by address and counted while used
 *
 *   create -> map --ok--> listed -> find .. put -> unmap: unlisted, then unmapped
 *                 \-fail-> freed, never listed
 *
 * For a process that maps buffers for a device and hands out addresses: whoever
 * begins an operation finds the object and so holds it; an unmap meanwhile fails
 * with -EBUSY, or waits. Each context, one a process, has a lock of its own; there is no
 * other.
 */
#ifndef DMACHECK_MAP_OBJECT_H
#define DMACHECK_MAP_OBJECT_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/dma-mapping.h>

struct dmacheck_map_context {
	struct device *dev;
	bool wait;			/* unmap waits for the last reference */
	spinlock_t lock;
	struct list_head objects;	/* protected by lock */
	wait_queue_head_t idle;		/* a reference was the last */
};

/* All but @references is set before the object is listed, and stays. */
struct dmacheck_map_object {
	struct list_head link;		/* protected by the context's lock */
	struct dmacheck_map_context *context;
	unsigned int references;	/* protected by the context's lock */
	void *address;
	size_t size;
	dma_addr_t dma_address;
	enum dma_data_direction direction;
};

void dmacheck_map_context_init(struct dmacheck_map_context *context,
			       struct device *dev, bool wait);

/**
 * dmacheck_map_object_create() - an object of a buffer, neither mapped nor listed
 * Return: the object, to be given to dmacheck_map_object_map() or
 * dmacheck_map_object_free(); NULL without memory.
 */
struct dmacheck_map_object *
dmacheck_map_object_create(struct dmacheck_map_context *context, void *address,
			   size_t size, enum dma_data_direction direction);

/* Frees what was never listed. */
void dmacheck_map_object_free(struct dmacheck_map_object *object);

/**
 * dmacheck_map_object_map() - map, then list
 * Return: 0; or -ENOMEM, and @object has been freed unlisted.
 */
int dmacheck_map_object_map(struct dmacheck_map_object *object);

/**
 * dmacheck_map_object_find() - the object whose buffer has all these bytes
 * Return: it, with a reference for dmacheck_map_object_put(); or NULL.
 */
struct dmacheck_map_object *
dmacheck_map_object_find(struct dmacheck_map_context *context, const void *address,
			 size_t size);

/* The reference is the last: whoever waits to unmap may. Any context. */
void dmacheck_map_object_put(struct dmacheck_map_object *object);

/**
 * dmacheck_map_begin(), dmacheck_map_end() - hand bytes to the device, and back
 *
 * Both find, sync and put. The operation in between is the caller's to guard: it
 * finds the object first if an unmap must not come in between.
 * Return: 0, or -EFAULT if no object has the bytes.
 */
int dmacheck_map_begin(struct dmacheck_map_context *context, const void *address,
		       size_t size);
int dmacheck_map_end(struct dmacheck_map_context *context, const void *address,
		     size_t size);

/**
 * dmacheck_map_object_unmap() - unlist, unmap and free the object of exactly these bytes
 * Return: 0; -EBUSY, with a message and everything as before, while it is
 * referenced (in waiting mode it sleeps until it is not); -ENOENT if there is none.
 */
int dmacheck_map_object_unmap(struct dmacheck_map_context *context, void *address,
			      size_t size);

#endif /* DMACHECK_MAP_OBJECT_H */
