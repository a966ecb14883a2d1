/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record-storm-program.c - a program that records wherever it hurts
 *
 *   record-storm MODE N	prints how many events were told, by all its processes
 *
 *   plain	N events
 *   words	N events with names, in handlers too
 *   signals	N events under a storm of signals, whose handlers record
 *   forks	the same, and some handlers fork; their children return, or do not
 *   steps	events with another one after their first, second... N-th instruction
 *   step-forks	the same with forks
 *   threads	N short threads, that end in all ways
 *   cancel	N threads that are cancelled anywhere
 *   vforks	N children that share the memory
 *   execs	a chain of N programs
 *   stacks	N events on other stacks, and from deep down
 *   late	N events in constructors and in destructors
 *   survive	N events; ends well if nothing has killed it
 */
#include <dmacheck/event.h>

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include "tests/trace/record-known.h"

/* Shared by all processes. A fork in the middle may tell the same number in both. */
static struct shared {
	uint64_t told;
	uint64_t said;		/* with names */
	uint64_t forked;
} *shared;

static long own;	/* told by this process */

static void tell(void)
{
	uint64_t number = __atomic_add_fetch(&shared->told, 1, __ATOMIC_RELAXED);
	struct known known = known_of(number);

	own++;
	errno = 1234;
	dmacheck_emit(MAP, .device = (void *)(uintptr_t)number, .type = known.type,
		      .direction = known.direction, .flags = known.flags,
		      .address = known.address, .dma_address = known.dma_address,
		      .size = known.size, .value = known.value);
	if (errno != 1234)
		abort();
}

static void say(uint64_t number)
{
	char text[80];

	snprintf(text, sizeof(text), "word %.*s%llu.", (int)(number % 40),
		 "----------------------------------------", (unsigned long long)number % 3000);
	dmacheck_emit(ENGINE_MESSAGE, .name = text);
	__atomic_add_fetch(&shared->said, 1, __ATOMIC_RELAXED);
}

static void plain(long count)
{
	while (count--)
		tell();
}

/* ---- signals --------------------------------------------------------------------------- */

static void on_signal(int number)
{
	int kept = errno;

	tell();
	if (number == SIGUSR1 && shared->told % 3 == 0)
		raise(SIGUSR2);
	tell();
	errno = kept;
}

static void child_end(void)
{
	plain(5);
	_exit(0);
}

/* Return: whether this is the child, which a system call made, or the C library. */
static bool fork_somehow(void)
{
	uint64_t turn = __atomic_add_fetch(&shared->forked, 1, __ATOMIC_RELAXED);
	pid_t child = turn % 2 ? fork() : (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);

	if (child)
		return false;
	setenv("RECORD_CHILD", "1", 1);
	alarm(60);
	return true;
}

/* Two thirds of the children return into whatever the parent was doing. */
static void on_signal_fork(int number)
{
	static int calls;
	int kept = errno;

	if (calls++ % 50) {
		on_signal(number);
	} else if (fork_somehow()) {
		signal(SIGUSR1, SIG_IGN);
		if (shared->forked % 3 == 0)
			child_end();
	}
	errno = kept;
}

/* ---- after each instruction -------------------------------------------------------------- */

#ifdef __x86_64__
enum {
	TRAP_FLAG = 0x100,
	PER_CHUNK = 1022,
};

static long step, wanted_step;
static bool step_forks;

static void on_step(int number, siginfo_t *info, void *context)
{
	ucontext_t *interrupted = context;
	int kept = errno;

	(void)number;
	(void)info;
	if (++step == wanted_step) {
		/* where signals are blocked, no handler could come that forks */
		if (!step_forks || sigismember(&interrupted->uc_sigmask, SIGUSR1))
			tell();
		else if (fork_somehow())
			interrupted->uc_mcontext.gregs[REG_EFL] &= ~TRAP_FLAG;
	}
	errno = kept;
}

static void tell_stepping(long at)
{
	step = 0;
	wanted_step = at;
	__asm__ volatile("pushfq; orq $0x100, (%%rsp); popfq" ::: "cc", "memory");
	tell();
	__asm__ volatile("pushfq; andq $~0x100, (%%rsp); popfq" ::: "cc", "memory");
}

