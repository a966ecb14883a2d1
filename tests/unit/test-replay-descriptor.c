/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-descriptor.c - prep, submit, issue and what comes between, from events
 * made by hand
 */
#include "tests/unit/feed-channel.h"

/* ---- descriptor-not-submitted ---- */

Test(not_submitted, released)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	release(&f);
	found = finish_only(&f, "descriptor-not-submitted",
			    "a descriptor of dma0chan0 is prepared and never submitted");
	cr_expect_eq(found->stack, 20);
	feed_free(&f);
}

Test(not_submitted, at_the_end)
{
	struct feed f = { 0 };

	prep(&f);
	finish_only(&f, "descriptor-not-submitted", "");
	feed_free(&f);
}

Test(not_submitted, dropped_for_the_next)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	prep(&f);
	submit(&f);
	issue(&f);
	complete(&f);
	release(&f);
	finish_only(&f, "descriptor-not-submitted", "");
	feed_free(&f);
}

Test(not_submitted, but_terminated)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	terminate(&f);
	synchronize(&f);
	release(&f);
	finish_none(&f);
}

Test(not_submitted, but_tried)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f, .value = -12);
	release(&f);
	finish_none(&f);
}

/* ---- submit-not-issued ---- */

Test(not_issued, released)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f);
	release(&f);
	finish_only(&f, "submit-not-issued", "submitted and never issued");
	feed_free(&f);
}

Test(not_issued, at_the_end)
{
	struct feed f = { 0 };

	prep(&f);
	submit(&f);
	finish_only(&f, "submit-not-issued", "");
	feed_free(&f);
}

Test(not_issued, waited_for)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f);
	feed(&f, SLEEP, .name = "wait_for_completion_timeout");
	terminate(&f);
	synchronize(&f);
	release(&f);
	found = finish_only(&f, "submit-not-issued", "waited for, but was never issued");
	cr_expect_eq(found->confidence, CONFIDENCE_MEDIUM);
	feed_free(&f);
}

Test(not_issued, given_up_on_an_error_path)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f);
	feed(&f, SLEEP, .name = "mutex_lock");
	feed(&f, SLEEP, .name = "wait_for_completion", .thread = 2);
	terminate(&f);
	synchronize(&f);
	release(&f);
	finish_none(&f);
}

/* ---- sleep-before-submit ---- */

Test(sleep, between)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	feed(&f, SLEEP, .name = "mutex_lock");
	submit(&f);
	issue(&f);
	complete(&f);
	release(&f);
	found = finish_only(&f, "sleep-before-submit", "between the prep");
	cr_expect_eq(found->confidence, CONFIDENCE_MEDIUM);
	cr_expect_eq(found->stack, 40);
	cr_assert_eq(found->step_count, 2);
	cr_expect_str_eq(f.steps[0][1].message, "mutex_lock may sleep");
	feed_free(&f);
}

Test(sleep, elsewhere)
{
	struct feed f = { 0 };

	request(&f);
	feed(&f, SLEEP, .name = "mutex_lock");
	prep(&f);
	feed(&f, SLEEP, .name = "mutex_lock", .thread = 2);
	submit(&f);
	feed(&f, SLEEP, .name = "mutex_lock");
	issue(&f);
	complete(&f);
	release(&f);
	finish_none(&f);
}

Test(sleep, for_reuse)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	feed(&f, SLEEP, .name = "mutex_lock");
	submit(&f, .flags = DMACHECK_REUSABLE);
	issue(&f);
	complete(&f);
	feed(&f, DESC_FREE, .channel = CHAN, .object = DESC);
	release(&f);
	finish_none(&f);
}

/* ---- descriptor-use-after-submit ---- */

Test(use, submitted_twice)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f);
	submit(&f, .value = -22);
	issue(&f);
	complete(&f);
	release(&f);
	found = finish_only(&f, "descriptor-use-after-submit", "a second time before");
	cr_expect_eq(found->stack, 40);
	feed_free(&f);
}

/* The engine no longer knows whose it was. */
Test(use, submitted_when_it_is_over)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f);
	issue(&f);
	complete(&f);
	submit(&f, .channel = 0, .value = -22);
	release(&f);
	finish_only(&f, "descriptor-use-after-submit", "not for reuse");
	feed_free(&f);
}

Test(use, changed)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f);
	issue(&f);
	feed(&f, DESC_CHANGED, .channel = CHAN, .object = DESC, .name = "callback");
	complete(&f);
	release(&f);
	finish_only(&f, "descriptor-use-after-submit",
		    "a descriptor of dma0chan0 is changed after its submit: callback");
	feed_free(&f);
}

Test(use, freed)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f, .flags = DMACHECK_REUSABLE);
	issue(&f);
	feed(&f, DESC_FREE, .channel = CHAN, .object = DESC);
	release(&f);
	finish_only(&f, "descriptor-use-after-submit", "freed before it has completed");
	feed_free(&f);
}

