// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * walk.c - which memory is the calling thread's stack
 *
 *	main thread     below where the program began; the system keeps the space free
 *	other threads   below the thread's control block, which the C library puts at
 *			the top of the stack; page by page, as far down as can be read
 *
 * Asked by system calls that fail politely, since what the C library knows about it
 * needs memory of the heap, or a file.
 */
#include "runtime/record/walk.h"

#include <errno.h>
#include <pthread.h>
#include <stddef.h>

#include "runtime/record/system.h"

enum {
	PAGE = 4096,		/* or a part of one */
	PROBES = 4096,
};

/* The system keeps at least twice as much free of mappings. */
static const uintptr_t main_stack = 64u << 20;

/* The dynamic linker's: the stack as the program found it. */
extern void *__libc_stack_end;

/* The system looks at the mask before it looks at what to do with it. */
bool walk_readable(uintptr_t address)
{
	return system_call(SYS_rt_sigprocmask, -1, address, NULL, sizeof(uint64_t)) != -EFAULT;
}

/*
 * The main thread's control block is elsewhere. In a child of fork() the only thread
 * may be another one's copy, on the stack of that.
 */
static uintptr_t main_thread;

void walk_init(void)
{
	main_thread = (uintptr_t)pthread_self();
}

static bool is_main_thread(void)
{
	if (main_thread)
		return (uintptr_t)pthread_self() == main_thread;
	return system_call(SYS_gettid) == system_call(SYS_getpid);
}

static bool thread_bounds(struct writer *writer, uintptr_t frame)
{
	uintptr_t top = (uintptr_t)pthread_self();
	uintptr_t wanted = frame & -(uintptr_t)PAGE;
	uintptr_t low = writer->high == top ? writer->low : top & -(uintptr_t)PAGE;
	unsigned int probes = 0;

	if (frame >= top || wanted < writer->floor)
		return false;
	while (low > wanted) {
		if (++probes > PROBES || !walk_readable(low - PAGE)) {
			writer->floor = low;
			return false;
		}
		low -= PAGE;
	}
	writer->low = low;
	writer->high = top;
	return true;
}

bool walk_bounds(struct writer *writer, uintptr_t frame)
{
	uintptr_t end = (uintptr_t)__libc_stack_end;

	if (end - frame < main_stack) {
		writer->low = end - main_stack;
		writer->high = end;
		return true;
	}
	return !is_main_thread() && thread_bounds(writer, frame);
}
