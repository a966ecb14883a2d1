/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-mapping.c - each way to get a mapping wrong, from events made by hand
 */
#include "tests/unit/feed.h"

#define DEV 0xd0
#define OTHER 0xd8
#define MEMORY 0x7f0000001040u
#define DMA 0x200040u
#define FAILED UINT64_MAX

enum { BOTH, TO_DEVICE, FROM_DEVICE };

#define map(f, ...) feed(f, MAP, .device = DEV, .address = MEMORY, \
			 .dma_address = DMA, .size = 64, ##__VA_ARGS__)
#define checked(f, ...) feed(f, MAP_CHECKED, .device = DEV, .dma_address = DMA, ##__VA_ARGS__)
#define unmap(f, ...) feed(f, UNMAP, .device = DEV, .dma_address = DMA, .size = 64, ##__VA_ARGS__)

#pragma GCC diagnostic ignored "-Woverride-init"

static void finish(struct feed *f)
{
	feed(f, RUN_END, .value = 0);
	feed_end(f);
}

Test(mapping, right)
{
	struct feed f = { 0 };

	feed(&f, DEVICE_ADD, .device = DEV, .name = "toy");
	map(&f, .direction = TO_DEVICE);
	checked(&f);
	unmap(&f, .direction = TO_DEVICE, .type = DMACHECK_MAPPED_PAGE);
	finish(&f);
	expect_none(&f);
	cr_assert_eq(f.mapping_count, 1);
	cr_expect_eq(f.mappings[0].id, 1);
	cr_expect_eq(f.mappings[0].address, MEMORY);
	cr_expect_eq(f.mappings[0].dma_address, DMA);
	cr_expect_eq(f.mappings[0].size, 64);
	cr_expect_eq(f.mappings[0].pfn, MEMORY >> 12);
	cr_expect_eq(f.mappings[0].mapped_at, 2000);
	cr_expect_eq(f.mappings[0].map_stack, 20);
	cr_expect_eq(f.mappings[0].unmapped_at, 4000);
	cr_expect_eq(f.mappings[0].unmap_stack, 40);
	cr_assert_eq(f.device_count, 1);
	cr_expect_str_eq(f.devices[0].name, "toy");
	cr_expect_eq(f.devices[0].address, DEV);
	feed_free(&f);
}

/* ---- mapping-unchecked ---- */

Test(unchecked, unmapped)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	feed(&f, DEVICE_ADD, .device = DEV, .name = "toy");
	map(&f, .direction = TO_DEVICE);
	unmap(&f, .direction = TO_DEVICE);
	finish(&f);
	found = expect_only(&f, "mapping-unchecked",
			    "a DMA_TO_DEVICE mapping of 64 bytes for toy is unmapped without");
	cr_expect_eq(found->stack, 30);
	cr_expect_eq(found->mapping, 1);
	cr_assert_eq(found->step_count, 1);
	cr_expect_eq(f.steps[0][0].stack, 20);
	cr_expect_str_eq(f.steps[0][0].message, "mapped DMA_TO_DEVICE");
	feed_free(&f);
}

Test(unchecked, used)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, PREP_BUFFER, .channel = 1, .dma_address = DMA + 8, .size = 8);
	unmap(&f);
	finish(&f);
	expect_only(&f, "mapping-unchecked", "is used before");
	feed_free(&f);
}

Test(unchecked, failed_and_used)
{
	struct feed f = { 0 };

	map(&f, .dma_address = FAILED);
	feed(&f, PREP_BUFFER, .channel = 1, .dma_address = FAILED, .size = 64);
	finish(&f);
	expect_only(&f, "mapping-unchecked", "which failed");
	feed_free(&f);
}

