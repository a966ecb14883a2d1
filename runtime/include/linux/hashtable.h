/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hashtable.h - tables of a fixed number of chains */
#ifndef DMACHECK_LINUX_HASHTABLE_H
#define DMACHECK_LINUX_HASHTABLE_H

#include <linux/hash.h>
#include <linux/list.h>
#include <linux/log2.h>
#include <linux/array_size.h>
#include <linux/rculist.h>
#include <linux/types.h>

#define DEFINE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)] = { }
#define DECLARE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)]
#define HASH_SIZE(name) (ARRAY_SIZE(name))
#define HASH_BITS(name) ilog2(HASH_SIZE(name))
#define hash_min(value, bits) \
	(sizeof(value) <= 4 ? hash_32(value, bits) : hash_long(value, bits))

static inline void __hash_init(struct hlist_head *table, unsigned int size)
{
	while (size--)
		INIT_HLIST_HEAD(&table[size]);
}

static inline bool __hash_empty(struct hlist_head *table, unsigned int size)
{
	while (size--)
		if (!hlist_empty(&table[size]))
			return false;
	return true;
}

static inline bool hash_hashed(struct hlist_node *node)
{
	return !hlist_unhashed(node);
}

static inline void hash_del(struct hlist_node *node)
{
	hlist_del_init(node);
}

#define hash_init(table) __hash_init(table, HASH_SIZE(table))
#define hash_empty(table) __hash_empty(table, HASH_SIZE(table))
#define hash_add(table, node, key) hlist_add_head(node, &table[hash_min(key, HASH_BITS(table))])
#define hash_for_each(name, bucket, entry, member) \
	for ((bucket) = 0, entry = NULL; entry == NULL && (bucket) < HASH_SIZE(name); (bucket)++) \
		hlist_for_each_entry(entry, &name[bucket], member)
#define hash_for_each_safe(name, bucket, following, entry, member) \
	for ((bucket) = 0, entry = NULL; entry == NULL && (bucket) < HASH_SIZE(name); (bucket)++) \
		hlist_for_each_entry_safe(entry, following, &name[bucket], member)
#define hash_for_each_possible(name, entry, member, key) \
	hlist_for_each_entry(entry, &name[hash_min(key, HASH_BITS(name))], member)
#define hash_for_each_possible_safe(name, entry, following, member, key) \
	hlist_for_each_entry_safe(entry, following, &name[hash_min(key, HASH_BITS(name))], member)
#define hash_add_rcu(table, node, key) \
	hlist_add_head_rcu(node, &table[hash_min(key, HASH_BITS(table))])
#define hash_del_rcu(node) hlist_del_init_rcu(node)
#define hash_for_each_possible_rcu(name, entry, member, key, condition...) \
	hlist_for_each_entry_rcu(entry, &name[hash_min(key, HASH_BITS(name))], member, ##condition)

#endif /* DMACHECK_LINUX_HASHTABLE_H */
