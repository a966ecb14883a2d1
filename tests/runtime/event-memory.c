/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event-memory.c - memory that must not be mapped, that goes while it is mapped, and
 * whose it is
 *
 * The first allocation of the module is made to fail.
 */
/* run: weakest, random 1-2, none */
/* args: engine.fault=1 */
/* run-reports: any */
#include <dmacheck/recorder.h>
#include <linux/dma-mapping.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/rcupdate.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "check.h"
#include "events.h"

enum { SIZE = 256 };

static struct device *dev;
static struct device_dma_parameters parms;

static struct dmacheck_event map_bad(void *memory)
{
	dma_addr_t address;

	events_forget();
	address = dma_map_single(dev, memory, SIZE, DMA_TO_DEVICE);
	if (!dma_mapping_error(dev, address))
		dma_unmap_single(dev, address, SIZE, DMA_TO_DEVICE);
	return event_of(DMACHECK_MAP_BAD);
}

static int test_bad(void)
{
	static const char constant[SIZE] = "code";
	struct dmacheck_event event;
	char stack[SIZE];
	char *far = vmalloc(PAGE_SIZE);

	CHECK(far);
	event = map_bad(stack);
	CHECK(event.type == DMACHECK_BAD_STACK && event.address == (unsigned long)stack);
	CHECK(event_place(DMACHECK_MAP_BAD) < event_place(DMACHECK_MAP));
	event = map_bad((void *)constant);
	CHECK(event.type == DMACHECK_BAD_CONSTANT && event.device == dev);
	event = map_bad(far);
	CHECK(event.type == DMACHECK_BAD_VMALLOC && event.size == SIZE);
	CHECK(event_of(DMACHECK_MAP).dma_address == DMA_MAPPING_ERROR);
	event = map_bad((void *)8);
	CHECK(event.type == DMACHECK_BAD_INVALID);
	vfree(far);
	return 0;
}

static int test_segments(void)
{
	struct dmacheck_event event;
	struct scatterlist sg;
	char *memory = kmalloc(2 * PAGE_SIZE, GFP_KERNEL);

	CHECK(memory);
	sg_init_one(&sg, memory, 2 * PAGE_SIZE);
	parms.max_segment_size = PAGE_SIZE;
	parms.segment_boundary_mask = ~0ul;
	events_forget();
	CHECK(dma_map_sg(dev, &sg, 1, DMA_TO_DEVICE) == 1);
	event = event_of(DMACHECK_MAP_BAD);
	CHECK(event.type == DMACHECK_BAD_LONG && event.value == PAGE_SIZE &&
	      event.size == 2 * PAGE_SIZE && event.address == (unsigned long)memory);
	dma_sync_sg_for_cpu(dev, &sg, 1, DMA_TO_DEVICE);
	CHECK(event_of(DMACHECK_SYNC_CPU).value == 1);
	dma_unmap_sg(dev, &sg, 1, DMA_TO_DEVICE);
	parms.max_segment_size = 4 * PAGE_SIZE;
	parms.segment_boundary_mask = PAGE_SIZE - 1;
	events_forget();
	CHECK(dma_map_sg(dev, &sg, 1, DMA_TO_DEVICE) == 1);
	event = event_of(DMACHECK_MAP_BAD);
	CHECK(event.type == DMACHECK_BAD_BOUNDARY && event.value == PAGE_SIZE - 1);
	CHECK(event.dma_address == sg_dma_address(&sg));
	dma_unmap_sg(dev, &sg, 1, DMA_TO_DEVICE);
	kfree(memory);
	return 0;
}

struct late {
	struct rcu_head rcu;
	char bytes[64];
};

/* What our code frees for the client is its memory too; and what is mapped, always. */
static int test_owner(void)
{
	struct late *late = kzalloc(sizeof(*late), GFP_KERNEL);
	char *text, *owned;

	CHECK(late);
	events_forget();
	kfree_rcu(late, rcu);
	rcu_barrier();
	CHECK(events_of(DMACHECK_FREE) == 1);
	CHECK(event_of(DMACHECK_FREE).address == (unsigned long)late);
	CHECK(event_of(DMACHECK_FREE).size >= sizeof(*late));

	events_forget();
	text = kasprintf(GFP_KERNEL, "%d", 42);
	owned = devm_kzalloc(dev, 100, GFP_KERNEL);
	CHECK(text && owned && events_of(DMACHECK_ALLOC) == 2);
	devm_kfree(dev, owned);
	kfree(text);
	CHECK(events_of(DMACHECK_FREE) == 2);
	return 0;
}

