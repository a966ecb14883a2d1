/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-provider.c - what providers do wrong, from events made by hand
 */
#include "tests/unit/feed-channel.h"

enum { DMA_DEVICE = 0x50040, BLOCK = 0x50000 };

#define enlist(f, ...) feed(f, DEVICE_REGISTER, .object = DMA_DEVICE, .device = DEV, \
			    .name = "toy-dma", ##__VA_ARGS__)
#define unregister(f, ...) feed(f, DEVICE_UNREGISTER, .object = DMA_DEVICE, ##__VA_ARGS__)
#define let_go(f) feed(f, DEVICE_RELEASE, .object = DMA_DEVICE)
#define free_block(f) feed(f, FREE, .address = BLOCK)

static void begin(struct feed *f, uint32_t flags)
{
	feed(f, ALLOC, .address = BLOCK, .size = 512);
	enlist(f, .flags = flags);
}

/* ---- provider-no-release ---- */

Test(no_release, registered)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	begin(&f, 0);
	unregister(&f);
	free_block(&f);
	found = finish_only(&f, "provider-no-release", "toy-dma has no device_release");
	cr_expect_eq(found->confidence, CONFIDENCE_LOW);
	feed_free(&f);
}

Test(no_release, unregistered_with_clients)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	begin(&f, 0);
	unregister(&f, .value = 1);
	finish(&f);
	found = find(&f, "provider-no-release", "unregistered while clients");
	cr_assert(found);
	cr_expect_eq(found->confidence, CONFIDENCE_HIGH);
	cr_expect_eq(found->device, 1);
	feed_free(&f);
}

Test(no_release, freed_before_the_release)
{
	struct feed f = { 0 };

	begin(&f, DMACHECK_HAS_RELEASE);
	unregister(&f, .value = 1);
	free_block(&f);
	finish_only(&f, "provider-no-release",
		    "the memory of toy-dma is freed before its device_release");
	feed_free(&f);
}

Test(no_release, freed_while_registered)
{
	struct feed f = { 0 };

	begin(&f, 0);
	free_block(&f);
	finish(&f);
	cr_expect(find(&f, "provider-no-release", "freed while it is registered"));
	feed_free(&f);
}

Test(no_release, right)
{
	struct feed f = { 0 };

	begin(&f, DMACHECK_HAS_RELEASE);
	unregister(&f, .value = 1);
	let_go(&f);
	free_block(&f);
	begin(&f, DMACHECK_HAS_RELEASE);
	unregister(&f);
	let_go(&f);
	free_block(&f);
	finish_none(&f);
}

/* ---- callbacks ---- */

Test(callbacks, of_an_aborted_transfer)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit_calling(&f);
	issue(&f);
	terminate(&f);
	callback_begin(&f, .type = 1);
	callback_end(&f);
	synchronize(&f);
	release(&f);
	found = finish_only(&f, "provider-callback-after-terminate", "was aborted");
	cr_expect_eq(found->stack, 60);
	feed_free(&f);
}

Test(callbacks, after_the_synchronize)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit_calling(&f);
	issue(&f);
	terminate(&f);
	synchronize(&f);
	callback_begin(&f, .type = 2);
	callback_end(&f);
	release(&f);
	finish_only(&f, "provider-callback-after-terminate", "after the channel was");
	feed_free(&f);
}

/* Nothing is known of the descriptor any more. */
Test(callbacks, of_nobody)
{
	struct feed f = { .run.first_loss = 1 };
	const struct replay_violation *found;

	callback_begin(&f, .type = 2);
	callback_begin(&f);
	found = finish_only(&f, "provider-callback-after-terminate", "a descriptor");
	cr_expect_null(found->inconclusive);
	feed_free(&f);
}

Test(callbacks, with_a_lock)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit_calling(&f);
	issue(&f);
	complete(&f);
	callback_begin(&f, .flags = DMACHECK_LOCK_HELD, .name = "toy->lock");
	callback_end(&f);
	release(&f);
	finish_only(&f, "provider-callback-locked", "with a lock held: toy->lock");
	feed_free(&f);
}

Test(callbacks, in_an_interrupt)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit_calling(&f);
	issue(&f);
	complete(&f);
	callback_begin(&f, .flags = DMACHECK_IN_HARDIRQ);
	callback_end(&f);
	release(&f);
	finish_only(&f, "provider-callback-locked", "in a hard interrupt handler");
	feed_free(&f);
}

/* ---- provider-sleeps-in-terminate ---- */

Test(terminate, sleeps)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, SLEEP, .channel = CHAN, .name = "usleep_range",
	     .flags = DMACHECK_IN_TERMINATE | DMACHECK_PREEMPT_OFF);
	terminate(&f);
	synchronize(&f);
	release(&f);
	finish_only(&f, "provider-sleeps-in-terminate",
		    "the device_terminate_all of dma0chan0 makes a call that may sleep: usleep_range");
	feed_free(&f);
}
