// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sync-srcu.c - a domain that goes as soon as nobody is said to be in it
 */
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/srcu.h>

enum { ROUNDS = 200 };

static int called;

static void call(struct rcu_head *head)
{
	called++;
}

struct domain {
	struct srcu_struct srcu;
	struct rcu_head head;
	int inside;
};

static int reader(void *data)
{
	struct domain *domain = data;
	int index = srcu_read_lock(&domain->srcu);

	smp_store_release(&domain->inside, 1);
	srcu_read_unlock(&domain->srcu, index);
	return 0;
}

static int round(void)
{
	struct domain *domain = kzalloc(sizeof(*domain), GFP_KERNEL);
	struct task_struct *task;

	if (!domain || init_srcu_struct(&domain->srcu))
		return -ENOMEM;
	task = kthread_run(reader, domain, "reader");
	if (IS_ERR(task))
		return PTR_ERR(task);
	while (!smp_load_acquire(&domain->inside))
		cpu_relax();
	synchronize_srcu(&domain->srcu);
	call_srcu(&domain->srcu, &domain->head, call);
	srcu_barrier(&domain->srcu);
	cleanup_srcu_struct(&domain->srcu);
	memset(domain, 0x5a, sizeof(*domain));
	kfree(domain);
	return 0;
}

static int __init srcu_init(void)
{
	int i, err = 0;

	for (i = 0; i < ROUNDS && !err; i++)
		err = round();
	if (!err && called == ROUNDS)
		return 0;
	pr_err("FAIL %d, %d callbacks\n", err, called);
	return -EIO;
}

static void __exit srcu_exit(void)
{
}

module_init(srcu_init);
module_exit(srcu_exit);
MODULE_LICENSE("GPL");
