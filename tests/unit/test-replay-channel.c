/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-channel.c - what clients do to a channel, from events made by hand
 */
#include "tests/unit/feed-channel.h"

/* ---- right ---- */

Test(channel, right)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	done(&f);
	unmap(&f);
	release(&f);
	finish(&f);
	expect_none(&f);
	cr_assert_eq(f.channel_count, 1);
	cr_expect_str_eq(f.channels[0].name, "dma0chan0");
	cr_expect_eq(f.channels[0].requested_at, 1000);
	cr_expect_eq(f.channels[0].request_stack, 10);
	cr_expect_eq(f.channels[0].released_at, 12000);
	cr_assert_eq(f.descriptor_count, 1);
	cr_expect_eq(f.descriptors[0].channel, f.channels[0].id);
	cr_expect_eq(f.descriptors[0].cookie, 2);
	cr_expect_eq(f.descriptors[0].size, SIZE);
	cr_expect_eq(f.descriptors[0].prepared_at, 4000);
	cr_expect_eq(f.descriptors[0].submitted_at, 6000);
	cr_expect_eq(f.descriptors[0].issued_at, 7000);
	cr_expect_eq(f.descriptors[0].completed_at, 8000);
	cr_expect_eq(f.descriptors[0].terminated_at, -1);
	cr_expect_eq(f.descriptors[0].callback_at, 9000);
	feed_free(&f);
}

Test(channel, right_when_terminated)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	terminate(&f);
	synchronize(&f);
	unmap(&f);
	release(&f);
	finish(&f);
	expect_none(&f);
	cr_assert_eq(f.descriptor_count, 1);
	cr_expect_eq(f.descriptors[0].completed_at, -1);
	cr_expect_eq(f.descriptors[0].terminated_at, 8000);
	feed_free(&f);
}

/* A child of fork() and a program behind an exec have pointers of their own. */
Test(channel, of_its_process_only)
{
	struct feed f = { 0 };

	request(&f);
	release(&f);
	issue(&f, .process = 2, .thread = 3);
	release(&f, .process = 2, .thread = 3);
	feed(&f, RUN_BEGIN, .name = "weakest");
	issue(&f);
	finish_none(&f);
}

/* ---- channel-leak ---- */

Test(leak, never_released)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	found = finish_only(&f, "channel-leak", "dma0chan0 is requested and never released");
	cr_expect_eq(found->stack, 10);
	cr_expect_eq(found->channel, f.channels[0].id);
	cr_expect_eq(found->confidence, CONFIDENCE_HIGH);
	feed_free(&f);
}

Test(leak, nothing_after_a_kill)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	feed_end(&f);
	expect_none(&f);
	cr_expect_eq(f.channel_count, 1);
	cr_expect_eq(f.descriptor_count, 1);
	feed_free(&f);
}

Test(leak, nothing_after_a_hang)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	feed(&f, HANG, .object = 1, .name = "init");
	finish(&f);
	cr_expect_null(find(&f, "channel-leak", ""));
	cr_expect_null(find(&f, "channel-left-running", ""));
	feed_free(&f);
}

Test(leak, a_failed_request_is_none)
{
	struct feed f = { 0 };

	request(&f, .channel = 0, .value = -19);
	finish_none(&f);
}

Test(leak, a_public_client_has_nothing_to_release)
{
	struct feed f = { 0 };

	request(&f);
	release(&f);
	request(&f, .type = 1);
	prep(&f);
	submit(&f);
	issue(&f);	/* and the last dmaengine_put() */
	finish_none(&f);
}

/* ---- channel-double-release, channel-use-after-release ---- */

Test(release, twice)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	release(&f);
	release(&f, .value = -1);
	found = finish_only(&f, "channel-double-release", "dma0chan0 is released twice");
	cr_expect_eq(found->stack, 30);
	cr_assert_eq(found->step_count, 2);
	cr_expect_str_eq(f.steps[0][1].message, "released");
	feed_free(&f);
}

Test(release, again_by_the_next_client)
{
	struct feed f = { 0 };

	request(&f);
	release(&f);
	request(&f);
	release(&f);
	finish(&f);
	expect_none(&f);
	cr_expect_eq(f.channel_count, 2);
	feed_free(&f);
}

Test(release, then_used)
{
	struct feed f = { 0 };

	request(&f);
	release(&f);
	issue(&f);
	finish_only(&f, "channel-use-after-release", "dma0chan0 is used after it has been");
	feed_free(&f);
}

Test(release, of_what_nobody_requested)
{
	struct feed f = { 0 };

	release(&f);
	finish_none(&f);
}

/* ---- channel-left-running ---- */

Test(running, released)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	release(&f);
	unmap(&f);
	finish_only(&f, "channel-left-running", "is released while a transfer runs");
	feed_free(&f);
}

Test(running, at_the_end)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	start(&f);
	finish(&f);
	found = find(&f, "channel-left-running", "still runs on dma0chan0 at the end");
	cr_assert(found);
	cr_expect_eq(found->stack, 70);
	feed_free(&f);
}

