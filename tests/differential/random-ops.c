/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * random-ops.c - a random but legal client, for one run on each core
 *
 * Draws operations on several channels from its own generator and prints what
 * each gives back: return codes, cookies, states, residues, callbacks in their
 * order. Built once on the engine's own core and once with --kernel, the two
 * must print the same, line by line.
 */
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

#include <dmacheck/engine.h>

#include "draw.h"

#define CLIENTS 5
#define BUFFER 4096
#define PENDING 8
#define PART 1024	/* at most, of an operation with several operands */

static unsigned int steps = 300;
module_param(steps, uint, 0444);
MODULE_PARM_DESC(steps, "operations, all channels together");

/* One channel and the memory it works on. */
struct client {
	unsigned int number;
	struct dma_chan *chan;
	struct device *dev;
	void *memory[2];
	dma_addr_t dma[2];
	dma_cookie_t cookies[PENDING];
	unsigned int cookie_count;
	unsigned int callbacks;
	unsigned int chain;	/* transfers that callbacks are to submit */
	enum sum_check_flags check;
	bool slave;
	bool paused;
	bool cyclic;
	bool issued;
};

static struct client clients[CLIENTS];
static struct platform_device *board;

static void say(struct client *client, const char *what, long value)
{
	pr_info("%u %s %ld\n", client->number, what, value);
}

/* A slave's callback may prepare and submit (G6). */
static void submit_next(struct client *client)
{
	struct dma_async_tx_descriptor *tx;

	if (!client->chain || !client->slave || client->cyclic)
		return;
	client->chain--;
	tx = dmaengine_prep_slave_single(client->chan, client->dma[0], 128,
					 DMA_MEM_TO_DEV, DMA_CTRL_ACK);
	say(client, "chained", tx ? dmaengine_submit(tx) : -ENOMEM);
	dma_async_issue_pending(client->chan);
}

static void client_callback(void *data)
{
	struct client *client = data;

	client->callbacks++;
	say(client, "callback", client->callbacks);
	submit_next(client);
}

static void client_result(void *data, const struct dmaengine_result *result)
{
	struct client *client = data;

	client->callbacks++;
	pr_info("%u result %d residue %u\n", client->number, result->result,
		result->residue);
}

/* ---- what a client does ---------------------------------------------------- */

static int client_map(struct client *client)
{
	int i;

	client->dev = dmaengine_get_dma_device(client->chan);
	for (i = 0; i < 2; i++) {
		client->memory[i] = kzalloc(BUFFER, GFP_KERNEL);
		if (!client->memory[i])
			return -ENOMEM;
		client->dma[i] = dma_map_single(client->dev, client->memory[i],
						BUFFER, DMA_BIDIRECTIONAL);
		if (dma_mapping_error(client->dev, client->dma[i]))
			return -ENOMEM;
	}
	return 0;
}

static void client_unmap(struct client *client)
{
	int i;

	for (i = 0; i < 2; i++) {
		dma_unmap_single(client->dev, client->dma[i], BUFFER,
				 DMA_BIDIRECTIONAL);
		kfree(client->memory[i]);
	}
}

static void client_config(struct client *client)
{
	struct dma_slave_config config = {
		.src_addr = 0x1000,
		.dst_addr = 0x2000,
		.src_addr_width = DMA_SLAVE_BUSWIDTH_4_BYTES,
		.dst_addr_width = DMA_SLAVE_BUSWIDTH_4_BYTES,
		.src_maxburst = 1 + draw(8),
		.dst_maxburst = 1 + draw(8),
	};

	say(client, "config", dmaengine_slave_config(client->chan, &config));
}

static void client_caps(struct client *client)
{
	struct dma_slave_caps caps = {};

	say(client, "caps", dma_get_slave_caps(client->chan, &caps));
	pr_info("%u widths %x %x directions %x bursts %u %u %u pause %d %d %d residue %d reuse %d\n",
		client->number, caps.src_addr_widths, caps.dst_addr_widths,
		caps.directions, caps.min_burst, caps.max_burst, caps.max_sg_burst,
		caps.cmd_pause, caps.cmd_resume, caps.cmd_terminate,
		caps.residue_granularity, caps.descriptor_reuse);
}

