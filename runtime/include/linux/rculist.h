/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rculist.h - lists that are read without locks
 *
 * A new entry is complete before it is seen: each link to it is stored with
 * release, and loaded with acquire by the readers. What has been taken out keeps
 * its link forward, for those who still stand on it.
 */
#ifndef _LINUX_RCULIST_H
#define _LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>

#ifndef LIST_POISON2
#define LIST_POISON2 ((void *)0x122)
#endif

#define DMACHECK_LINK(link) __atomic_load_n(&(link), __ATOMIC_ACQUIRE)

#define list_next_rcu(list) ((list)->next)
#define hlist_first_rcu(head) ((head)->first)
#define hlist_next_rcu(node) ((node)->next)

static inline void INIT_LIST_HEAD_RCU(struct list_head *list)
{
	__atomic_store_n(&list->next, list, __ATOMIC_RELAXED);
	__atomic_store_n(&list->prev, list, __ATOMIC_RELAXED);
}

static inline void dmacheck_list_link_rcu(struct list_head *entry,
					  struct list_head *before,
					  struct list_head *after)
{
	entry->next = after;
	entry->prev = before;
	rcu_assign_pointer(before->next, entry);
	after->prev = entry;
}

static inline void list_add_rcu(struct list_head *entry, struct list_head *head)
{
	DMACHECK_LISTED(entry, head);
	dmacheck_list_link_rcu(entry, head, head->next);
}

static inline void list_add_tail_rcu(struct list_head *entry, struct list_head *head)
{
	DMACHECK_LISTED(entry, head);
	dmacheck_list_link_rcu(entry, head->prev, head);
}

static inline void list_del_rcu(struct list_head *entry)
{
	DMACHECK_UNLISTED(entry);
	entry->next->prev = entry->prev;
	__atomic_store_n(&entry->prev->next, entry->next, __ATOMIC_RELEASE);
	entry->prev = (struct list_head *)LIST_POISON2;
}

static inline void list_replace_rcu(struct list_head *old, struct list_head *entry)
{
	DMACHECK_UNLISTED(old);
	DMACHECK_LISTED(entry, old);
	entry->next = old->next;
	entry->prev = old->prev;
	rcu_assign_pointer(entry->prev->next, entry);
	entry->next->prev = entry;
	old->prev = (struct list_head *)LIST_POISON2;
}

/* @sync waits for the readers of @list, who must not run off into @head. */
static inline void list_splice_init_rcu(struct list_head *list,
					struct list_head *head, void (*sync)(void))
{
	struct list_head *first = list->next;
	struct list_head *last = list->prev;

	if (first == list)
		return;
	INIT_LIST_HEAD_RCU(list);
	sync();
	last->next = head->next;
	first->prev = head;
	head->next->prev = last;
	rcu_assign_pointer(head->next, first);
}

static inline void list_splice_tail_init_rcu(struct list_head *list,
					     struct list_head *head,
					     void (*sync)(void))
{
	list_splice_init_rcu(list, head->prev, sync);
}

#define list_entry_rcu(ptr, type, member) \
	container_of(DMACHECK_LINK(ptr), type, member)
#define list_entry_lockless(ptr, type, member) list_entry_rcu(ptr, type, member)

#define list_first_or_null_rcu(ptr, type, member) \
	({ \
		struct list_head *__list = (ptr); \
		struct list_head *__first = DMACHECK_LINK(__list->next); \
		__first != __list ? container_of(__first, type, member) : NULL; \
	})
#define list_next_or_null_rcu(head, ptr, type, member) \
	({ \
		struct list_head *__at = (ptr); \
		struct list_head *__after = DMACHECK_LINK(__at->next); \
		__after != (head) ? container_of(__after, type, member) : NULL; \
	})

/*
 * The third argument says what makes the walk right without RCU. It is compiled
 * and not judged, as in a kernel without CONFIG_PROVE_RCU_LIST.
 */
