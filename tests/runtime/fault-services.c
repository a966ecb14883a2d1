// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * fault-services.c - a careful user of the kernel's services, and a provider
 *
 * What fault-client.c is for the DMA API, this is for threads, work, timers,
 * memory, devices and a DMA device of the module's own.
 */
#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/idr.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kthread.h>
#include <linux/mempool.h>
#include <linux/platform_device.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>

#include "core-toy.h"
#include "fault-steps.h"

static struct platform_device *device;

/* --- threads, work, timers --- */

static int wait_for_stop(void *data)
{
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 7;
}

static int step_kthread(void)
{
	struct task_struct *task = kthread_run(wait_for_stop, NULL, "stopped");
	int result;

	if (IS_ERR(task))
		return PTR_ERR(task);
	result = kthread_stop(task);
	if (result != 7 && result != -EINTR)	/* stopped before its body began */
		pr_err("FAIL the thread's result: %d\n", result);
	return 0;
}

static int step_kthread_never_woken(void)
{
	struct task_struct *task = kthread_create(wait_for_stop, NULL, "asleep");

	if (IS_ERR(task))
		return PTR_ERR(task);
	kthread_stop(task);
	return 0;
}

struct job {
	struct work_struct work;
	struct delayed_work late;
	struct kthread_work own;
	struct timer_list timer;
	struct hrtimer fine;
	struct tasklet_struct tasklet;
	struct rcu_head rcu;
	struct completion done;
};

static void job_work(struct work_struct *work)
{
	complete(&container_of(work, struct job, work)->done);
}

static void job_late(struct work_struct *work)
{
	complete(&container_of(to_delayed_work(work), struct job, late)->done);
}

static void job_own(struct kthread_work *work)
{
	complete(&container_of(work, struct job, own)->done);
}

static void job_timer(struct timer_list *timer)
{
	struct job *job = from_timer(job, timer, timer);

	complete(&job->done);
}

static enum hrtimer_restart job_fine(struct hrtimer *timer)
{
	complete(&container_of(timer, struct job, fine)->done);
	return HRTIMER_NORESTART;
}

static void job_tasklet(struct tasklet_struct *tasklet)
{
	complete(&container_of(tasklet, struct job, tasklet)->done);
}

static struct job *job_new(void)
{
	struct job *job = kzalloc(sizeof(*job), GFP_KERNEL);

