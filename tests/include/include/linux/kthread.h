/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kthread.h - threads of the kernel */
#ifndef DMACHECK_TEST_KTHREAD_H
#define DMACHECK_TEST_KTHREAD_H

#include <linux/kernel.h>

struct task_struct;
struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data,
					   int node, const char *format, ...);
#define kthread_create(threadfn, data, ...) \
	kthread_create_on_node(threadfn, data, -1, __VA_ARGS__)
int wake_up_process(struct task_struct *task);
#define kthread_run(threadfn, data, ...)				\
	({								\
		struct task_struct *__k = kthread_create(threadfn, data, __VA_ARGS__); \
		if (!IS_ERR(__k))					\
			wake_up_process(__k);				\
		__k;							\
	})
int kthread_stop(struct task_struct *task);
bool kthread_should_stop(void);

#endif
