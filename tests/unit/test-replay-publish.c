/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-publish.c - objects are listed, found, mapped and unmapped, in all
 * orders: events by hand
 */
#include "tests/unit/feed.h"

#define OBJECT	0x5000u
#define COUNT	(OBJECT + 32)
#define NODE	(OBJECT + 8)
#define HEAD	0x100u
#define LIST	0x200u
#define DEV	0xd0u
#define DMA	0x20040u
#define FAILED	UINT64_MAX

enum { SET = 1, OTHER = 2, THIRD = 3 };

#pragma GCC diagnostic ignored "-Woverride-init"

#define begin(f) do { \
	feed(f, ALLOC, .address = OBJECT, .size = 96); \
	feed(f, REF_GET, .object = COUNT, .value = 1, .type = SET); \
} while (0)
#define get(f, after, ...) feed(f, REF_GET, .object = COUNT, .value = (after), ##__VA_ARGS__)
#define put(f, after, ...) feed(f, REF_PUT, .object = COUNT, .value = (after), ##__VA_ARGS__)
#define end(f) do { \
	put(f, 0); \
	feed(f, FREE, .address = OBJECT); \
} while (0)
#define map(f, ...) do { \
	feed(f, MAP, .device = DEV, .address = 0x7000, .dma_address = DMA, .size = 64, \
	     ##__VA_ARGS__); \
	feed(f, MAP_CHECKED, .device = DEV, .dma_address = DMA); \
} while (0)
#define unmap(f, ...) \
	feed(f, UNMAP, .device = DEV, .dma_address = DMA, .size = 64, ##__VA_ARGS__)
#define lock(f, ...) feed(f, LOCK, .object = LIST, .name = "list", ##__VA_ARGS__)
#define unlock(f, ...) feed(f, UNLOCK, .object = LIST, ##__VA_ARGS__)
#define add(f, ...) feed(f, LIST_ADD, .object = NODE, .address = HEAD, ##__VA_ARGS__)
#define del(f, ...) feed(f, LIST_DEL, .object = NODE, ##__VA_ARGS__)
#define locked(f, what, ...) do { \
	lock(f); \
	what(f, ##__VA_ARGS__); \
	unlock(f); \
} while (0)

static void finish(struct feed *f)
{
	feed(f, RUN_END, .value = 0);
	feed_end(f);
}

#define expect_silence(f) do { \
	finish(f); \
	expect_none(f); \
	feed_free(f); \
} while (0)

/* Return: the one violation, as of a list and not of the engine's own objects. */
static const struct replay_violation *expect_guess(struct feed *f, const char *slug,
						   const char *words)
{
	const struct replay_violation *row;

	finish(f);
	row = expect_only(f, slug, words);
	cr_expect_eq(row->confidence, CONFIDENCE_MEDIUM);
	return row;
}

/* In document 004's order. */
Test(object, in_order)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	for (int i = 0; i < 3; i++) {
		get(&f, 2, .thread = OTHER, .dma_address = DMA);
		put(&f, 1, .thread = OTHER);
	}
	locked(&f, del, .dma_address = DMA);
	unmap(&f);
	end(&f);
	expect_silence(&f);
}

/* ---- publish-before-ready ---- */

Test(publish, before_the_map)
{
	struct feed f = { 0 };

	begin(&f);
	locked(&f, add);
	map(&f, .stack = 5);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	put(&f, 1, .thread = OTHER);
	locked(&f, del, .dma_address = DMA);
	unmap(&f);
	end(&f);
	cr_expect_eq(expect_guess(&f, "publish-before-ready", "mapped only after")->stack, 5);
	cr_expect_eq(f.violations[0].mapping, 1);
	feed_free(&f);
}

Test(publish, and_map_under_one_lock)
{
	struct feed f = { 0 };

	begin(&f);
	lock(&f);
	add(&f);
	map(&f);
	unlock(&f);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	put(&f, 1, .thread = OTHER);
	locked(&f, del, .dma_address = DMA);
	unmap(&f);
	end(&f);
	expect_silence(&f);
}

