/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * span.h - ranges of addresses: which of them share bytes with another
 *
 * A search tree by start, balanced by chance, in which each node knows how far the
 * ranges below it reach. Nodes lie in what they stand for; nothing is allocated.
 */
#ifndef DMACHECK_REPLAY_SPAN_H
#define DMACHECK_REPLAY_SPAN_H

#include <stdint.h>

/**
 * struct span - bytes from @start up to @end, which is not of them
 * @serial: of two that start alike the one with the smaller number comes first
 * @owner: what it stands for
 * @reach: the largest @end in the tree below
 */
struct span {
	struct span *left;
	struct span *right;
	uint64_t start;
	uint64_t end;
	uint64_t serial;
	void *owner;
	uint64_t reach;
	uint32_t priority;
};

/* struct span_tree - all zero: empty */
struct span_tree {
	struct span *root;
	uint32_t random;
};

/* What wraps around ends at the last address. */
uint64_t span_end(uint64_t start, uint64_t size);

/** span_insert() - @start, @end, @serial and @owner are set; nothing else need be */
void span_insert(struct span_tree *tree, struct span *span);
/** span_remove() - one that is in the tree */
void span_remove(struct span_tree *tree, struct span *span);

/**
 * span_next() - ranges that share bytes with another, by start and serial
 * @after: the one before, NULL for the first; still in the tree
 *
 * Return: its owner's span, or NULL: no more. O(log n).
 */
struct span *span_next(const struct span_tree *tree, uint64_t start, uint64_t end,
		       const struct span *after);

#endif /* DMACHECK_REPLAY_SPAN_H */
