/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-memory.c - mapped memory is touched, freed and moved: events by hand
 */
#include "tests/unit/feed.h"

#define DEV 0xd0
#define MEMORY 0x7f0000001040u
#define DMA 0x200040u

enum { BOTH, TO_DEVICE, FROM_DEVICE };

#pragma GCC diagnostic ignored "-Woverride-init"

#define map(f, ...) do { \
	feed(f, MAP, .device = DEV, .address = MEMORY, .dma_address = DMA, \
	     .size = 64, ##__VA_ARGS__); \
	feed(f, MAP_CHECKED, .device = DEV, .dma_address = DMA); \
} while (0)
#define unmap(f, ...) feed(f, UNMAP, .device = DEV, .dma_address = DMA, .size = 64, ##__VA_ARGS__)
#define touch(f, what, offset, bytes) \
	feed(f, CPU_##what, .device = DEV, .address = MEMORY + (offset), \
	     .dma_address = DMA + (offset), .size = (bytes), .stack = 7)
#define sync(f, whom, offset, bytes) \
	feed(f, SYNC_##whom, .device = DEV, .dma_address = DMA + (offset), .size = (bytes))

static void finish(struct feed *f)
{
	feed(f, RUN_END, .value = 0);
	feed_end(f);
}

/* ---- cpu-access-while-mapped ---- */

Test(access, write_and_read)
{
	struct feed f = { 0 };

	map(&f, .direction = FROM_DEVICE);
	touch(&f, WRITE, 0, 4);
	touch(&f, READ, 60, 4);
	unmap(&f, .direction = FROM_DEVICE);
	finish(&f);
	cr_expect_eq(f.violation_count, 2);
	cr_assert(find(&f, "cpu-access-while-mapped", "the CPU writes to a DMA_FROM_DEVICE mapping"));
	cr_assert(find(&f, "cpu-access-while-mapped", "the CPU reads from"));
	cr_expect_eq(f.violations[0].address, MEMORY);
	cr_expect_eq(f.violations[0].size, 4);
	cr_expect_eq(f.violations[0].pfn, MEMORY >> 12);
	cr_expect_eq(f.violations[0].mapping, 1);
	feed_free(&f);
}

Test(access, what_the_device_reads)
{
	struct feed f = { 0 };

	map(&f, .direction = TO_DEVICE);
	touch(&f, READ, 0, 64);
	touch(&f, WRITE, 63, 1);
	touch(&f, WRITE, 63, 1);
	unmap(&f, .direction = TO_DEVICE);
	finish(&f);
	cr_expect_eq(expect_only(&f, "cpu-access-while-mapped", "may be reading")->occurrences, 2);
	feed_free(&f);
}

Test(access, coherent_memory)
{
	struct feed f = { 0 };

	map(&f, .type = DMACHECK_MAPPED_COHERENT);
	touch(&f, WRITE, 0, 64);
	touch(&f, READ, 0, 64);
	unmap(&f, .type = DMACHECK_MAPPED_COHERENT);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(access, noncoherent_memory)
{
	struct feed f = { 0 };

	map(&f, .type = DMACHECK_MAPPED_NONCOHERENT);
	touch(&f, WRITE, 0, 64);
	unmap(&f, .type = DMACHECK_MAPPED_NONCOHERENT);
	finish(&f);
	expect_only(&f, "cpu-access-while-mapped", "a DMA_BIDIRECTIONAL non-coherent buffer");
	feed_free(&f);
}

Test(access, synced_bytes_only)
{
	struct feed f = { 0 };

	map(&f);
	sync(&f, CPU, 16, 16);
	touch(&f, WRITE, 16, 16);
	expect_none(&f);
	sync(&f, CPU, 32, 8);
	touch(&f, WRITE, 16, 24);
	sync(&f, CPU, 0, 16);
	touch(&f, WRITE, 0, 40);
	sync(&f, DEVICE, 8, 8);
	touch(&f, WRITE, 0, 8);
	touch(&f, WRITE, 16, 24);
	finish(&f);
	cr_expect_null(find(&f, "cpu-access-while-mapped", ""));
	feed_free(&f);
}

static void expect_owned(uint64_t offset, uint64_t bytes)
{
	struct feed f = { 0 };

	map(&f);
	sync(&f, CPU, 0, 64);
	sync(&f, DEVICE, 16, 16);
	touch(&f, READ, offset, bytes);
	feed_end(&f);
	expect_only(&f, "cpu-access-while-mapped", "reads");
	feed_free(&f);
}

Test(access, given_back)
{
	expect_owned(16, 1);
	expect_owned(31, 1);
	expect_owned(15, 2);
	expect_owned(31, 2);
	expect_owned(0, 64);
}

Test(access, syncs_beyond_the_end_count_within)
{
	struct feed f = { 0 };

	map(&f);
	sync(&f, CPU, 32, 64);
	touch(&f, READ, 32, 32);
	feed_end(&f);
	expect_only(&f, "mapping-mismatch", "beyond its end");
	feed_free(&f);
}

/* With DMA_ATTR_SKIP_CPU_SYNC nothing has been handed over yet. */
Test(access, driver_syncs_itself)
{
	struct feed f = { 0 };

	map(&f, .flags = 1 << 5);
	touch(&f, WRITE, 0, 64);
	expect_none(&f);
	sync(&f, DEVICE, 0, 64);
	touch(&f, WRITE, 0, 64);
	feed_end(&f);
	expect_only(&f, "cpu-access-while-mapped", "writes");
	feed_free(&f);
}

Test(access, nothing_is_mapped_any_more)
{
	struct feed f = { 0 };

	map(&f);
	unmap(&f);
	touch(&f, WRITE, 0, 64);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(access, other_bytes_of_the_page)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	map(&f, .direction = FROM_DEVICE);
	feed(&f, CPU_WRITE, .device = DEV, .address = MEMORY + 64, .size = 4,
	     .dma_address = DMA + 64, .type = 1);
	unmap(&f, .direction = FROM_DEVICE);
	finish(&f);
	found = expect_only(&f, "cpu-access-while-mapped", "a page that has bytes of");
	cr_expect_eq(found->confidence, CONFIDENCE_LOW);
	cr_expect(found->inconclusive);
	feed_free(&f);
}

#define assert_idle(f) feed(f, ASSERT_ACTIVE, .device = DEV, .address = MEMORY & -4096ull, \
			    .dma_address = DMA, .size = 64)

Test(access, page_asserted_idle)
{
	struct feed f = { 0 };

	map(&f, .direction = FROM_DEVICE);
	assert_idle(&f);
	unmap(&f, .direction = FROM_DEVICE);
	finish(&f);
	expect_only(&f, "cpu-access-while-mapped", "asserted to be idle");
	feed_free(&f);
}

Test(access, page_asserted_idle_that_is)
{
	struct feed f = { 0 };

	map(&f, .direction = TO_DEVICE);
	assert_idle(&f);
	unmap(&f, .direction = TO_DEVICE);
	map(&f);
	sync(&f, CPU, 0, 64);
	assert_idle(&f);
	unmap(&f);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

/* ---- memory-freed-while-mapped ---- */

Test(freed, block)
{
	const struct replay_violation *found;
	struct feed f = { 0 };

	feed(&f, ALLOC, .address = MEMORY - 32, .size = 128);
	map(&f);
	feed(&f, FREE, .address = MEMORY - 32);
	feed(&f, MEMORY_FREE, .address = MEMORY, .size = 64, .name = "free");
	unmap(&f);
	finish(&f);
	found = expect_only(&f, "memory-freed-while-mapped",
			    "memory of a DMA_BIDIRECTIONAL mapping of 64 bytes");
	cr_expect_eq(found->event, 4);
	feed_free(&f);
}

Test(freed, neighbour)
{
	struct feed f = { 0 };

	feed(&f, ALLOC, .address = MEMORY - 32, .size = 32);
	feed(&f, ALLOC, .address = MEMORY + 64, .size = 32);
	map(&f);
	feed(&f, FREE, .address = MEMORY - 32);
	feed(&f, FREE, .address = MEMORY + 64, .size = 32);
	unmap(&f);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(freed, by_the_c_library)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, MEMORY_FREE, .address = MEMORY + 63, .size = 1, .name = "munmap");
	feed_end(&f);
	expect_only(&f, "memory-freed-while-mapped", ": munmap");
	feed_free(&f);
}

Test(freed, in_another_process)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, MEMORY_FREE, .address = MEMORY, .size = 64, .process = 2, .thread = 2);
	feed_end(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(freed, block_allocated_over_another)
{
	struct feed f = { 0 };

	feed(&f, ALLOC, .address = MEMORY, .size = 4096);
	feed(&f, ALLOC, .address = MEMORY + 64, .size = 64);
	map(&f);
	feed(&f, FREE, .address = MEMORY + 64);
	unmap(&f);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

/* ---- page-moved-while-mapped ---- */

#define moved(f) feed(f, PAGE_MOVED, .device = DEV, .address = MEMORY & -4096ull, \
		      .dma_address = DMA & -4096ull, .size = 5, .value = 6)

Test(moved, by_frames)
{
	const struct replay_violation *found;
	struct feed f = { .run.pfn_real = true };

	map(&f, .value = 5);
	feed(&f, MEMORY_MOVE, .address = MEMORY, .size = 64, .name = "madvise");
	moved(&f);
	moved(&f);
	unmap(&f);
	finish(&f);
	found = expect_only(&f, "page-moved-while-mapped", "no longer the one");
	cr_expect_null(found->inconclusive);
	cr_expect_eq(f.mappings[0].pfn, 5);
	cr_expect(f.mappings[0].pfn_real);
	cr_assert_eq(found->step_count, 2);
	cr_expect_str_eq(f.steps[0][1].message, "its pages may have been replaced");
	feed_free(&f);
}

Test(moved, frames_said_nothing)
{
	struct feed f = { .run.pfn_real = true };

	map(&f, .value = 5);
	feed(&f, MEMORY_MOVE, .address = MEMORY, .size = 64, .name = "madvise");
	unmap(&f);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(moved, perhaps)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, MEMORY_MOVE, .address = MEMORY, .size = 64, .name = "madvise");
	unmap(&f);
	finish(&f);
	cr_expect_str_eq(expect_only(&f, "page-moved-while-mapped", "madvise")->inconclusive,
			 "page frames were not read");
	feed_free(&f);
}

