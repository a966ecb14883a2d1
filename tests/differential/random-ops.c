/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * random-ops.c - a random but legal client, for one run on each core
 *
 * Draws operations on several channels from its own generator and prints what
 * each gives back: return codes, cookies, states, residues, callbacks in their
 * order. Built once on the engine's own core and once with --kernel, the two
 * must print the same, line by line.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

#define CLIENTS 5
#define BUFFER 4096
#define PENDING 8

static unsigned int seed = 1;
module_param(seed, uint, 0444);
MODULE_PARM_DESC(seed, "of the operations drawn");

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
	bool slave;
	bool paused;
	bool cyclic;
	bool issued;
};

static struct client clients[CLIENTS];
static u64 drawn;

/* A linear congruential generator: the same on every machine. */
static u32 draw(u32 below)
{
	drawn = drawn * 6364136223846793005ull + 1442695040888963407ull;
	return (u32)(drawn >> 33) % below;
}

static void say(struct client *client, const char *what, long value)
{
	pr_info("%u %s %ld\n", client->number, what, value);
}

static void client_callback(void *data)
{
	struct client *client = data;

	client->callbacks++;
	say(client, "callback", client->callbacks);
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

static void client_open(struct client *client)
{
	dma_cap_mask_t mask;

	dma_cap_zero(mask);
	client->slave = draw(2);
	dma_cap_set(client->slave ? DMA_SLAVE : DMA_MEMCPY, mask);
	client->chan = dma_request_channel(mask, NULL, NULL);
	pr_info("%u request %s\n", client->number,
		client->chan ? dma_chan_name(client->chan) : "nothing");
	if (!client->chan)
		return;
	if (client_map(client))
		pr_err("FAIL %u cannot map\n", client->number);
	if (client->slave)
		client_config(client);
}

static void client_close(struct client *client)
{
	say(client, "terminate_sync", dmaengine_terminate_sync(client->chan));
	client_unmap(client);
	dma_release_channel(client->chan);
	say(client, "released", client->callbacks);
	*client = (struct client){ .number = client->number };
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
	return dmaengine_prep_slave_single(client->chan, client->dma[0], size, direction,
					   flags);
}

static struct dma_async_tx_descriptor *prep_memory(struct client *client, size_t size,
						   unsigned long flags)
{
	if (dma_has_cap(DMA_MEMSET, client->chan->device->cap_mask) && draw(2))
		return dmaengine_prep_dma_memset(client->chan, client->dma[1],
						 draw(256), size, flags);
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

	if (!client->slave || !client->issued)
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
	client->cyclic = false;
	client->paused = false;
	client->issued = false;
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
	switch (draw(16)) {
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
	default:
		client_close(client);
	}
}

static int __init random_ops_init(void)
{
	unsigned int i;

	drawn = seed;
	for (i = 0; i < CLIENTS; i++)
		clients[i].number = i;
	for (i = 0; i < steps; i++)
		client_step(&clients[draw(CLIENTS)]);
	for (i = 0; i < CLIENTS; i++) {
		if (clients[i].chan)
			client_close(&clients[i]);
	}
	return 0;
}
module_init(random_ops_init);

static void __exit random_ops_exit(void)
{
}
module_exit(random_ops_exit);

MODULE_DESCRIPTION("a random, legal client of the DMA engine");
MODULE_LICENSE("GPL");
