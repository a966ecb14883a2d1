/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-reference.c - references are taken and given up, objects freed and
 * used: events by hand
 */
#include "tests/unit/feed.h"

#define OBJECT	0x5000u
#define SIZE	96
#define COUNT	(OBJECT + 32)
#define LOCK_IN	(OBJECT + 40)
#define NODE	(OBJECT + 8)

enum { SET = 1 };

#define begin(f) do { \
	feed(f, ALLOC, .address = OBJECT, .size = SIZE); \
	feed(f, REF_GET, .object = COUNT, .value = 1, .type = SET); \
} while (0)
#define get(f, after, ...) feed(f, REF_GET, .object = COUNT, .value = (after), ##__VA_ARGS__)
#define put(f, after, ...) feed(f, REF_PUT, .object = COUNT, .value = (after), ##__VA_ARGS__)
#define gone(f) feed(f, FREE, .address = OBJECT)

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

/* ---- refcount-imbalance ---- */

Test(imbalance, taken_and_given_up)
{
	struct feed f = { 0 };

	begin(&f);
	get(&f, 2, .thread = 2);
	put(&f, 1, .thread = 3);
	put(&f, 0);
	gone(&f);
	expect_silence(&f);
}

Test(imbalance, put_twice)
{
	struct feed f = { 0 };

	begin(&f);
	put(&f, 0);
	put(&f, -1, .stack = 7);
	put(&f, -0x40000001);
	finish(&f);
	cr_expect_eq(expect_only(&f, "refcount-imbalance", "one put too many")->stack, 7);
	cr_expect(strstr(f.messages[0], "a counted object of 96 bytes"));
	cr_expect_str_eq(f.steps[0][0].message, "its reference count is set");
	cr_expect_str_eq(f.steps[0][1].message, "the last reference is given up");
	feed_free(&f);
}

/* What the count is, where the memory is gone, cannot be read any more. */
Test(imbalance, put_of_what_was_freed)
{
	struct feed f = { 0 };

	begin(&f);
	put(&f, 0);
	gone(&f);
	put(&f, 0x7ffffff0);
	finish(&f);
	expect_only(&f, "refcount-imbalance", "one put too many");
	feed_free(&f);
}

Test(imbalance, more_than_one_at_once)
{
	struct feed f = { 0 };

	begin(&f);
	put(&f, -1);
	finish(&f);
	expect_only(&f, "refcount-imbalance", "one put too many");
	feed_free(&f);
}

Test(imbalance, never_set)
{
	struct feed f = { 0 }, g = { 0 };

	put(&f, -1);
	finish(&f);
	expect_only(&f, "refcount-imbalance", "one put too many");
	feed_free(&f);
	get(&g, 1);
	finish(&g);
	expect_only(&g, "refcount-imbalance", "when none is left");
	feed_free(&g);
}

Test(imbalance, taken_when_none_is_left)
{
	struct feed f = { 0 };

	begin(&f);
	put(&f, 0);
	get(&f, 1);
	finish(&f);
	expect_only(&f, "refcount-imbalance", "when none is left");
	feed_free(&f);
}

/* Real threads: the count told before a put may have been passed by a get. */
Test(imbalance, get_passes_the_last_put)
{
	struct feed f = { 0 };

	begin(&f);
	put(&f, 0);
	get(&f, 2, .thread = 2);
	put(&f, 0, .thread = 2);
	gone(&f);
	expect_silence(&f);
}

Test(imbalance, never_given_up)
{
	struct feed f = { 0 };

	begin(&f);
	get(&f, 2, .thread = 2, .stack = 5);
	put(&f, 1);
	finish(&f);
	cr_expect_eq(expect_only(&f, "refcount-imbalance", "never given up: 1 is left")->stack, 5);
	feed_free(&f);
}

Test(imbalance, set_and_forgotten)
{
	struct feed f = { 0 };

	feed(&f, ALLOC, .address = OBJECT, .size = SIZE);
	feed(&f, REF_GET, .object = COUNT, .value = 3, .type = SET, .stack = 9);
	finish(&f);
	cr_expect_eq(expect_only(&f, "refcount-imbalance", "3 are left")->stack, 9);
	feed_free(&f);
}

