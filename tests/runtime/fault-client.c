// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fault-client.c - a careful client of the DMA API and the DMA engine
 *
 * Every call that may fail is looked at and undone. fault-sweep.sh runs it with
 * each of them failing once, and with each allocation of the engine's own.
 */
#include <linux/completion.h>
#include <linux/dmapool.h>
#include <linux/platform_device.h>
#include <linux/raid/pq.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <dmacheck/map-object.h>
#include <dmacheck/peripheral.h>

#include "client.h"
#include "fault-steps.h"

enum { SIZE = 1024, BLOCKS = 4, FIFO = 0x50000000, PERIODS = 3 };

static const unsigned long flags = DMA_PREP_INTERRUPT | DMA_CTRL_ACK;
static struct platform_device *client;

/* --- one transfer --- */

struct transfer {
	struct dma_chan *chan;
	struct device *dev;
	u8 *memory;
	dma_addr_t blocks[BLOCKS];
};

static void unmap_blocks(struct transfer *t, int count)
{
	while (count--)
		dma_unmap_single(t->dev, t->blocks[count], SIZE, DMA_BIDIRECTIONAL);
}

static int map_blocks(struct transfer *t)
{
	int i;

	for (i = 0; i < BLOCKS; i++) {
		memset(t->memory + i * SIZE, i + 1, SIZE);
		t->blocks[i] = dma_map_single(t->dev, t->memory + i * SIZE, SIZE,
					      DMA_BIDIRECTIONAL);
		if (dma_mapping_error(t->dev, t->blocks[i])) {
			unmap_blocks(t, i);
			return -ENOMEM;
		}
	}
	return 0;
}

static void finished(void *completion)
{
	complete(completion);
}

/* Return: 0 after the transfer's end; whatever went wrong, it has ended. */
static int transfer_run(struct dma_chan *chan, struct dma_async_tx_descriptor *desc)
{
	struct completion end;
	dma_cookie_t cookie;
	int err = 0;

	if (!desc)
		return -ENOMEM;
	init_completion(&end);
	desc->callback = finished;
	desc->callback_param = &end;
	cookie = dmaengine_submit(desc);
	if (dma_submit_error(cookie))
		return cookie;
	dma_async_issue_pending(chan);
	if (!wait_for_completion_timeout(&end, PATIENCE))
		err = -ETIMEDOUT;
	else if (dma_async_is_tx_complete(chan, cookie, NULL, NULL) != DMA_COMPLETE)
		err = -EIO;
	dmaengine_terminate_sync(chan);
	return err;
}

/* Has a channel and mapped blocks around @body; @first is what block 0 holds then. */
static int with_blocks(enum dma_transaction_type type, int (*body)(struct transfer *),
		       u8 first)
{
	struct transfer t = { .chan = client_channel(type, NULL) };
	int err = -ENOMEM;

	if (!t.chan)
		return -ENODEV;
	t.dev = dmaengine_get_dma_device(t.chan);
	t.memory = kzalloc(BLOCKS * SIZE, GFP_KERNEL);
	if (!t.memory)
		goto release;
	err = map_blocks(&t);
	if (err)
		goto free;
	err = body(&t);
	unmap_blocks(&t, BLOCKS);
	if (!err && (t.memory[0] != first || t.memory[SIZE - 1] != first))
		pr_err("FAIL the bytes of operation %d\n", type);
free:
	kfree(t.memory);
release:
	dma_release_channel(t.chan);
	return err;
}

/* --- memory to memory --- */

static int do_memcpy(struct transfer *t)
{
	return transfer_run(t->chan, dmaengine_prep_dma_memcpy(t->chan, t->blocks[0],
			    t->blocks[1], SIZE, flags));
}

static int step_memcpy(void)
{
	return with_blocks(DMA_MEMCPY, do_memcpy, 2);
}

static int do_memset(struct transfer *t)
{
	return transfer_run(t->chan, dmaengine_prep_dma_memset(t->chan, t->blocks[0],
			    0x5a, SIZE, flags));
}

static int step_memset(void)
{
	return with_blocks(DMA_MEMSET, do_memset, 0x5a);
}

static int do_xor(struct transfer *t)
{
	return transfer_run(t->chan, t->chan->device->device_prep_dma_xor(t->chan,
			    t->blocks[0], t->blocks + 1, BLOCKS - 1, SIZE, flags));
}

