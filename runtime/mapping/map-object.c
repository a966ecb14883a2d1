/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * map-object.c - mapped buffers with a reference count
 *
 * The order of document 004: mapped, then listed; found and referenced under one
 * lock; unlisted, then unmapped. "Is it used" is asked under the lock only, so the answer
 * cannot age, and the lock is the context's own.
 */
#include <dmacheck/event.h>
#include <dmacheck/map-object.h>
#include <linux/sched.h>
#include <runtime/kernel/context.h>
#include <runtime/kernel/fault.h>
#include <runtime/kernel/report.h>

void dmacheck_map_context_init(struct dmacheck_map_context *context,
			       struct device *dev, bool wait)
{
	context->dev = dev;
	context->wait = wait;
	spin_lock_init(&context->lock);
	INIT_LIST_HEAD(&context->objects);
	init_waitqueue_head(&context->idle);
}

struct dmacheck_map_object *
dmacheck_map_object_create(struct dmacheck_map_context *context, void *address,
			   size_t size, enum dma_data_direction direction)
{
	struct dmacheck_map_object *object = engine_zalloc(sizeof(*object));

	if (!object)
		return NULL;
	INIT_LIST_HEAD(&object->link);
	object->context = context;
	object->address = address;
	object->size = size;
	object->direction = direction;
	return object;
}

void dmacheck_map_object_free(struct dmacheck_map_object *object)
{
	engine_free(object);
}

static void object_list(struct dmacheck_map_object *object)
{
	struct dmacheck_map_context *context = object->context;

	spin_lock(&context->lock);
	list_add(&object->link, &context->objects);
	dmacheck_emit(OBJECT_LIST, .object = object, .dma_address = object->dma_address,
		      .size = object->size);
	spin_unlock(&context->lock);
}

int dmacheck_map_object_map(struct dmacheck_map_object *object)
{
	struct device *dev = object->context->dev;

	object->dma_address = dma_map_single(dev, object->address, object->size,
					     object->direction);
	if (dma_mapping_error(dev, object->dma_address)) {
		dmacheck_map_object_free(object);
		return -ENOMEM;
	}
	object_list(object);
	return 0;
}

static bool object_contains(const struct dmacheck_map_object *object,
			    const void *address, size_t size)
{
	size_t offset = (const char *)address - (const char *)object->address;

	return offset <= object->size && size <= object->size - offset;
}

struct dmacheck_map_object *
dmacheck_map_object_find(struct dmacheck_map_context *context, const void *address,
			 size_t size)
{
	struct dmacheck_map_object *object, *found = NULL;

	spin_lock(&context->lock);
	list_for_each_entry(object, &context->objects, link) {
		if (!object_contains(object, address, size))
			continue;
		found = object;
		found->references++;
		dmacheck_emit(REF_GET, .object = found, .value = found->references);
		break;
	}
	spin_unlock(&context->lock);
	return found;
}

void dmacheck_map_object_put(struct dmacheck_map_object *object)
{
	struct dmacheck_map_context *context = object->context;
	bool last;

	/* Once unlocked, whoever waited for this may free the object and the context. */
	spin_lock(&context->lock);
	last = --object->references == 0;
	dmacheck_emit(REF_PUT, .object = object, .value = object->references);
	if (last && context->wait)
		wake_up_all(&context->idle);
	spin_unlock(&context->lock);
}

static int map_sync(struct dmacheck_map_context *context, const void *address,
		    size_t size, bool begin)
{
	struct dmacheck_map_object *object = dmacheck_map_object_find(context, address, size);
	dma_addr_t dma;

	if (!object)
		return -EFAULT;
	dma = object->dma_address + ((const char *)address - (const char *)object->address);
	if (begin)
		dma_sync_single_for_device(context->dev, dma, size, object->direction);
	else
		dma_sync_single_for_cpu(context->dev, dma, size, object->direction);
	dmacheck_map_object_put(object);
	return 0;
}

int dmacheck_map_begin(struct dmacheck_map_context *context, const void *address,
		       size_t size)
{
	return map_sync(context, address, size, true);
}

int dmacheck_map_end(struct dmacheck_map_context *context, const void *address,
		     size_t size)
{
	return map_sync(context, address, size, false);
}

/* Unlists the object of exactly these bytes. Return: 0, -EBUSY or -ENOENT. */
static int object_unlist(struct dmacheck_map_context *context, const void *address,
			 size_t size, struct dmacheck_map_object **ret_object)
{
	struct dmacheck_map_object *object;
	int result = -ENOENT;

	spin_lock(&context->lock);
	list_for_each_entry(object, &context->objects, link) {
		if (object->address != address || object->size != size)
			continue;
		result = object->references ? -EBUSY : 0;
		dmacheck_emit(OBJECT_UNLIST, .object = object, .value = result);
		if (!result) {
			list_del(&object->link);
			*ret_object = object;
		}
		break;
	}
	spin_unlock(&context->lock);
	return result;
}

static int unlist_or_wait(struct dmacheck_map_context *context, const void *address,
			  size_t size, struct dmacheck_map_object **ret_object)
{
	int result;

	if (!context->wait)
		return object_unlist(context, address, size, ret_object);
	might_sleep();
	wait_event(context->idle, (result = object_unlist(context, address, size,
							  ret_object)) != -EBUSY);
	return result;
}

int dmacheck_map_object_unmap(struct dmacheck_map_context *context, void *address,
			      size_t size)
{
	struct dmacheck_map_object *object = NULL;
	int result = unlist_or_wait(context, address, size, &object);

	if (result == -EBUSY)
		report_told("%s: %s: map_obj is still in use (addr: %p)",
			    dev_name(context->dev), "dmacheck_map_object_unmap", address);
	if (result)
		return result;
	dma_unmap_single(context->dev, object->dma_address, object->size,
			 object->direction);
	dmacheck_map_object_free(object);
	return 0;
}
