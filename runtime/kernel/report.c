// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * report.c - one line as the kernel would print it, and the stack under it
 *
 * Written with one write() each, from a buffer on the stack: a report must work
 * with any lock of the engine held. Only the names of functions take memory, and
 * without it addresses are printed.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <dmacheck/event.h>
#include "options.h"
#include "printk.h"
#include "report.h"
#include "sched-private.h"
#include "stack.h"
#include "symbol.h"

enum { LINE = 512, FRAMES = 16, SKIPPED = 16, SITES = 1024 };

static void line_write(const char *line, size_t length)
{
	ssize_t written;

	printk_end_line();
	written = write(STDERR_FILENO, line, length);

	(void)written;	/* nowhere else to say it */
}

/* Return: the length with the newline that replaces the end of a long line. */
static size_t line_finish(char *line, int length)
{
	if (length < 0)
		length = 0;
	if (length > LINE - 2)
		length = LINE - 2;
	line[length] = '\n';
	line[length + 1] = '\0';
	return length + 1;
}

static const char *file_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool frame_of(const void *address, const char *library)
{
	Dl_info info;

	return dladdr(address, &info) && info.dli_fname &&
	       !strncmp(file_base(info.dli_fname), library, strlen(library));
}

static bool frame_ours(const void *address)
{
	return frame_of(address, "libdmacheck-");
}

static void function_print(const char *function, const char *file, int number)
{
	char line[LINE];
	int length = file ? snprintf(line, sizeof(line), "  %s at %s:%d", function, file,
				     number) :
			    snprintf(line, sizeof(line), "  %s", function);

	line_write(line, line_finish(line, length));
}

/* Return addresses point behind the call, so one is taken off to name it. */
static void frame_print(const void *address)
{
	const char *at = (const char *)address - 1;
	char line[LINE];
	Dl_info info;
	int length;

	if (symbol_frames((uintptr_t)at, function_print))
		return;
	if (!dladdr(at, &info) || !info.dli_fname)
		length = snprintf(line, sizeof(line), "  %p", address);
	else if (info.dli_sname)
		length = snprintf(line, sizeof(line), "  %s+0x%tx", info.dli_sname,
				  (const char *)address - (char *)info.dli_saddr);
	else
		length = snprintf(line, sizeof(line), "  %s+0x%tx",
				  file_base(info.dli_fname),
				  (const char *)address - (char *)info.dli_fbase);
	line_write(line, line_finish(line, length));
}

static bool frame_uninteresting(const void *address)
{
	return frame_ours(address) || frame_of(address, "libc.so");
}

/* Without the engine's functions, and what started the thread. */
static void frames_print(const void *const *addresses, int count, int limit)
{
	int i;

	while (count && frame_uninteresting(addresses[count - 1]))
		count--;
	while (count && frame_ours(addresses[0])) {
		addresses++;
		count--;
	}
	for (i = 0; i < count && i < limit; i++)
		if (!frame_ours(addresses[i]))
			frame_print(addresses[i]);
}

static void stack_print(void)
{
	void *addresses[FRAMES + SKIPPED];
	int count = stack_walk(addresses, FRAMES + SKIPPED);

	frames_print((const void *const *)addresses, count, FRAMES);
}

void report_stack(void)
{
	printk_end_line();
	stack_print();
}

static bool silent(void)
{
	return dmacheck_recording || !options.report;
}

void report_origin(const char *heading, uint32_t stack)
{
	const void *const *addresses;
	unsigned int count = stack_frames(stack, &addresses);
	char line[LINE];

	if (!count || silent())
		return;
	line_write(line, line_finish(line, snprintf(line, sizeof(line), "%s", heading)));
	frames_print(addresses, count, count);
}

void report_stack_top(const void *frame)
{
	actor_current()->stack_top = (uintptr_t)frame;
}

/* How it is said. */
enum { TOLD = 1, WITHOUT_STACK = 2 };

static void misuse(const char *format, va_list arguments, unsigned int how)
{
	char line[LINE];
	int length = vsnprintf(line, sizeof(line), format, arguments);

	dmacheck_emit(ENGINE_MESSAGE, .name = line, .type = !(how & TOLD));
	if (silent())
		return;
	line_write(line, line_finish(line, length));
	if (!(how & WITHOUT_STACK))
		stack_print();
}

#define MISUSE(format, how) \
	do { \
		va_list arguments_; \
 \
		va_start(arguments_, format); \
		misuse(format, arguments_, how); \
		va_end(arguments_); \
	} while (0)

void report_misuse(const char *format, ...)
{
	MISUSE(format, 0);
}

void report_told(const char *format, ...)
{
	MISUSE(format, TOLD);
}

void report_line(const char *format, ...)
{
	MISUSE(format, TOLD | WITHOUT_STACK);
}

bool report_site_new(const void *site)
{
	static const void *sites[SITES];
	size_t i = ((uintptr_t)site >> 2) % SITES;
	size_t tries;

	for (tries = 0; tries < SITES; tries++, i = (i + 1) % SITES) {
		const void *seen = NULL;

		if (__atomic_compare_exchange_n(&sites[i], &seen, site, false,
						__ATOMIC_RELAXED, __ATOMIC_RELAXED))
			return true;
		if (seen == site)
			return false;
	}
	return true;
}

void report_misuse_once(const void *site, const char *format, ...)
{
	if (report_site_new(site))
		MISUSE(format, 0);
}

void report_told_once(const void *site, const char *format, ...)
{
	if (report_site_new(site))
		MISUSE(format, TOLD);
}

static void notice(const char *format, va_list arguments)
{
	char line[LINE] = "dmacheck: ";
	int start = strlen(line);
	int length = vsnprintf(line + start, sizeof(line) - start, format, arguments);

	line_write(line, line_finish(line, start + length));
}

void report_notice(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	notice(format, arguments);
	va_end(arguments);
}

void report_fatal(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	notice(format, arguments);
	va_end(arguments);
	fflush(NULL);
	_exit(2);
}
