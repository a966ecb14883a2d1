// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fork-wait.c - a child of fork() that waits for what only its parent has is ended
 */
/* expect-stderr: waits for what only its parent has */
/* expect-stderr: blocked, no timer, work or transfer will wake it */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

int fork(void);
int waitpid(int pid, int *status, int options);
void _exit(int status) __attribute__((noreturn));

static DEFINE_MUTEX(mutex);
static DECLARE_COMPLETION(held);
static DECLARE_COMPLETION(enough);

static void work_run(struct work_struct *work)
{
}

static DECLARE_WORK(work, work_run);

static int hold(void *data)
{
	mutex_lock(&mutex);
	complete(&held);
	wait_for_completion(&enough);
	mutex_unlock(&mutex);
	return 0;
}

static void wait_completion(void)
{
	DECLARE_COMPLETION_ONSTACK(never);

	wait_for_completion(&never);
}

static void wait_mutex(void)
{
	mutex_lock(&mutex);
}

static void wait_work(void)
{
	schedule_work(&work);
	flush_work(&work);
}

static bool ends(const char *what, void (*wait)(void))
{
	int status = 0, pid = fork();

	if (pid == 0) {
		wait();
		_exit(0);
	}
	if (pid > 0 && waitpid(pid, &status, 0) == pid && status == 1 << 8)
		return true;
	pr_err("FAIL %s: child's status %x\n", what, status);
	return false;
}

static int __init fork_init(void)
{
	struct task_struct *holder = kthread_run(hold, NULL, "holder");
	bool good = !IS_ERR(holder);

	if (!good)
		return -ENOMEM;
	wait_for_completion(&held);
	good &= ends("completion", wait_completion);
	good &= ends("mutex", wait_mutex);
	good &= ends("work", wait_work);
	complete(&enough);
	msleep(10);
	return good ? 0 : -EIO;
}

module_init(fork_init);
MODULE_LICENSE("GPL");
