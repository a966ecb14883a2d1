/* SPDX-License-Identifier: GPL-2.0-or-later */
/* list.h - doubly linked lists whose nodes sit inside what they list */
#ifndef DMACHECK_LINUX_LIST_H
#define DMACHECK_LINUX_LIST_H

#include <linux/container_of.h>
#include <linux/compiler.h>
#include <linux/poison.h>
#include <linux/types.h>

/*
 * A module's lists are told to a recorder where what is put on them is counted:
 * others may find it from then on, until it is taken off.
 */
#if defined(MODULE) && !defined(DMACHECK_CORE)
extern int dmacheck_recording;
void dmacheck_listed(const void *node, const void *head);
void dmacheck_unlisted(const void *node);
void dmacheck_spliced(const struct list_head *list, const struct list_head *head);
#define DMACHECK_LISTED(node, head) \
	(dmacheck_recording ? dmacheck_listed(node, head) : (void)0)
#define DMACHECK_UNLISTED(node) \
	(dmacheck_recording ? dmacheck_unlisted(node) : (void)0)
#define DMACHECK_SPLICED(list, head) \
	(dmacheck_recording ? dmacheck_spliced(list, head) : (void)0)
#else
#define DMACHECK_LISTED(node, head) ((void)0)
#define DMACHECK_UNLISTED(node) ((void)0)
#define DMACHECK_SPLICED(list, head) ((void)0)
#endif

#define LIST_HEAD_INIT(name) { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)

static inline void INIT_LIST_HEAD(struct list_head *list)
{
	WRITE_ONCE(list->next, list);
	WRITE_ONCE(list->prev, list);
}

static inline void __list_add(struct list_head *node, struct list_head *before,
			      struct list_head *after)
{
	node->next = after;
	node->prev = before;
	WRITE_ONCE(after->prev, node);
	WRITE_ONCE(before->next, node);
}

static inline void list_add(struct list_head *node, struct list_head *head)
{
	DMACHECK_LISTED(node, head);
	__list_add(node, head, head->next);
}

static inline void list_add_tail(struct list_head *node, struct list_head *head)
{
	DMACHECK_LISTED(node, head);
	__list_add(node, head->prev, head);
}

static inline void __list_del(struct list_head *before, struct list_head *after)
{
	WRITE_ONCE(after->prev, before);
	WRITE_ONCE(before->next, after);
}

static inline void __list_del_entry(struct list_head *node)
{
	__list_del(node->prev, node->next);
}

static inline void list_del(struct list_head *node)
{
	DMACHECK_UNLISTED(node);
	__list_del_entry(node);
	node->next = LIST_POISON1;
	node->prev = LIST_POISON2;
}

static inline void list_del_init(struct list_head *node)
{
	DMACHECK_UNLISTED(node);
	__list_del_entry(node);
	INIT_LIST_HEAD(node);
}

static inline void list_del_init_careful(struct list_head *node)
{
	DMACHECK_UNLISTED(node);
	__list_del_entry(node);
	WRITE_ONCE(node->prev, node);
	__atomic_store_n(&node->next, node, __ATOMIC_RELEASE);
}

static inline void list_replace(struct list_head *old, struct list_head *node)
{
	DMACHECK_UNLISTED(old);
	DMACHECK_LISTED(node, old);
	node->next = old->next;
	node->next->prev = node;
	node->prev = old->prev;
	node->prev->next = node;
}

static inline void list_replace_init(struct list_head *old, struct list_head *node)
{
	list_replace(old, node);
	INIT_LIST_HEAD(old);
}

static inline void list_swap(struct list_head *a, struct list_head *b)
{
	struct list_head *before = b->prev;

	list_del(b);
	list_replace(a, b);
	if (before == a)
		before = b;
	list_add(a, before);
}

static inline void list_move(struct list_head *node, struct list_head *head)
{
	__list_del_entry(node);
	list_add(node, head);
}

static inline void list_move_tail(struct list_head *node, struct list_head *head)
{
	__list_del_entry(node);
	list_add_tail(node, head);
}

