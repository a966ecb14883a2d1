/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * results.c - what calls return where something is missing or wrong, for one run
 * on each core
 *
 * Registration without an operation, clients of a device that lacks one, waits on
 * each state, pages to unmap, drivers deferred, channels added later, and the
 * header's arithmetic on drawn numbers.
 */
#include <linux/dma-mapping.h>
#include <linux/init.h>
#include <linux/mm.h>

#include "../runtime/core-toy.h"
#include "draw.h"

/* Of the pages that are mapped, each once at a time. */
#define ORDER 8

static struct toy toy;
static struct platform_device *pdev;

#define SAY(call) pr_info("%s = %ld\n", #call, (long)(call))

/* ---- registration ---------------------------------------------------------------- */

static void say_registration(const char *what)
{
	int err = dma_async_device_register(&toy.dma);

	pr_info("without %s: %d", what, err);
	if (err) {
		pr_cont("\n");
		return;
	}
	pr_cont(" chancnt %u privatecnt %u caps %lx id %d %s\n", toy.dma.chancnt,
		toy.dma.privatecnt, toy.dma.cap_mask.bits[0], toy.dma.dev_id,
		toy.dma.chancnt ? dma_chan_name(&toy.channels[0].chan) : "-");
	dma_async_device_unregister(&toy.dma);
	pr_info("released %d caps %lx\n", toy.released, toy.dma.cap_mask.bits[0]);
}

static void registrations(void)
{
	int type;

	SAY(dma_async_device_register(NULL));
	toy_fill(&toy, NULL);
	say_registration("device");
	for (type = 0; type < DMA_TX_TYPE_END; type++) {
		toy_fill(&toy, &pdev->dev);
		dma_cap_zero(toy.dma.cap_mask);
		dma_cap_set(type, toy.dma.cap_mask);
		toy.dma.device_prep_dma_memcpy = NULL;
		toy.dma.device_prep_slave_sg = NULL;
		toy.dma.device_prep_dma_cyclic = NULL;
		pr_info("type %d ", type);
		say_registration("its operation");
	}
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_tx_status = NULL;
	say_registration("tx_status");
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_issue_pending = NULL;
	say_registration("issue_pending");
	toy_fill(&toy, &pdev->dev);
	INIT_LIST_HEAD(&toy.dma.channels);
	say_registration("channels");
	toy_fill(&toy, &pdev->dev);
	toy.dma.device_config = NULL;
	toy.dma.device_pause = NULL;
	toy.dma.device_terminate_all = NULL;
	toy.dma.device_synchronize = NULL;
	toy.dma.device_alloc_chan_resources = NULL;
	toy.dma.device_free_chan_resources = NULL;
	say_registration("what may be missing");
}

/* It is warned of clients only where no device_release will wait for them. */
static void without_release(void)
{
	struct dma_chan *chan;

	toy_fill(&toy, &pdev->dev);
	toy.dma.device_release = NULL;
	SAY(dma_async_device_register(&toy.dma));
	chan = toy_request(&toy);
	dma_async_device_unregister(&toy.dma);
	pr_info("ref %d clients %d\n", kref_read(&toy.dma.ref), chan->client_count);
	dma_release_channel(chan);
	pr_info("ref %d clients %d\n", kref_read(&toy.dma.ref), chan->client_count);
}

/* A channel that comes and goes by itself; 6.1 gives it no name. */
static int add_channel(struct toy_chan *tc)
{
#if defined(DMACHECK_TREE_VERSION) && DMACHECK_TREE_VERSION < 0x060900
	return dma_async_device_channel_register(&toy.dma, &tc->chan);
#else
	return dma_async_device_channel_register(&toy.dma, &tc->chan, NULL);
#endif
}

