/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devres-memory.c - memory and actions that a device owns
 *
 * The memory is an allocation of its own, so that a recorder sees where it
 * begins and ends.
 */
#include <linux/device.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/kernel.h>
#include <linux/mm.h>

#include "runtime/device/devres.h"
#include "runtime/kernel/own.h"

struct owned {
	void *memory;
	size_t size;
};

static void memory_release(struct device *dev, void *res)
{
	bool outer = own_serve(NULL);

	kfree(((struct owned *)res)->memory);
	own_serve_end(outer);
}

static int memory_match(struct device *dev, void *res, void *memory)
{
	return ((struct owned *)res)->memory == memory;
}

void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp)
{
	struct owned *owned;
	bool outer;

	if (!size)
		return ZERO_SIZE_PTR;
	owned = devres_alloc(memory_release, sizeof(*owned), gfp & ~__GFP_ZERO);
	if (!owned)
		return NULL;
	outer = own_serve(NULL);
	owned->memory = kmalloc(size, gfp);
	own_serve_end(outer);
	owned->size = size;
	if (!owned->memory) {
		devres_free(owned);
		return NULL;
	}
	devres_add(dev, owned);
	return owned->memory;
}

void devm_kfree(struct device *dev, const void *ptr)
{
	if (ZERO_OR_NULL_PTR(ptr))
		return;
	WARN_ON(devres_release(dev, memory_release, memory_match, (void *)ptr));
}

void *devm_krealloc(struct device *dev, void *ptr, size_t size, gfp_t gfp)
{
	struct owned *owned;
	void *fresh;

	if (ZERO_OR_NULL_PTR(ptr))
		return devm_kmalloc(dev, size, gfp);
	if (!size) {
		devm_kfree(dev, ptr);
		return ZERO_SIZE_PTR;
	}
	owned = devres_find(dev, memory_release, memory_match, ptr);
	if (WARN_ON(!owned))
		return NULL;
	if (size <= owned->size)
		return ptr;
	fresh = devm_kmalloc(dev, size, gfp);
	if (!fresh)
		return NULL;
	memcpy(fresh, ptr, owned->size);
	devm_kfree(dev, ptr);
	return fresh;
}

char *devm_kvasprintf(struct device *dev, gfp_t gfp, const char *fmt, va_list arguments)
{
	va_list again;
	char *text;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	text = devm_kmalloc(dev, length + 1, gfp);
	if (text)
		vsnprintf(text, length + 1, fmt, arguments);
	return text;
}

char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, fmt);
	text = devm_kvasprintf(dev, gfp, fmt, arguments);
	va_end(arguments);
	return text;
}

void *devm_kmemdup(struct device *dev, const void *src, size_t size, gfp_t gfp)
{
	void *copy = devm_kmalloc(dev, size, gfp);

	if (copy && size)
		memcpy(copy, src, size);
	return copy;
}

char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp)
{
	return s ? devm_kmemdup(dev, s, strlen(s) + 1, gfp) : NULL;
}

const char *devm_kstrdup_const(struct device *dev, const char *s, gfp_t gfp)
{
	return devm_kstrdup(dev, s, gfp);
}

struct owned_pages {
	unsigned long address;
	unsigned int order;
};

static void pages_release(struct device *dev, void *res)
{
	struct owned_pages *pages = res;
	bool outer = own_serve(NULL);

	free_pages(pages->address, pages->order);
	own_serve_end(outer);
}

static int pages_match(struct device *dev, void *res, void *address)
{
	return ((struct owned_pages *)res)->address == *(unsigned long *)address;
}

unsigned long devm_get_free_pages(struct device *dev, gfp_t gfp, unsigned int order)
{
	struct owned_pages *pages = devres_alloc(pages_release, sizeof(*pages), GFP_KERNEL);
	bool outer;

	if (!pages)
		return 0;
	pages->order = order;
	outer = own_serve(NULL);
	pages->address = __get_free_pages(gfp, order);
	own_serve_end(outer);
	if (!pages->address) {
		devres_free(pages);
		return 0;
	}
	devres_add(dev, pages);
	return pages->address;
}

void devm_free_pages(struct device *dev, unsigned long address)
{
	WARN_ON(devres_release(dev, pages_release, pages_match, &address));
}

struct action {
	void (*run)(void *data);
	void *data;
};

static void action_release(struct device *dev, void *res)
{
	struct action *action = res;

	action->run(action->data);
}

static int action_match(struct device *dev, void *res, void *wanted)
{
	struct action *action = res, *other = wanted;

	return action->run == other->run && action->data == other->data;
}

int __devm_add_action(struct device *dev, void (*action)(void *), void *data, const char *name)
{
	struct action *owned = __devres_alloc_node(action_release, sizeof(*owned), GFP_KERNEL,
						   NUMA_NO_NODE, name);

	if (!owned)
		return -ENOMEM;
	owned->run = action;
	owned->data = data;
	devres_add(dev, owned);
	return 0;
}

int __devm_add_action_or_reset(struct device *dev, void (*action)(void *), void *data,
			       const char *name)
{
	int ret = __devm_add_action(dev, action, data, name);

	if (ret)
		action(data);
	return ret;
}

int devm_remove_action_nowarn(struct device *dev, void (*action)(void *), void *data)
{
	struct action wanted = { .run = action, .data = data };

	return devres_destroy(dev, action_release, action_match, &wanted);
}

void devm_remove_action(struct device *dev, void (*action)(void *), void *data)
{
	WARN_ON(devm_remove_action_nowarn(dev, action, data));
}

void devm_release_action(struct device *dev, void (*action)(void *), void *data)
{
	struct action wanted = { .run = action, .data = data };

	WARN_ON(devres_release(dev, action_release, action_match, &wanted));
}