/* Entries of a scatterlist and coherent memory have other ways to fail. */
Test(unchecked, not_asked_of_all)
{
	struct feed f = { 0 };

	map(&f, .type = DMACHECK_MAPPED_SG);
	unmap(&f, .type = DMACHECK_MAPPED_SG);
	map(&f, .type = DMACHECK_MAPPED_COHERENT);
	unmap(&f, .type = DMACHECK_MAPPED_COHERENT);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(unchecked, checked_after_failure)
{
	struct feed f = { 0 };

	map(&f, .dma_address = FAILED);
	checked(&f, .dma_address = FAILED, .value = 1);
	finish(&f);
	expect_none(&f);
	cr_expect_eq(f.mapping_count, 0);
	feed_free(&f);
}

/* ---- mapping-leak ---- */

Test(leak, at_the_end)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	finish(&f);
	found = expect_only(&f, "mapping-leak", "is never unmapped: the program has ended");
	cr_expect_eq(found->stack, 10, "the place is where it was mapped");
	cr_assert_eq(f.mapping_count, 1);
	cr_expect_eq(f.mappings[0].unmapped_at, -1);
	feed_free(&f);
}

Test(leak, at_unbind_and_not_again)
{
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	map(&f, .device = OTHER, .dma_address = DMA + 0x1000, .address = MEMORY + 4096);
	checked(&f, .device = OTHER, .dma_address = DMA + 0x1000);
	feed(&f, UNBIND, .device = DEV, .name = "driver", .value = 1);
	unmap(&f, .device = OTHER, .dma_address = DMA + 0x1000);
	finish(&f);
	expect_only(&f, "mapping-leak", "its driver has left the device");
	feed_free(&f);
}

Test(leak, none_after_a_kill)
{
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	feed_end(&f);
	expect_none(&f);
	cr_expect_eq(f.mapping_count, 1);
	feed_free(&f);
}