static int step_xor(void)
{
	return with_blocks(DMA_XOR, do_xor, 0x2 ^ 0x3 ^ 0x4);
}

static int do_pq(struct transfer *t)
{
	return transfer_run(t->chan, t->chan->device->device_prep_dma_pq(t->chan,
			    t->blocks, t->blocks + 2, 2, raid6_gfexp, SIZE, flags));
}

static int step_pq(void)
{
	return with_blocks(DMA_PQ, do_pq, 0x3 ^ 0x4);
}

static int do_interleaved(struct transfer *t)
{
	struct dma_interleaved_template *xt = kzalloc(struct_size(xt, sgl, 1), GFP_KERNEL);
	int err;

	if (!xt)
		return -ENOMEM;
	xt->src_start = t->blocks[1];
	xt->dst_start = t->blocks[0];
	xt->dir = DMA_MEM_TO_MEM;
	xt->src_inc = xt->dst_inc = true;
	xt->numf = 4;
	xt->frame_size = 1;
	xt->sgl[0].size = SIZE / 4;
	err = transfer_run(t->chan, dmaengine_prep_interleaved_dma(t->chan, xt, flags));
	kfree(xt);
	return err;
}

static int step_interleaved(void)
{
	return with_blocks(DMA_INTERLEAVE, do_interleaved, 2);
}

/* As dmatest does: the descriptor's unmap data undo what was mapped. */
static int do_unmap_data(struct transfer *t)
{
	struct dmaengine_unmap_data *unmap;
	u8 *page = (u8 *)__get_free_page(GFP_KERNEL);
	struct dma_async_tx_descriptor *desc;
	int err = -ENOMEM;

	if (!page)
		return -ENOMEM;
	unmap = dmaengine_get_unmap_data(t->dev, 2, GFP_NOWAIT);
	if (!unmap)
		goto free;
	unmap->len = SIZE;
	unmap->addr[0] = dma_map_page(t->dev, virt_to_page(page), offset_in_page(page),
				      SIZE, DMA_TO_DEVICE);
	if (dma_mapping_error(t->dev, unmap->addr[0]))
		goto put;
	unmap->to_cnt = 1;
	desc = dmaengine_prep_dma_memcpy(t->chan, t->blocks[1], unmap->addr[0], SIZE, flags);
	if (desc)
		dma_set_unmap(desc, unmap);
	err = transfer_run(t->chan, desc);
put:
	dmaengine_unmap_put(unmap);
free:
	free_page((unsigned long)page);
	return err;
}

static int step_unmap_data(void)
{
	return with_blocks(DMA_MEMCPY, do_unmap_data, 1);
}

/* Polled, through the public channels of all. */
static int step_public(void)
{
	struct dma_chan *chan;
	int err = 0;

	dmaengine_get();
	chan = dma_find_channel(DMA_MEMCPY);
	if (!chan)
		err = -ENODEV;
	dmaengine_put();
	return err;
}

/* --- to and from peripherals --- */

static size_t fifo_read(void *context, void *buffer, size_t size, size_t width)
{
	memset(buffer, 0x77, size);
	return size;
}

static const struct dmacheck_fifo_ops fifo_ops = { .read = fifo_read };

static int configure(struct dma_chan *chan)
{
	struct dma_slave_config config = {
		.direction = DMA_DEV_TO_MEM, .src_addr = FIFO,
		.src_addr_width = DMA_SLAVE_BUSWIDTH_4_BYTES, .src_maxburst = 4,
	};

	return dmaengine_slave_config(chan, &config);
}

static struct dma_chan *configured_channel(enum dma_transaction_type type)
{
	struct dma_chan *chan = client_channel(type, NULL);
	int err = chan ? configure(chan) : -ENODEV;

	if (!err)
		return chan;
	if (chan)
		dma_release_channel(chan);
	return ERR_PTR(err);
}

static void check_sg(struct sg_table *table)
{
	struct scatterlist *sg;
	int i;

	for_each_sgtable_sg(table, sg, i)
		if (*(u8 *)sg_virt(sg) != 0x77)
			pr_err("FAIL the bytes of entry %d\n", i);
}