	if (!job)
		return NULL;
	INIT_WORK(&job->work, job_work);
	INIT_DELAYED_WORK(&job->late, job_late);
	kthread_init_work(&job->own, job_own);
	timer_setup(&job->timer, job_timer, 0);
	hrtimer_init(&job->fine, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	job->fine.function = job_fine;
	tasklet_setup(&job->tasklet, job_tasklet);
	init_completion(&job->done);
	return job;
}

/* What was queued is promised to run. */
static int job_wait(struct job *job, const char *what)
{
	if (wait_for_completion_timeout(&job->done, PATIENCE))
		return 0;
	pr_err("FAIL %s never ran\n", what);
	return -ETIMEDOUT;
}

static int step_system_work(void)
{
	struct job *job = job_new();
	int err;

	if (!job)
		return -ENOMEM;
	schedule_work(&job->work);
	err = job_wait(job, "work");
	if (!err) {
		schedule_delayed_work(&job->late, 2);
		err = job_wait(job, "delayed work");
	}
	cancel_work_sync(&job->work);
	cancel_delayed_work_sync(&job->late);
	kfree(job);
	return err;
}

static int step_workqueue(void)
{
	struct workqueue_struct *wq = alloc_ordered_workqueue("fault", WQ_MEM_RECLAIM);
	struct job *job;
	int err = -ENOMEM;

	if (!wq)
		return -ENOMEM;
	job = job_new();
	if (job) {
		queue_work(wq, &job->work);
		err = job_wait(job, "queued work");
		flush_workqueue(wq);
	}
	destroy_workqueue(wq);
	kfree(job);
	return err;
}

static int step_worker(void)
{
	struct kthread_worker *worker = kthread_create_worker(0, "worker");
	struct job *job;
	int err = -ENOMEM;

	if (IS_ERR(worker))
		return PTR_ERR(worker);
	job = job_new();
	if (job) {
		kthread_queue_work(worker, &job->own);
		err = job_wait(job, "kthread work");
	}
	kthread_destroy_worker(worker);
	kfree(job);
	return err;
}

static int step_timers(void)
{
	struct job *job = job_new();
	int err;

	if (!job)
		return -ENOMEM;
	mod_timer(&job->timer, jiffies + 2);
	err = job_wait(job, "timer");
	del_timer_sync(&job->timer);
	hrtimer_start(&job->fine, ms_to_ktime(1), HRTIMER_MODE_REL);
	err = err ? : job_wait(job, "hrtimer");
	hrtimer_cancel(&job->fine);
	tasklet_schedule(&job->tasklet);
	err = err ? : job_wait(job, "tasklet");
	tasklet_kill(&job->tasklet);
	kfree_rcu(job, rcu);
	synchronize_rcu();
	return err;
}

/* --- memory --- */

static int step_slab(void)
{
	struct kmem_cache *cache = kmem_cache_create("fault", 64, 0, 0, NULL);
	mempool_t *pool;
	void *object;

	if (!cache)
		return -ENOMEM;
	pool = mempool_create_slab_pool(2, cache);
	if (!pool) {
		kmem_cache_destroy(cache);
		return -ENOMEM;
	}
	object = mempool_alloc(pool, GFP_KERNEL);
	if (!object)
		pr_err("FAIL a pool that may sleep has nothing\n");
	mempool_free(object, pool);
	mempool_destroy(pool);
	kmem_cache_destroy(cache);
	return 0;
}

static int step_memory(void)
{
	char *text = kasprintf(GFP_KERNEL, "%s-%d", "text", 1);
	void *big = vmalloc(3 * PAGE_SIZE), *either = kvmalloc(9 * PAGE_SIZE, GFP_KERNEL);
	struct page *page = alloc_pages(GFP_KERNEL, 1);
	void *grown = text ? krealloc(text, 300, GFP_KERNEL) : NULL;
	int err = text && big && either && page && grown ? 0 : -ENOMEM;

	if (page)
		__free_pages(page, 1);
	kvfree(either);
	vfree(big);
	kfree(grown ? : text);
	return err;
}

static int step_numbers(void)
{
	DEFINE_XARRAY(array);
	DEFINE_IDA(ida);
	DEFINE_IDR(idr);
	int id = ida_alloc(&ida, GFP_KERNEL);
	int handle = idr_alloc(&idr, &ida, 1, 0, GFP_KERNEL);
	int err = xa_err(xa_store(&array, 1000, &ida, GFP_KERNEL));

	if (id >= 0)
		ida_free(&ida, id);
	if (handle >= 0)
		idr_remove(&idr, handle);
	xa_destroy(&array);
	idr_destroy(&idr);
	ida_destroy(&ida);
	return err ? : min(id, 0) ? : min(handle, 0);
}

/* --- devices --- */

static int nothing_probe(struct platform_device *pdev)
{
	void *memory = devm_kzalloc(&pdev->dev, 64, GFP_KERNEL);

	if (!memory)
		return -ENOMEM;
	platform_set_drvdata(pdev, memory);
	return devm_kasprintf(&pdev->dev, GFP_KERNEL, "x%d", 1) ? 0 : -ENOMEM;
}

static struct platform_driver nothing_driver = {
	.driver = { .name = "fault-device" },
	.probe = nothing_probe,
};

static int step_driver(void)
{
	struct platform_device *pdev;
	int err = platform_driver_register(&nothing_driver);

	if (err)
		return err;
	pdev = platform_device_register_simple("fault-device", PLATFORM_DEVID_AUTO, NULL, 0);
	if (IS_ERR(pdev))
		err = PTR_ERR(pdev);
	else
		err = platform_get_drvdata(pdev) ? 0 : -ENOMEM;
	if (!IS_ERR(pdev))
		platform_device_unregister(pdev);
	platform_driver_unregister(&nothing_driver);
	return err;
}

static irqreturn_t nothing_handler(int irq, void *data)
{
	return IRQ_WAKE_THREAD;
}

static irqreturn_t nothing_thread(int irq, void *data)
{
	return IRQ_HANDLED;
}

static int step_irq(void)
{
	int err = request_threaded_irq(40, nothing_handler, nothing_thread, 0, "fault",
				       &device);

	if (!err)
		free_irq(40, &device);
	return err;
}

static int step_class(void)
{
	struct class *class = class_create("fault");
	struct device *dev;
	int err = 0;

	if (IS_ERR(class))
		return PTR_ERR(class);
	dev = device_create(class, NULL, MKDEV(240, 1), NULL, "fault%d", 1);
	if (IS_ERR(dev))
		err = PTR_ERR(dev);
	else
		device_destroy(class, MKDEV(240, 1));
	class_destroy(class);
	return err;
}

/* --- a DMA device of the module's own --- */

static void toy_told(void *count)
{
	atomic_inc(count);
}

static int toy_transfer(struct dma_chan *chan)
{
	atomic_t told = ATOMIC_INIT(0);
	dma_cookie_t cookie = toy_submit_memcpy(chan, toy_told, &told);
	int i;

	if (dma_submit_error(cookie))
		return cookie;
	dma_async_issue_pending(chan);
	toy_finish(chan);
	for (i = 0; i < PATIENCE && !atomic_read(&told); i++)
		msleep(1);
	dmaengine_terminate_sync(chan);
	if (atomic_read(&told) != 1)
		pr_err("FAIL told %d times\n", atomic_read(&told));
	return 0;
}

static int toy_use(struct toy *toy)
{
	struct dma_chan *chan;
	int err = dma_async_device_register(&toy->dma);

	if (err)
		return err;
	chan = toy_request(toy);
	err = chan ? toy_transfer(chan) : -ENODEV;
	if (chan)
		dma_release_channel(chan);
	dma_async_device_unregister(&toy->dma);
	return err;
}

static int step_provider(void)
{
	struct toy *toy = kzalloc(sizeof(*toy), GFP_KERNEL);
	struct platform_device *pdev;
	int i, err;

	if (!toy)
		return -ENOMEM;
	pdev = toy_device();
	if (IS_ERR(pdev)) {
		kfree(toy);
		return PTR_ERR(pdev);
	}
	toy_fill(toy, &pdev->dev);
	err = toy_use(toy);
	for (i = 0; i < TOY_CHANNELS; i++)
		tasklet_kill(&toy->channels[i].tasklet);
	toy_device_put(pdev);
	kfree(toy);
	return err;
}

static const struct fault_step steps[] = {
	FAULT_STEP(step_kthread),
	FAULT_STEP(step_kthread_never_woken),
	FAULT_STEP(step_system_work),
	FAULT_STEP(step_workqueue),
	FAULT_STEP(step_worker),
	FAULT_STEP(step_timers),
	FAULT_STEP(step_slab),
	FAULT_STEP(step_memory),
	FAULT_STEP(step_numbers),
	FAULT_STEP(step_driver),
	FAULT_STEP(step_irq),
	FAULT_STEP(step_class),
	FAULT_STEP(step_provider),
};

static int __init fault_services_init(void)
{
	int err;

	device = platform_device_register_simple("fault-services", PLATFORM_DEVID_NONE,
						 NULL, 0);
	if (IS_ERR(device)) {
		pr_info("step register failed: %ld\n", PTR_ERR(device));
		return 0;
	}
	err = fault_steps_run(steps, ARRAY_SIZE(steps));
	platform_device_unregister(device);
	return err;
}
module_init(fault_services_init);

static void __exit fault_services_exit(void)
{
}
module_exit(fault_services_exit);
MODULE_DESCRIPTION("checks every call of the kernel's services");
MODULE_LICENSE("GPL");
