/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-span.c - ranges that share bytes, against a list of all of them
 */
#include "db/replay/span.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { SPANS = 400, ROUNDS = 20000 };

struct world {
	struct span_tree tree;
	struct span spans[SPANS];
	bool in[SPANS];
};

static uint64_t draw(uint64_t below)
{
	return (uint64_t)rand() % below;
}

static void toggle(struct world *world, size_t place)
{
	struct span *span = &world->spans[place];

	if (world->in[place]) {
		span_remove(&world->tree, span);
	} else {
		span->start = draw(1000);
		span->end = span->start + draw(60);
		span->serial = place;
		span->owner = span;
		span_insert(&world->tree, span);
	}
	world->in[place] = !world->in[place];
}

static bool shares(const struct world *world, size_t place, uint64_t start, uint64_t end)
{
	const struct span *span = &world->spans[place];

	return world->in[place] && span->start < end && span->end > start;
}

static void compare(struct world *world, uint64_t start, uint64_t end)
{
	const struct span *before = NULL, *span = NULL;
	size_t expected = 0, found = 0;

	for (size_t i = 0; i < SPANS; i++)
		expected += shares(world, i, start, end);
	while ((span = span_next(&world->tree, start, end, span))) {
		cr_assert(shares(world, span->serial, start, end));
		cr_assert(!before || before->start < span->start ||
			  (before->start == span->start && before->serial < span->serial));
		before = span;
		found++;
	}
	cr_assert_eq(found, expected);
}

Test(span, like_a_list)
{
	struct world *world = calloc(1, sizeof(*world));

	srand(1);
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t start = draw(1000);

		toggle(world, draw(SPANS));
		if (round % 8 == 0)
			compare(world, start, start + draw(40));
	}
	free(world);
}

Test(span, last_address)
{
	struct span_tree tree = { 0 };
	struct span span = { .start = UINT64_MAX - 10,
			     .end = span_end(UINT64_MAX - 10, 100) };

	cr_expect_eq(span.end, UINT64_MAX);
	span_insert(&tree, &span);
	cr_expect_eq(span_next(&tree, UINT64_MAX - 1, UINT64_MAX, NULL), &span);
	cr_expect_null(span_next(&tree, 0, UINT64_MAX - 10, NULL));
}

Test(span, nothing)
{
	struct span_tree tree = { 0 };
	struct span span = { .start = 5, .end = 5 };

	cr_expect_null(span_next(&tree, 0, UINT64_MAX, NULL));
	span_insert(&tree, &span);
	cr_expect_null(span_next(&tree, 5, 6, NULL), "no bytes");
	cr_expect_null(span_next(&tree, 0, 5, NULL));
	span_remove(&tree, &span);
	cr_expect_null(tree.root);
}
