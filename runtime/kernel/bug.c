/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bug.c - what a module says about itself when something is wrong
 *
 * Printed also while a recorder is loaded: these are the module's words.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <linux/bug.h>
#include <linux/panic.h>
#include <linux/printk.h>

#include "runtime/kernel/printk.h"
#include "runtime/kernel/report.h"

/* Not exit(): handlers of the program must not run on what is broken. */
static void __attribute__((noreturn)) program_end(void)
{
	printk_end_line();
	_exit(EXIT_FAILURE);
}

void dump_stack(void)
{
	printk_end_line();
	report_stack();
}

void dump_stack_lvl(const char *level)
{
	dump_stack();
}

void __warn_plain(const char *file, int line, const char *function)
{
	printk(KERN_WARNING "WARNING: at %s:%d %s()\n", file, line, function);
	dump_stack();
}

void __warn_printf(const char *file, int line, const char *function, const char *format, ...)
{
	struct va_format text = { .fmt = format };
	va_list arguments;

	printk(KERN_WARNING "WARNING: at %s:%d %s()\n", file, line, function);
	va_start(arguments, format);
	text.va = &arguments;
	printk(KERN_WARNING "%pV", &text);
	va_end(arguments);
	dump_stack();
}

void __bug(const char *file, int line, const char *function)
{
	printk(KERN_EMERG "kernel BUG at %s:%d %s()!\n", file, line, function);
	dump_stack();
	program_end();
}

void panic(const char *format, ...)
{
	struct va_format text = { .fmt = format };
	va_list arguments;

	va_start(arguments, format);
	text.va = &arguments;
	printk(KERN_EMERG "Kernel panic - not syncing: %pV\n", &text);
	va_end(arguments);
	dump_stack();
	program_end();
}
