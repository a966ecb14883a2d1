/* SPDX-License-Identifier: GPL-2.0-or-later */
/* zeroed memory is no count: one object is taken, another put, that never were set */
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/refcount.h>
#include <linux/slab.h>

struct job {
	struct kref ref;
	refcount_t users;
};

static void job_release(struct kref *ref)
{
	kfree(container_of(ref, struct job, ref));
}

static void job_start(struct job *job)
{
	kref_get(&job->ref); /* expect-run: refcount-imbalance when none is left: it was never set */
}

static void job_leave(struct job *job)
{
	if (refcount_dec_and_test(&job->users)) /* expect-run: refcount-imbalance one put too many */
		kref_put(&job->ref, job_release);
}

static int __init jobs_init(void)
{
	struct job *job = kzalloc(sizeof(*job), GFP_KERNEL);

	if (!job)
		return -ENOMEM;
	job_start(job);
	job_leave(job);
	kfree(job);
	return 0;
}

static void __exit jobs_exit(void)
{
}

module_init(jobs_init);
module_exit(jobs_exit);
MODULE_LICENSE("GPL");
