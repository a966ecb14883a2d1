// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kthread.c - <linux/kthread.h>: threads that are created, stopped and parked
 *
 *   kthread_create() -> waits for its first wake-up -> threadfn() -> exited
 *                            kthread_stop() waits for that, and takes the result
 */
#include <setjmp.h>
#include <stdarg.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/freezer.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/sprintf.h>
#include <dmacheck/event.h>
#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"

enum {
	KTHREAD_SHOULD_STOP = 1u << 0,
	KTHREAD_SHOULD_PARK = 1u << 1,
	KTHREAD_PER_CPU = 1u << 2,
};

/* Belongs to its task, and goes with the task's last reference. */
struct kthread {
	unsigned int flags;
	int (*threadfn)(void *data);
	void *data;
	int result;
	struct completion parked;
	struct completion exited;
	jmp_buf leave;
};

static struct kthread *kthread_of(struct task_struct *k)
{
	return k->flags & PF_KTHREAD ? k->worker_private : NULL;
}

static bool flag_is_set(const struct kthread *kthread, unsigned int flag)
{
	return kthread && (__atomic_load_n(&kthread->flags, __ATOMIC_ACQUIRE) & flag);
}

static void flag_set(struct kthread *kthread, unsigned int flag)
{
	__atomic_fetch_or(&kthread->flags, flag, __ATOMIC_SEQ_CST);
}

static void release(struct task_struct *task)
{
	engine_free(task->worker_private);
	task->worker_private = NULL;
}

/* The state before the flag, so that the wake-up of an unpark is not lost. */
static void park(struct kthread *self)
{
	bool told = false;

	for (;;) {
		set_special_state(TASK_PARKED);
		if (!flag_is_set(self, KTHREAD_SHOULD_PARK))
			break;
		if (!told)
			complete(&self->parked);
		told = true;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}

static void run(struct kthread *self)
{
	if (setjmp(self->leave))
		return;
	self->result = -EINTR;
	if (flag_is_set(self, KTHREAD_SHOULD_STOP))
		return;
	park(self);
	self->result = self->threadfn(self->data);
}

static int body(void *data)
{
	struct kthread *self = data;

	dmacheck_emit(THREAD_BEGIN, .object = current, .name = current->comm);
	run(self);
	if (context_current()->lock_count)
		report_misuse("WARNING: %s/%d still has locks held!",
			      current->comm, current->pid);
	dmacheck_emit(THREAD_END, .object = current, .value = self->result);
	complete_all(&self->exited);
	return self->result;
}

static struct kthread *new_kthread(int (*threadfn)(void *data), void *data)
{
	struct kthread *kthread = engine_zalloc(sizeof(*kthread));

	if (!kthread)
		return NULL;
	kthread->threadfn = threadfn;
	kthread->data = data;
	init_completion(&kthread->parked);
	init_completion(&kthread->exited);
	return kthread;
}

static struct task_struct *spawn(int (*threadfn)(void *data), void *data, const char *comm)
{
	struct kthread *kthread = new_kthread(threadfn, data);
	struct task_struct *task;

	if (!kthread)
		return NULL;
	task = sched_spawn(comm, body, kthread);
	if (!task) {
		engine_free(kthread);
		return NULL;
	}
	task->flags |= PF_KTHREAD;
	task->worker_private = kthread;
	task->release = release;
	put_task_struct(task);
	return task;
}

/* The module has no reference of its own, as in kernel/kthread.c. */
static struct task_struct *create(int (*threadfn)(void *data), void *data,
				  const char *comm)
{
	struct task_struct *task = NULL;

	sched_point(POINT_CALL);
	if (!fault_now(FAULT_KTHREAD))
		task = spawn(threadfn, data, comm);
	if (task)
		return task;
	dmacheck_emit(THREAD_BEGIN, .name = comm, .value = -ENOMEM);
	return ERR_PTR(-ENOMEM);
}

struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data,
					   int node, const char namefmt[], ...)
{
	char comm[TASK_COMM_LEN];
	va_list args;

	context_may_sleep("kthread_create_on_node", __builtin_return_address(0));
	va_start(args, namefmt);
	vsnprintf(comm, sizeof(comm), namefmt, args);
	va_end(args);
	return create(threadfn, data, comm);
}

struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data), void *data,
					  unsigned int cpu, const char *namefmt)
{
	char comm[TASK_COMM_LEN];

	context_may_sleep("kthread_create_on_cpu", __builtin_return_address(0));
	snprintf(comm, sizeof(comm), namefmt, cpu);
	return create(threadfn, data, comm);
}

void kthread_bind(struct task_struct *k, unsigned int cpu)
{
}

void kthread_bind_mask(struct task_struct *k, const struct cpumask *mask)
{
}

void kthread_set_per_cpu(struct task_struct *k, int cpu)
{
	if (cpu >= 0)
		flag_set(kthread_of(k), KTHREAD_PER_CPU);
}

bool kthread_is_per_cpu(struct task_struct *k)
{
	return flag_is_set(kthread_of(k), KTHREAD_PER_CPU);
}

int kthread_stop(struct task_struct *k)
{
	struct kthread *kthread = kthread_of(k);
	int result;

	context_may_sleep("kthread_stop", __builtin_return_address(0));
	get_task_struct(k);
	flag_set(kthread, KTHREAD_SHOULD_STOP);
	kthread_unpark(k);
	wake_up_process(k);
	sched_point(POINT_CALL);
	wait_for_completion(&kthread->exited);
	result = kthread->result;
	put_task_struct(k);
	return result;
}

int kthread_stop_put(struct task_struct *k)
{
	int result = kthread_stop(k);

	put_task_struct(k);
	return result;
}

/* Threads poll these: the one that is to set them must get its turn. */
bool kthread_should_stop(void)
{
	sched_point(POINT_POLL);
	return flag_is_set(kthread_of(current), KTHREAD_SHOULD_STOP);
}

bool kthread_should_park(void)
{
	sched_point(POINT_POLL);
	return flag_is_set(kthread_of(current), KTHREAD_SHOULD_PARK);
}

bool kthread_should_stop_or_park(void)
{
	return flag_is_set(kthread_of(current),
			   KTHREAD_SHOULD_STOP | KTHREAD_SHOULD_PARK);
}

bool kthread_freezable_should_stop(bool *was_frozen)
{
	bool frozen = try_to_freeze();

	if (was_frozen)
		*was_frozen = frozen;
	return kthread_should_stop();
}

void *kthread_func(struct task_struct *k)
{
	return kthread_of(k) ? kthread_of(k)->threadfn : NULL;
}

void *kthread_data(struct task_struct *k)
{
	return kthread_of(k)->data;
}

void *kthread_probe_data(struct task_struct *k)
{
	return kthread_of(k) ? kthread_of(k)->data : NULL;
}

void kthread_parkme(void)
{
	park(kthread_of(current));
}

int kthread_park(struct task_struct *k)
{
	struct kthread *kthread = kthread_of(k);

	context_may_sleep("kthread_park", __builtin_return_address(0));
	if (!kthread || completion_done(&kthread->exited))
		return -ENOSYS;
	if (flag_is_set(kthread, KTHREAD_SHOULD_PARK))
		return -EBUSY;
	flag_set(kthread, KTHREAD_SHOULD_PARK);
	if (k == current)
		return 0;
	wake_up_process(k);
	wait_for_completion(&kthread->parked);
	return 0;
}

void kthread_unpark(struct task_struct *k)
{
	struct kthread *kthread = kthread_of(k);

	if (!flag_is_set(kthread, KTHREAD_SHOULD_PARK))
		return;
	__atomic_fetch_and(&kthread->flags, ~KTHREAD_SHOULD_PARK, __ATOMIC_SEQ_CST);
	wake_up_state(k, TASK_PARKED);
}

void kthread_exit(long result)
{
	struct kthread *self = kthread_of(current);

	if (!self)
		report_fatal("kthread_exit() outside a kernel thread");
	self->result = result;
	longjmp(self->leave, 1);
}

void kthread_complete_and_exit(struct completion *done, long code)
{
	if (done)
		complete(done);
	kthread_exit(code);
}