Test(publish, and_map_while_the_lock_is_still_held)
{
	struct feed f = { 0 };

	begin(&f);
	lock(&f);
	add(&f);
	map(&f);
	get(&f, 2, .dma_address = DMA);
	put(&f, 1);
	del(&f, .dma_address = DMA);
	unlock(&f);
	unmap(&f);
	end(&f);
	expect_silence(&f);
}

/* An object that others find, with a mapping for each transfer. */
Test(publish, mapped_for_a_transfer)
{
	struct feed f = { 0 };

	begin(&f);
	locked(&f, add);
	for (int i = 0; i < 3; i++) {
		get(&f, 2, .thread = OTHER);
		map(&f, .thread = OTHER);
		get(&f, 3, .thread = THIRD, .dma_address = DMA);
		unmap(&f, .thread = THIRD);
		put(&f, 2, .thread = THIRD);
		put(&f, 1, .thread = OTHER);
	}
	locked(&f, del);
	end(&f);
	expect_silence(&f);
}

/* From a list of free ones, mapped, to the list of those in use. */
Test(publish, moved_when_it_is_mapped)
{
	struct feed f = { 0 };

	begin(&f);
	locked(&f, add);
	get(&f, 2);
	map(&f);
	lock(&f);
	add(&f, .address = HEAD + 16, .dma_address = DMA);
	unlock(&f);
	get(&f, 3, .thread = OTHER, .dma_address = DMA);
	put(&f, 2, .thread = OTHER);
	locked(&f, del, .dma_address = DMA);
	unmap(&f);
	put(&f, 1);
	end(&f);
	expect_silence(&f);
}

Test(publish, nobody_found_it)
{
	struct feed f = { 0 };

	begin(&f);
	locked(&f, add);
	map(&f);
	locked(&f, del, .dma_address = DMA);
	unmap(&f);
	end(&f);
	expect_silence(&f);
}

Test(publish, failed)
{
	struct feed f = { 0 };

	begin(&f);
	feed(&f, MAP, .device = DEV, .address = 0x7000, .dma_address = FAILED, .size = 64);
	feed(&f, MAP_CHECKED, .device = DEV, .dma_address = FAILED, .value = 1);
	locked(&f, add, .dma_address = FAILED);
	get(&f, 2, .thread = OTHER, .dma_address = FAILED);
	put(&f, 1, .thread = OTHER);
	locked(&f, del);
	end(&f);
	expect_guess(&f, "publish-before-ready", "although its mapping failed");
	feed_free(&f);
}

Test(publish, failed_and_tried_again)
{
	struct feed f = { 0 };

	begin(&f);
	feed(&f, MAP, .device = DEV, .address = 0x7000, .dma_address = FAILED, .size = 64);
	feed(&f, MAP_CHECKED, .device = DEV, .dma_address = FAILED, .value = 1);
	locked(&f, add, .dma_address = FAILED);
	locked(&f, del, .dma_address = FAILED);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	put(&f, 1, .thread = OTHER);
	locked(&f, del, .dma_address = DMA);
	unmap(&f);
	end(&f);
	expect_silence(&f);
}

Test(publish, on_two_lists)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	feed(&f, LIST_ADD, .object = NODE + 16, .address = HEAD + 64, .dma_address = DMA);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	put(&f, 1, .thread = OTHER);
	feed(&f, LIST_DEL, .object = NODE + 16, .dma_address = DMA);
	locked(&f, del, .dma_address = DMA);
	unmap(&f);
	end(&f);
	expect_silence(&f);
}

/* ---- unmap-while-in-use ---- */

Test(unmap, while_another_uses_it)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	get(&f, 2, .thread = OTHER, .dma_address = DMA, .stack = 4);
	locked(&f, del, .dma_address = DMA);
	unmap(&f, .stack = 5);
	put(&f, 1, .thread = OTHER);
	end(&f);
	cr_expect_eq(expect_guess(&f, "unmap-while-in-use", "another still uses it")->stack, 5);
	feed_free(&f);
}

Test(unmap, of_what_is_listed_and_used)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	unmap(&f);
	put(&f, 1, .thread = OTHER);
	locked(&f, del);
	end(&f);
	expect_guess(&f, "unmap-while-in-use", "another still uses it");
	feed_free(&f);
}