/* By every way there is; a slave's is one that no board names. */
static struct dma_chan *request(struct client *client)
{
	static char *const names[] = { "refdma0", "refdma0:3", "refdma1", "refdma1:5" };
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	dma_cap_set(client->slave ? DMA_SLAVE : DMA_MEMCPY, mask);
	switch (draw(5)) {
	case 0:
		return dma_request_channel(mask, dmacheck_channel_filter,
					   names[draw(ARRAY_SIZE(names))]);
	case 1:
		return dma_request_chan_by_mask(&mask);
	case 2:
		if (client->slave)
			return dma_request_chan(&board->dev, draw(2) ? "rx" : "tx");
		fallthrough;
	default:
		return dma_request_channel(mask, NULL, NULL);
	}
}

static void client_open(struct client *client)
{
	client->slave = draw(2);
	client->chan = request(client);
	if (IS_ERR_OR_NULL(client->chan)) {
		say(client, "request", PTR_ERR(client->chan));
		client->chan = NULL;
		return;
	}
	pr_info("%u request %s\n", client->number, dma_chan_name(client->chan));
	client_caps(client);
	if (client_map(client))
		pr_err("FAIL %u cannot map\n", client->number);
	if (client->slave)
		client_config(client);
}

/* After everything has stopped: what the transfers did. */
static void say_memory(struct client *client)
{
	u32 sums[2] = { 0, 0 };
	unsigned int i, j;

	for (i = 0; i < 2; i++) {
		dma_sync_single_for_cpu(client->dev, client->dma[i], BUFFER,
					DMA_BIDIRECTIONAL);
		for (j = 0; j < BUFFER; j++)
			sums[i] = sums[i] * 31 + ((u8 *)client->memory[i])[j];
	}
	pr_info("%u memory %x %x check %x\n", client->number, sums[0], sums[1],
		client->check);
}

static void client_close(struct client *client)
{
	say(client, "terminate_sync", dmaengine_terminate_sync(client->chan));
	say_memory(client);
	client_unmap(client);
	dma_release_channel(client->chan);
	say(client, "released", client->callbacks);
	*client = (struct client){ .number = client->number };
}

static struct dma_async_tx_descriptor *prep_sg(struct client *client, size_t size,
					       enum dma_transfer_direction direction,
					       unsigned long flags)
{
	struct scatterlist sg[3];
	unsigned int i;

	sg_init_table(sg, ARRAY_SIZE(sg));
	for (i = 0; i < ARRAY_SIZE(sg); i++) {
		sg_dma_address(&sg[i]) = client->dma[i & 1] + i * 64;
		sg_dma_len(&sg[i]) = min_t(size_t, size, PART);
	}
	return dmaengine_prep_slave_sg(client->chan, sg, ARRAY_SIZE(sg), direction, flags);
}

static struct dma_async_tx_descriptor *prep_interleaved(struct client *client,
							unsigned long flags)
{
	struct dma_async_tx_descriptor *tx;
	struct dma_interleaved_template *xt;

	xt = kzalloc(struct_size(xt, sgl, 2), GFP_KERNEL);
	if (!xt)
		return NULL;
	xt->src_start = client->dma[0];
	xt->dst_start = client->dma[1];
	xt->dir = DMA_MEM_TO_MEM;
	xt->src_inc = true;
	xt->dst_inc = true;
	xt->src_sgl = draw(2);
	xt->dst_sgl = draw(2);
	xt->numf = 1 + draw(4);
	xt->frame_size = 2;
	xt->sgl[0] = (struct data_chunk){ .size = 64, .icg = 32 };
	xt->sgl[1] = (struct data_chunk){ .size = 96, .icg = 16, .dst_icg = 8 };
	tx = dmaengine_prep_interleaved_dma(client->chan, xt, flags);
	kfree(xt);
	return tx;
}

