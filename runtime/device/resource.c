/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * resource.c - who has which range of addresses
 *
 * kernel/resource.c: ranges that are taken do not overlap.
 */
#include "runtime/kernel/raw.h"

#include <linux/ioport.h>
#include <linux/device.h>
#include <linux/io.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"

struct resource iomem_resource = {
	.name = "PCI mem", .start = 0, .end = -1, .flags = IORESOURCE_MEM,
};
struct resource ioport_resource = {
	.name = "PCI IO", .start = 0, .end = 0xffff, .flags = IORESOURCE_IO,
};

/* By resource_lock: the children of each root, in no order. */
static struct raw_lock resource_lock = RAW_LOCK_INIT;

/* resource_lock held */
static bool range_taken(struct resource *parent, const struct resource *range)
{
	struct resource *child;

	for (child = parent->child; child; child = child->sibling)
		if (resource_overlaps(child, range))
			return true;
	return false;
}

struct resource *__request_region(struct resource *parent, resource_size_t start,
				  resource_size_t n, const char *name, int flags)
{
	struct resource *range;
	bool taken;

	context_may_sleep("request_region", __builtin_return_address(0));
	range = engine_zalloc(sizeof(*range));
	if (!range)
		return NULL;
	range->start = start;
	range->end = start + n - 1;
	range->name = name;
	range->flags = resource_type(parent) | IORESOURCE_BUSY | flags;
	range->parent = parent;
	raw_lock(&resource_lock);
	taken = range_taken(parent, range);
	if (!taken) {
		range->sibling = parent->child;
		parent->child = range;
	}
	raw_unlock(&resource_lock);
	if (!taken)
		return range;
	engine_free(range);
	return NULL;
}

void __release_region(struct resource *parent, resource_size_t start, resource_size_t n)
{
	struct resource **link, *range;

	raw_lock(&resource_lock);
	for (link = &parent->child; (range = *link); link = &range->sibling) {
		if (range->start == start && range->end == start + n - 1) {
			*link = range->sibling;
			break;
		}
	}
	raw_unlock(&resource_lock);
	if (!range)
		pr_warn("Trying to free nonexistent resource <%016llx-%016llx>\n",
			(unsigned long long)start, (unsigned long long)(start + n - 1));
	engine_free(range);
}

struct owned_region {
	struct resource *parent;
	resource_size_t start;
	resource_size_t n;
};

static void region_release(struct device *dev, void *res)
{
	struct owned_region *region = res;

	__release_region(region->parent, region->start, region->n);
}

static int region_match(struct device *dev, void *res, void *wanted)
{
	return memcmp(res, wanted, sizeof(struct owned_region)) == 0;
}

struct resource *__devm_request_region(struct device *dev, struct resource *parent,
				       resource_size_t start, resource_size_t n,
				       const char *name)
{
	struct owned_region *owned = devres_alloc(region_release, sizeof(*owned), GFP_KERNEL);
	struct resource *range;

	if (!owned)
		return NULL;
	owned->parent = parent;
	owned->start = start;
	owned->n = n;
	range = __request_region(parent, start, n, name, 0);
	if (range)
		devres_add(dev, owned);
	else
		devres_free(owned);
	return range;
}

void __devm_release_region(struct device *dev, struct resource *parent,
			   resource_size_t start, resource_size_t n)
{
	struct owned_region wanted = { .parent = parent, .start = start, .n = n };

	WARN_ON(devres_release(dev, region_release, region_match, &wanted));
}

static void ioremap_release(struct device *dev, void *res)
{
	iounmap(*(void __iomem **)res);
}

static int ioremap_match(struct device *dev, void *res, void *address)
{
	return *(void **)res == address;
}

void __iomem *devm_ioremap(struct device *dev, resource_size_t offset, resource_size_t size)
{
	void __iomem **owned = devres_alloc(ioremap_release, sizeof(*owned), GFP_KERNEL);

	if (!owned)
		return NULL;
	*owned = ioremap(offset, size);
	if (!*owned) {
		devres_free(owned);
		return NULL;
	}
	devres_add(dev, owned);
	return *owned;
}

void __iomem *devm_ioremap_wc(struct device *dev, resource_size_t offset, resource_size_t size)
{
	return devm_ioremap(dev, offset, size);
}

void devm_iounmap(struct device *dev, void __iomem *addr)
{
	WARN_ON(devres_release(dev, ioremap_release, ioremap_match, (void *)addr));
}

void __iomem *devm_ioremap_resource(struct device *dev, const struct resource *res)
{
	void __iomem *address;

	if (!res || resource_type(res) != IORESOURCE_MEM)
		return ERR_PTR(dev_err_probe(dev, -EINVAL, "invalid resource %p\n", res));
	if (!devm_request_mem_region(dev, res->start, resource_size(res), dev_name(dev)))
		return ERR_PTR(dev_err_probe(dev, -EBUSY,
					     "can't request region for resource %#llx-%#llx\n",
					     (unsigned long long)res->start,
					     (unsigned long long)res->end));
	address = devm_ioremap(dev, res->start, resource_size(res));
	if (address)
		return address;
	devm_release_mem_region(dev, res->start, resource_size(res));
	return ERR_PTR(dev_err_probe(dev, -ENOMEM, "ioremap failed\n"));
}

void __iomem *devm_ioremap_resource_wc(struct device *dev, const struct resource *res)
{
	return devm_ioremap_resource(dev, res);
}
