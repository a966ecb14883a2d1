/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record-crash-program.c - a program that dies, or does not, in one of many ways
 *
 *   record-crash HOW
 */
#include <dmacheck/event.h>

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int zero;
static char *volatile nowhere;
static void (*volatile nothing)(void);
static jmp_buf back;

static void check(int good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "wrong: %s\n", what);
	exit(9);
}

static __attribute__((noinline)) void store(void)
{
	nowhere[16] = 1;
	__asm__ volatile("");
}

static __attribute__((noinline)) void copy(void)
{
	memmove(nowhere + 32, "0123456789abcdef", 16 + (size_t)zero);
	__asm__ volatile("");
}

static __attribute__((noinline)) void call(void)
{
	nothing();
	__asm__ volatile("");
}

static __attribute__((noinline)) int overflow(int depth)
{
	volatile char much[512];

	much[0] = (char)depth;
	return overflow(depth + 1) + much[0];
}

static void *in_thread(void *data)
{
	dmacheck_emit(ISSUE, .channel = data);
	overflow(0);
	return NULL;
}

static void thread(void)
{
	pthread_t other;

	pthread_create(&other, NULL, in_thread, &other);
	pthread_join(other, NULL);
}

static void divide(void)
{
	zero = 100 / zero;
}

static void illegal(void)
{
	__builtin_trap();
}

static void bus(void)
{
	FILE *file = tmpfile();
	char *page = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fileno(file), 0);

	zero = page[100];
}

static void sent(void)
{
	kill(getpid(), SIGSEGV);
	pause();
}

static void raised(void)
{
	raise(SIGFPE);
}

static void child(void)
{
	pid_t process = fork();
	int status;

	if (!process)
		store();
	waitpid(process, &status, 0);
	check(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV, "the child");
	exit(4);
}

/* ---- what the program sees -------------------------------------------------------------- */

static void on_signal(int number)
{
	(void)number;
	longjmp(back, 1);
}

static void on_signal_again(int number)
{
	signal(number, SIG_DFL);
}

static int is_default(int number, int flags)
{
	struct sigaction action;

	return !sigaction(number, NULL, &action) && action.sa_handler == SIG_DFL &&
	       (action.sa_flags & SA_RESTART) == flags && !(action.sa_flags & SA_SIGINFO) &&
	       sigisemptyset(&action.sa_mask) == !flags;
}

static void handled(void)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_NODEFER }, old;

	check(is_default(SIGSEGV, 0) && is_default(SIGABRT, 0), "default");
	check(!sigaction(SIGSEGV, &action, &old) && old.sa_handler == SIG_DFL, "sigaction");
	check(!sigaction(SIGSEGV, NULL, &old) && old.sa_handler == on_signal, "handler");
	if (!setjmp(back))
		store();
	check(signal(SIGSEGV, SIG_DFL) == on_signal, "signal");
	check(signal(SIGSEGV, SIG_IGN) == SIG_DFL, "signal");
	check(signal(SIGSEGV, SIG_DFL) == SIG_IGN && is_default(SIGSEGV, SA_RESTART),
	      "ignored");
	check(signal(SIGUSR1, SIG_IGN) == SIG_DFL && signal(SIGUSR1, SIG_DFL) == SIG_IGN, "other");
	check(signal(1000, SIG_DFL) == SIG_ERR && errno == EINVAL, "no signal");
	exit(5);
}

/* A handler that puts the default back and returns: the fault comes again. */
static void rehandled(void)
{
	signal(SIGSEGV, on_signal_again);
	store();
}

static void ignored(void)
{
	signal(SIGSEGV, SIG_IGN);
	raise(SIGSEGV);
	exit(6);
}

static void stacks(void)
{
	static char memory[1 << 16];
	const stack_t own = { .ss_sp = memory, .ss_size = sizeof(memory) };
	const stack_t none = { .ss_flags = SS_DISABLE };
	stack_t old;

	dmacheck_emit(ISSUE, .channel = &old);
	check(!sigaltstack(NULL, &old) && old.ss_flags == SS_DISABLE && !old.ss_sp, "none");
	check(!sigaltstack(&own, &old) && old.ss_flags == SS_DISABLE, "own");
	check(!sigaltstack(NULL, &old) && old.ss_sp == memory, "own");
	check(!sigaltstack(&none, &old) && old.ss_sp == memory, "none again");
	check(!sigaltstack(NULL, &old) && old.ss_flags == SS_DISABLE, "none again");
	overflow(0);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(void);
	} ways[] = {
		{ "store", store }, { "copy", copy }, { "call", call }, { "thread", thread },
		{ "divide", divide }, { "illegal", illegal }, { "bus", bus }, { "sent", sent },
		{ "raised", raised }, { "abort", abort }, { "child", child },
		{ "handled", handled }, { "rehandled", rehandled }, { "ignored", ignored },
		{ "stacks", stacks },
	};

	alarm(20);
	for (size_t i = 0; argc == 2 && i < sizeof(ways) / sizeof(*ways); i++)
		if (!strcmp(argv[1], ways[i].name))
			ways[i].run();
	return 2;
}
