/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fail.c - one line that says what went wrong
 */
#include "model/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int fail(char **ret_error, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vasprintf(ret_error, format, args) < 0) {
		fputs("dmacheck: out of memory\n", stderr);
		exit(2);
	}
	va_end(args);
	return code;
}