Test(moved, away)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, MEMORY_MOVE, .address = MEMORY, .size = 64, .value = 0x7000, .name = "mremap");
	unmap(&f);
	finish(&f);
	cr_expect_null(expect_only(&f, "page-moved-while-mapped", "mremap")->inconclusive);
	feed_free(&f);
}

Test(moved, written_after_a_fork)
{
	struct feed f = { 0 };

	map(&f);
	sync(&f, CPU, 0, 64);
	feed(&f, FORK, .value = 77);
	touch(&f, READ, 0, 1);
	expect_none(&f);
	touch(&f, WRITE, 0, 1);
	touch(&f, WRITE, 1, 1);
	unmap(&f);
	finish(&f);
	cr_expect(expect_only(&f, "page-moved-while-mapped", "written after a fork")->inconclusive);
	feed_free(&f);
}

Test(moved, mapped_after_the_fork)
{
	struct feed f = { 0 };

	feed(&f, FORK, .value = 77);
	map(&f);
	sync(&f, CPU, 0, 64);
	touch(&f, WRITE, 0, 1);
	unmap(&f);
	finish(&f);
	expect_none(&f);
	feed_free(&f);
}

/* munmap(): its pages are gone too, which is told once. */
Test(moved, because_it_was_freed)
{
	struct feed f = { .run.pfn_real = true };

	map(&f, .value = 5);
	feed(&f, MEMORY_FREE, .address = MEMORY, .size = 64, .name = "munmap");
	moved(&f);
	unmap(&f);
	finish(&f);
	expect_only(&f, "memory-freed-while-mapped", "munmap");
	feed_free(&f);
}

