// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sync-rcu.c - a grace period outlasts its readers; references count
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kref.h>
#include <linux/kthread.h>
#include <linux/llist.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/srcu.h>

#include "check.h"

enum { READERS = 3, UPDATES = 30, ALIVE = 0x600d, DEAD = 0xdead };

struct node {
	struct list_head link;
	struct rcu_head rcu;
	int state;
	struct kref kref;
};

static struct node __rcu *shared;
static LIST_HEAD(list);
DEFINE_STATIC_SRCU(srcu);
static int called, released;
static bool stop;

static int reader(void *data)
{
	struct node *node;
	int half;

	while (!READ_ONCE(stop)) {
		rcu_read_lock();
		node = rcu_dereference(shared);
		cpu_relax();
		EXPECT(READ_ONCE(node->state) == ALIVE);
		list_for_each_entry_rcu(node, &list, link)
			EXPECT(READ_ONCE(node->state) == ALIVE);
		rcu_read_unlock();
		half = srcu_read_lock(&srcu);
		node = srcu_dereference(shared, &srcu);
		msleep(1);
		EXPECT(READ_ONCE(node->state) == ALIVE);
		srcu_read_unlock(&srcu, half);
	}
	return 0;
}

static struct node *new_node(void)
{
	struct node *node = kzalloc(sizeof(*node), GFP_KERNEL);

	node->state = ALIVE;
	return node;
}

static void kill_node(struct rcu_head *head)
{
	struct node *node = container_of(head, struct node, rcu);

	EXPECT(in_softirq());
	WRITE_ONCE(node->state, DEAD);
	kfree(node);
	called++;
}

static void update(int i)
{
	struct node *old = rcu_dereference_protected(shared, true);
	struct node *entry = new_node();

	rcu_assign_pointer(shared, new_node());
	list_add_rcu(&entry->link, &list);
	synchronize_rcu();
	synchronize_srcu(&srcu);
	list_del_rcu(&entry->link);
	if (i % 2)
		call_rcu(&entry->rcu, kill_node);
	else
		kfree_rcu(entry, rcu);
	WRITE_ONCE(old->state, DEAD);
	kfree_rcu_mightsleep(old);
}

static void check_grace_periods(void)
{
	struct task_struct *tasks[READERS];
	int i;

	rcu_assign_pointer(shared, new_node());
	for (i = 0; i < READERS; i++)
		tasks[i] = get_task_struct(kthread_run(reader, NULL, "reader/%d", i));
	for (i = 0; i < UPDATES; i++)
		update(i);
	WRITE_ONCE(stop, true);
	for (i = 0; i < READERS; i++) {
		kthread_stop(tasks[i]);
		put_task_struct(tasks[i]);
	}
	rcu_barrier();
	EXPECT(called == UPDATES / 2);	/* rcu_barrier waits for the callbacks */
	kfree(rcu_dereference_protected(shared, true));
	cleanup_srcu_struct(&srcu);
}

static void release(struct kref *kref)
{
	kfree(container_of(kref, struct node, kref));
	released++;
}

static DEFINE_MUTEX(mutex);

static void release_locked(struct kref *kref)
{
	lockdep_assert_held(&mutex);
	mutex_unlock(&mutex);
	release(kref);
}

static void check_references(void)
{
	struct node *node = new_node();

	kref_init(&node->kref);
	kref_get(&node->kref);
	EXPECT(kref_read(&node->kref) == 2);
	EXPECT(!kref_put(&node->kref, release));
	EXPECT(kref_get_unless_zero(&node->kref));
	EXPECT(!kref_put_mutex(&node->kref, release_locked, &mutex));
	EXPECT(kref_put_mutex(&node->kref, release_locked, &mutex));
	EXPECT(released == 1);
}

struct entry {
	struct llist_node node;
	int value;
};

static void check_llist(void)
{
	LLIST_HEAD(head);
	struct entry entries[3], *entry, *next;
	int i, seen = 0;

	for (i = 0; i < 3; i++) {
		entries[i].value = i + 1;
		EXPECT(llist_add(&entries[i].node, &head) == !i);
	}
	llist_for_each_entry_safe(entry, next,
				  llist_reverse_order(llist_del_all(&head)), node)
		seen = seen * 10 + entry->value;
	EXPECT(seen == 123 && llist_empty(&head));
}

static int __init sync_rcu_init(void)
{
	check_grace_periods();
	check_references();
	check_llist();
	return check_result();
}

static void __exit sync_rcu_exit(void)
{
}

module_init(sync_rcu_init);
module_exit(sync_rcu_exit);
MODULE_LICENSE("GPL");