static int receive(struct dma_chan *chan, struct sg_table *table)
{
	struct device *dev = dmaengine_get_dma_device(chan);
	int err = dma_map_sgtable(dev, table, DMA_FROM_DEVICE, 0);

	if (err)
		return err;
	err = transfer_run(chan, dmaengine_prep_slave_sg(chan, table->sgl, table->nents,
			   DMA_DEV_TO_MEM, flags));
	dma_sync_sgtable_for_cpu(dev, table, DMA_FROM_DEVICE);
	dma_unmap_sgtable(dev, table, DMA_FROM_DEVICE, 0);
	if (!err)
		check_sg(table);
	return err;
}

static int receive_list(struct dma_chan *chan)
{
	u8 *memory = kzalloc(BLOCKS * SIZE, GFP_KERNEL);
	struct scatterlist *sg;
	struct sg_table table;
	int err, i;

	if (!memory)
		return -ENOMEM;
	err = sg_alloc_table(&table, BLOCKS, GFP_KERNEL);
	if (!err) {
		for_each_sgtable_sg(&table, sg, i)
			sg_set_buf(sg, memory + i * SIZE, SIZE / 2);
		err = receive(chan, &table);
		sg_free_table(&table);
	}
	kfree(memory);
	return err;
}

static int step_slave(void)
{
	struct dma_chan *chan;
	int err = dmacheck_fifo_register(FIFO, &fifo_ops, NULL);

	if (err)
		return err;
	chan = dma_request_chan(&client->dev, "rx");
	if (IS_ERR(chan)) {
		err = PTR_ERR(chan);
	} else {
		err = configure(chan);
		if (!err)
			err = receive_list(chan);
		dma_release_channel(chan);
	}
	dmacheck_fifo_unregister(FIFO);
	return err;
}

struct cycle {
	atomic_t periods;
	struct completion enough;
};

static void period_over(void *data)
{
	struct cycle *cycle = data;

	if (atomic_inc_return(&cycle->periods) == PERIODS)
		complete(&cycle->enough);
}

static int cycle_run(struct dma_chan *chan, dma_addr_t ring)
{
	struct dma_async_tx_descriptor *desc;
	struct cycle cycle = { };
	dma_cookie_t cookie;
	int err;

	init_completion(&cycle.enough);
	desc = dmaengine_prep_dma_cyclic(chan, ring, BLOCKS * SIZE, SIZE, DMA_DEV_TO_MEM,
					 flags);
	if (!desc)
		return -ENOMEM;
	desc->callback = period_over;
	desc->callback_param = &cycle;
	cookie = dmaengine_submit(desc);
	if (dma_submit_error(cookie))
		return cookie;
	dma_async_issue_pending(chan);
	err = wait_for_completion_timeout(&cycle.enough, PATIENCE) ? 0 : -ETIMEDOUT;
	if (!err)
		err = dmaengine_pause(chan) ? : dmaengine_resume(chan);
	dmaengine_terminate_async(chan);
	dmaengine_synchronize(chan);
	return err;
}

static int step_cyclic(void)
{
	struct dma_chan *chan = configured_channel(DMA_CYCLIC);
	dma_addr_t ring;
	struct device *dev;
	void *memory;
	int err = -ENOMEM;

	if (IS_ERR(chan))
		return PTR_ERR(chan);
	dev = dmaengine_get_dma_device(chan);
	memory = dma_alloc_coherent(dev, BLOCKS * SIZE, &ring, GFP_KERNEL);
	if (!memory)
		goto release;
	err = cycle_run(chan, ring);
	dma_free_coherent(dev, BLOCKS * SIZE, memory, ring);
release:
	dma_release_channel(chan);
	return err;
}

/* Prepared, submitted, and terminated before it is issued. */
static int step_terminate(void)
{
	struct dma_chan *chan = configured_channel(DMA_SLAVE);
	struct dma_async_tx_descriptor *desc;
	dma_addr_t address;
	struct device *dev;
	void *memory;
	int err = -ENOMEM;

	if (IS_ERR(chan))
		return PTR_ERR(chan);
	dev = dmaengine_get_dma_device(chan);
	memory = dma_alloc_noncoherent(dev, SIZE, &address, DMA_FROM_DEVICE, GFP_KERNEL);
	if (!memory)
		goto release;
	desc = dmaengine_prep_slave_single(chan, address, SIZE, DMA_DEV_TO_MEM, flags);
	if (desc)
		err = min(dmaengine_submit(desc), 0);
	dmaengine_terminate_sync(chan);
	dma_free_noncoherent(dev, SIZE, memory, address, DMA_FROM_DEVICE);
release:
	dma_release_channel(chan);
	return err;
}