static void later_channels(void)
{
	static struct toy_chan late[2];
	struct dma_chan *chan;
	int i;

	toy_fill(&toy, &pdev->dev);
	SAY(dma_async_device_register(&toy.dma));
	for (i = 0; i < 2; i++) {
		toy_init_channel(&toy, &late[i]);
		SAY(add_channel(&late[i]));
		pr_info("%s id %d of %u\n", dma_chan_name(&late[i].chan),
			late[i].chan.chan_id, toy.dma.chancnt);
	}
	chan = dma_get_slave_channel(&late[1].chan);
	pr_info("got %s\n", chan ? dma_chan_name(chan) : "nothing");
	SAY(dma_get_slave_channel(&late[1].chan) != NULL);
	dma_release_channel(chan);
	chan = dma_get_any_slave_channel(&toy.dma);
	pr_info("got %s\n", chan ? dma_chan_name(chan) : "nothing");
	dma_release_channel(chan);
	for (i = 0; i < 2; i++) {
		dma_async_device_channel_unregister(&toy.dma, &late[i].chan);
		list_del(&late[i].chan.device_node);
		pr_info("left %u\n", toy.dma.chancnt);
	}
	dma_async_device_unregister(&toy.dma);
	pr_info("released %d\n", toy.released);
}

/* ---- clients of a device that lacks operations ------------------------------------ */

static dma_cookie_t refuse_submit(struct dma_async_tx_descriptor *tx)
{
	return -ENOSPC;
}

static void say_caps(struct dma_chan *chan)
{
	struct dma_slave_caps caps = { .max_burst = 77 };

	SAY(dma_get_slave_caps(chan, &caps));
	pr_info("widths %x %x directions %x bursts %u %u %u can %d %d %d granularity %d reuse %d\n",
		caps.src_addr_widths, caps.dst_addr_widths, caps.directions, caps.min_burst,
		caps.max_burst, caps.max_sg_burst, caps.cmd_pause, caps.cmd_resume,
		caps.cmd_terminate, caps.residue_granularity, caps.descriptor_reuse);
}

static void change_caps(struct dma_chan *chan, struct dma_slave_caps *caps)
{
	caps->directions = BIT(DMA_MEM_TO_DEV);
	caps->max_sg_burst = 5;
}

static void capabilities(struct dma_chan *chan)
{
	SAY(dma_get_slave_caps(NULL, NULL));
	SAY(dma_get_slave_caps(chan, NULL));
	say_caps(chan);
	toy.dma.directions = BIT(DMA_DEV_TO_MEM);
	toy.dma.src_addr_widths = 0x1e;
	toy.dma.max_burst = 16;
	toy.dma.residue_granularity = DMA_RESIDUE_GRANULARITY_BURST;
	say_caps(chan);
	toy.dma.device_caps = change_caps;
	toy.dma.descriptor_reuse = true;
	say_caps(chan);
	dma_cap_clear(DMA_SLAVE, toy.dma.cap_mask);
	say_caps(chan);
	dma_cap_clear(DMA_CYCLIC, toy.dma.cap_mask);
	say_caps(chan);
}

static void descriptor_calls(struct dma_chan *chan)
{
	struct dma_async_tx_descriptor *tx = toy_memcpy(chan, NULL, NULL);
	size_t length = 0, max = 0;

	SAY(dmaengine_desc_set_reuse(tx));
	SAY(dmaengine_desc_free(tx));
	SAY(dmaengine_desc_test_reuse(tx));
	SAY(dmaengine_desc_attach_metadata(NULL, &length, 4));
	SAY(dmaengine_desc_attach_metadata(tx, &length, 4));
	SAY(PTR_ERR(dmaengine_desc_get_metadata_ptr(tx, &length, &max)));
	SAY(dmaengine_desc_set_metadata_len(tx, 4));
	toy.dma.desc_metadata_modes = DESC_METADATA_CLIENT;
	SAY(dmaengine_desc_attach_metadata(tx, &length, 4));
	SAY(PTR_ERR(dmaengine_desc_get_metadata_ptr(tx, &length, &max)));
	SAY(dmaengine_desc_set_metadata_len(tx, 4));
	tx->tx_submit = refuse_submit;
	SAY(dma_submit_error(dmaengine_submit(tx)));
}

