/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * span.c - a treap of ranges, each node with the reach of what is below it
 */
#include "db/replay/span.h"

#include <stdbool.h>
#include <stddef.h>

uint64_t span_end(uint64_t start, uint64_t size)
{
	return size > UINT64_MAX - start ? UINT64_MAX : start + size;
}

static bool comes_before(const struct span *one, const struct span *other)
{
	if (one->start != other->start)
		return one->start < other->start;
	return one->serial < other->serial;
}

static void span_measure(struct span *span)
{
	span->reach = span->end;
	if (span->left && span->left->reach > span->reach)
		span->reach = span->left->reach;
	if (span->right && span->right->reach > span->reach)
		span->reach = span->right->reach;
}

static uint32_t next_random(struct span_tree *tree)
{
	uint32_t x = tree->random ? tree->random : 2463534242u;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	tree->random = x;
	return x;
}

/* What comes before @at goes to *@left, the rest to *@right. */
static void span_split(struct span *root, const struct span *at, struct span **left,
		       struct span **right)
{
	if (!root) {
		*left = NULL;
		*right = NULL;
	} else if (comes_before(root, at)) {
		*left = root;
		span_split(root->right, at, &root->right, right);
		span_measure(root);
	} else {
		*right = root;
		span_split(root->left, at, left, &root->left);
		span_measure(root);
	}
}

/* All of @left comes before all of @right. */
static struct span *span_join(struct span *left, struct span *right)
{
	if (!left)
		return right;
	if (!right)
		return left;
	if (left->priority > right->priority) {
		left->right = span_join(left->right, right);
		span_measure(left);
		return left;
	}
	right->left = span_join(left, right->left);
	span_measure(right);
	return right;
}

void span_insert(struct span_tree *tree, struct span *span)
{
	struct span **link = &tree->root;

	span->priority = next_random(tree);
	while (*link && (*link)->priority >= span->priority) {
		if ((*link)->reach < span->end)
			(*link)->reach = span->end;
		link = comes_before(span, *link) ? &(*link)->left : &(*link)->right;
	}
	span_split(*link, span, &span->left, &span->right);
	span_measure(span);
	*link = span;
}

static struct span *span_without(struct span *root, const struct span *span)
{
	if (!root)
		return NULL;
	if (root == span)
		return span_join(root->left, root->right);
	if (comes_before(span, root))
		root->left = span_without(root->left, span);
	else
		root->right = span_without(root->right, span);
	span_measure(root);
	return root;
}

void span_remove(struct span_tree *tree, struct span *span)
{
	tree->root = span_without(tree->root, span);
}

/* The first behind @after that shares bytes; ranges that begin at @end do not. */
static struct span *span_search(struct span *root, uint64_t start, uint64_t end,
				const struct span *after)
{
	struct span *found;

	if (!root || root->reach <= start)
		return NULL;
	if (!after || comes_before(after, root)) {
		found = span_search(root->left, start, end, after);
		if (found)
			return found;
		if (root->start < end && root->end > start)
			return root;
	}
	return root->start < end ? span_search(root->right, start, end, after) : NULL;
}

struct span *span_next(const struct span_tree *tree, uint64_t start, uint64_t end,
		       const struct span *after)
{
	return span_search(tree->root, start, end, after);
}
