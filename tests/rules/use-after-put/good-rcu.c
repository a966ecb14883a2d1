/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Readers look objects up without a lock, and take what still has a reference; the
 * last put takes the object off the list and frees it a grace period later.
 */
/* run: weakest, random 1-3, none */
#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct route {
	struct list_head node;
	struct kref ref;
	struct rcu_head rcu;
	u32 key;
	spinlock_t lock;
};

static LIST_HEAD(routes);
static DEFINE_SPINLOCK(routes_lock);
static DECLARE_COMPLETION(done);

static void route_release(struct kref *ref)
{
	struct route *route = container_of(ref, struct route, ref);

	spin_lock(&routes_lock);
	list_del_rcu(&route->node);
	spin_unlock(&routes_lock);
	kfree_rcu(route, rcu);
}

static struct route *route_find(u32 key)
{
	struct route *route, *found = NULL;

	rcu_read_lock();
	list_for_each_entry_rcu(route, &routes, node) {
		if (route->key != key)
			continue;
		spin_lock(&route->lock);
		if (kref_get_unless_zero(&route->ref))
			found = route;
		spin_unlock(&route->lock);
		break;
	}
	rcu_read_unlock();
	return found;
}

static int route_add(u32 key)
{
	struct route *route = kzalloc(sizeof(*route), GFP_KERNEL);

	if (!route)
		return -ENOMEM;
	kref_init(&route->ref);
	spin_lock_init(&route->lock);
	route->key = key;
	spin_lock(&routes_lock);
	list_add_rcu(&route->node, &routes);
	spin_unlock(&routes_lock);
	return 0;
}

static int reader(void *unused)
{
	struct route *route;
	int i;

	for (i = 0; i < 60; i++) {
		route = route_find(i % 3);
		if (route)
			kref_put(&route->ref, route_release);
		cond_resched();
	}
	complete(&done);
	return 0;
}

static void routes_drop(void)
{
	struct route *route;
	u32 key;

	for (key = 0; key < 3; key++) {
		route = route_find(key);
		if (!route)
			continue;
		kref_put(&route->ref, route_release);
		kref_put(&route->ref, route_release);
		cond_resched();
	}
}

static int __init routes_init(void)
{
	struct task_struct *task;
	int err = route_add(0) ?: route_add(1) ?: route_add(2);

	if (!err) {
		task = kthread_run(reader, NULL, "reader");
		err = IS_ERR(task) ? PTR_ERR(task) : 0;
	}
	if (err) {
		routes_drop();
		return err;
	}
	cond_resched();
	routes_drop();
	wait_for_completion(&done);
	return 0;
}

static void __exit routes_exit(void)
{
	rcu_barrier();
}

module_init(routes_init);
module_exit(routes_exit);
MODULE_LICENSE("GPL");