static int test_overlap(void)
{
	char *memory = (char *)__get_free_page(GFP_KERNEL);
	dma_addr_t address;

	CHECK(memory && dmacheck_active_overlap(memory, PAGE_SIZE) == DMACHECK_IDLE);
	address = dma_map_single(dev, memory + 128, 64, DMA_FROM_DEVICE);
	CHECK(!dma_mapping_error(dev, address));
	CHECK(dmacheck_active_overlap(memory, 128) == DMACHECK_IDLE);
	CHECK(dmacheck_active_overlap(memory, 129) == DMACHECK_BYTES_ACTIVE);
	CHECK(dmacheck_active_overlap(memory + 192, 64) == DMACHECK_IDLE);
	CHECK(dmacheck_active_overlap(memory + 191, 1) == DMACHECK_BYTES_ACTIVE);
	events_forget();
	dmacheck_cpu_access_named(memory + 100, 64, true, test_overlap, "read");
	CHECK(events_of(DMACHECK_CPU_WRITE) == 1);
	CHECK(event_of(DMACHECK_CPU_WRITE).address == (unsigned long)memory + 128);
	CHECK(event_of(DMACHECK_CPU_WRITE).size == 36);
	events_forget();
	dmacheck_cpu_access_named(memory, 64, true, test_overlap, "read");
	dmacheck_cpu_access_named(memory, PAGE_SIZE, true, kfree, "memcpy");
	CHECK(!events_of(DMACHECK_CPU_WRITE));
	CHECK(dmacheck_own_code(kfree) && !dmacheck_own_code(test_overlap));
	dma_unmap_single(dev, address, 64, DMA_FROM_DEVICE);
	free_page((unsigned long)memory);
	return 0;
}

/* --- a driver that leaves a mapping behind --- */

static char *left;
static int probe_result;

static int probe(struct platform_device *pdev)
{
	dev = &pdev->dev;
	dev->dma_parms = &parms;
	if (dma_set_mask_and_coherent(dev, DMA_BIT_MASK(32)))
		return -EIO;
	probe_result = test_bad() ?: test_segments() ?: test_owner() ?: test_overlap();
	EXPECT(!dma_mapping_error(dev, dma_map_single(dev, left, SIZE, DMA_TO_DEVICE)));
	return 0;
}

static struct platform_driver driver = {
	.driver = { .name = "event-memory" },
	.probe = probe,
};

static int test_unbind(void)
{
	struct platform_device *pdev;
	struct dmacheck_event event;

	left = kmalloc(SIZE, GFP_KERNEL);
	CHECK(left);
	events_forget();
	pdev = platform_device_register_simple("event-memory", -1, NULL, 0);
	CHECK(!IS_ERR(pdev));
	event = event_of(DMACHECK_DEVICE_ADD);
	CHECK(event.device == &pdev->dev && event_named(&event, "event-memory"));
	CHECK(!platform_driver_register(&driver));
	CHECK(dev == &pdev->dev && !probe_result);
	events_forget();
	platform_driver_unregister(&driver);
	event = event_of(DMACHECK_UNBIND);
	CHECK(event.device == dev && event.value == 1 && event_named(&event, "event-memory"));
	platform_device_unregister(pdev);
	events_forget();
	kfree(left);
	CHECK(events_of(DMACHECK_FREE) == 1);
	return 0;
}

/* The fault is told before what fails. */
static int test_fault(void)
{
	CHECK(!kmalloc(100, GFP_KERNEL));
	CHECK(event_of(DMACHECK_FAULT).value == 1);
	CHECK(event_of(DMACHECK_ALLOC).address == 0 && event_of(DMACHECK_ALLOC).size == 100);
	CHECK(event_place(DMACHECK_FAULT) < event_place(DMACHECK_ALLOC));
	return 0;
}

static int __init event_memory_init(void)
{
	int err;

	events_forget();
	err = test_fault();
	return err ?: test_unbind() ?: check_result();
}
module_init(event_memory_init);
MODULE_LICENSE("GPL");