static void missing_operations(struct dma_chan *chan)
{
	struct dma_slave_config config = { .direction = DMA_MEM_TO_DEV };
	struct dma_interleaved_template xt = { .numf = 1 };

	SAY(dmaengine_slave_config(chan, &config));
	SAY(dmaengine_pause(chan));
	SAY(dmaengine_resume(chan));
	SAY(dmaengine_terminate_all(chan));
	SAY(dmaengine_terminate_async(chan));
	SAY(dmaengine_terminate_sync(chan));
	dmaengine_synchronize(chan);
	SAY(dmaengine_prep_slave_single(chan, 0, 4, DMA_MEM_TO_DEV, 0) != NULL);
	SAY(dmaengine_prep_dma_cyclic(chan, 0, 8, 4, DMA_MEM_TO_DEV, 0) != NULL);
	SAY(dmaengine_prep_interleaved_dma(chan, &xt, 0) != NULL);
	SAY(dmaengine_prep_interleaved_dma(chan, &xt, DMA_PREP_REPEAT) != NULL);
	SAY(dmaengine_prep_dma_memset(chan, 0, 0, 4, 0) != NULL);
}

static void bare_device(void)
{
	struct dma_chan *chan;

	toy_fill(&toy, &pdev->dev);
	dma_cap_clear(DMA_CYCLIC, toy.dma.cap_mask);
	toy.dma.device_prep_slave_sg = NULL;
	toy.dma.device_prep_dma_cyclic = NULL;
	toy.dma.device_config = NULL;
	toy.dma.device_pause = NULL;
	toy.dma.device_resume = NULL;
	toy.dma.device_terminate_all = NULL;
	toy.dma.device_synchronize = NULL;
	SAY(dma_async_device_register(&toy.dma));
	chan = toy_request(&toy);
	missing_operations(chan);
	descriptor_calls(chan);
	capabilities(chan);
	dma_release_channel(chan);
	dma_async_device_unregister(&toy.dma);
}

/* ---- waits ------------------------------------------------------------------------- */

static void waits(void)
{
	struct dma_async_tx_descriptor *tx;
	dma_cookie_t last, used, cookie;
	struct dma_chan *chan;

	toy_fill(&toy, &pdev->dev);
	SAY(dma_async_device_register(&toy.dma));
	chan = toy_request(&toy);
	SAY(dma_wait_for_async_tx(NULL));
	cookie = toy_submit_memcpy(chan, NULL, NULL);
	SAY(dma_sync_wait(chan, cookie));	/* 5 s */
	SAY(dmaengine_pause(chan));
	SAY(dma_sync_wait(chan, cookie));
	SAY(dmaengine_resume(chan));
	SAY(dmaengine_resume(chan));
	SAY(toy_finish(chan));
	SAY(dma_sync_wait(chan, cookie));
	SAY(dma_sync_wait(chan, cookie + 7));
	SAY(dma_async_is_tx_complete(chan, cookie, &last, &used));
	pr_info("last %d used %d\n", last, used);
	tx = toy_memcpy(chan, NULL, NULL);
	tx->cookie = -EBUSY;
	SAY(dma_wait_for_async_tx(tx));	/* 5 s */
	cookie = dmaengine_submit(tx);
	SAY(cookie);
	SAY(dmaengine_terminate_sync(chan));
	dma_release_channel(chan);
	dma_async_device_unregister(&toy.dma);
}

/* ---- unmap pools ------------------------------------------------------------------- */

