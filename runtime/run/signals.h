/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signals.h - signals that are meant for COMMAND
 */
#ifndef DMACHECK_RUN_SIGNALS_H
#define DMACHECK_RUN_SIGNALS_H

#include <signal.h>
#include <sys/types.h>

/**
 * struct signals - all of them, held back and looked at one by one
 * @held: what is held
 * @mask: what was held before: COMMAND inherits it
 * @child: what was done at SIGCHLD before: likewise
 * @interrupted: the signal by which a user or the system asked for an end, 0: none
 */
struct signals {
	sigset_t held;
	sigset_t mask;
	struct sigaction child;
	int interrupted;
};

void signals_hold(struct signals *signals);

/* signals_release() - as it was before signals_hold(); also in a child before exec */
void signals_release(const struct signals *signals);

/**
 * signals_wait() - wait for one, and hand it on
 * @child: COMMAND, 0: there is none
 * @milliseconds: how long, at most
 *
 * What the terminal sends, its whole group gets: that is not handed on.
 */
void signals_wait(struct signals *signals, pid_t child, unsigned int milliseconds);

/* signals_drain() - take what came without waiting; there is no child to give it to */
void signals_drain(struct signals *signals);

/* signals_stop() - COMMAND was stopped by a signal: stop like it, where a shell cares */
void signals_stop(int number);

/* signals_die() - end as COMMAND did, by a signal, without a core of our own */
_Noreturn void signals_die(int number);

#endif /* DMACHECK_RUN_SIGNALS_H */
