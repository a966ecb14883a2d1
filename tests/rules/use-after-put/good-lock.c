/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Locks of counted objects: one that is given up before the put, one that
 * kref_put_lock() takes, and memory that is another object's with its own lock.
 */
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct session {
	struct kref ref;
	struct list_head node;
	spinlock_t lock;
	unsigned long events;
};

static LIST_HEAD(sessions);
static DEFINE_SPINLOCK(sessions_lock);

static void session_release(struct kref *ref)
{
	struct session *session = container_of(ref, struct session, ref);

	list_del(&session->node);
	spin_unlock(&sessions_lock);
	kfree(session);
}

static void session_put(struct session *session)
{
	kref_put_lock(&session->ref, session_release, &sessions_lock);
}

static int session_run(void)
{
	struct session *session = kzalloc(sizeof(*session), GFP_KERNEL);

	if (!session)
		return -ENOMEM;
	kref_init(&session->ref);
	spin_lock_init(&session->lock);
	spin_lock(&sessions_lock);
	list_add(&session->node, &sessions);
	spin_unlock(&sessions_lock);

	kref_get(&session->ref);
	spin_lock(&session->lock);
	session->events++;
	spin_unlock(&session->lock);
	session_put(session);
	session_put(session);
	return 0;
}

static int __init sessions_init(void)
{
	int err = 0, i;

	for (i = 0; i < 50 && !err; i++)
		err = session_run();
	return err;
}

static void __exit sessions_exit(void)
{
}

module_init(sessions_init);
module_exit(sessions_exit);
MODULE_LICENSE("GPL");
