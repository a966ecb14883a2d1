/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signals.c - signals that are meant for COMMAND
 *
 *   kill(dmacheck)	held here -> handed on
 *   terminal		COMMAND is in the same group and got it already
 *   COMMAND stops	stop too, so that the shell sees a stopped job
 *   SIGCONT		awake; wake COMMAND, if the shell did not
 *
 * No handler runs and nothing is ignored: signals are held and fetched. So COMMAND
 * inherits all that this program inherited.
 */
#include "runtime/run/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* These are about an instruction of this program itself. */
static const int own_faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS };

void signals_hold(struct signals *signals)
{
	const struct sigaction standard = { .sa_handler = SIG_DFL };

	signals->interrupted = 0;
	sigfillset(&signals->held);
	for (size_t i = 0; i < sizeof(own_faults) / sizeof(*own_faults); i++)
		sigdelset(&signals->held, own_faults[i]);
	sigprocmask(SIG_BLOCK, &signals->held, &signals->mask);
	/* ignored, it would take away how COMMAND ended */
	sigaction(SIGCHLD, &standard, &signals->child);
}

void signals_release(const struct signals *signals)
{
	sigaction(SIGCHLD, &signals->child, NULL);
	sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}

/* Is the process stopped, now? */
static bool is_stopped(pid_t process)
{
	char path[32], text[512] = "";
	const char *state;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)process);
	file = fopen(path, "re");
	if (!file)
		return false;
	if (!fgets(text, sizeof(text), file))
		text[0] = '\0';
	fclose(file);
	state = strrchr(text, ')');
	return state && state[1] && (state[2] == 'T' || state[2] == 't');
}

/* Sent by a process, and not by this one's own doing. */
static bool is_from_outside(const siginfo_t *info)
{
	return (info->si_code == SI_USER || info->si_code == SI_QUEUE ||
		info->si_code == SI_TKILL) && info->si_pid != getpid();
}

static void hand_on(const siginfo_t *info, pid_t child)
{
	if (info->si_signo == SIGCONT) {
		if (is_stopped(child))
			kill(child, SIGCONT);
	} else if (is_from_outside(info)) {
		if (info->si_code == SI_QUEUE)
			sigqueue(child, info->si_signo, info->si_value);
		else
			kill(child, info->si_signo);
	}
}

/* Return: whether there was one. */
static bool take(struct signals *signals, pid_t child, const struct timespec *limit)
{
	siginfo_t info;
	int number = sigtimedwait(&signals->held, &info, limit);

	if (number <= 0)
		return false;
	if (number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT)
		signals->interrupted = number;
	if (child && number != SIGCHLD)
		hand_on(&info, child);
	return true;
}

void signals_wait(struct signals *signals, pid_t child, unsigned int milliseconds)
{
	const struct timespec limit = {
		.tv_sec = milliseconds / 1000,
		.tv_nsec = milliseconds % 1000 * 1000000L,
	};

	take(signals, child, &limit);
}

void signals_drain(struct signals *signals)
{
	const struct timespec none = { 0, 0 };

	while (take(signals, 0, &none))
		;
}

/* Only a terminal's shell looks after stopped jobs, and wakes the whole group. */
void signals_stop(int number)
{
	int terminal;

	if (number != SIGTSTP && number != SIGTTIN && number != SIGTTOU)
		return;
	terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (terminal < 0)
		return;
	close(terminal);
	raise(SIGSTOP);
}

void signals_die(int number)
{
	const struct sigaction standard = { .sa_handler = SIG_DFL };
	const struct rlimit none = { 0, 0 };
	sigset_t set;

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	sigaction(number, &standard, NULL);
	sigemptyset(&set);
	sigaddset(&set, number);
	raise(number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	/* a signal that ends no program, then: as a shell would say it */
	_exit(128 + number);
}
