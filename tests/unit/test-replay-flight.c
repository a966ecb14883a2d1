/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-flight.c - memory given up while a transfer or its callback may use it,
 * from events made by hand
 */
#include "tests/unit/feed-channel.h"

/* Only this rule; a release with a running transfer is another's. */
static const struct replay_violation *finish_given(struct feed *f, const char *words)
{
	terminate(f);
	synchronize(f);
	release(f);
	finish(f);
	return expect_only(f, "free-before-sync", words);
}

Test(memory, unmapped_while_it_runs)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	start(&f);
	unmap(&f);
	found = finish_given(&f, "memory of a transfer on dma0chan0 is given up while");
	cr_expect_eq(found->stack, 80);
	cr_expect_eq(found->mapping, 1);
	cr_expect_eq(found->address, MEMORY);
	cr_expect_eq(found->size, SIZE);
	cr_expect_eq(found->channel, f.channels[0].id);
	cr_expect_eq(found->confidence, CONFIDENCE_HIGH);
	feed_free(&f);
}

Test(memory, unmapped_before_the_synchronize)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	terminate(&f);
	unmap(&f);
	finish_given(&f, "given up before the channel is synchronized");
	feed_free(&f);
}

/* What does not terminate does not stop a cyclic transfer. */
Test(memory, only_synchronized)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, CHANNEL_CONFIG, .channel = CHAN);
	map(&f);
	prep(&f, .type = CYCLIC);
	buffer(&f);
	submit(&f);
	issue(&f);
	synchronize(&f);
	unmap(&f);
	finish_given(&f, "while the transfer may still run");
	feed_free(&f);
}

Test(memory, freed_while_it_is_mapped)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, ALLOC, .address = MEMORY - 16, .size = 256);
	start(&f);
	feed(&f, FREE, .address = MEMORY - 16);
	unmap(&f);
	finish_given(&f, "while the transfer may still run");
	feed_free(&f);
}

Test(memory, given_back_to_the_c_library)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	feed(&f, MEMORY_FREE, .address = MEMORY, .size = SIZE, .name = "munmap");
	unmap(&f);
	finish_given(&f, "while the transfer may still run");
	feed_free(&f);
}

/* Unmapped, then freed: one mistake. */
Test(memory, once_for_a_buffer)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, ALLOC, .address = MEMORY, .size = SIZE);
	start(&f);
	unmap(&f);
	feed(&f, FREE, .address = MEMORY);
	finish_given(&f, "");
	feed_free(&f);
}

Test(memory, of_others)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	map(&f, .dma_address = DMA + SIZE, .address = MEMORY + SIZE);
	feed(&f, MAP_CHECKED, .device = DEV, .dma_address = DMA + SIZE);
	unmap(&f, .dma_address = DMA + SIZE);
	feed(&f, MEMORY_FREE, .address = MEMORY + SIZE, .size = SIZE);
	done(&f);
	unmap(&f);
	release(&f);
	finish_none(&f);
}

/* dma_descriptor_unmap(), of an aborted one that synchronize frees. */
Test(memory, unmapped_by_the_provider)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	terminate(&f);
	sync_begin(&f);
	unmap(&f, .flags = DMACHECK_BY_PROVIDER);
	sync_end(&f);
	release(&f);
	finish_none(&f);
}

/* The transfer is over: a client may unmap before its callback has returned. */
Test(memory, completed)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	complete(&f);
	callback_begin(&f);
	unmap(&f);
	callback_end(&f);
	release(&f);
	finish_none(&f);
}

Test(memory, not_issued)
{
	struct feed f = { 0 };

	request(&f);
	map(&f);
	prep(&f);
	buffer(&f);
	submit(&f);
	unmap(&f);
	terminate(&f);
	synchronize(&f);
	release(&f);
	finish_none(&f);
}

/* ---- what callbacks are given ---- */

#define alloc_data(f) feed(f, ALLOC, .address = DATA - 32, .size = 128)
#define free_data(f, ...) feed(f, FREE, .address = DATA - 32, ##__VA_ARGS__)

/* No memory but the callback's. */
static void start_calling(struct feed *f)
{
	request(f);
	alloc_data(f);
	prep(f);
	submit_calling(f);
	issue(f);
}

Test(data, freed_while_it_runs)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	start_calling(&f);
	free_data(&f);
	found = finish_given(&f, "data of a callback of dma0chan0 is freed while");
	cr_expect_eq(found->address, DATA - 32);
	cr_expect_eq(found->size, 128);
	feed_free(&f);
}

Test(data, freed_before_the_synchronize)
{
	struct feed f = { 0 };

	start_calling(&f);
	terminate(&f);
	free_data(&f);
	finish_given(&f, "data of a callback of dma0chan0 is freed before");
	feed_free(&f);
}

Test(data, completed_but_not_called)
{
	struct feed f = { 0 };

	start_calling(&f);
	complete(&f);
	free_data(&f);
	finish_given(&f, "while the callback may still come");
	feed_free(&f);
}

Test(data, only_synchronized)
{
	struct feed f = { 0 };

	request(&f);
	alloc_data(&f);
	feed(&f, CHANNEL_CONFIG, .channel = CHAN);
	prep(&f, .type = CYCLIC);
	submit_calling(&f);
	issue(&f);
	synchronize(&f);
	free_data(&f);
	finish_given(&f, "while the callback may still come");
	feed_free(&f);
}

/* A callback that runs may have woken the one who frees. */
Test(data, woken_by_the_callback)
{
	struct feed f = { 0 };

	start_calling(&f);
	complete(&f);
	callback_begin(&f);
	free_data(&f);
	callback_end(&f);
	release(&f);
	finish_none(&f);
}

Test(data, but_not_after_a_termination)
{
	struct feed f = { 0 };

	start_calling(&f);
	complete(&f);
	callback_begin(&f);
	terminate(&f);
	free_data(&f);
	callback_end(&f);
	finish_given(&f, "before the channel is synchronized");
	feed_free(&f);
}

Test(data, freed_by_the_callback)
{
	struct feed f = { 0 };

	start_calling(&f);
	complete(&f);
	callback_begin(&f);
	terminate(&f);
	free_data(&f, .thread = 2);
	callback_end(&f);
	synchronize(&f);
	release(&f);
	finish_none(&f);
}

Test(data, freed_after_the_callback)
{
	struct feed f = { 0 };

	start_calling(&f);
	done(&f);
	free_data(&f);
	release(&f);
	finish_none(&f);
}

Test(data, freed_after_the_synchronize)
{
	struct feed f = { 0 };

	start_calling(&f);
	complete(&f);
	terminate(&f);
	synchronize(&f);
	free_data(&f);
	release(&f);
	finish_none(&f);
}

/* What completes while somebody waits may be called back after it. */
Test(data, completed_during_the_synchronize)
{
	struct feed f = { 0 };

	start_calling(&f);
	sync_begin(&f);
	complete(&f);
	sync_end(&f);
	free_data(&f);
	finish_given(&f, "while the callback may still come");
	feed_free(&f);
}
