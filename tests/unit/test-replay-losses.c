/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-losses.c - a right run that is cut off, or has lost records, is not
 * found wrong
 */
#include "tests/unit/feed-channel.h"

enum { TASKLET = 2, LOCK = 0xa0, CLASS = DMACHECK_TERMINATE_SYNC };

#define E(id, ...) { .kind = DMACHECK_##id, .channel = CHAN, ##__VA_ARGS__ }
#define OF_DESC .object = DESC, .value = 2

/* Two transfers of mapped memory, one called back, one terminated; locks; reuse. */
static const struct trace_event right[] = {
	E(RUN_BEGIN, .name = "weakest"),
	E(DEVICE_REGISTER, .object = 0x70000, .device = DEV, .name = "toy",
	  .flags = DMACHECK_HAS_RELEASE),
	E(CHANNEL_REQUEST, .device = DEV, .name = "dma0chan0"),
	E(CHANNEL_CONFIG),
	E(ALLOC, .address = DATA - 32, .size = 128),
	E(ALLOC, .address = MEMORY, .size = SIZE),
	E(MAP, .device = DEV, .address = MEMORY, .dma_address = DMA, .size = SIZE,
	  .direction = 1),
	E(MAP_CHECKED, .device = DEV, .dma_address = DMA),
	E(PREP, .object = DESC, .type = SLAVE, .size = SIZE, .value = 1),
	E(PREP_BUFFER, .object = DESC, .dma_address = DMA, .size = SIZE, .direction = 1),
	E(SUBMIT, OF_DESC, .address = DATA, .type = 1, .flags = DMACHECK_REUSABLE),
	E(ISSUE),
	E(COMPLETE, OF_DESC, .thread = TASKLET),
	E(CALLBACK_BEGIN, OF_DESC, .thread = TASKLET, .flags = DMACHECK_IN_SOFTIRQ),
	E(LOCK, .object = LOCK, .name = "lock", .thread = TASKLET),
	E(UNLOCK, .object = LOCK, .thread = TASKLET),
	E(CALLBACK_END, OF_DESC, .thread = TASKLET),
	E(SUBMIT, .object = DESC, .value = 3, .address = DATA, .type = 1,
	  .flags = DMACHECK_REUSABLE),
	E(ISSUE),
	E(PAUSE),
	E(RESUME),
	E(LOCK, .object = LOCK, .name = "lock"),
	E(UNLOCK, .object = LOCK),
	E(TERMINATE, .type = CLASS, .size = 3),
	E(SYNC_BEGIN, .type = CLASS),
	E(SYNC_END, .type = CLASS),
	E(DESC_FREE, .object = DESC),
	E(PREP, .object = DESC, .type = SLAVE, .size = SIZE, .value = 1),
	E(PREP_BUFFER, .object = DESC, .dma_address = DMA, .size = SIZE, .direction = 1),
	E(SUBMIT, .object = DESC, .value = 4, .address = DATA, .type = 1),
	E(ISSUE),
	E(COMPLETE, .object = DESC, .value = 4, .thread = TASKLET),
	E(CALLBACK_BEGIN, .object = DESC, .value = 4, .thread = TASKLET),
	E(CALLBACK_END, .object = DESC, .value = 4, .thread = TASKLET),
	E(UNMAP, .device = DEV, .dma_address = DMA, .size = SIZE, .direction = 1),
	E(FREE, .address = MEMORY),
	E(SYNC_BEGIN, .type = DMACHECK_RELEASE),
	E(SYNC_END, .type = DMACHECK_RELEASE),
	E(CHANNEL_RELEASE),
	E(FREE, .address = DATA - 32),
	E(DEVICE_UNREGISTER, .object = 0x70000),
	E(DEVICE_RELEASE, .object = 0x70000),
	E(RUN_END),
};

enum { RIGHT = sizeof(right) / sizeof(*right) };

Test(losses, the_whole_is_right)
{
	struct feed f = { 0 };

	for (size_t i = 0; i < RIGHT; i++)
		feed_event(&f, right[i]);
	feed_end(&f);
	expect_none(&f);
	cr_expect_eq(f.descriptor_count, 3);
	cr_expect_eq(f.channel_count, 1);
	feed_free(&f);
}

Test(losses, killed_at_any_moment)
{
	for (size_t cut = 0; cut < RIGHT; cut++) {
		struct feed f = { 0 };

		feed(&f, FORK, .value = 2);
		for (size_t i = 0; i < cut; i++)
			feed_event(&f, right[i]);
		feed_end(&f);
		expect_none(&f);
		feed_free(&f);
	}
}

static void expect_inconclusive(const struct feed *f, size_t lost, size_t count)
{
	for (size_t i = 0; i < f->violation_count; i++)
		cr_expect(f->violations[i].inconclusive, "without %zu from %zu on: %s",
			  count, lost, f->messages[i]);
}

/* Any records one behind the other are missing, and it is said. */
Test(losses, records_are_missing)
{
	for (size_t lost = 1; lost < RIGHT; lost++)
		for (size_t count = 1; lost + count < RIGHT; count++) {
			struct feed f = { 0 };

			for (size_t i = 0; i < RIGHT; i++) {
				if (i == lost)
					feed(&f, LOST, .value = (int64_t)count);
				if (i < lost || i >= lost + count)
					feed_event(&f, right[i]);
			}
			feed_end(&f);
			expect_inconclusive(&f, lost, count);
			feed_free(&f);
		}
}

/* A hang cleans nothing up. */
Test(losses, hung_at_any_moment)
{
	for (size_t cut = 1; cut < RIGHT; cut++) {
		struct feed f = { 0 };

		for (size_t i = 0; i < cut; i++)
			feed_event(&f, right[i]);
		feed(&f, HANG, .object = 1, .name = "init");
		feed(&f, RUN_END, .value = 1);
		feed_end(&f);
		expect_none(&f);
		feed_free(&f);
	}
}