static void fill_unmap(struct dmaengine_unmap_data *unmap, struct page *pages, int count)
{
	int i;

	unmap->len = PAGE_SIZE;
	unmap->to_cnt = draw(count + 1);
	unmap->from_cnt = draw(count - unmap->to_cnt + 1);
	unmap->bidi_cnt = count - unmap->to_cnt - unmap->from_cnt;
	for (i = 0; i < count; i++) {
		enum dma_data_direction direction = DMA_BIDIRECTIONAL;

		if (i < unmap->to_cnt)
			direction = DMA_TO_DEVICE;
		else if (i < unmap->to_cnt + unmap->from_cnt)
			direction = DMA_FROM_DEVICE;
		unmap->addr[i] = 0;
		if (direction == DMA_BIDIRECTIONAL && !draw(4))
			continue;	/* which the core skips */
		unmap->addr[i] = dma_map_page(&pdev->dev, pages + i, 0, PAGE_SIZE,
					      direction);
		if (dma_mapping_error(&pdev->dev, unmap->addr[i]))
			pr_err("FAIL cannot map\n");
	}
}

static void unmap_pools(void)
{
	static const int counts[] = { 1, 2, 3, 16, 17, 128, 129, 255 };
	struct page *pages = alloc_pages(GFP_KERNEL, ORDER);
	struct dma_async_tx_descriptor tx = {};
	struct dmaengine_unmap_data *unmap;
	unsigned int i;

	SAY(dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64)));
	for (i = 0; pages && i < ARRAY_SIZE(counts); i++) {
		unmap = dmaengine_get_unmap_data(&pdev->dev, counts[i],
						 draw(2) ? GFP_KERNEL : GFP_NOWAIT);
		if (!unmap)
			continue;
		pr_info("unmap %u of %d, device %d\n", unmap->map_cnt, counts[i],
			unmap->dev == &pdev->dev);
		fill_unmap(unmap, pages, counts[i]);
		dma_set_unmap(&tx, unmap);
		dmaengine_unmap_put(unmap);
		dma_descriptor_unmap(&tx);
		SAY(tx.unmap != NULL);
		dma_descriptor_unmap(&tx);
	}
	dmaengine_unmap_put(NULL);
	if (pages)
		__free_pages(pages, ORDER);
}

/* ---- deferral ---------------------------------------------------------------------- */

static int late_probe(struct platform_device *dev)
{
	struct dma_chan *chan = devm_dma_request_chan(&dev->dev, "rx");

	if (IS_ERR(chan)) {
		pr_info("probe: %ld\n", PTR_ERR(chan));
		return PTR_ERR(chan);
	}
	pr_info("probe: %s for %s\n", dma_chan_name(chan), chan->name);
	return 0;
}

static struct platform_driver late_driver = {
	.probe = late_probe,
	.driver = { .name = "late" },
};

/* The only channel that the map gives it is taken, then it is free. */
static bool take_first(struct dma_chan *chan, void *param)
{
	return chan == param;
}

static void deferral(void)
{
	struct dma_slave_map map = { "late", "rx", &toy.channels[0].chan };
	struct platform_device *late;
	static struct toy other;
	struct dma_chan *chan;

	toy_fill(&toy, &pdev->dev);
	toy.dma.filter = (struct dma_filter){ take_first, 1, &map };
	SAY(dma_async_device_register(&toy.dma));
	chan = dma_get_slave_channel(&toy.channels[0].chan);
	late = platform_device_register_simple("late", PLATFORM_DEVID_NONE, NULL, 0);
	SAY(platform_driver_register(&late_driver));
	msleep(100);
	dma_release_channel(chan);
	toy_fill(&other, &pdev->dev);
	SAY(dma_async_device_register(&other.dma));
	msleep(100);
	pr_info("clients %d ref %d\n", toy.channels[0].chan.client_count,
		kref_read(&toy.dma.ref));
	platform_driver_unregister(&late_driver);
	platform_device_unregister(late);
	pr_info("clients %d ref %d\n", toy.channels[0].chan.client_count,
		kref_read(&toy.dma.ref));
	dma_async_device_unregister(&other.dma);
	dma_async_device_unregister(&toy.dma);
}

static int managed_probe(struct platform_device *dev)
{
	toy_fill(&toy, &dev->dev);
	SAY(dmaenginem_async_device_register(&toy.dma));
	return 0;
}

static struct platform_driver managed_driver = {
	.probe = managed_probe,
	.driver = { .name = "managed" },
};

