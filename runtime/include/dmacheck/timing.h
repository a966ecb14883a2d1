/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timing.h - what the scheduler keeps inside timers and tasklets
 *
 * A header of its own because <linux/timer.h> and others embed these: a timer
 * of a module must not need memory that could run out.
 */
#ifndef DMACHECK_TIMING_H
#define DMACHECK_TIMING_H

#include <stdbool.h>

/**
 * struct sched_timer - one moment in the queue of all timers
 * @fire: runs on the interrupt actor, in hard interrupt context, with no lock
 *	of the scheduler held; may start the timer again, or free it
 * @background: pending does not keep the module from being idle
 *
 * Owned by the caller; zeroed before first use, not freed while pending, nor
 * while firing but by @fire itself. The rest is the scheduler's, under its lock.
 */
struct sched_timer {
	void (*fire)(struct sched_timer *timer);
	bool background;

	bool pending;
	bool counted;			/* pending and not in the background */
	unsigned long long expires;
	unsigned long long order;	/* among equal expires: first started, first fired */
	struct sched_timer *next;	/* pairing heap, see sched-timer.c */
	struct sched_timer *child;
	struct sched_timer *prev;	/* left sibling, or parent of the leftmost */
};

/**
 * struct sched_softirq - one thing to be run in softirq context
 * @run: on the softirq actor, with no lock of the scheduler held; may free it
 *
 * Owned by the caller, zeroed before first use.
 */
struct sched_softirq {
	void (*run)(struct sched_softirq *item);

	bool raised;
	struct sched_softirq *next;
};

#endif /* DMACHECK_TIMING_H */
