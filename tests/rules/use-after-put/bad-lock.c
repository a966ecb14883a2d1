/* SPDX-License-Identifier: GPL-2.0-or-later */
/* an object is put under its own lock, which is given up when the object may be gone */
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct session {
	struct kref ref;
	unsigned long events;
	u64 last;
	spinlock_t lock;
};

static void session_release(struct kref *ref)
{
	kfree(container_of(ref, struct session, ref));
}

static void session_leave(struct session *session)
{
	spin_lock(&session->lock);
	session->events++;
	kref_put(&session->ref, session_release);
	spin_unlock(&session->lock); /* expect-run: use-after-put a lock in a counted object */
}

static int __init session_init(void)
{
	struct session *session = kzalloc(sizeof(*session), GFP_KERNEL);

	if (!session)
		return -ENOMEM;
	kref_init(&session->ref);
	spin_lock_init(&session->lock);
	session_leave(session);
	return 0;
}

static void __exit session_exit(void)
{
}

module_init(session_init);
module_exit(session_exit);
MODULE_LICENSE("GPL");
