/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * printk.c - lines to stderr, one write each, without times
 *
 * A line without a newline stays open, for KERN_CONT to go on with it, and is
 * ended when something else is written.
 */
#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

#include <linux/kern_levels.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "runtime/kernel/format.h"
#include "runtime/kernel/printk.h"
#include "runtime/kernel/raw.h"

enum { LINE_SIZE = 1024 };

/* Least level that is not written: what is below goes out. */
int console_printk[4] = { LOGLEVEL_DEBUG, LOGLEVEL_WARNING, 1, LOGLEVEL_DEBUG };

static struct raw_lock line_lock = RAW_LOCK_INIT;
static bool line_open;	/* protected by line_lock */
static bool line_shown;	/* whether the open one's level was written; likewise */

static void console_write(const char *text, size_t size)
{
	while (size) {
		ssize_t written = write(STDERR_FILENO, text, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return;
		text += written;
		size -= written;
	}
}

/* Return: 0 to 7, 'c', or -1 where the text begins with none. */
static int level_take(const char **text)
{
	const char *at = *text;
	int level;

	if (at[0] != KERN_SOH_ASCII || !at[1])
		return -1;
	level = at[1] == 'c' ? 'c' : at[1] - '0';
	*text = at + 2;
	return level;
}

/* @text has a place for a newline before it. */
static void line_put(char *text, size_t length, int level)
{
	bool more = level == 'c' && line_open;

	if (!more)
		line_shown = (level < 0 || level == 'c' ? LOGLEVEL_WARNING : level) <
			     console_loglevel;
	if (line_shown && line_open && !more) {
		text--;
		length++;
		*text = '\n';
	}
	if (!line_shown)
		return;
	console_write(text, length);
	line_open = length && text[length - 1] != '\n';
}

/* Cuts what is too long, with its newline kept. Return: the length without the level. */
static int record_put(const char *format, va_list arguments)
{
	char record[1 + LINE_SIZE];
	struct format_out out = { .buffer = record + 1, .size = LINE_SIZE };
	const char *text = record + 1;
	size_t length;
	int level;

	/* A level in front may come with a %pV, so it is looked for in the result. */
	format_into(&out, format, arguments);
	length = min(out.length, out.size - 1);
	record[1 + length] = '\0';
	if (out.length > length)
		record[length] = '\n';
	level = level_take(&text);
	length -= text - (record + 1);
	raw_lock(&line_lock);
	line_put((char *)text, length, level);
	raw_unlock(&line_lock);
	return length;
}

int vprintk(const char *format, va_list arguments)
{
	return record_put(format, arguments);
}

int _printk(const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = record_put(format, arguments);
	va_end(arguments);
	return length;
}

void printk_end_line(void)
{
	raw_lock(&line_lock);
	if (line_open)
		console_write("\n", 1);
	line_open = false;
	raw_unlock(&line_lock);
}

__attribute__((destructor)) static void last_line_end(void)
{
	printk_end_line();
}

bool __printk_once(bool *done)
{
	return !__atomic_exchange_n(done, true, __ATOMIC_RELAXED);
}