/* In the middle of a record, and then of one that needs a new chunk. */
static void run_steps(long count, bool forks)
{
	struct sigaction action = { .sa_sigaction = on_step, .sa_flags = SA_SIGINFO };
	pid_t process = getpid();

	step_forks = forks;
	sigaction(SIGTRAP, &action, NULL);
	for (long i = 0; i < 2 * count; i++) {
		if (i >= count)
			plain(PER_CHUNK - own % PER_CHUNK);
		tell_stepping(i % count);
		if (getpid() != process)
			child_end();
	}
	while (wait(NULL) > 0 || errno == EINTR)
		;
}
#else
static void run_steps(long count, bool forks)
{
	(void)forks;
	plain(count);
}
#endif

static void on_signal_say(int number)
{
	int kept = errno;

	(void)number;
	say(shared->said * 7);
	errno = kept;
}

struct storm {
	pid_t process;
	pid_t thread;
	bool stop;
};

static void *storm_run(void *data)
{
	struct storm *storm = data;

	while (!__atomic_load_n(&storm->stop, __ATOMIC_RELAXED)) {
		syscall(SYS_tgkill, storm->process, storm->thread, SIGUSR1);
		for (volatile int i = 0; i < 200; i++)
			;
	}
	return NULL;
}

static void with_storm(void (*handler)(int), long count, void (*work)(long count))
{
	struct storm storm = { .process = getpid(), .thread = (pid_t)syscall(SYS_gettid) };
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
	sigset_t mask, old;
	pthread_t thread;

	sigaction(SIGUSR1, &action, NULL);
	sigaction(SIGUSR2, &action, NULL);
	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &mask, &old);
	pthread_create(&thread, NULL, storm_run, &storm);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	work(count);
	__atomic_store_n(&storm.stop, true, __ATOMIC_RELAXED);
	if (getpid() != storm.process)
		child_end();
	pthread_join(thread, NULL);
	signal(SIGUSR1, SIG_IGN);
	while (wait(NULL) > 0 || errno == EINTR)
		;
}

/* In a child only a little more. */
static void plain_or_child(long count)
{
	pid_t process = getpid();

	for (long i = 0; i < count; i++) {
		tell();
		if (i % 64 == 0 && getpid() != process)
			child_end();
	}
}

static void words(long count)
{
	for (long i = 0; i < count; i++)
		say((uint64_t)i);
}

/* ---- threads --------------------------------------------------------------------------- */

static pthread_key_t key;

static void on_thread_end(void *data)
{
	(void)data;
	tell();
}

static void *thread_run(void *data)
{
	uintptr_t number = (uintptr_t)data;

	if (number % 3 == 0)
		pthread_setspecific(key, data);
	plain((long)(number % 7));
	if (number % 5 == 0)
		pthread_exit(NULL);
	return NULL;
}

static void run_threads(long count)
{
	enum { AT_ONCE = 8 };
	pthread_t threads[AT_ONCE];

	pthread_key_create(&key, on_thread_end);
	for (long i = 0; i < count; i++) {
		if (i >= AT_ONCE)
			pthread_join(threads[i % AT_ONCE], NULL);
		if (pthread_create(&threads[i % AT_ONCE], NULL, thread_run, (void *)(i + 1)))
			abort();
	}
	for (long i = count < AT_ONCE ? 0 : count - AT_ONCE; i < count; i++)
		pthread_join(threads[i % AT_ONCE], NULL);
}

static void *cancelled_run(void *data)
{
	(void)data;
	pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	for (;;)
		tell();
}

static void run_cancelled(long count)
{
	for (long i = 0; i < count; i++) {
		pthread_t thread;

		pthread_create(&thread, NULL, cancelled_run, NULL);
		for (volatile int j = 0; j < 100000; j++)
			;
		pthread_cancel(thread);
		pthread_join(thread, NULL);
		tell();
	}
}

/* ---- processes ------------------------------------------------------------------------- */

static int clone_run(void *data)
{
	(void)data;
	plain(3);
	return 0;
}

static void run_vforks(long count)
{
	static char stack[1 << 16] __attribute__((aligned(16)));

	for (long i = 0; i < count; i++) {
		pid_t child;

		tell();
		if (i % 2) {
			child = vfork();
			if (!child) {
				tell();
				_exit(0);
			}
		} else {
			child = clone(clone_run, stack + sizeof(stack),
				      CLONE_VM | CLONE_VFORK | SIGCHLD, NULL);
		}
		tell();
		waitpid(child, NULL, 0);
	}
}

