/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-sync.c - who may wait for a channel, and what comes before it, from
 * events made by hand
 */
#include "tests/unit/feed-channel.h"

enum { LOCK_A = 0xa0, LOCK_B = 0xb0 };

#define lock(f, ...) feed(f, LOCK, .object = LOCK_A, .name = "port->lock", ##__VA_ARGS__)
#define unlock(f, ...) feed(f, UNLOCK, .object = LOCK_A, ##__VA_ARGS__)

/* The callback of a transfer takes the lock. */
static void done_with_lock(struct feed *f)
{
	complete(f);
	callback_begin(f);
	lock(f, .thread = 2);
	unlock(f, .thread = 2);
	callback_end(f);
}

static void end_channel(struct feed *f)
{
	unmap(f);
	release(f);
	finish(f);
}

/* ---- sync-in-atomic ---- */

Test(atomic, synchronize)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	sync_begin(&f, .flags = DMACHECK_IRQS_OFF);
	sync_end(&f);
	release(&f);
	found = finish_only(&f, "sync-in-atomic",
			    "dmaengine_synchronize() on dma0chan0 may sleep: with interrupts off");
	cr_expect_eq(found->occurrences, 1);
	feed_free(&f);
}

Test(atomic, terminate_sync_with_spinlock)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	lock(&f);
	terminate(&f, .type = DMACHECK_TERMINATE_SYNC);
	sync_begin(&f, .type = DMACHECK_TERMINATE_SYNC,
		   .flags = DMACHECK_LOCK_HELD | DMACHECK_PREEMPT_OFF);
	sync_end(&f, .type = DMACHECK_TERMINATE_SYNC);
	unlock(&f);
	release(&f);
	found = finish_only(&f, "sync-in-atomic",
			    "dmaengine_terminate_sync() on dma0chan0 may sleep: spinlock port->lock");
	cr_assert_eq(found->step_count, 3);
	cr_expect_str_eq(f.steps[0][1].message, "the lock is taken");
	feed_free(&f);
}

Test(atomic, release)
{
	struct feed f = { 0 };

	request(&f);
	sync_begin(&f, .type = DMACHECK_RELEASE, .flags = DMACHECK_IN_RCU);
	sync_end(&f, .type = DMACHECK_RELEASE);
	release(&f);
	finish_only(&f, "sync-in-atomic", "dma_release_channel() of dma0chan0");
	feed_free(&f);
}

/* Where it would hang it is refused, and nothing of it happens. */
Test(atomic, refused)
{
	struct feed f = { 0 };

	request(&f);
	refused(&f, .type = DMACHECK_RELEASE, .flags = DMACHECK_IN_SOFTIRQ);
	refused(&f, .type = DMACHECK_RELEASE, .flags = DMACHECK_IN_SOFTIRQ, .stack = 20);
	release(&f);
	finish_only(&f, "sync-in-atomic", "in a softirq");
	feed_free(&f);
}

Test(atomic, a_sleeping_lock_is_no_matter)
{
	struct feed f = { 0 };

	request(&f);
	lock(&f, .flags = DMACHECK_SLEEPING);
	sync_begin(&f, .flags = DMACHECK_LOCK_HELD);
	sync_end(&f);
	unlock(&f);
	release(&f);
	finish_none(&f);
}

/* ---- sync-in-callback ---- */

Test(callback, its_own)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	start(&f);
	complete(&f);
	callback_begin(&f, .flags = DMACHECK_IN_SOFTIRQ);
	terminate(&f, .thread = 2, .type = DMACHECK_TERMINATE_SYNC);
	refused(&f, .type = DMACHECK_TERMINATE_SYNC, .thread = 2, .object = DESC,
		.flags = DMACHECK_IN_SOFTIRQ | DMACHECK_IN_CALLBACK);
	callback_end(&f);
	end_channel(&f);
	found = expect_only(&f, "sync-in-callback", "from its own completion callback");
	cr_expect_eq(found->confidence, CONFIDENCE_HIGH);
	feed_free(&f);
}

Test(callback, another_channels)
{
	struct feed f = { 0 };

	request(&f);
	request(&f, .channel = CHAN + 8);
	start(&f);
	complete(&f);
	callback_begin(&f, .flags = DMACHECK_IN_SOFTIRQ);
	refused(&f, .channel = CHAN + 8, .thread = 2,
		.flags = DMACHECK_IN_SOFTIRQ | DMACHECK_IN_CALLBACK);
	callback_end(&f);
	release(&f, .channel = CHAN + 8);
	end_channel(&f);
	expect_only(&f, "sync-in-atomic", "in a softirq");
	feed_free(&f);
}

/* ---- sync-lock-deadlock ---- */

