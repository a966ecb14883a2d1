// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * spawn.c - another process runs another program
 *
 *	posix_spawn()	is given the environment with what is ours
 *	system()	is done here: the C library would take the program's environment
 *	popen()		finds what is ours in the program's environment, for that moment
 *
 * The stream of popen() has to be the C library's own, for its pclose() to know it.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/record/process.h"
#include "runtime/record/system.h"
#include "runtime/shim/environment.h"
#include "runtime/shim/exec.h"
#include "runtime/shim/real.h"

static const char shell[] = "/bin/sh";

EXPORTED int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
			 const posix_spawnattr_t *attributes, char *const argv[],
			 char *const envp[])
{
	struct exec exec = { .path = path, .elsewhere = true, .caller = CALLER, .frame = FRAME };
	int error;

	if (!record_is_on())
		return real(posix_spawn)(pid, path, actions, attributes, argv, envp);
	exec_begin(&exec, program_open(AT_FDCWD, path));
	{
		size_t room = exec_room(&exec, envp);
		void *memory[room / sizeof(void *) + 1];

		error = real(posix_spawn)(pid, path, actions, attributes, argv,
					  room ? environment_fill(envp, memory) : envp);
	}
	if (error)
		exec_failed(&exec, error);
	return error;
}

EXPORTED int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
			  const posix_spawnattr_t *attributes, char *const argv[],
			  char *const envp[])
{
	struct exec exec = { .elsewhere = true, .caller = CALLER, .frame = FRAME };
	char path[PATH_MAX];
	int error;

	if (!record_is_on() || !program_search(file, path))
		return real(posix_spawnp)(pid, file, actions, attributes, argv, envp);
	exec.path = path;
	exec_begin(&exec, program_open(AT_FDCWD, path));
	{
		size_t room = exec_room(&exec, envp);
		void *memory[room / sizeof(void *) + 1];

		error = real(posix_spawnp)(pid, file, actions, attributes, argv,
					   room ? environment_fill(envp, memory) : envp);
	}
	if (error)
		exec_failed(&exec, error);
	return error;
}

/* ---- system() ----------------------------------------------------------------------------- */

/* While one is running, the program ignores what the terminal sends to the command. */
static pthread_mutex_t system_lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned int systems;		/* both protected by system_lock */
static struct sigaction kept_interrupt, kept_quit;

struct running {
	sigset_t mask;
	pid_t child;
};

static void system_begin(struct running *running, sigset_t *ret_defaults)
{
	const struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t child;

	sigemptyset(ret_defaults);
	pthread_mutex_lock(&system_lock);
	if (systems++ == 0) {
		real(sigaction)(SIGINT, &ignore, &kept_interrupt);
		real(sigaction)(SIGQUIT, &ignore, &kept_quit);
	}
	if (kept_interrupt.sa_handler != SIG_IGN)
		sigaddset(ret_defaults, SIGINT);
	if (kept_quit.sa_handler != SIG_IGN)
		sigaddset(ret_defaults, SIGQUIT);
	pthread_mutex_unlock(&system_lock);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	pthread_sigmask(SIG_BLOCK, &child, &running->mask);
}

static void system_end(struct running *running)
{
	pthread_mutex_lock(&system_lock);
	if (--systems == 0) {
		real(sigaction)(SIGINT, &kept_interrupt, NULL);
		real(sigaction)(SIGQUIT, &kept_quit, NULL);
	}
	pthread_mutex_unlock(&system_lock);
	pthread_sigmask(SIG_SETMASK, &running->mask, NULL);
}

/* The thread is cancelled while it waits. */
static void system_cancelled(void *data)
{
	struct running *running = data;

	kill(running->child, SIGKILL);
	while (waitpid(running->child, NULL, 0) < 0 && errno == EINTR)
		;
	system_end(running);
}

static int system_wait(struct running *running)
{
	int status;
	pid_t waited;

	pthread_cleanup_push(system_cancelled, running);
	do {
		waited = waitpid(running->child, &status, 0);
	} while (waited < 0 && errno == EINTR);
	pthread_cleanup_pop(0);
	return waited < 0 ? -1 : status;
}

static int system_run(const char *command, char *const envp[])
{
	char *const argv[] = { (char *)"sh", (char *)"-c", (char *)command, NULL };
	posix_spawnattr_t attributes;
	struct running running;
	sigset_t defaults;
	int status;

	system_begin(&running, &defaults);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &running.mask);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	if (real(posix_spawn)(&running.child, shell, NULL, &attributes, argv, envp))
		status = W_EXITCODE(127, 0);
	else
		status = system_wait(&running);
	posix_spawnattr_destroy(&attributes);
	system_end(&running);
	return status;
}

EXPORTED int system(const char *command)
{
	struct exec exec = { .path = shell, .elsewhere = true, .caller = CALLER, .frame = FRAME };
	size_t room;

	if (!command || !record_is_on())
		return real(system)(command);
	exec_begin(&exec, program_open(AT_FDCWD, shell));
	room = exec_room(&exec, environ);
	if (!room)
		return real(system)(command);
	{
		void *memory[room / sizeof(void *) + 1];

		return system_run(command, environment_fill(environ, memory));
	}
}

/* ---- popen() ------------------------------------------------------------------------------ */

/*
 * Other threads may be reading the environment meanwhile and a little longer, so what
 * they are shown stays. Protected by struct process.lending, which a fork leaves open.
 */
static void *lent_memory;
static size_t lent_size;
static char **lent, **lent_own;

static bool lend_begin(struct process *process, size_t room)
{
	while (__atomic_exchange_n(&process->lending, 1, __ATOMIC_ACQUIRE))
		sched_yield();
	if (room > lent_size) {
		lent_size = 2 * room;
		lent_memory = process_table(lent_size);
	}
	if (!lent_memory) {
		lent_size = 0;
		return false;
	}
	lent_own = environ;
	lent = environment_fill(environ, lent_memory);
	environ = lent;
	return true;
}

/* Another thread may have changed the environment: then it is what we had lent. */
static void lend_end(void)
{
	if (environ == lent)
		environ = lent_own;
	else
		environment_hide();
	lent = NULL;
}

void environment_forked(void)
{
	if (lent)
		lend_end();
}

EXPORTED FILE *popen(const char *command, const char *mode)
{
	struct exec exec = { .path = shell, .elsewhere = true, .caller = CALLER, .frame = FRAME };
	struct process *process = process_get();
	size_t room = 0;
	FILE *stream;

	if (record_is_on() && process) {
		exec_begin(&exec, program_open(AT_FDCWD, shell));
		room = exec_room(&exec, environ);
	}
	if (!room)
		return real(popen)(command, mode);
	/* another thread may have made it longer since */
	if (!lend_begin(process, room + PATH_MAX)) {
		__atomic_store_n(&process->lending, 0, __ATOMIC_RELEASE);
		return real(popen)(command, mode);
	}
	stream = real(popen)(command, mode);
	lend_end();
	__atomic_store_n(&process->lending, 0, __ATOMIC_RELEASE);
	return stream;
}
