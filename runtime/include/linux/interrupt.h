/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * interrupt.h - interrupt lines, and tasklets
 *
 *   dmacheck_irq_raise() -> interrupt actor: handlers -> thread of the action
 *   tasklet_schedule()   -> softirq actor: the tasklet, once however often asked
 */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

#include <linux/types.h>
#include <linux/irqreturn.h>
#include <linux/irqflags.h>
#include <linux/bottom_half.h>
#include <linux/hardirq.h>
#include <linux/cpumask.h>
#include <linux/container_of.h>
#include <linux/stddef.h>
#include <dmacheck/timing.h>

#define IRQF_TRIGGER_NONE	0x00000000
#define IRQF_TRIGGER_RISING	0x00000001
#define IRQF_TRIGGER_FALLING	0x00000002
#define IRQF_TRIGGER_HIGH	0x00000004
#define IRQF_TRIGGER_LOW	0x00000008
#define IRQF_TRIGGER_MASK	0x0000000f
#define IRQF_SHARED		0x00000080
#define IRQF_PROBE_SHARED	0x00000100
#define IRQF_TIMER		0x00004200
#define IRQF_PERCPU		0x00000400
#define IRQF_NOBALANCING	0x00000800
#define IRQF_IRQPOLL		0x00001000
#define IRQF_ONESHOT		0x00002000
#define IRQF_NO_SUSPEND		0x00004000
#define IRQF_FORCE_RESUME	0x00008000
#define IRQF_NO_THREAD		0x00010000
#define IRQF_EARLY_RESUME	0x00020000
#define IRQF_COND_SUSPEND	0x00040000
#define IRQF_NO_AUTOEN		0x00080000
#define IRQF_NO_DEBUG		0x00100000

#define IRQ_NOTCONNECTED	(1U << 31)

struct device;

typedef irqreturn_t (*irq_handler_t)(int irq, void *data);

int request_threaded_irq(unsigned int irq, irq_handler_t handler,
			 irq_handler_t thread_fn, unsigned long flags,
			 const char *name, void *dev);
const void *free_irq(unsigned int irq, void *dev);
int devm_request_threaded_irq(struct device *dev, unsigned int irq,
			      irq_handler_t handler, irq_handler_t thread_fn,
			      unsigned long flags, const char *name, void *data);
void devm_free_irq(struct device *dev, unsigned int irq, void *data);

static inline int request_irq(unsigned int irq, irq_handler_t handler,
			      unsigned long flags, const char *name, void *dev)
{
	return request_threaded_irq(irq, handler, NULL, flags, name, dev);
}

static inline int devm_request_irq(struct device *dev, unsigned int irq,
				   irq_handler_t handler, unsigned long flags,
				   const char *name, void *data)
{
	return devm_request_threaded_irq(dev, irq, handler, NULL, flags, name,
					 data);
}

void disable_irq(unsigned int irq);
void disable_irq_nosync(unsigned int irq);
bool disable_hardirq(unsigned int irq);
void enable_irq(unsigned int irq);

/* Never wakes a machine from sleep: there is none. Accepted for known lines. */
int irq_set_irq_wake(unsigned int irq, unsigned int on);

static inline int enable_irq_wake(unsigned int irq)
{
	return irq_set_irq_wake(irq, 1);
}

static inline int disable_irq_wake(unsigned int irq)
{
	return irq_set_irq_wake(irq, 0);
}

/**
 * dmacheck_irq_raise() - a device asserts its line, ours
 * @irq: any number below 1024; a line is known from its first request
 *
 * The handlers run on the interrupt actor, later; while the line is disabled,
 * once, when it is enabled again.
 * Context: any.
 * Return: 0, -EINVAL for a number out of range or a line nobody asked for,
 * -ENOMEM.
 */
int dmacheck_irq_raise(unsigned int irq);

/* An unused line for a device that is made up, ours. Return: its number or -ENOSPC. */
int dmacheck_irq_alloc(void);

/**
 * struct tasklet_struct - a function to be run once in softirq context
 * @count: how often it is disabled
 * @state: bit TASKLET_STATE_SCHED: came due while disabled; atomic
 */
struct tasklet_struct {
	struct tasklet_struct *next;
	unsigned long state;
	int count;
	bool use_callback;
	union {
		void (*func)(unsigned long data);
		void (*callback)(struct tasklet_struct *t);
	};
	unsigned long data;
	struct sched_softirq softirq;
};

enum {
	TASKLET_STATE_SCHED,
	TASKLET_STATE_RUN,
};

/* What every tasklet's @softirq runs. */
void dmacheck_tasklet_run(struct sched_softirq *item);

#define DMACHECK_TASKLET(_count, _use_callback, _member, _function) { \
	.count = (_count), .use_callback = (_use_callback), \
	._member = (_function), .softirq.run = dmacheck_tasklet_run }
#define DECLARE_TASKLET(name, function) \
	struct tasklet_struct name = DMACHECK_TASKLET(0, true, callback, function)
#define DECLARE_TASKLET_DISABLED(name, function) \
	struct tasklet_struct name = DMACHECK_TASKLET(1, true, callback, function)
#define DECLARE_TASKLET_OLD(name, function) \
	struct tasklet_struct name = DMACHECK_TASKLET(0, false, func, function)
#define DECLARE_TASKLET_DISABLED_OLD(name, function) \
	struct tasklet_struct name = DMACHECK_TASKLET(1, false, func, function)

#define from_tasklet(var, callback_tasklet, field) \
	container_of(callback_tasklet, typeof(*(var)), field)

void tasklet_setup(struct tasklet_struct *t,
		   void (*callback)(struct tasklet_struct *t));
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long data),
		  unsigned long data);
void tasklet_schedule(struct tasklet_struct *t);
void tasklet_hi_schedule(struct tasklet_struct *t);
void tasklet_disable(struct tasklet_struct *t);
void tasklet_disable_nosync(struct tasklet_struct *t);
void tasklet_disable_in_atomic(struct tasklet_struct *t);
void tasklet_enable(struct tasklet_struct *t);
void tasklet_kill(struct tasklet_struct *t);
void tasklet_unlock_wait(struct tasklet_struct *t);
void tasklet_unlock_spin_wait(struct tasklet_struct *t);

#endif /* _LINUX_INTERRUPT_H */
