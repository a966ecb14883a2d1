/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report.h - how the engine speaks: the kernel's words, on stderr
 */
#ifndef DMACHECK_REPORT_H
#define DMACHECK_REPORT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include "shared.h"

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

/**
 * report_misuse() - what the kernel would print about a misuse
 *
 * One line (a newline is added), followed by the stack of the caller. Silent but
 * for the ENGINE_MESSAGE event while a recorder is loaded. Any context; takes no
 * lock of the engine. Names in the stack take memory, addresses do not.
 */
void report_misuse(const char *format, ...)
	SHARED(report_misuse) __attribute__((format(printf, 1, 2)));

/*
 * The same where other events tell what is wrong: the ENGINE_MESSAGE says so, and a
 * recorder need not show it. What only report_misuse() tells would be lost.
 */
void report_told(const char *format, ...)
	SHARED(report_told) __attribute__((format(printf, 1, 2)));

/* report_told() without a stack, where the caller's says nothing. */
void report_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Whether @site is asked about for the first time; once the table is full, always. */
bool report_site_new(const void *site);

/* The same once for each @site (a return address or a static). */
void report_misuse_once(const void *site, const char *format, ...)
	SHARED(report_misuse_once) __attribute__((format(printf, 2, 3)));
void report_told_once(const void *site, const char *format, ...)
	SHARED(report_told_once) __attribute__((format(printf, 2, 3)));

/* The caller's stack, always printed. */
void report_stack(void);

/*
 * Prints a stack that stack_intern() has kept, under @heading: where something that
 * a report speaks of began. Silent when report_misuse() is, and for number 0.
 */
void report_origin(const char *heading, uint32_t stack);

/*
 * Stacks of this thread end before the calling function: what called a module
 * is nothing of its.
 */
void report_stack_top(const void *frame) SHARED(report_stack_top);

/* A message about the engine itself (tracking turned off, ...); always printed. */
void report_notice(const char *format, ...)
	SHARED(report_notice) __attribute__((format(printf, 1, 2)));

/* Ends the program with status 2: "dmacheck: ..." in one line. */
void report_fatal(const char *format, ...)
	SHARED(report_fatal) __attribute__((noreturn, format(printf, 1, 2)));

#pragma GCC visibility pop

#endif /* DMACHECK_REPORT_H */
