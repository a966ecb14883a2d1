/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fail.h - one line that says what went wrong
 *
 * Whoever notices a fault words it; whoever owns stderr prints it once, behind
 * the program's name.
 */
#ifndef DMACHECK_FAIL_H
#define DMACHECK_FAIL_H

/**
 * fail() - word an error and hand back its code
 * @ret_error: the line, without program name and line end; owned by the caller,
 *	never NULL afterwards
 * @code: a negative errno
 * @format: what, where, what to do
 *
 * Return: @code, so that a caller can write "return fail(...)".
 */
int fail(char **ret_error, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