static inline void list_bulk_move_tail(struct list_head *head, struct list_head *first,
				       struct list_head *last)
{
	__list_del(first->prev, last->next);
	head->prev->next = first;
	first->prev = head->prev;
	last->next = head;
	head->prev = last;
}

static inline int list_is_first(const struct list_head *node, const struct list_head *head)
{
	return node->prev == head;
}

static inline int list_is_last(const struct list_head *node, const struct list_head *head)
{
	return node->next == head;
}

static inline int list_is_head(const struct list_head *node, const struct list_head *head)
{
	return node == head;
}

static inline int list_empty(const struct list_head *head)
{
	return READ_ONCE(head->next) == head;
}

static inline int list_empty_careful(const struct list_head *head)
{
	struct list_head *next = __atomic_load_n(&head->next, __ATOMIC_ACQUIRE);

	return next == head && next == READ_ONCE(head->prev);
}

static inline int list_is_singular(const struct list_head *head)
{
	return !list_empty(head) && head->next == head->prev;
}

static inline void list_rotate_left(struct list_head *head)
{
	if (!list_empty(head))
		list_move_tail(head->next, head);
}

static inline void list_rotate_to_front(struct list_head *node, struct list_head *head)
{
	list_move_tail(head, node);
}

static inline void __list_splice(const struct list_head *list, struct list_head *before,
				 struct list_head *after)
{
	struct list_head *first = list->next, *last = list->prev;

	first->prev = before;
	WRITE_ONCE(before->next, first);
	last->next = after;
	WRITE_ONCE(after->prev, last);
}

static inline void list_splice(const struct list_head *list, struct list_head *head)
{
	if (list_empty(list))
		return;
	DMACHECK_SPLICED(list, head);
	__list_splice(list, head, head->next);
}

static inline void list_splice_tail(struct list_head *list, struct list_head *head)
{
	if (list_empty(list))
		return;
	DMACHECK_SPLICED(list, head);
	__list_splice(list, head->prev, head);
}

static inline void list_splice_init(struct list_head *list, struct list_head *head)
{
	list_splice(list, head);
	INIT_LIST_HEAD(list);
}

static inline void list_splice_tail_init(struct list_head *list, struct list_head *head)
{
	list_splice_tail(list, head);
	INIT_LIST_HEAD(list);
}

/* Moves what is from the front up to @entry, inclusive, to @list. */
static inline void list_cut_position(struct list_head *list, struct list_head *head,
				     struct list_head *entry)
{
	struct list_head *rest = entry->next;

	INIT_LIST_HEAD(list);
	if (list_empty(head) || entry == head)
		return;
	list->next = head->next;
	list->next->prev = list;
	list->prev = entry;
	entry->next = list;
	head->next = rest;
	rest->prev = head;
}

static inline void list_cut_before(struct list_head *list, struct list_head *head,
				   struct list_head *entry)
{
	if (head->next == entry)
		INIT_LIST_HEAD(list);
	else
		list_cut_position(list, head, entry->prev);
}

static inline size_t list_count_nodes(struct list_head *head)
{
	struct list_head *node;
	size_t count = 0;

	for (node = head->next; node != head; node = node->next)
		count++;
	return count;
}

#define list_entry(pointer, type, member) container_of(pointer, type, member)
#define list_first_entry(head, type, member) list_entry((head)->next, type, member)
#define list_last_entry(head, type, member) list_entry((head)->prev, type, member)
#define list_first_entry_or_null(head, type, member) \
	({ \
		struct list_head *__list = (head); \
		struct list_head *__first = READ_ONCE(__list->next); \
		__first != __list ? list_entry(__first, type, member) : NULL; \
	})
#define list_last_entry_or_null(head, type, member) \
	({ \
		struct list_head *__list = (head); \
		struct list_head *__last = READ_ONCE(__list->prev); \
		__last != __list ? list_entry(__last, type, member) : NULL; \
	})
#define list_next_entry(entry, member) list_entry((entry)->member.next, typeof(*(entry)), member)
#define list_prev_entry(entry, member) list_entry((entry)->member.prev, typeof(*(entry)), member)
#define list_next_entry_circular(entry, head, member) \
	(list_is_last(&(entry)->member, head) ? \
	 list_first_entry(head, typeof(*(entry)), member) : list_next_entry(entry, member))