/* ---- processes ---- */

Test(process, exec)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, EXEC, .name = "/bin/true");
	feed(&f, RUN_BEGIN, .name = "weakest");
	finish(&f);
	expect_none(&f);
	cr_assert_eq(f.mapping_count, 1);
	cr_expect_eq(f.mappings[0].unmapped_at, -1);
	feed_free(&f);
}

Test(process, exec_that_failed)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, EXEC, .name = "/none");
	feed(&f, EXEC, .name = "/none", .value = -2);
	feed(&f, RUN_BEGIN, .name = "weakest");
	finish(&f);
	expect_only(&f, "mapping-leak", "never unmapped");
	feed_free(&f);
}

Test(process, exec_elsewhere)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, EXEC, .name = "/bin/true", .type = 1);
	feed(&f, RUN_BEGIN, .name = "weakest");
	finish(&f);
	expect_only(&f, "mapping-leak", "never unmapped");
	feed_free(&f);
}

Test(process, hangs)
{
	struct feed f = { 0 };

	map(&f);
	feed(&f, HANG, .object = 3, .name = "main");
	finish(&f);
	cr_expect_null(find(&f, "mapping-leak", ""));
	feed_free(&f);
}

Test(process, killed_by_a_signal)
{
	struct feed f = { 0 };

	feed(&f, ALLOC, .address = 0, .size = 64);
	feed(&f, FAULT, .name = "alloc", .value = 3);
	feed(&f, CRASH, .value = 11, .address = 8);
	feed_end(&f);
	expect_none(&f);
	cr_assert_eq(f.crash_count, 1);
	cr_expect_eq(f.crashes[0].signal, 11);
	cr_expect_eq(f.crashes[0].address, 8);
	cr_expect_str_eq(f.crashes[0].after, "a call of kind \"alloc\" was made to fail");
	feed_free(&f);
}

Test(process, device_at_the_address_of_another)
{
	struct feed f = { 0 };

	feed(&f, DEVICE_ADD, .device = DEV, .name = "one");
	map(&f);
	unmap(&f);
	feed(&f, DEVICE_ADD, .device = DEV, .name = "two");
	map(&f);
	unmap(&f);
	finish(&f);
	cr_assert_eq(f.device_count, 2);
	cr_expect_str_eq(f.devices[0].name, "one");
	cr_expect_str_eq(f.devices[1].name, "two");
	cr_expect_eq(f.mappings[0].device, f.devices[0].id);
	cr_expect_eq(f.mappings[1].device, f.devices[1].id);
	feed_free(&f);
}