/* --- mapping by itself --- */

static int step_pool(void)
{
	struct dma_pool *pool = dma_pool_create("blocks", &client->dev, 64, 64, 0);
	dma_addr_t address;
	void *block;

	if (!pool)
		return -ENOMEM;
	block = dma_pool_zalloc(pool, GFP_KERNEL, &address);
	if (block)
		dma_pool_free(pool, block, address);
	dma_pool_destroy(pool);
	return block ? 0 : -ENOMEM;
}

static int step_pages(void)
{
	dma_addr_t address;
	struct page *page = dma_alloc_pages(&client->dev, PAGE_SIZE, &address,
					    DMA_TO_DEVICE, GFP_KERNEL);

	if (!page)
		return -ENOMEM;
	dma_free_pages(&client->dev, PAGE_SIZE, page, address, DMA_TO_DEVICE);
	return 0;
}

static int step_resource(void)
{
	dma_addr_t address = dma_map_resource(&client->dev, FIFO, 64, DMA_TO_DEVICE, 0);

	if (dma_mapping_error(&client->dev, address))
		return -ENOMEM;
	dma_unmap_resource(&client->dev, address, 64, DMA_TO_DEVICE, 0);
	return 0;
}

static int step_managed(void)
{
	dma_addr_t address;
	void *group = devres_open_group(&client->dev, NULL, GFP_KERNEL);
	void *memory;

	if (!group)
		return -ENOMEM;
	memory = dmam_alloc_coherent(&client->dev, SIZE, &address, GFP_KERNEL);
	devres_release_group(&client->dev, group);
	return memory ? 0 : -ENOMEM;
}

static int use_object(struct dmacheck_map_context *context, u8 *buffer)
{
	struct dmacheck_map_object *object;
	int err;

	object = dmacheck_map_object_create(context, buffer, SIZE, DMA_TO_DEVICE);
	if (!object)
		return -ENOMEM;
	err = dmacheck_map_object_map(object);
	if (err)
		return err;
	object = dmacheck_map_object_find(context, buffer + 8, 8);
	if (!object)
		pr_err("FAIL a mapped object is not found\n");
	else
		dmacheck_map_object_put(object);
	return dmacheck_map_object_unmap(context, buffer, SIZE);
}

static int step_object(void)
{
	struct dmacheck_map_context context;
	u8 *buffer = kzalloc(SIZE, GFP_KERNEL);
	int err;

	if (!buffer)
		return -ENOMEM;
	dmacheck_map_context_init(&context, &client->dev, true);
	err = use_object(&context, buffer);
	kfree(buffer);
	return err;
}

static const struct fault_step steps[] = {
	FAULT_STEP(step_memcpy),
	FAULT_STEP(step_memset),
	FAULT_STEP(step_xor),
	FAULT_STEP(step_pq),
	FAULT_STEP(step_interleaved),
	FAULT_STEP(step_unmap_data),
	FAULT_STEP(step_public),
	FAULT_STEP(step_slave),
	FAULT_STEP(step_cyclic),
	FAULT_STEP(step_terminate),
	FAULT_STEP(step_pool),
	FAULT_STEP(step_pages),
	FAULT_STEP(step_resource),
	FAULT_STEP(step_managed),
	FAULT_STEP(step_object),
};

static int __init fault_client_init(void)
{
	int err;

	client = platform_device_register_simple("fault-client", PLATFORM_DEVID_NONE,
						 NULL, 0);
	if (IS_ERR(client)) {
		pr_info("step register failed: %ld\n", PTR_ERR(client));
		return 0;
	}
	err = fault_steps_run(steps, ARRAY_SIZE(steps));
	platform_device_unregister(client);
	return err;
}
module_init(fault_client_init);

static void __exit fault_client_exit(void)
{
}
module_exit(fault_client_exit);
MODULE_DESCRIPTION("checks every call of the DMA API");
MODULE_LICENSE("GPL");