static struct dma_async_tx_descriptor *prep_slave(struct client *client, size_t size,
						  unsigned long flags)
{
	enum dma_transfer_direction direction = draw(2) ? DMA_DEV_TO_MEM :
							  DMA_MEM_TO_DEV;

	client->cyclic = !draw(4);
	if (client->cyclic)
		return dmaengine_prep_dma_cyclic(client->chan, client->dma[0], 2048, 512,
						 direction, flags);
	if (!draw(3))
		return prep_sg(client, size, direction, flags);
	return dmaengine_prep_slave_single(client->chan, client->dma[0], size, direction,
					   flags);
}

/* Parity of the first buffer's parts, in or against the second. */
static struct dma_async_tx_descriptor *prep_parity(struct client *client, size_t size,
						   unsigned long flags)
{
	dma_addr_t sources[] = { client->dma[0], client->dma[0] + PART };
	dma_addr_t targets[] = { client->dma[1], client->dma[1] + 2 * PART };
	const unsigned char coefficients[] = { 1, 2 };
	struct dma_device *device = client->chan->device;

	size = min_t(size_t, size, PART);
	switch (draw(4)) {
	case 0:
		return device->device_prep_dma_xor(client->chan, targets[0], sources, 2,
						   size, flags);
	case 1:
		return device->device_prep_dma_xor_val(client->chan, sources, 2, size,
						       &client->check, flags);
	case 2:
		return device->device_prep_dma_pq(client->chan, targets, sources, 2,
						  coefficients, size, flags);
	default:
		return device->device_prep_dma_pq_val(client->chan, targets, sources, 2,
						      coefficients, size, &client->check,
						      flags);
	}
}

static struct dma_async_tx_descriptor *prep_memory(struct client *client, size_t size,
						   unsigned long flags)
{
	unsigned int what = draw(8);

	if (what < 2 && dma_has_cap(DMA_MEMSET, client->chan->device->cap_mask))
		return dmaengine_prep_dma_memset(client->chan, client->dma[what],
						 draw(256), size, flags);
	if (what < 5 && dma_has_cap(DMA_PQ_VAL, client->chan->device->cap_mask))
		return prep_parity(client, size, flags);
	if (what == 5)
		return prep_interleaved(client, flags);
	return dmaengine_prep_dma_memcpy(client->chan, client->dma[1], client->dma[0],
					 size, flags);
}

static void client_submit(struct client *client)
{
	unsigned long flags = DMA_CTRL_ACK | (draw(4) ? DMA_PREP_INTERRUPT : 0);
	size_t size = 64 * (1 + draw(BUFFER / 64));
	struct dma_async_tx_descriptor *tx;

	if (client->cookie_count == PENDING || client->cyclic)
		return;
	tx = client->slave ? prep_slave(client, size, flags) :
			     prep_memory(client, size, flags);
	say(client, "prep", !!tx);
	if (!tx)
		return;
	if (draw(3))
		tx->callback = client_callback;
	else
		tx->callback_result = client_result;
	tx->callback_param = client;
	if (!draw(8))
		say(client, "metadata",
		    dmaengine_desc_attach_metadata(tx, client->memory[0], 16));
	if (!draw(4))
		client->chain = draw(3);
	client->cookies[client->cookie_count] = dmaengine_submit(tx);
	say(client, "submit", client->cookies[client->cookie_count++]);
}

static void client_issue(struct client *client)
{
	dma_async_issue_pending(client->chan);
	client->issued = true;
	say(client, "issue", client->cookie_count);
}

static void client_status(struct client *client)
{
	struct dma_tx_state state;
	dma_cookie_t last, used;
	unsigned int i;

	for (i = 0; i < client->cookie_count; i++) {
		enum dma_status status = dmaengine_tx_status(client->chan,
							     client->cookies[i], &state);

		pr_info("%u status %d last %d used %d residue %u\n", client->number,
			status, state.last, state.used, state.residue);
		status = dma_async_is_tx_complete(client->chan, client->cookies[i],
						  &last, &used);
		pr_info("%u complete %d last %d used %d\n", client->number, status,
			last, used);
	}
}

