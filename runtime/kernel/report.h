/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report.h - how the engine speaks: the kernel's words, on stderr
 */
#ifndef DMACHECK_REPORT_H
#define DMACHECK_REPORT_H

#include <stdarg.h>

/**
 * report_misuse() - what the kernel would print about a misuse
 *
 * One line (a newline is added), followed by the stack of the caller. Silent but
 * for the ENGINE_MESSAGE event while a recorder is loaded. Any context; takes no
 * lock of the engine; does not allocate.
 */
void report_misuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same without a stack, where the caller's says nothing. */
void report_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same as report_misuse() once for each @site (a return address or a static). */
void report_misuse_once(const void *site, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The caller's stack, always printed. */
void report_stack(void);

/* A message about the engine itself (tracking turned off, ...); always printed. */
void report_notice(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Ends the program with status 2: "dmacheck: ..." in one line. */
void report_fatal(const char *format, ...)
	__attribute__((noreturn, format(printf, 1, 2)));

#endif /* DMACHECK_REPORT_H */