#define DMACHECK_RCU_CONDITION_(dummy, condition, ...) (condition)
#define DMACHECK_RCU_CONDITION(...) \
	DMACHECK_RCU_CONDITION_(0, ##__VA_ARGS__, 0)
#define DMACHECK_RCU_ENTER(condition) ((void)sizeof(condition))

#define list_for_each_entry_rcu(pos, head, member, ...) \
	for (DMACHECK_RCU_ENTER(DMACHECK_RCU_CONDITION(__VA_ARGS__)), \
	     pos = list_entry_rcu((head)->next, typeof(*pos), member); \
	     &pos->member != (head); \
	     pos = list_entry_rcu(pos->member.next, typeof(*pos), member))
#define list_for_each_entry_srcu(pos, head, member, condition) \
	list_for_each_entry_rcu(pos, head, member, condition)
#define DMACHECK_ENTRY_AFTER(pos, member) \
	list_entry_rcu((pos)->member.next, typeof(*(pos)), member)
#define list_for_each_entry_lockless(pos, head, member) \
	list_for_each_entry_rcu(pos, head, member, 1)
#define list_for_each_entry_continue_rcu(pos, head, member) \
	for (pos = DMACHECK_ENTRY_AFTER(pos, member); &pos->member != (head); \
	     pos = DMACHECK_ENTRY_AFTER(pos, member))
#define list_for_each_entry_from_rcu(pos, head, member) \
	for (; &pos->member != (head); pos = DMACHECK_ENTRY_AFTER(pos, member))

static inline void hlist_del_rcu(struct hlist_node *n)
{
	struct hlist_node *next = n->next;

	DMACHECK_UNLISTED(n);
	__atomic_store_n(n->pprev, next, __ATOMIC_RELEASE);
	if (next)
		next->pprev = n->pprev;
	n->pprev = (struct hlist_node **)LIST_POISON2;
}

static inline void hlist_del_init_rcu(struct hlist_node *n)
{
	if (!n->pprev)
		return;
	hlist_del_rcu(n);
	n->pprev = NULL;
}

static inline void hlist_replace_rcu(struct hlist_node *old, struct hlist_node *entry)
{
	DMACHECK_UNLISTED(old);
	DMACHECK_LISTED(entry, old);
	entry->next = old->next;
	entry->pprev = old->pprev;
	__atomic_store_n(entry->pprev, entry, __ATOMIC_RELEASE);
	if (entry->next)
		entry->next->pprev = &entry->next;
	old->pprev = (struct hlist_node **)LIST_POISON2;
}

static inline void hlist_add_head_rcu(struct hlist_node *n, struct hlist_head *h)
{
	DMACHECK_LISTED(n, h);
	n->next = h->first;
	n->pprev = &h->first;
	if (n->next)
		n->next->pprev = &n->next;
	rcu_assign_pointer(h->first, n);
}

static inline void hlist_add_before_rcu(struct hlist_node *n, struct hlist_node *next)
{
	DMACHECK_LISTED(n, next);
	n->next = next;
	n->pprev = next->pprev;
	next->pprev = &n->next;
	__atomic_store_n(n->pprev, n, __ATOMIC_RELEASE);
}

static inline void hlist_add_behind_rcu(struct hlist_node *n, struct hlist_node *prev)
{
	DMACHECK_LISTED(n, prev);
	n->next = prev->next;
	n->pprev = &prev->next;
	if (n->next)
		n->next->pprev = &n->next;
	rcu_assign_pointer(prev->next, n);
}

static inline void hlist_add_tail_rcu(struct hlist_node *n, struct hlist_head *h)
{
	struct hlist_node *last = h->first;

	while (last && last->next)
		last = last->next;
	if (last)
		hlist_add_behind_rcu(n, last);
	else
		hlist_add_head_rcu(n, h);
}

#define DMACHECK_HLIST_ENTRY(link, type, member) \
	({ \
		struct hlist_node *__node = DMACHECK_LINK(link); \
		__node ? container_of(__node, type, member) : NULL; \
	})
#define hlist_for_each_entry_rcu(pos, head, member, ...) \
	for (DMACHECK_RCU_ENTER(DMACHECK_RCU_CONDITION(__VA_ARGS__)), \
	     pos = DMACHECK_HLIST_ENTRY((head)->first, typeof(*(pos)), member); \
	     pos; \
	     pos = DMACHECK_HLIST_ENTRY((pos)->member.next, typeof(*(pos)), member))
#define hlist_for_each_entry_srcu(pos, head, member, condition) \
	hlist_for_each_entry_rcu(pos, head, member, condition)
#define hlist_for_each_entry_rcu_notrace(pos, head, member) \
	hlist_for_each_entry_rcu(pos, head, member, 1)
#define hlist_for_each_entry_rcu_bh(pos, head, member) \
	hlist_for_each_entry_rcu(pos, head, member)
#define hlist_for_each_entry_continue_rcu(pos, member) \
	for (pos = DMACHECK_HLIST_ENTRY((pos)->member.next, typeof(*(pos)), member); \
	     pos; \
	     pos = DMACHECK_HLIST_ENTRY((pos)->member.next, typeof(*(pos)), member))
#define hlist_for_each_entry_from_rcu(pos, member) \
	for (; pos; \
	     pos = DMACHECK_HLIST_ENTRY((pos)->member.next, typeof(*(pos)), member))

#endif /* _LINUX_RCULIST_H */