Test(imbalance, of_ten_the_last_remembered)
{
	struct feed f = { 0 };

	begin(&f);
	for (int i = 2; i <= 12; i++)
		get(&f, i);
	for (int i = 11; i >= 0; i--)
		put(&f, i, .thread = 2);
	gone(&f);
	expect_silence(&f);
}

Test(imbalance, not_on_the_heap_at_the_end)
{
	struct feed f = { 0 };

	feed(&f, REF_GET, .object = COUNT, .value = 1, .type = SET);
	get(&f, 2);
	expect_silence(&f);
}

Test(imbalance, of_a_module_that_stays)
{
	struct feed f = { 0 };

	begin(&f);
	feed(&f, MODULE_INIT, .name = "m", .value = 0);
	expect_silence(&f);
}

Test(imbalance, of_a_module_that_goes)
{
	struct feed f = { 0 };

	feed(&f, MODULE_INIT, .name = "other", .value = -19);
	feed(&f, MODULE_INIT, .name = "m", .value = 0);
	begin(&f);
	feed(&f, MODULE_EXIT, .name = "m");
	finish(&f);
	expect_only(&f, "refcount-imbalance", "never given up");
	feed_free(&f);
}

/* A kill is no end. */
Test(imbalance, killed)
{
	struct feed f = { 0 };

	begin(&f);
	get(&f, 2);
	feed_end(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(imbalance, hung)
{
	struct feed f = { 0 };

	begin(&f);
	feed(&f, HANG, .object = 0x1);
	expect_silence(&f);
}

Test(imbalance, exec)
{
	struct feed f = { 0 };

	feed(&f, RUN_BEGIN, .name = "weakest");
	begin(&f);
	feed(&f, RUN_BEGIN, .name = "weakest");
	expect_silence(&f);
}

Test(imbalance, after_a_loss)
{
	struct feed f = { .run.first_loss = 3 };

	begin(&f);
	get(&f, 2);
	put(&f, -1, .stack = 8);
	finish(&f);
	cr_expect_null(expect_only(&f, "refcount-imbalance", "too many")->inconclusive,
		       "what the count says is certain");
	feed_free(&f);
}

Test(imbalance, left_after_a_loss)
{
	struct feed f = { .run.first_loss = 2 };

	begin(&f);
	finish(&f);
	cr_expect(expect_only(&f, "refcount-imbalance", "never given up")->inconclusive);
	feed_free(&f);
}

Test(imbalance, used_again_from_a_pool)
{
	struct feed f = { 0 };

	begin(&f);
	put(&f, 0);
	feed(&f, REF_GET, .object = COUNT, .value = 1, .type = SET);
	put(&f, 0);
	gone(&f);
	expect_silence(&f);
}

Test(imbalance, other_processes_have_their_own)
{
	struct feed f = { 0 };

	begin(&f);
	put(&f, 0, .process = 2, .thread = 5);
	put(&f, 0);
	gone(&f);
	expect_silence(&f);
}

/* ---- map objects: nobody uses one that has no reference ---- */

#define MAP_OBJECT 0x9000u
#define map_list(f) feed(f, OBJECT_LIST, .object = MAP_OBJECT, .size = 256)
#define map_unlist(f, result) feed(f, OBJECT_UNLIST, .object = MAP_OBJECT, .value = (result))
#define map_get(f, after, ...) \
	feed(f, REF_GET, .object = MAP_OBJECT, .value = (after), ##__VA_ARGS__)
#define map_put(f, after, ...) \
	feed(f, REF_PUT, .object = MAP_OBJECT, .value = (after), ##__VA_ARGS__)

Test(map_object, found_and_put_again_and_again)
{
	struct feed f = { 0 };

	map_list(&f);
	for (int i = 0; i < 3; i++) {
		map_get(&f, 1);
		map_put(&f, 0);
	}
	map_get(&f, 1, .thread = 2);
	map_unlist(&f, -16);
	map_put(&f, 0, .thread = 2);
	map_unlist(&f, 0);
	map_list(&f);
	map_get(&f, 1);
	map_put(&f, 0);
	expect_silence(&f);
}

Test(map_object, forgotten)
{
	struct feed f = { 0 };

	map_list(&f);
	map_get(&f, 1, .stack = 3);
	finish(&f);
	cr_expect_eq(expect_only(&f, "refcount-imbalance", "a map object is never")->stack, 3);
	feed_free(&f);
}

Test(map_object, put_too_often)
{
	struct feed f = { 0 };

	map_list(&f);
	map_get(&f, 1);
	map_put(&f, 0);
	map_put(&f, 0xffffffff);
	finish(&f);
	expect_only(&f, "refcount-imbalance", "one put too many");
	feed_free(&f);
}

Test(map_object, put_when_it_is_gone)
{
	struct feed f = { 0 };

	map_list(&f);
	map_unlist(&f, 0);
	map_put(&f, 12345);
	finish(&f);
	expect_only(&f, "refcount-imbalance", "one put too many");
	feed_free(&f);
}

/* ---- use-after-put ---- */

static void release(struct feed *f)
{
	begin(f);
	feed(f, LOCK, .object = LOCK_IN, .name = "&o->lock");
	feed(f, UNLOCK, .object = LOCK_IN);
	feed(f, LIST_ADD, .object = NODE, .address = 0x100);
	feed(f, MAP, .device = 0xd0, .address = OBJECT + 64, .dma_address = 0x20040, .size = 8);
	feed(f, MAP_CHECKED, .device = 0xd0, .dma_address = 0x20040);
	feed(f, UNMAP, .device = 0xd0, .dma_address = 0x20040, .size = 8);
	feed(f, LIST_DEL, .object = NODE);
	put(f, 0);
	gone(f);
}

static void expect_use(struct feed *f, const char *words)
{
	const struct replay_violation *row;

	finish(f);
	row = expect_only(f, "use-after-put", words);
	cr_expect_eq(row->confidence, CONFIDENCE_HIGH);
	cr_expect_null(row->inconclusive);
	feed_free(f);
}

Test(used, taken)
{
	struct feed f = { 0 };

	release(&f);
	get(&f, 0x1234);
	expect_use(&f, "is taken after the last put has freed it");
}

Test(used, locked)
{
	struct feed f = { 0 };

	release(&f);
	feed(&f, LOCK, .object = LOCK_IN, .name = "&o->lock");
	feed(&f, UNLOCK, .object = LOCK_IN);
	expect_use(&f, "a lock in a counted object of 96 bytes is used after the last put");
}

Test(used, unlocked)
{
	struct feed f = { 0 };

	begin(&f);
	feed(&f, LOCK, .object = LOCK_IN, .name = "&o->lock");
	put(&f, 0);
	gone(&f);
	feed(&f, UNLOCK, .object = LOCK_IN);
	expect_use(&f, "a lock in a counted object");
}

Test(used, listed)
{
	struct feed f = { 0 };

	release(&f);
	feed(&f, LIST_ADD, .object = NODE, .address = 0x100);
	expect_use(&f, "is put on a list after");
}

Test(used, unlisted)
{
	struct feed f = { 0 };

	begin(&f);
	feed(&f, LIST_ADD, .object = NODE, .address = 0x100);
	put(&f, 0);
	gone(&f);
	feed(&f, LIST_DEL, .object = NODE);
	expect_use(&f, "is taken off its list after");
}

Test(used, mapped)
{
	struct feed f = { 0 };

	release(&f);
	feed(&f, MAP, .device = 0xd0, .address = OBJECT + 64, .dma_address = 0x30040, .size = 8);
	feed(&f, MAP_CHECKED, .device = 0xd0, .dma_address = 0x30040);
	feed(&f, UNMAP, .device = 0xd0, .dma_address = 0x30040, .size = 8);
	expect_use(&f, "memory in a counted object of 96 bytes is mapped after");
}

/* Its own release function uses it, and later whoever gets the memory. */
Test(used, in_time)
{
	struct feed f = { 0 };

	begin(&f);
	feed(&f, LIST_ADD, .object = NODE, .address = 0x100);
	put(&f, 0);
	feed(&f, LOCK, .object = LOCK_IN, .name = "&o->lock");
	feed(&f, LIST_DEL, .object = NODE);
	feed(&f, UNLOCK, .object = LOCK_IN);
	gone(&f);
	feed(&f, ALLOC, .address = OBJECT + 16, .size = 64);
	feed(&f, LOCK, .object = LOCK_IN, .name = "&o->lock");
	feed(&f, UNLOCK, .object = LOCK_IN);
	feed(&f, REF_GET, .object = COUNT, .value = 1, .type = SET);
	put(&f, 0);
	feed(&f, FREE, .address = OBJECT + 16);
	expect_silence(&f);
}

/* Memory of our own services is not told of: the same place is not the same thing. */
Test(used, by_others_in_silence)
{
	struct feed f = { 0 };

	release(&f);
	feed(&f, LOCK, .object = LOCK_IN, .name = "&other->lock");
	feed(&f, UNLOCK, .object = LOCK_IN);
	feed(&f, LOCK, .object = LOCK_IN + 8, .name = "&o->lock");
	feed(&f, UNLOCK, .object = LOCK_IN + 8);
	feed(&f, LIST_ADD, .object = NODE + 8, .address = 0x100);
	feed(&f, REF_GET, .object = COUNT, .value = 1, .type = SET);
	put(&f, 0);
	expect_silence(&f);
}

Test(used, freed_with_references_left)
{
	struct feed f = { 0 };

	begin(&f);
	get(&f, 2, .thread = 2);
	gone(&f);
	put(&f, 1, .thread = 2);
	put(&f, 1, .thread = 2);
	expect_use(&f, "freed, though references to it were left");
}

Test(used, only_freed)
{
	struct feed f = { 0 };

	begin(&f);
	gone(&f);
	expect_silence(&f);
}

Test(used, after_a_loss)
{
	struct feed f = { .run.first_loss = 3 };

	begin(&f);
	feed(&f, LOCK, .object = LOCK_IN, .name = "&o->lock");
	feed(&f, UNLOCK, .object = LOCK_IN);
	put(&f, 0);
	gone(&f);
	feed(&f, LOCK, .object = LOCK_IN, .name = "&o->lock");
	finish(&f);
	cr_expect(expect_only(&f, "use-after-put", "a lock in")->inconclusive);
	feed_free(&f);
}

/* Freed objects are forgotten in turn. */
Test(used, many)
{
	struct feed f = { 0 };

	for (uint64_t i = 0; i < 3000; i++) {
		uint64_t object = 0x100000 + i * 128;

		feed(&f, ALLOC, .address = object, .size = 128);
		feed(&f, REF_GET, .object = object + 8, .value = 1, .type = SET);
		feed(&f, REF_PUT, .object = object + 8, .value = 0);
		feed(&f, FREE, .address = object);
	}
	feed(&f, REF_GET, .object = 0x100008, .value = 7);
	feed(&f, REF_GET, .object = 0x100008 + 2999 * 128, .value = 7);
	finish(&f);
	expect_only(&f, "use-after-put", "is taken after");
	feed_free(&f);
}

/* Two counts in one object: the one that ends it, and one that counts users. */
Test(used, two_counts)
{
	struct feed f = { 0 };

	begin(&f);
	feed(&f, REF_GET, .object = COUNT + 4, .value = 1, .type = SET);
	feed(&f, REF_PUT, .object = COUNT + 4, .value = 0);
	put(&f, 0);
	gone(&f);
	feed(&f, REF_PUT, .object = COUNT + 4, .value = 3);
	finish(&f);
	expect_only(&f, "refcount-imbalance", "one put too many");
	feed_free(&f);
}