Test(use, for_reuse)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit_calling(&f, .flags = DMACHECK_REUSABLE);
	issue(&f);
	done(&f);
	submit_calling(&f, .flags = DMACHECK_REUSABLE, .value = 3);
	issue(&f);
	complete(&f, .value = 3);
	callback_begin(&f, .value = 3);
	submit_calling(&f, .flags = DMACHECK_REUSABLE, .value = 4);
	issue(&f);
	callback_end(&f, .value = 3);
	terminate(&f);
	synchronize(&f);
	feed(&f, DESC_FREE, .channel = CHAN, .object = DESC);
	release(&f);
	finish(&f);
	expect_none(&f);
	cr_assert_eq(f.descriptor_count, 3);
	cr_expect_eq(f.descriptors[1].cookie, 3);
	cr_expect_neq(f.descriptors[1].id, f.descriptors[0].id);
	cr_expect_eq(f.descriptors[2].cookie, 4);
	cr_expect_neq(f.descriptors[2].terminated_at, -1);
	feed_free(&f);
}

/* The provider gives the pointer again while the callback of the old one is to come. */
Test(use, a_pointer_given_again)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit_calling(&f);
	issue(&f);
	complete(&f);
	prep(&f);
	submit_calling(&f, .value = 3);
	callback_begin(&f);
	callback_end(&f);
	issue(&f);
	complete(&f, .value = 3);
	callback_begin(&f, .value = 3);
	callback_end(&f, .value = 3);
	release(&f);
	finish(&f);
	expect_none(&f);
	cr_assert_eq(f.descriptor_count, 2);
	cr_expect_eq(f.descriptors[0].cookie, 2);
	cr_expect_eq(f.descriptors[0].callback_at, 8000);
	cr_expect_eq(f.descriptors[1].callback_at, 12000);
	feed_free(&f);
}

/* ---- terminated while another thread submits ---- */

Test(terminated, not_what_is_newer)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	submit(&f);
	prep(&f, .object = OTHER_DESC);
	submit(&f, .object = OTHER_DESC, .value = 3);
	terminate(&f, .size = 2);
	issue(&f);
	complete(&f, .object = OTHER_DESC, .value = 3);
	feed_end(&f);
	cr_assert_eq(f.descriptor_count, 2);
	cr_expect_eq(f.descriptors[0].cookie, 3);
	cr_expect_eq(f.descriptors[0].terminated_at, -1);
	cr_expect_neq(f.descriptors[1].terminated_at, -1);
	feed_free(&f);
}

Test(terminated, before_its_submit_is_told)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	terminate(&f, .size = 2);
	submit(&f, .thread = 2);
	synchronize(&f);
	release(&f);
	finish(&f);
	expect_none(&f);
	cr_assert_eq(f.descriptor_count, 1);
	cr_expect_neq(f.descriptors[0].terminated_at, -1);
	feed_free(&f);
}

Test(terminated, and_waited_for_before_its_submit_is_told)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f);
	terminate(&f, .size = 2);
	synchronize(&f);
	submit(&f, .thread = 2);
	prep(&f);
	submit(&f, .value = 3);
	issue(&f);
	complete(&f, .value = 3);
	release(&f);
	finish(&f);
	expect_none(&f);
	cr_expect_eq(f.descriptor_count, 2);
	feed_free(&f);
}

/* ---- descriptor-unchecked ---- */

static void crash(struct feed *f, int64_t signal, uint64_t address, uint32_t code)
{
	feed(f, CRASH, .value = signal, .address = address, .type = code);
	feed_end(f);
}

Test(unchecked, used)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	request(&f);
	prep(&f, .object = 0, .value = 0);
	crash(&f, 11, 0x30, 1);
	found = expect_only(&f, "descriptor-unchecked", "the prep of a descriptor of dma0chan0 returned NULL");
	cr_expect_eq(found->stack, 30);
	cr_expect_eq(found->address, 0x30);
	cr_assert_eq(found->step_count, 1);
	cr_expect_str_eq(f.steps[0][0].message, "the prep returns NULL");
	feed_free(&f);
}

Test(unchecked, crashes_of_another_kind)
{
	static const struct { int64_t signal; uint64_t address; uint32_t code; } crashes[] = {
		{ 6, 0, 0 }, { 11, 0x10000, 1 }, { 11, 0, 128 },
	};

	for (size_t i = 0; i < sizeof(crashes) / sizeof(*crashes); i++) {
		struct feed f = { 0 };

		request(&f);
		prep(&f, .object = 0, .value = 0);
		crash(&f, crashes[i].signal, crashes[i].address, crashes[i].code);
		expect_none(&f);
		feed_free(&f);
	}
}

Test(unchecked, something_else_has_failed_since)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f, .object = 0, .value = 0);
	feed(&f, MAP, .device = DEV, .dma_address = UINT64_MAX, .size = SIZE);
	crash(&f, 11, 0, 1);
	cr_expect_null(find(&f, "descriptor-unchecked", ""));
	feed_free(&f);
}

Test(unchecked, another_prep_has_succeeded_since)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f, .object = 0, .value = 0);
	prep(&f);
	crash(&f, 11, 0, 1);
	expect_none(&f);
	feed_free(&f);
}

Test(unchecked, another_thread)
{
	struct feed f = { 0 };

	request(&f);
	prep(&f, .object = 0, .value = 0, .thread = 2);
	crash(&f, 11, 0, 1);
	expect_none(&f);
	feed_free(&f);
}