#define list_prev_entry_circular(entry, head, member) \
	(list_is_first(&(entry)->member, head) ? \
	 list_last_entry(head, typeof(*(entry)), member) : list_prev_entry(entry, member))
#define list_entry_is_head(entry, head, member) (&(entry)->member == (head))

#define list_for_each(node, head) \
	for (node = (head)->next; !list_is_head(node, (head)); node = node->next)
#define list_for_each_continue(node, head) \
	for (node = node->next; !list_is_head(node, (head)); node = node->next)
#define list_for_each_prev(node, head) \
	for (node = (head)->prev; !list_is_head(node, (head)); node = node->prev)
#define list_for_each_safe(node, following, head) \
	for (node = (head)->next, following = node->next; !list_is_head(node, (head)); \
	     node = following, following = node->next)
#define list_for_each_prev_safe(node, following, head) \
	for (node = (head)->prev, following = node->prev; !list_is_head(node, (head)); \
	     node = following, following = node->prev)

#define list_for_each_entry(entry, head, member) \
	for (entry = list_first_entry(head, typeof(*entry), member); \
	     !list_entry_is_head(entry, head, member); \
	     entry = list_next_entry(entry, member))
#define list_for_each_entry_reverse(entry, head, member) \
	for (entry = list_last_entry(head, typeof(*entry), member); \
	     !list_entry_is_head(entry, head, member); \
	     entry = list_prev_entry(entry, member))
#define list_prepare_entry(entry, head, member) \
	((entry) ? : list_entry(head, typeof(*entry), member))
#define list_for_each_entry_continue(entry, head, member) \
	for (entry = list_next_entry(entry, member); \
	     !list_entry_is_head(entry, head, member); \
	     entry = list_next_entry(entry, member))
#define list_for_each_entry_continue_reverse(entry, head, member) \
	for (entry = list_prev_entry(entry, member); \
	     !list_entry_is_head(entry, head, member); \
	     entry = list_prev_entry(entry, member))
#define list_for_each_entry_from(entry, head, member) \
	for (; !list_entry_is_head(entry, head, member); \
	     entry = list_next_entry(entry, member))
#define list_for_each_entry_from_reverse(entry, head, member) \
	for (; !list_entry_is_head(entry, head, member); \
	     entry = list_prev_entry(entry, member))
#define list_for_each_entry_safe(entry, following, head, member) \
	for (entry = list_first_entry(head, typeof(*entry), member), \
	     following = list_next_entry(entry, member); \
	     !list_entry_is_head(entry, head, member); \
	     entry = following, following = list_next_entry(following, member))
#define list_for_each_entry_safe_continue(entry, following, head, member) \
	for (entry = list_next_entry(entry, member), \
	     following = list_next_entry(entry, member); \
	     !list_entry_is_head(entry, head, member); \
	     entry = following, following = list_next_entry(following, member))
#define list_for_each_entry_safe_from(entry, following, head, member) \
	for (following = list_next_entry(entry, member); \
	     !list_entry_is_head(entry, head, member); \
	     entry = following, following = list_next_entry(following, member))
#define list_for_each_entry_safe_reverse(entry, following, head, member) \
	for (entry = list_last_entry(head, typeof(*entry), member), \
	     following = list_prev_entry(entry, member); \
	     !list_entry_is_head(entry, head, member); \
	     entry = following, following = list_prev_entry(following, member))
#define list_safe_reset_next(entry, following, member) \
	following = list_next_entry(entry, member)

/* Lists with a head of one pointer. */
#define HLIST_HEAD_INIT { .first = NULL }
#define HLIST_HEAD(name) struct hlist_head name = HLIST_HEAD_INIT
#define INIT_HLIST_HEAD(pointer) ((pointer)->first = NULL)

static inline void INIT_HLIST_NODE(struct hlist_node *node)
{
	node->next = NULL;
	node->pprev = NULL;
}