/* Pauses what runs, resumes what is paused. */
static void client_pause(struct client *client)
{
	int ret;

	if (!client->issued)
		return;
	ret = client->paused ? dmaengine_resume(client->chan) :
			       dmaengine_pause(client->chan);
	say(client, client->paused ? "resume" : "pause", ret);
	if (!ret)
		client->paused = !client->paused;
}

static void client_terminate(struct client *client)
{
	switch (draw(3)) {
	case 0:
		say(client, "terminate_sync", dmaengine_terminate_sync(client->chan));
		break;
	case 1:
		say(client, "terminate_async", dmaengine_terminate_async(client->chan));
		msleep(draw(3));
		dmaengine_synchronize(client->chan);
		break;
	default:
		say(client, "terminate_all", dmaengine_terminate_all(client->chan));
		dmaengine_synchronize(client->chan);
	}
	client->cookie_count = 0;
	client->chain = 0;
	client->cyclic = false;
	client->paused = false;
	client->issued = false;
}

/* Until the transfer is over and its descriptor has been put back. */
static void submit_and_wait(struct client *client, struct dma_async_tx_descriptor *tx)
{
	unsigned int before = client->callbacks, i;

	say(client, "reuse", dmaengine_submit(tx));
	dma_async_issue_pending(client->chan);
	for (i = 0; i < 1000 && READ_ONCE(client->callbacks) == before; i++)
		msleep(1);
	dmaengine_synchronize(client->chan);
}

/* One descriptor, twice; on a channel that has nothing else to do. */
static void client_reuse(struct client *client)
{
	struct dma_async_tx_descriptor *tx;

	if (!client->slave || client->cookie_count || client->paused)
		return;
	tx = dmaengine_prep_slave_single(client->chan, client->dma[0], 256,
					 DMA_MEM_TO_DEV, DMA_PREP_INTERRUPT);
	if (!tx)
		return;
	tx->callback = client_callback;
	tx->callback_param = client;
	say(client, "set_reuse", dmaengine_desc_set_reuse(tx));
	submit_and_wait(client, tx);
	submit_and_wait(client, tx);
	say(client, "desc_free", dmaengine_desc_free(tx));
}

static void client_wait(struct client *client)
{
	if (client->cyclic || client->paused || !client->cookie_count ||
	    !client->issued || client->slave)
		return;
	client_issue(client);
	say(client, "sync_wait",
	    dma_sync_wait(client->chan, client->cookies[client->cookie_count - 1]));
	msleep(1);
	client->cookie_count = 0;
}

static void client_step(struct client *client)
{
	if (!client->chan) {
		client_open(client);
		return;
	}
	switch (draw(17)) {
	case 0 ... 4:
		client_submit(client);
		break;
	case 5 ... 7:
		client_issue(client);
		break;
	case 8 ... 9:
		client_status(client);
		break;
	case 10:
		client_pause(client);
		break;
	case 11:
		client_terminate(client);
		break;
	case 12:
		client_wait(client);
		break;
	case 13 ... 14:
		msleep(draw(4));
		break;
	case 15:
		client_reuse(client);
		break;
	default:
		client_close(client);
	}
}

static int __init random_ops_init(void)
{
	unsigned int i;

	drawn = seed;
	board = platform_device_register_simple("board", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(board))
		return PTR_ERR(board);
	for (i = 0; i < CLIENTS; i++)
		clients[i].number = i;
	for (i = 0; i < steps; i++)
		client_step(&clients[draw(CLIENTS)]);
	for (i = 0; i < CLIENTS; i++) {
		if (clients[i].chan)
			client_close(&clients[i]);
	}
	platform_device_unregister(board);
	return 0;
}
module_init(random_ops_init);

static void __exit random_ops_exit(void)
{
}
module_exit(random_ops_exit);

MODULE_DESCRIPTION("a random, legal client of the DMA engine");
MODULE_LICENSE("GPL");
