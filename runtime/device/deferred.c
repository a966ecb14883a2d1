/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deferred.c - devices whose drivers asked to be tried again later
 *
 * drivers/base/dd.c. All waiting devices are tried when any device gets a driver
 * and when a DMA device is registered.
 */
#include "runtime/device/base.h"

#include <linux/device.h>
#include <linux/workqueue.h>

/* By base_lock. A device on a list is referenced by it. */
static LIST_HEAD(waiting);
static LIST_HEAD(retried);
static unsigned int triggered;

static struct device *pop_retried(void)
{
	struct device_private *p;
	struct device *dev = NULL;

	raw_lock(&base_lock);
	p = list_first_entry_or_null(&retried, struct device_private, deferred_entry);
	if (p) {
		list_del_init(&p->deferred_entry);
		dev = p->device;
	}
	raw_unlock(&base_lock);
	return dev;
}

static void deferred_work(struct work_struct *work)
{
	struct device *dev;

	while ((dev = pop_retried())) {
		device_attach(dev);
		put_device(dev);
	}
}

static DECLARE_WORK(deferred_probe_work, deferred_work);

unsigned int deferred_trigger_count(void)
{
	return __atomic_load_n(&triggered, __ATOMIC_ACQUIRE);
}

void driver_deferred_probe_trigger(void)
{
	bool any;

	raw_lock(&base_lock);
	__atomic_add_fetch(&triggered, 1, __ATOMIC_ACQ_REL);
	list_splice_tail_init(&waiting, &retried);
	any = !list_empty(&retried);
	raw_unlock(&base_lock);
	if (any)
		schedule_work(&deferred_probe_work);
}

/* What appeared while the driver probed may be what it waits for. */
void deferred_add(struct device *dev, unsigned int trigger_count)
{
	raw_lock(&base_lock);
	if (list_empty(&dev->p->deferred_entry) && base_get(dev))
		list_add_tail(&dev->p->deferred_entry, &waiting);
	raw_unlock(&base_lock);
	if (deferred_trigger_count() != trigger_count)
		driver_deferred_probe_trigger();
}

void deferred_remove(struct device *dev)
{
	bool was;

	raw_lock(&base_lock);
	was = !list_empty(&dev->p->deferred_entry);
	list_del_init(&dev->p->deferred_entry);
	raw_unlock(&base_lock);
	if (was)
		put_device(dev);
}

void wait_for_device_probe(void)
{
	flush_work(&deferred_probe_work);
}

int driver_deferred_probe_check_state(struct device *dev)
{
	return -EPROBE_DEFER;
}
