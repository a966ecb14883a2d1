// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * signal.c - the actions of signals that mean a crash, as the program may see them
 *
 *	               the program's                the system's
 *	  default ---- sigaction(): "default" ----- our handler
 *	  anything else --------------------------- the same
 *
 * Only where there is an engine. Before a call that reads or changes the action of such
 * a signal, our handler is taken away, and put back behind it if the action is then the
 * default: so the C library's functions do what they always do.
 *
 * A handler needs a stack where the thread's own has run out. Threads that record have
 * one from us while they have none of their own; they are told that there is none.
 */
#include "runtime/shim/signal.h"

#include <stddef.h>
#include <sys/mman.h>

#include "runtime/record/process.h"
#include "runtime/record/system.h"
#include "runtime/record/writer.h"
#include "runtime/shim/engine.h"
#include "runtime/shim/real.h"

enum { SIGNAL_STACK = 1 << 16 };

static const int crashes[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };
enum { CRASHES = sizeof(crashes) / sizeof(*crashes) };

static bool handling;

/* The default action as the program has set it: with flags and a mask that mean nothing. */
static struct sigaction kept[CRASHES];

/* Not in headers under all settings, and once spelt otherwise. */
int __sigaction(int number, const struct sigaction *action, struct sigaction *old);
sighandler_t ssignal(int number, sighandler_t handler);
sighandler_t bsd_signal(int number, sighandler_t handler);
sighandler_t __sysv_signal(int number, sighandler_t handler);

/* Its place among those that mean a crash, or -1. */
static int crash_place(int number)
{
	for (int i = 0; handling && i < CRASHES; i++)
		if (crashes[i] == number)
			return i;
	return -1;
}

static bool is_ours(const struct sigaction *action)
{
	return (action->sa_flags & SA_SIGINFO) && action->sa_sigaction == crash_handle;
}

/* ---- the handler ------------------------------------------------------------------------ */

static void handler_set(int place)
{
	struct sigaction action = { .sa_flags = SA_SIGINFO | SA_ONSTACK }, old;

	action.sa_sigaction = crash_handle;
	if (real(sigaction)(crashes[place], NULL, &old) || old.sa_handler != SIG_DFL)
		return;
	kept[place] = old;
	real(sigaction)(crashes[place], &action, NULL);
}

static void handler_take(int place)
{
	struct sigaction old;

	if (real(sigaction)(crashes[place], NULL, &old) == 0 && is_ours(&old))
		real(sigaction)(crashes[place], &kept[place], NULL);
}

/* ---- the program's calls ------------------------------------------------------------------ */

static int action_set(int number, const struct sigaction *action, struct sigaction *old)
{
	int result, place = crash_place(number);
	struct sigaction found;

	if (place < 0)
		return real(sigaction)(number, action, old);
	result = real(sigaction)(number, action, &found);
	if (result)
		return result;
	if (is_ours(&found))
		found = kept[place];
	if (old)
		*old = found;
	if (action)
		handler_set(place);
	return 0;
}

EXPORTED int sigaction(int number, const struct sigaction *action, struct sigaction *old)
{
	return action_set(number, action, old);
}

EXPORTED int __sigaction(int number, const struct sigaction *action, struct sigaction *old)
{
	return action_set(number, action, old);
}

#define WITHOUT_HANDLER(type, number, call) \
	int place = crash_place(number); \
	type result; \
\
	if (place < 0) \
		return (call); \
	handler_take(place); \
	result = (call); \
	handler_set(place); \
	return result

EXPORTED sighandler_t signal(int number, sighandler_t handler)
{
	WITHOUT_HANDLER(sighandler_t, number, real(signal)(number, handler));
}

EXPORTED sighandler_t ssignal(int number, sighandler_t handler)
{
	WITHOUT_HANDLER(sighandler_t, number, real(signal)(number, handler));
}

EXPORTED sighandler_t bsd_signal(int number, sighandler_t handler)
{
	WITHOUT_HANDLER(sighandler_t, number, real(signal)(number, handler));
}

EXPORTED sighandler_t sysv_signal(int number, sighandler_t handler)
{
	WITHOUT_HANDLER(sighandler_t, number, real(sysv_signal)(number, handler));
}

EXPORTED sighandler_t __sysv_signal(int number, sighandler_t handler)
{
	WITHOUT_HANDLER(sighandler_t, number, real(sysv_signal)(number, handler));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
EXPORTED sighandler_t sigset(int number, sighandler_t handler)
{
	WITHOUT_HANDLER(sighandler_t, number, real(sigset)(number, handler));
}

EXPORTED int sigignore(int number)
{
	WITHOUT_HANDLER(int, number, real(sigignore)(number));
}

EXPORTED int siginterrupt(int number, int interrupt)
{
	WITHOUT_HANDLER(int, number, real(siginterrupt)(number, interrupt));
}
#pragma GCC diagnostic pop

/* ---- stacks for the handler ------------------------------------------------------------------ */

/* What this thread has from us, whatever it uses now; a child of fork() has it too. */
static __thread void *own_stack __attribute__((tls_model("initial-exec")));

static void stack_set(void)
{
	const stack_t stack = { .ss_sp = own_stack, .ss_size = SIGNAL_STACK };
	stack_t old;

	if (!system_call(SYS_sigaltstack, NULL, &old) && (old.ss_flags & SS_DISABLE))
		system_call(SYS_sigaltstack, &stack, NULL);
}

static void stack_begin(struct writer *writer)
{
	if (own_stack)
		return;
	own_stack = writer->signal_stack ? writer->signal_stack : process_table(SIGNAL_STACK);
	if (own_stack)
		stack_set();
}

static void stack_end(struct writer *writer)
{
	const stack_t none = { .ss_flags = SS_DISABLE };
	stack_t old;

	if (own_stack && !system_call(SYS_sigaltstack, NULL, &old) && old.ss_sp == own_stack)
		system_call(SYS_sigaltstack, &none, NULL);
	writer->signal_stack = own_stack;
	own_stack = NULL;
}

EXPORTED int sigaltstack(const stack_t *stack, stack_t *old)
{
	int result;
	stack_t found;

	if (!own_stack)
		return real(sigaltstack)(stack, old);
	result = real(sigaltstack)(stack, &found);
	if (result)
		return result;
	if (found.ss_sp == own_stack)
		found = (stack_t){ .ss_flags = SS_DISABLE };
	if (old)
		*old = found;
	if (stack && (stack->ss_flags & SS_DISABLE))
		stack_set();
	return 0;
}

void signal_start(void)
{
	if (!engine_exists())
		return;
	handling = true;
	writer_begun = stack_begin;
	writer_ending = stack_end;
	for (int i = 0; i < CRASHES; i++)
		handler_set(i);
}
