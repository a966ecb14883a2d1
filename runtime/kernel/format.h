/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * format.h - what a conversion writes to, and how it is to look
 */
#ifndef DMACHECK_FORMAT_H
#define DMACHECK_FORMAT_H

#include <linux/types.h>

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

enum {
	FORMAT_LEFT = 1u << 0,
	FORMAT_PLUS = 1u << 1,
	FORMAT_SPACE = 1u << 2,
	FORMAT_PREFIX = 1u << 3,	/* 0x */
	FORMAT_ZERO = 1u << 4,
	FORMAT_UPPER = 1u << 5,
	FORMAT_SIGN = 1u << 6,
};

/* What does not fit is counted and dropped. */
struct format_out {
	char *buffer;
	size_t size;
	size_t length;		/* had there been room */
};

/* -1 for a width or precision that is not given. */
struct format_spec {
	unsigned int flags;
	int width;
	int precision;
	unsigned int base;
	int bytes;		/* of an integer */
};

void format_char(struct format_out *out, char c);
void format_text(struct format_out *out, const char *text, const struct format_spec *spec);
void format_text_plain(struct format_out *out, const char *text);
void format_number(struct format_out *out, unsigned long long value,
		   const struct format_spec *spec);
void format_hex(struct format_out *out, unsigned long long value, int digits);
void format_decimal(struct format_out *out, unsigned long long value);
void format_into(struct format_out *out, const char *format, __builtin_va_list arguments);

/**
 * format_pointer() - a %p with the letters that follow it
 * @letters: what comes after the p
 *
 * Return: how many of @letters belong to it.
 */
int format_pointer(struct format_out *out, const void *pointer, const char *letters,
		   const struct format_spec *spec);

#pragma GCC visibility pop

#endif /* DMACHECK_FORMAT_H */