static void run_execs(long count, char **argv)
{
	char left[32];

	plain(10);
	if (!count) {
		/* the children of all programs of the chain */
		while (wait(NULL) > 0)
			;
		return;
	}
	snprintf(left, sizeof(left), "%ld", count - 1);
	if (count % 3 == 0 && fork() == 0) {
		plain(10);
		_exit(0);
	}
	execl(argv[0], argv[0], argv[1], left, NULL);
	abort();
}

/* ---- stacks ---------------------------------------------------------------------------- */

static ucontext_t outside, inside;

static void coroutine(void)
{
	for (;;) {
		tell();
		swapcontext(&inside, &outside);
	}
}

static __attribute__((noinline)) void dig(int depth)
{
	if (depth)
		dig(depth - 1);
	else
		tell();
	__asm__ volatile("");
}

static void on_stack(int number)
{
	(void)number;
	dig(3);
}

static void *run_stacks_of(void *data)
{
	long count = (long)data;
	stack_t other = { .ss_sp = malloc(1 << 16), .ss_size = 1 << 16 };
	char *stack = malloc(1 << 16);
	struct sigaction action = { .sa_handler = on_stack, .sa_flags = SA_ONSTACK };

	sigaltstack(&other, NULL);
	sigaction(SIGUSR1, &action, NULL);
	getcontext(&inside);
	inside.uc_stack.ss_sp = stack;
	inside.uc_stack.ss_size = 1 << 16;
	makecontext(&inside, coroutine, 0);
	for (long i = 0; i < count; i += 4) {
		raise(SIGUSR1);
		swapcontext(&outside, &inside);
		dig((int)(i % 200));
		tell();
	}
	other.ss_flags = SS_DISABLE;
	sigaltstack(&other, NULL);
	free(other.ss_sp);
	free(stack);
	dig(10000);
	return NULL;
}

static void run_stacks(long count)
{
	pthread_t thread;

	run_stacks_of((void *)count);
	pthread_create(&thread, NULL, run_stacks_of, (void *)count);
	pthread_join(thread, NULL);
}

/* ---- before and after ------------------------------------------------------------------ */

static long late;

static void share(void)
{
	const char *path = getenv("RECORD_SHARED");
	FILE *file = path ? fopen(path, "r+") : NULL;

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | (file ? 0 : MAP_ANONYMOUS), file ? fileno(file) : -1, 0);
	if (shared == MAP_FAILED)
		abort();
	if (file)
		fclose(file);
}

__attribute__((constructor(101))) static void before(void)
{
	share();
	tell();
}

__attribute__((destructor(101))) static void after(void)
{
	if (!getenv("RECORD_CHILD"))
		plain(1 + late);
}

static void report(void)
{
	printf("told %llu\n", (unsigned long long)shared->told);
	printf("said %llu\n", (unsigned long long)shared->said);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	const char *mode = argc == 3 ? argv[1] : "";
	long count = argc == 3 ? atol(argv[2]) : 0;

	if (!strcmp(mode, "plain") || !strcmp(mode, "survive"))
		plain(count);
	else if (!strcmp(mode, "words"))
		with_storm(on_signal_say, count, words);
	else if (!strcmp(mode, "signals"))
		with_storm(on_signal, count, plain);
	else if (!strcmp(mode, "forks"))
		with_storm(on_signal_fork, count, plain_or_child);
	else if (!strcmp(mode, "steps"))
		run_steps(count, false);
	else if (!strcmp(mode, "step-forks"))
		run_steps(count, true);
	else if (!strcmp(mode, "threads"))
		run_threads(count);
	else if (!strcmp(mode, "cancel"))
		run_cancelled(count);
	else if (!strcmp(mode, "vforks"))
		run_vforks(count);
	else if (!strcmp(mode, "execs"))
		run_execs(count, argv);
	else if (!strcmp(mode, "stacks"))
		run_stacks(count);
	else if (!strcmp(mode, "late"))
		late = count;
	else
		return 2;
	/* the destructor's events come behind this */
	__atomic_add_fetch(&shared->told, 1 + (uint64_t)late, __ATOMIC_RELAXED);
	report();
	__atomic_sub_fetch(&shared->told, 1 + (uint64_t)late, __ATOMIC_RELAXED);
	return 0;
}