Test(deadlock, refused_on_the_way)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	lock(&f);
	terminate(&f, .type = DMACHECK_TERMINATE_SYNC);
	sync_begin(&f, .type = DMACHECK_TERMINATE_SYNC, .flags = DMACHECK_LOCK_HELD);
	refused(&f, .type = DMACHECK_TERMINATE_SYNC, .object = LOCK_A,
		.flags = DMACHECK_LOCK_HELD);
	sync_end(&f, .type = DMACHECK_TERMINATE_SYNC, .value = -35);
	unlock(&f);
	synchronize(&f);
	end_channel(&f);
	expect_only(&f, "sync-lock-deadlock", "waits for a callback that takes a lock");
	feed_free(&f);
}

/* Nobody had to wait this time. */
Test(deadlock, taken_earlier)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	start(&f);
	done_with_lock(&f);
	lock(&f);
	sync_begin(&f, .flags = DMACHECK_LOCK_HELD | DMACHECK_PREEMPT_OFF);
	sync_end(&f);
	unlock(&f);
	end_channel(&f);
	found = expect_only(&f, "sync-lock-deadlock", "lock held here: port->lock");
	cr_expect_eq(found->confidence, CONFIDENCE_HIGH);
	feed_free(&f);
}

Test(deadlock, release)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	done_with_lock(&f);
	unmap(&f);
	lock(&f, .flags = DMACHECK_SLEEPING);
	sync_begin(&f, .type = DMACHECK_RELEASE, .flags = DMACHECK_LOCK_HELD);
	sync_end(&f, .type = DMACHECK_RELEASE);
	release(&f);
	unlock(&f);
	finish_only(&f, "sync-lock-deadlock", "dma_release_channel() of dma0chan0");
	feed_free(&f);
}

Test(deadlock, another_lock)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	done_with_lock(&f);
	lock(&f, .object = LOCK_B, .flags = DMACHECK_SLEEPING);
	sync_begin(&f, .flags = DMACHECK_LOCK_HELD);
	sync_end(&f);
	end_channel(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(deadlock, only_tried)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	complete(&f);
	callback_begin(&f);
	lock(&f, .thread = 2, .flags = DMACHECK_TRIED);
	unlock(&f, .thread = 2);
	callback_end(&f);
	lock(&f, .flags = DMACHECK_SLEEPING);
	sync_begin(&f, .flags = DMACHECK_LOCK_HELD);
	sync_end(&f);
	end_channel(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(deadlock, memory_of_another_lock_now)
{
	struct feed f = { 0 };

	feed(&f, ALLOC, .address = LOCK_A - 8, .size = 32);
	request(&f);
	start(&f);
	done_with_lock(&f);
	feed(&f, FREE, .address = LOCK_A - 8);
	feed(&f, ALLOC, .address = LOCK_A - 8, .size = 32);
	lock(&f, .flags = DMACHECK_SLEEPING);
	sync_begin(&f, .flags = DMACHECK_LOCK_HELD);
	sync_end(&f);
	end_channel(&f);
	expect_none(&f);
	feed_free(&f);
}

/* A fork's child has no channels: its refusal is of another kind. */
Test(refused, in_a_child)
{
	struct feed f = { 0 };

	feed(&f, REFUSED, .channel = CHAN, .value = -19, .process = 2);
	feed(&f, REFUSED, .value = -19, .name = "dma_request_channel", .process = 2);
	finish_none(&f);
}

/* ---- issue-before-sync ---- */

Test(again, synchronized_later)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	terminate(&f);
	issue(&f);
	synchronize(&f);
	release(&f);
	found = finish_only(&f, "issue-before-sync", "dma0chan0 is issued again");
	cr_expect_eq(found->confidence, CONFIDENCE_HIGH);
	cr_expect_eq(found->stack, 30);
	cr_expect_eq(found->time, 3000);
	cr_expect_eq(found->step_count, 2);	/* what came before it */
	feed_free(&f);
}

Test(again, never_synchronized)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	terminate(&f, .type = DMACHECK_TERMINATE_ALL);
	issue(&f);
	issue(&f);
	feed_end(&f);
	found = expect_only(&f, "issue-before-sync", "");
	cr_expect_eq(found->confidence, CONFIDENCE_MEDIUM);
	cr_expect_eq(found->stack, 30);
	feed_free(&f);
}

Test(again, the_synchronize_was_refused)
{
	struct feed f = { 0 };

	request(&f);
	terminate(&f, .type = DMACHECK_TERMINATE_SYNC);
	refused(&f, .type = DMACHECK_TERMINATE_SYNC, .flags = DMACHECK_IN_HARDIRQ);
	issue(&f);
	synchronize(&f);
	release(&f);
	finish(&f);
	cr_expect(find(&f, "issue-before-sync", ""));
	cr_expect(find(&f, "sync-in-atomic", "in a hard interrupt handler"));
	cr_expect_eq(f.violation_count, 2);
	feed_free(&f);
}

Test(again, right)
{
	struct feed f = { 0 };

	request(&f);
	terminate(&f);
	synchronize(&f);
	issue(&f);
	terminate(&f, .value = -22);
	issue(&f);
	release(&f);
	finish_none(&f);
}