/* Whoever found it ends it. */
Test(unmap, by_its_own_finder)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	lock(&f, .thread = OTHER);
	del(&f, .thread = OTHER, .dma_address = DMA);
	unlock(&f, .thread = OTHER);
	unmap(&f, .thread = OTHER);
	put(&f, 1, .thread = OTHER);
	put(&f, 0, .thread = OTHER);
	feed(&f, FREE, .address = OBJECT, .thread = OTHER);
	expect_silence(&f);
}

/* A reference that goes with the transfer, to whoever ends it. */
Test(unmap, of_a_reference_handed_over)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	locked(&f, del, .dma_address = DMA);
	unmap(&f, .thread = THIRD);
	put(&f, 1, .thread = THIRD);
	end(&f);
	expect_silence(&f);
}

Test(unmap, in_a_callback)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	locked(&f, del, .dma_address = DMA);
	feed(&f, CALLBACK_BEGIN, .channel = 0xc0, .object = 0xde, .thread = THIRD);
	unmap(&f, .thread = THIRD);
	feed(&f, CALLBACK_END, .channel = 0xc0, .object = 0xde, .thread = THIRD);
	put(&f, 1, .thread = OTHER);
	end(&f);
	expect_silence(&f);
}

Test(unmap, before_it_is_unlisted)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	get(&f, 2, .thread = OTHER, .dma_address = DMA);
	put(&f, 1, .thread = OTHER);
	unmap(&f, .stack = 6);
	locked(&f, del);
	end(&f);
	cr_expect_eq(expect_guess(&f, "unmap-while-in-use", "others can still find it")->stack, 6);
	feed_free(&f);
}

/* At the end, when nobody is there any more; or under the lock of the list. */
Test(unmap, and_unlist_alone)
{
	struct feed f = { 0 }, g = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	unmap(&f);
	del(&f);
	end(&f);
	expect_silence(&f);

	begin(&g);
	map(&g);
	locked(&g, add, .dma_address = DMA);
	lock(&g);
	unmap(&g);
	del(&g);
	unlock(&g);
	end(&g);
	expect_silence(&g);
}

Test(unmap, then_found)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	unmap(&f);
	get(&f, 2, .thread = OTHER);
	put(&f, 1, .thread = OTHER);
	del(&f);
	end(&f);
	expect_guess(&f, "unmap-while-in-use", "found by another after it was unmapped");
	feed_free(&f);
}

Test(unmap, of_a_map_object)
{
	struct feed f = { 0 };

	map(&f);
	lock(&f);
	feed(&f, OBJECT_LIST, .object = 0x9000, .dma_address = DMA, .size = 64);
	unlock(&f);
	feed(&f, REF_GET, .object = 0x9000, .value = 1, .thread = OTHER);
	unmap(&f);
	feed(&f, REF_PUT, .object = 0x9000, .value = 0, .thread = OTHER);
	finish(&f);
	expect_only(&f, "unmap-while-in-use", "a map object is unmapped while another still uses");
	feed_free(&f);
}

Test(unmap, of_a_map_object_in_order)
{
	struct feed f = { 0 };

	for (int i = 0; i < 3; i++) {
		map(&f);
		lock(&f);
		feed(&f, OBJECT_LIST, .object = 0x9000, .dma_address = DMA, .size = 64);
		unlock(&f);
		feed(&f, REF_GET, .object = 0x9000, .value = 1, .thread = OTHER);
		feed(&f, OBJECT_UNLIST, .object = 0x9000, .value = -16);
		feed(&f, REF_PUT, .object = 0x9000, .value = 0, .thread = OTHER);
		lock(&f);
		feed(&f, OBJECT_UNLIST, .object = 0x9000, .value = 0);
		unlock(&f);
		unmap(&f);
	}
	expect_silence(&f);
}

/* The memory is another's before the mapping ends: nobody keeps it then. */
Test(unmap, when_the_object_is_gone)
{
	struct feed f = { 0 };

	begin(&f);
	map(&f);
	locked(&f, add, .dma_address = DMA);
	locked(&f, del, .dma_address = DMA);
	end(&f);
	feed(&f, ALLOC, .address = OBJECT, .size = 96);
	unmap(&f);
	feed(&f, FREE, .address = OBJECT);
	expect_silence(&f);
}