Test(running, cyclic_never_completes)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, CHANNEL_CONFIG, .channel = CHAN);
	prep(&f, .type = CYCLIC);
	submit_calling(&f);
	issue(&f);
	callback_begin(&f);
	callback_end(&f);
	release(&f);
	finish_only(&f, "channel-left-running", "released while");
	feed_free(&f);
}

Test(running, not_once_terminated)
{
	struct feed f = { 0 };

	request(&f);
	start(&f);
	terminate(&f);
	sync_begin(&f, .type = DMACHECK_RELEASE);
	sync_end(&f, .type = DMACHECK_RELEASE);
	release(&f);
	unmap(&f);
	finish_none(&f);
}

/* ---- resume-without-pause ---- */

Test(resume, not_paused)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, RESUME, .channel = CHAN);
	release(&f);
	finish_only(&f, "resume-without-pause", "it is not paused");
	feed_free(&f);
}

Test(resume, the_pause_had_failed)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, PAUSE, .channel = CHAN, .value = -22);
	feed(&f, RESUME, .channel = CHAN, .value = -22);
	release(&f);
	finish_only(&f, "resume-without-pause", "");
	feed_free(&f);
}

Test(resume, terminated_meanwhile)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, PAUSE, .channel = CHAN);
	terminate(&f);
	synchronize(&f);
	feed(&f, RESUME, .channel = CHAN);
	release(&f);
	finish_only(&f, "resume-without-pause", "");
	feed_free(&f);
}

Test(resume, right)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, PAUSE, .channel = CHAN);
	feed(&f, RESUME, .channel = CHAN);
	feed(&f, PAUSE, .channel = CHAN);
	feed(&f, RESUME, .channel = CHAN);
	release(&f);
	finish_none(&f);
}

/* ---- status-while-running ---- */

Test(status, unreliable)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	feed(&f, STATUS, .channel = CHAN, .flags = DMACHECK_UNRELIABLE);
	feed(&f, STATUS, .channel = CHAN);
	release(&f);
	found = finish_only(&f, "status-while-running", "whole descriptors");
	cr_expect_eq(found->confidence, CONFIDENCE_MEDIUM);
	cr_expect_eq(found->occurrences, 1);
	feed_free(&f);
}

/* ---- config-after-prep ---- */

Test(config, between_prep_and_submit)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	feed(&f, CHANNEL_CONFIG, .channel = CHAN);
	prep(&f, .type = SLAVE);
	feed(&f, CHANNEL_CONFIG, .channel = CHAN);
	submit(&f);
	issue(&f);
	complete(&f);
	release(&f);
	found = finish_only(&f, "config-after-prep", "dma0chan0 was configured after");
	cr_expect_eq(found->stack, 50);
	cr_expect_eq(found->confidence, CONFIDENCE_MEDIUM);
	feed_free(&f);
}

Test(config, for_the_next_prep)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, CHANNEL_CONFIG, .channel = CHAN);
	prep(&f, .type = SLAVE);
	feed(&f, CHANNEL_CONFIG, .channel = CHAN);
	prep(&f, .type = SLAVE, .object = OTHER_DESC);
	submit(&f);
	submit(&f, .object = OTHER_DESC, .value = 3);
	issue(&f);
	complete(&f);
	complete(&f, .object = OTHER_DESC, .value = 3);
	release(&f);
	finish_none(&f);
}

Test(config, means_nothing_to_memcpy)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	feed(&f, CHANNEL_CONFIG, .channel = CHAN);
	submit(&f);
	issue(&f);
	complete(&f);
	release(&f);
	finish_none(&f);
}

Test(config, never)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	prep(&f, .type = SLAVE);
	submit(&f);
	issue(&f);
	complete(&f);
	release(&f);
	found = finish_only(&f, "config-after-prep", "never been configured");
	cr_expect_eq(found->confidence, CONFIDENCE_LOW);
	feed_free(&f);
}

Test(config, never_and_the_prep_fails)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	prep(&f, .type = SLAVE, .object = 0, .value = 0);
	release(&f);
	found = finish_only(&f, "config-after-prep", "cannot be prepared on dma0chan0");
	cr_expect_eq(found->confidence, CONFIDENCE_MEDIUM);
	feed_free(&f);
}

Test(config, never_but_the_prep_was_made_to_fail)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, FAULT, .name = "prep", .value = 3);
	prep(&f, .type = SLAVE, .object = 0, .value = 0);
	release(&f);
	finish_none(&f);
}

/* ---- losses ---- */

Test(losses, make_it_inconclusive)
{
	struct feed f = { .run.first_loss = 2 };
	const struct replay_violation *found;

	request(&f);
	release(&f);
	release(&f);
	found = finish_only(&f, "channel-double-release", "");
	cr_assert(found->inconclusive);
	feed_free(&f);
}

Test(losses, do_not_matter_to_what_stands_alone)
{
	struct feed f = { .run.first_loss = 1 };
	const struct replay_violation *found;

	feed(&f, STATUS, .channel = CHAN, .flags = DMACHECK_UNRELIABLE);
	found = finish_only(&f, "status-while-running", "the residue of a channel");
	cr_expect_null(found->inconclusive);
	feed_free(&f);
}