static void managed(void)
{
	struct platform_device *dev =
		platform_device_register_simple("managed", PLATFORM_DEVID_NONE, NULL, 0);

	SAY(platform_driver_register(&managed_driver));
	pr_info("ref %d chancnt %u\n", kref_read(&toy.dma.ref), toy.dma.chancnt);
	platform_driver_unregister(&managed_driver);
	pr_info("ref %d chancnt %u released %d\n", kref_read(&toy.dma.ref), toy.dma.chancnt,
		toy.released);
	platform_device_unregister(dev);
}

/* ---- arithmetic -------------------------------------------------------------------- */

static void say_numbers(struct dma_device *dma)
{
	dma_cookie_t a = draw(4), b = draw(4), c = draw(4);
	enum dma_ctrl_flags flags = draw(1 << 10);
	size_t one = draw(300), two = draw(300), length = draw(300);

	dma_set_maxpq(dma, 3 + draw(20), draw(2));
	dma->copy_align = draw(9);
	dma->xor_align = draw(9);
	dma->pq_align = draw(9);
	dma->fill_align = draw(9);
	pr_info("complete %d pq %d %d %d %d continue %d %d align %d %d %d %d\n",
		dma_async_is_complete(a, b, c), dma->max_pq, dma_dev_has_pq_continue(dma),
		dma_dev_to_maxpq(dma), dma_maxpq(dma, flags), dmaf_continue(flags),
		dmaf_p_disabled_continue(flags), is_dma_copy_aligned(dma, one, two, length),
		is_dma_xor_aligned(dma, one, two, length),
		is_dma_pq_aligned(dma, one, two, length),
		is_dma_fill_aligned(dma, one, two, length));
}

static void say_gaps(void)
{
	struct data_chunk chunk = { draw(9), draw(3), draw(3), draw(3) };
	struct dma_interleaved_template xt = {
		.src_inc = draw(2), .dst_inc = draw(2), .src_sgl = draw(2), .dst_sgl = draw(2),
	};

	pr_info("gap %zu %zu\n", dmaengine_get_src_icg(&xt, &chunk),
		dmaengine_get_dst_icg(&xt, &chunk));
}

static void say_masks(void)
{
	dma_cap_mask_t mask;
	int type, count = 0;

	dma_cap_zero(mask);
	mask.bits[0] = draw(1 << 15);
	dma_cap_set(draw(DMA_TX_TYPE_END), mask);
	dma_cap_clear(draw(DMA_TX_TYPE_END), mask);
	for_each_dma_cap_mask(type, mask)
		count += type;
	pr_info("mask %lx sum %d has %d\n", mask.bits[0], count,
		dma_has_cap(DMA_SLAVE, mask));
}

static void arithmetic(void)
{
	struct dma_async_tx_descriptor tx = {};
	struct dma_tx_state state = {};
	unsigned int i;

	for (i = 0; i < 100; i++) {
		say_numbers(&toy.dma);
		say_gaps();
		say_masks();
	}
	async_tx_ack(&tx);
	SAY(async_tx_test_ack(&tx));
	async_tx_clear_ack(&tx);
	SAY(async_tx_test_ack(&tx));
	dma_set_tx_state(NULL, 1, 2, 3);
	dma_set_tx_state(&state, 1, 2, 3);
	pr_info("state %d %d %u\n", state.last, state.used, state.residue);
	SAY(dma_submit_error(-1));
	SAY(dma_submit_error(1));
}

static int __init results_init(void)
{
	drawn = seed;
	pdev = toy_device();
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	registrations();
	without_release();
	later_channels();
	bare_device();
	waits();
	unmap_pools();
	deferral();
	managed();
	arithmetic();
	toy_device_put(pdev);
	return 0;
}
module_init(results_init);

static void __exit results_exit(void)
{
}
module_exit(results_exit);

MODULE_DESCRIPTION("what calls return where something is missing");
MODULE_LICENSE("GPL");
