// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * irq-managed.c - interrupts that a device has requested, and gives back
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include "runtime/kernel/report.h"

struct irq_managed {
	unsigned int irq;
	void *data;
};

static void managed_free(struct device *dev, void *resource)
{
	struct irq_managed *managed = resource;

	free_irq(managed->irq, managed->data);
}

static int managed_match(struct device *dev, void *resource, void *wanted)
{
	struct irq_managed *managed = resource;
	struct irq_managed *match = wanted;

	return managed->irq == match->irq && managed->data == match->data;
}

int devm_request_threaded_irq(struct device *dev, unsigned int irq,
			      irq_handler_t handler, irq_handler_t thread_fn,
			      unsigned long flags, const char *name, void *data)
{
	struct irq_managed *managed = devres_alloc(managed_free, sizeof(*managed),
						   GFP_KERNEL);
	int err;

	if (!managed)
		return -ENOMEM;
	err = request_threaded_irq(irq, handler, thread_fn, flags,
				   name ? name : dev_name(dev), data);
	if (err) {
		devres_free(managed);
		return err;
	}
	*managed = (struct irq_managed){ irq, data };
	devres_add(dev, managed);
	return 0;
}

void devm_free_irq(struct device *dev, unsigned int irq, void *data)
{
	struct irq_managed match = { irq, data };

	if (devres_release(dev, managed_free, managed_match, &match))
		report_misuse("Trying to free IRQ %u that the device has not requested",
			      irq);
}