static inline int hlist_unhashed(const struct hlist_node *node)
{
	return !node->pprev;
}

static inline int hlist_unhashed_lockless(const struct hlist_node *node)
{
	return !READ_ONCE(node->pprev);
}

static inline int hlist_empty(const struct hlist_head *head)
{
	return !READ_ONCE(head->first);
}

static inline void __hlist_del(struct hlist_node *node)
{
	struct hlist_node *next = node->next;
	struct hlist_node **place = node->pprev;

	WRITE_ONCE(*place, next);
	if (next)
		WRITE_ONCE(next->pprev, place);
}

static inline void hlist_del(struct hlist_node *node)
{
	DMACHECK_UNLISTED(node);
	__hlist_del(node);
	node->next = LIST_POISON1;
	node->pprev = LIST_POISON2;
}

static inline void hlist_del_init(struct hlist_node *node)
{
	if (hlist_unhashed(node))
		return;
	DMACHECK_UNLISTED(node);
	__hlist_del(node);
	INIT_HLIST_NODE(node);
}

static inline void hlist_add_head(struct hlist_node *node, struct hlist_head *head)
{
	struct hlist_node *first = head->first;

	DMACHECK_LISTED(node, head);
	WRITE_ONCE(node->next, first);
	if (first)
		WRITE_ONCE(first->pprev, &node->next);
	WRITE_ONCE(node->pprev, &head->first);
	WRITE_ONCE(head->first, node);
}

static inline void hlist_add_before(struct hlist_node *node, struct hlist_node *next)
{
	DMACHECK_LISTED(node, next);
	WRITE_ONCE(node->pprev, next->pprev);
	WRITE_ONCE(node->next, next);
	WRITE_ONCE(next->pprev, &node->next);
	WRITE_ONCE(*(node->pprev), node);
}

static inline void hlist_add_behind(struct hlist_node *node, struct hlist_node *before)
{
	DMACHECK_LISTED(node, before);
	WRITE_ONCE(node->next, before->next);
	WRITE_ONCE(before->next, node);
	WRITE_ONCE(node->pprev, &before->next);
	if (node->next)
		WRITE_ONCE(node->next->pprev, &node->next);
}

static inline void hlist_add_fake(struct hlist_node *node)
{
	node->pprev = &node->next;
}

static inline bool hlist_fake(struct hlist_node *node)
{
	return node->pprev == &node->next;
}

static inline void hlist_move_list(struct hlist_head *old, struct hlist_head *fresh)
{
	fresh->first = old->first;
	if (fresh->first)
		fresh->first->pprev = &fresh->first;
	old->first = NULL;
}

#define hlist_entry(pointer, type, member) container_of(pointer, type, member)
#define hlist_entry_safe(pointer, type, member) \
	({ \
		typeof(pointer) __node = (pointer); \
		__node ? hlist_entry(__node, type, member) : NULL; \
	})
#define hlist_for_each(node, head) \
	for (node = (head)->first; node; node = node->next)
#define hlist_for_each_safe(node, following, head) \
	for (node = (head)->first; node && ({ following = node->next; 1; }); node = following)
#define hlist_for_each_entry(entry, head, member) \
	for (entry = hlist_entry_safe((head)->first, typeof(*(entry)), member); entry; \
	     entry = hlist_entry_safe((entry)->member.next, typeof(*(entry)), member))
#define hlist_for_each_entry_continue(entry, member) \
	for (entry = hlist_entry_safe((entry)->member.next, typeof(*(entry)), member); entry; \
	     entry = hlist_entry_safe((entry)->member.next, typeof(*(entry)), member))
#define hlist_for_each_entry_from(entry, member) \
	for (; entry; \
	     entry = hlist_entry_safe((entry)->member.next, typeof(*(entry)), member))
#define hlist_for_each_entry_safe(entry, following, head, member) \
	for (entry = hlist_entry_safe((head)->first, typeof(*entry), member); \
	     entry && ({ following = entry->member.next; 1; }); \
	     entry = hlist_entry_safe(following, typeof(*entry), member))

#endif /* DMACHECK_LINUX_LIST_H */
