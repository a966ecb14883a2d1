/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * llist.h - a stack without a lock: many add, one takes
 */
#ifndef LLIST_H
#define LLIST_H

#include <linux/types.h>
#include <linux/container_of.h>

struct llist_node {
	struct llist_node *next;
};

struct llist_head {
	struct llist_node *first;
};

#define LLIST_HEAD_INIT(name) { NULL }
#define LLIST_HEAD(name) struct llist_head name = LLIST_HEAD_INIT(name)

static inline void init_llist_head(struct llist_head *list)
{
	list->first = NULL;
}

/* A node on no list points at itself. */
static inline void init_llist_node(struct llist_node *node)
{
	__atomic_store_n(&node->next, node, __ATOMIC_RELAXED);
}

static inline bool llist_on_list(const struct llist_node *node)
{
	return __atomic_load_n(&node->next, __ATOMIC_RELAXED) != node;
}

static inline bool llist_empty(const struct llist_head *head)
{
	return !__atomic_load_n(&head->first, __ATOMIC_RELAXED);
}

static inline struct llist_node *llist_next(struct llist_node *node)
{
	return node->next;
}

/* Publishes with release what llist_del_all() takes with acquire. */
static inline bool llist_add_batch(struct llist_node *new_first,
				   struct llist_node *new_last,
				   struct llist_head *head)
{
	struct llist_node *first = __atomic_load_n(&head->first, __ATOMIC_RELAXED);

	do {
		__atomic_store_n(&new_last->next, first, __ATOMIC_RELAXED);
	} while (!__atomic_compare_exchange_n(&head->first, &first, new_first,
					      false, __ATOMIC_ACQ_REL,
					      __ATOMIC_RELAXED));
	return !first;
}

static inline bool llist_add(struct llist_node *node, struct llist_head *head)
{
	return llist_add_batch(node, node, head);
}

static inline bool __llist_add_batch(struct llist_node *new_first,
				     struct llist_node *new_last,
				     struct llist_head *head)
{
	struct llist_node *old_first = head->first;

	head->first = new_first;
	new_last->next = old_first;
	return !old_first;
}

static inline bool __llist_add(struct llist_node *node, struct llist_head *head)
{
	return __llist_add_batch(node, node, head);
}

static inline struct llist_node *llist_del_all(struct llist_head *head)
{
	return __atomic_exchange_n(&head->first, NULL, __ATOMIC_ACQ_REL);
}

static inline struct llist_node *__llist_del_all(struct llist_head *head)
{
	struct llist_node *all = head->first;

	init_llist_head(head);
	return all;
}

/* One taker at a time: another could take the second entry and put it back. */
static inline struct llist_node *llist_del_first(struct llist_head *head)
{
	struct llist_node *first = __atomic_load_n(&head->first, __ATOMIC_ACQUIRE);

	while (first) {
		struct llist_node *next =
			__atomic_load_n(&first->next, __ATOMIC_RELAXED);

		if (__atomic_compare_exchange_n(&head->first, &first, next, false,
						__ATOMIC_ACQ_REL,
						__ATOMIC_ACQUIRE))
			break;
	}
	return first;
}

static inline struct llist_node *llist_del_first_init(struct llist_head *head)
{
	struct llist_node *node = llist_del_first(head);

	if (node)
		init_llist_node(node);
	return node;
}

static inline struct llist_node *llist_reverse_order(struct llist_node *head)
{
	struct llist_node *reversed = NULL;

	while (head) {
		struct llist_node *next = head->next;

		head->next = reversed;
		reversed = head;
		head = next;
	}
	return reversed;
}

#define llist_entry(ptr, type, member) container_of(ptr, type, member)

/* The entry of a node, NULL of none. */
#define __llist_entry(node, type, member) \
	((node) ? llist_entry(node, type, member) : NULL)

#define llist_for_each(pos, node) \
	for ((pos) = (node); pos; (pos) = (pos)->next)
#define llist_for_each_safe(pos, n, node) \
	for ((pos) = (node); (pos) && ((n) = (pos)->next, true); (pos) = (n))
#define llist_for_each_entry(pos, node, member) \
	for (struct llist_node *__at = (node); \
	     __at && ((pos) = llist_entry(__at, typeof(*(pos)), member), true); \
	     __at = (pos)->member.next)
#define llist_for_each_entry_safe(pos, n, node, member) \
	for (struct llist_node *__at = (node); \
	     __at && ((pos) = llist_entry(__at, typeof(*(pos)), member), \
		      (n) = __llist_entry(__at->next, typeof(*(n)), member), true); \
	     __at = (n) ? &(n)->member : NULL)

#endif /* LLIST_H */