Test(leak, of_its_own_process)
{
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	feed(&f, RUN_END, .process = 2, .thread = 2);
	feed_end(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(leak, in_doubt_after_a_loss)
{
	const struct replay_violation *found;
	struct feed f = { .run.first_loss = 3 };

	map(&f);
	checked(&f);
	finish(&f);
	found = expect_only(&f, "mapping-leak", "never unmapped");
	cr_assert(found->inconclusive);
	cr_expect(strstr(found->inconclusive, "lost"));
	feed_free(&f);
}

Test(leak, in_doubt_after_a_lost_record)
{
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	feed(&f, LOST, .value = 7, .name = "no room");
	finish(&f);
	cr_expect(expect_only(&f, "mapping-leak", "never unmapped")->inconclusive);
	feed_free(&f);
}

/* ---- mapping-mismatch ---- */

struct wrong {
	const char *words;
	struct trace_event event;
};

static void expect_mismatch(const struct trace_event *mapped, const struct wrong *wrong)
{
	struct feed f = { 0 };

	feed_event(&f, *mapped);
	feed(&f, MAP_CHECKED, .device = DEV, .dma_address = mapped->dma_address);
	feed_event(&f, wrong->event);
	feed_end(&f);
	expect_only(&f, "mapping-mismatch", wrong->words);
	feed_free(&f);
}

Test(mismatch, unmap)
{
	const struct trace_event mapped = {
		.kind = DMACHECK_MAP, .device = DEV, .address = MEMORY,
		.dma_address = DMA, .size = 64, .direction = TO_DEVICE,
	};
	const struct wrong wrongs[] = {
		{ "with another size: 32 bytes",
		  { .size = 32, .direction = TO_DEVICE, .dma_address = DMA } },
		{ "with another direction: unmapped DMA_FROM_DEVICE",
		  { .size = 64, .direction = FROM_DEVICE, .dma_address = DMA } },
		{ "with the wrong function: as a resource",
		  { .size = 64, .direction = TO_DEVICE, .dma_address = DMA,
		    .type = DMACHECK_MAPPED_RESOURCE } },
		{ "only a part of a DMA_TO_DEVICE mapping",
		  { .size = 64, .direction = TO_DEVICE, .dma_address = DMA + 16 } },
	};

	for (size_t i = 0; i < sizeof(wrongs) / sizeof(*wrongs); i++) {
		struct wrong wrong = wrongs[i];

		wrong.event.kind = DMACHECK_UNMAP;
		wrong.event.device = DEV;
		expect_mismatch(&mapped, &wrong);
	}
}

Test(mismatch, coherent_address)
{
	const struct trace_event mapped = {
		.kind = DMACHECK_MAP, .device = DEV, .address = MEMORY,
		.dma_address = DMA, .size = 64, .type = DMACHECK_MAPPED_COHERENT,
	};
	const struct wrong wrong = { "freed with another CPU address", {
		.kind = DMACHECK_UNMAP, .device = DEV, .dma_address = DMA, .size = 64,
		.type = DMACHECK_MAPPED_COHERENT, .address = MEMORY + 8 } };

	expect_mismatch(&mapped, &wrong);
}

static void expect_sync(uint32_t mapped_as, uint32_t kind, uint32_t direction,
			const char *words)
{
	const struct trace_event mapped = {
		.kind = DMACHECK_MAP, .device = DEV, .address = MEMORY,
		.dma_address = DMA, .size = 64, .direction = mapped_as,
	};
	const struct wrong wrong = { words, {
		.kind = kind, .device = DEV, .dma_address = DMA, .size = 64,
		.direction = direction } };

	expect_mismatch(&mapped, &wrong);
}

Test(mismatch, sync_direction)
{
	expect_sync(TO_DEVICE, DMACHECK_SYNC_CPU, FROM_DEVICE, "which the device only reads");
	expect_sync(TO_DEVICE, DMACHECK_SYNC_CPU, BOTH, "which the device only reads");
	expect_sync(FROM_DEVICE, DMACHECK_SYNC_DEVICE, TO_DEVICE, "which the device only writes");
	expect_sync(FROM_DEVICE, DMACHECK_SYNC_CPU, TO_DEVICE, "synced with another direction");
	expect_sync(TO_DEVICE, DMACHECK_SYNC_DEVICE, FROM_DEVICE, "synced with another direction");
}

Test(mismatch, sync_outside)
{
	struct feed f = { 0 };

	map(&f, .direction = FROM_DEVICE);
	checked(&f);
	feed(&f, SYNC_CPU, .device = DEV, .dma_address = DMA + 32, .size = 32,
	     .direction = FROM_DEVICE);
	feed(&f, SYNC_DEVICE, .device = DEV, .dma_address = DMA + 32, .size = 33,
	     .direction = FROM_DEVICE);
	feed_end(&f);
	expect_only(&f, "mapping-mismatch", "beyond its end: bytes 32 to 65");
	feed_free(&f);
}

Test(mismatch, sync_of_both_ways_goes_any_way)
{
	struct feed f = { 0 };

	map(&f, .direction = BOTH);
	checked(&f);
	feed(&f, SYNC_CPU, .device = DEV, .dma_address = DMA, .size = 64, .direction = TO_DEVICE);
	feed(&f, SYNC_DEVICE, .device = DEV, .dma_address = DMA, .size = 64,
	     .direction = FROM_DEVICE);
	unmap(&f);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(mismatch, sync_of_nothing)
{
	struct feed f = { 0 };

	feed(&f, SYNC_CPU, .device = DEV, .dma_address = DMA, .size = 64);
	feed_end(&f);
	expect_only(&f, "mapping-mismatch", "synced without having been mapped");
	cr_expect_eq(f.violations[0].mapping, 0);
	feed_free(&f);
}

Test(mismatch, sync_of_what_is_gone)
{
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	unmap(&f);
	feed(&f, SYNC_DEVICE, .device = DEV, .dma_address = DMA, .size = 64);
	feed_end(&f);
	expect_only(&f, "mapping-mismatch", "synced after it was unmapped");
	feed_free(&f);
}

static void feed_list(struct feed *f, uint64_t entries)
{
	for (uint64_t i = 0; i < entries; i++)
		feed(f, MAP, .device = DEV, .address = MEMORY + i * 4096,
		     .dma_address = DMA + i * 8192, .size = 64,
		     .type = DMACHECK_MAPPED_SG);
	feed(f, MAP_SG, .device = DEV, .object = 0x51, .size = entries,
	     .value = (int64_t)entries);
}

static void feed_unlist(struct feed *f, uint64_t entries)
{
	feed(f, UNMAP_SG, .device = DEV, .object = 0x51, .value = (int64_t)entries);
	for (uint64_t i = 0; i < entries; i++)
		feed(f, UNMAP, .device = DEV, .dma_address = DMA + i * 8192, .size = 64,
		     .type = DMACHECK_MAPPED_SG);
}

Test(mismatch, entries)
{
	struct feed f = { 0 };

	feed_list(&f, 3);
	feed_unlist(&f, 3);
	feed_list(&f, 3);
	feed_unlist(&f, 2);
	feed_end(&f);
	expect_only(&f, "mapping-mismatch", "another number of entries than were mapped: 2 of 3");
	feed_free(&f);
}

Test(mismatch, entries_of_a_sync)
{
	struct feed f = { 0 };

	feed_list(&f, 2);
	feed(&f, SYNC_CPU, .device = DEV, .dma_address = DMA, .size = 64, .value = 1,
	     .type = DMACHECK_MAPPED_SG);
	feed_unlist(&f, 2);
	finish(&f);
	expect_only(&f, "mapping-mismatch", "synced with another number of entries");
	feed_free(&f);
}

Test(mismatch, use)
{
	struct feed f = { 0 };

	map(&f, .direction = TO_DEVICE);
	checked(&f);
	feed(&f, PREP_BUFFER, .channel = 1, .dma_address = DMA, .size = 65,
	     .direction = TO_DEVICE);
	feed_end(&f);
	expect_only(&f, "mapping-mismatch", "a transfer goes beyond the end of");
	feed_free(&f);
}

Test(mismatch, use_the_other_way)
{
	struct feed f = { 0 };

	map(&f, .direction = TO_DEVICE);
	checked(&f);
	feed(&f, PREP_BUFFER, .channel = 1, .dma_address = DMA, .size = 64,
	     .direction = FROM_DEVICE);
	feed_end(&f);
	expect_only(&f, "mapping-mismatch", "the other way");
	feed_free(&f);
}

Test(mismatch, use_of_what_is_gone)
{
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	unmap(&f);
	feed(&f, PREP_BUFFER, .channel = 1, .dma_address = DMA, .size = 64);
	feed_end(&f);
	cr_expect_eq(expect_only(&f, "mapping-mismatch", "unmapped before")->confidence,
		     CONFIDENCE_HIGH);
	feed_free(&f);
}

Test(mismatch, use_of_what_was_never_mapped_is_a_hint)
{
	struct feed f = { 0 };

	feed(&f, PREP_BUFFER, .channel = 1, .dma_address = DMA, .size = 64);
	feed_end(&f);
	cr_expect_eq(expect_only(&f, "mapping-mismatch", "never mapped")->confidence,
		     CONFIDENCE_LOW);
	feed_free(&f);
}

/* ---- mapping-double-unmap ---- */

Test(double_unmap, twice)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	unmap(&f);
	unmap(&f);
	finish(&f);
	found = expect_only(&f, "mapping-double-unmap", "is unmapped twice");
	cr_assert_eq(found->step_count, 2);
	cr_expect_str_eq(f.steps[0][1].message, "unmapped");
	feed_free(&f);
}

Test(double_unmap, address_used_again)
{
	struct feed f = { 0 };

	for (int i = 0; i < 3; i++) {
		map(&f);
		checked(&f);
		unmap(&f);
	}
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(double_unmap, never_mapped)
{
	struct feed f = { 0 };

	unmap(&f);
	feed_end(&f);
	expect_only(&f, "mapping-double-unmap", "without having been mapped");
	feed_free(&f);
}

Test(double_unmap, mapped_for_another_device)
{
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	unmap(&f, .device = OTHER);
	unmap(&f);
	finish(&f);
	expect_only(&f, "mapping-double-unmap", "without having been mapped");
	feed_free(&f);
}

Test(double_unmap, failed)
{
	struct feed f = { 0 };

	map(&f, .dma_address = FAILED, .direction = TO_DEVICE);
	unmap(&f, .dma_address = FAILED, .direction = TO_DEVICE);
	feed_end(&f);
	expect_only(&f, "mapping-double-unmap", "failed, and is unmapped");
	feed_free(&f);
}

Test(double_unmap, failed_before_the_trace)
{
	struct feed f = { 0 };

	unmap(&f, .dma_address = FAILED);
	feed_end(&f);
	expect_only(&f, "mapping-double-unmap", "failed, and is unmapped");
	feed_free(&f);
}

/* A list that failed: what is in its entries means nothing. */
Test(double_unmap, failed_list)
{
	struct feed f = { 0 };

	map(&f, .type = DMACHECK_MAPPED_SG);
	unmap(&f, .type = DMACHECK_MAPPED_SG);
	feed(&f, MAP_SG, .device = DEV, .object = 0x51, .size = 2, .value = 0);
	feed_unlist(&f, 2);
	feed_end(&f);
	expect_only(&f, "mapping-double-unmap", "failed, and is unmapped");
	feed_free(&f);
}

/* The ring of what is gone is finite; nothing is told of another mapping. */
Test(double_unmap, long_ago)
{
	struct feed f = { 0 };

	map(&f);
	checked(&f);
	unmap(&f);
	for (uint64_t i = 1; i < 5000; i++) {
		map(&f, .dma_address = DMA + i * 8192, .stack = 7);
		checked(&f, .dma_address = DMA + i * 8192, .stack = 7);
		unmap(&f, .dma_address = DMA + i * 8192, .stack = 7);
	}
	unmap(&f);
	finish(&f);
	expect_only(&f, "mapping-double-unmap", "without having been mapped");
	feed_free(&f);
}

/* ---- mapping-wrong-device ---- */

Test(wrong_device, used_by_another)
{
	struct feed f = { 0 };

	feed(&f, DEVICE_ADD, .device = DEV, .name = "toy");
	feed(&f, DEVICE_ADD, .device = OTHER, .name = "controller");
	feed(&f, CHANNEL_REQUEST, .channel = 1, .device = OTHER, .name = "dma0chan0");
	map(&f);
	checked(&f);
	feed(&f, PREP_BUFFER, .channel = 1, .dma_address = DMA, .size = 64);
	unmap(&f);
	feed_end(&f);
	cr_expect_eq(expect_only(&f, "mapping-wrong-device",
				 "for toy is used by a channel of another device: controller")
		     ->confidence, CONFIDENCE_LOW);
	feed_free(&f);
}

Test(wrong_device, used_by_its_own)
{
	struct feed f = { 0 };

	feed(&f, CHANNEL_REQUEST, .channel = 1, .device = DEV, .name = "dma0chan0");
	map(&f);
	checked(&f);
	feed(&f, PREP_BUFFER, .channel = 1, .dma_address = DMA, .size = 64);
	unmap(&f);
	feed_end(&f);
	expect_none(&f);
	feed_free(&f);
}

/* ---- mapping-bad-memory ---- */

Test(bad_memory, each_kind)
{
	static const struct { uint32_t type; const char *words; } kinds[] = {
		{ DMACHECK_BAD_STACK, "memory on a stack" },
		{ DMACHECK_BAD_VMALLOC, "vmalloc" },
		{ DMACHECK_BAD_CONSTANT, "code or constant data" },
		{ DMACHECK_BAD_INVALID, "no memory" },
		{ DMACHECK_BAD_LONG, "longer than the device takes in a segment: at most 32 bytes" },
		{ DMACHECK_BAD_BOUNDARY, "crosses a boundary" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct feed f = { 0 };

		feed(&f, MAP_BAD, .device = DEV, .address = MEMORY, .size = 64,
		     .type = kinds[i].type, .value = 32);
		map(&f, .type = DMACHECK_MAPPED_SG);
		unmap(&f, .type = DMACHECK_MAPPED_SG);
		finish(&f);
		expect_only(&f, "mapping-bad-memory", kinds[i].words);
		cr_expect_eq(f.violations[0].address, MEMORY);
		feed_free(&f);
	}
}

Test(bad_memory, of_a_kind_not_known)
{
	struct feed f = { 0 };

	feed(&f, MAP_BAD, .device = DEV, .type = 99);
	feed_end(&f);
	expect_none(&f);
	feed_free(&f);
}

/* ---- mapping-overlap ---- */

static void map_two(struct feed *f, uint32_t first, uint32_t second, uint64_t distance,
		    uint32_t attrs)
{
	map(f, .direction = first);
	checked(f);
	map(f, .direction = second, .address = MEMORY + distance,
	    .dma_address = DMA + 8192, .flags = attrs);
	checked(f, .dma_address = DMA + 8192);
	unmap(f, .direction = second, .dma_address = DMA + 8192);
	unmap(f, .direction = first);
	finish(f);
}

Test(overlap, one_byte)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	map_two(&f, FROM_DEVICE, BOTH, 63, 0);
	found = expect_only(&f, "mapping-overlap", "1 bytes in common");
	cr_expect_eq(found->address, MEMORY + 63);
	cr_expect_eq(found->size, 1);
	cr_expect_eq(found->stack, 30);
	cr_expect_eq(found->confidence, CONFIDENCE_HIGH);
	cr_assert_eq(f.overlap_count, 1);
	cr_expect_eq(f.overlaps[0].mapping, 1);
	cr_expect_eq(f.overlaps[0].other, 2);
	cr_expect_eq(f.overlaps[0].address, MEMORY + 63);
	cr_expect_eq(f.overlaps[0].size, 1);
	feed_free(&f);
}

Test(overlap, neighbours)
{
	struct feed f = { 0 };

	map_two(&f, FROM_DEVICE, FROM_DEVICE, 64, 0);
	expect_none(&f);
	cr_expect_eq(f.overlap_count, 0);
	feed_free(&f);
}

Test(overlap, only_read)
{
	struct feed f = { 0 };

	map_two(&f, TO_DEVICE, TO_DEVICE, 0, 0);
	expect_none(&f);
	cr_expect_eq(f.overlap_count, 1, "told, and no violation");
	feed_free(&f);
}

Test(overlap, one_is_written)
{
	struct feed f = { 0 };

	map_two(&f, TO_DEVICE, FROM_DEVICE, 0, 0);
	cr_expect_eq(expect_only(&f, "mapping-overlap", "writes one")->confidence,
		     CONFIDENCE_MEDIUM);
	feed_free(&f);
}

Test(overlap, driver_syncs_itself)
{
	struct feed f = { 0 };

	map_two(&f, FROM_DEVICE, FROM_DEVICE, 0, 1 << 5);
	expect_none(&f);
	feed_free(&f);
}

Test(overlap, other_process)
{
	struct feed f = { 0 };

	map(&f, .direction = FROM_DEVICE);
	map(&f, .direction = FROM_DEVICE, .process = 2, .thread = 2);
	feed_end(&f);
	expect_none(&f);
	feed_free(&f);
}

/* ---- the sink ---- */

Test(sink, error_comes_back)
{
	struct feed f = { 0 };

	map(&f);
	f.result = -5;
	unmap(&f);
	feed_end(&f);
	feed_free(&f);
}

Test(sink, same_place_is_counted)
{
	struct feed f = { 0 };

	for (int i = 0; i < 10; i++) {
		map(&f, .stack = 5);
		unmap(&f, .stack = 6);
	}
	finish(&f);
	cr_expect_eq(expect_only(&f, "mapping-unchecked", "unmapped")->occurrences, 10);
	feed_free(&f);
}

static bool both_odd(void *data, uint32_t one, uint32_t other)
{
	return data == &both_odd && one % 2 == other % 2;
}

Test(sink, same_place_by_other_numbers)
{
	struct feed f = { .run = { .same_stack = both_odd, .data = (void *)&both_odd } };

	for (uint32_t i = 0; i < 5; i++) {
		map(&f, .stack = 1 + 2 * i);
		unmap(&f, .stack = 2 + 2 * i);
	}
	finish(&f);
	cr_expect_eq(expect_only(&f, "mapping-unchecked", "unmapped")->occurrences, 5);
	feed_free(&f);
}
