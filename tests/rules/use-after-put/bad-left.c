/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The owner frees its jobs at the end, though those who run them still hold
 * references: one puts its job, one takes another, one looks into it under its lock.
 */
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct job {
	u64 reserved[4];
	struct kref ref;
	spinlock_t lock;
	int state;
};

static void job_release(struct kref *ref)
{
	kfree(container_of(ref, struct job, ref));
}

static struct job *job_create(void)
{
	struct job *job = kzalloc(sizeof(*job), GFP_KERNEL);

	if (!job)
		return NULL;
	kref_init(&job->ref);
	spin_lock_init(&job->lock);
	return job;
}

static int job_look(struct job *job)
{
	int state;

	spin_lock(&job->lock); /* expect-run: use-after-put though references to it were left */
	state = job->state;
	spin_unlock(&job->lock);
	return state;
}

static void job_end(struct job *job)
{
	kref_put(&job->ref, job_release); /* expect-run: use-after-put though references to it were left */
}

static void job_share(struct job *job)
{
	kref_get(&job->ref); /* expect-run: use-after-put though references to it were left */
}

static void jobs_cancel(struct job **jobs, int count)
{
	while (count--)
		kfree(jobs[count]);
}

static int __init jobs_init(void)
{
	struct job *jobs[3];
	int i;

	for (i = 0; i < ARRAY_SIZE(jobs); i++) {
		jobs[i] = job_create();
		if (!jobs[i]) {
			jobs_cancel(jobs, i);
			return -ENOMEM;
		}
		job_look(jobs[i]);
		kref_get(&jobs[i]->ref);
	}
	jobs_cancel(jobs, ARRAY_SIZE(jobs));
	job_end(jobs[0]);
	job_share(jobs[1]);
	job_look(jobs[2]);
	return 0;
}

static void __exit jobs_exit(void)
{
}

module_init(jobs_init);
module_exit(jobs_exit);
MODULE_LICENSE("GPL");
