/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * format.c - the kernel's vsnprintf()
 *
 *   "..%-08.3llx.."  ->  spec_take()  ->  one conversion  ->  format_out
 *
 * Behaviour: Documentation/core-api/printk-formats.rst. What it does not know it
 * writes out as it stands.
 */
#include <stdarg.h>

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include <asm/page.h>

#include "runtime/kernel/format.h"

void format_char(struct format_out *out, char c)
{
	if (out->length < out->size)
		out->buffer[out->length] = c;
	out->length++;
}

static void pad(struct format_out *out, char c, int count)
{
	while (count-- > 0)
		format_char(out, c);
}

void format_text_plain(struct format_out *out, const char *text)
{
	while (*text)
		format_char(out, *text++);
}

void format_text(struct format_out *out, const char *text, const struct format_spec *spec)
{
	size_t most = spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision;
	int length, blanks;

	/* as for %p, a bad pointer is named and not followed */
	if (IS_ERR(text) || (unsigned long)text < PAGE_SIZE)
		text = text ? "(efault)" : "(null)";
	length = strnlen(text, most);
	blanks = spec->width - length;
	if (!(spec->flags & FORMAT_LEFT))
		pad(out, ' ', blanks);
	for (int i = 0; i < length; i++)
		format_char(out, text[i]);
	if (spec->flags & FORMAT_LEFT)
		pad(out, ' ', blanks);
}

static int digits_make(char *digits, unsigned long long value, const struct format_spec *spec)
{
	const char *alphabet = spec->flags & FORMAT_UPPER ? "0123456789ABCDEF" :
							    "0123456789abcdef";
	int count = 0;

	do {
		digits[count++] = alphabet[value % spec->base];
		value /= spec->base;
	} while (value);
	return count;
}

/* Return: the sign to write, 0 for none; *@value becomes its absolute value. */
static char sign_take(unsigned long long *value, unsigned int flags)
{
	if (!(flags & FORMAT_SIGN))
		return 0;
	if ((long long)*value < 0) {
		*value = -*value;
		return '-';
	}
	if (flags & FORMAT_PLUS)
		return '+';
	return flags & FORMAT_SPACE ? ' ' : 0;
}

void format_number(struct format_out *out, unsigned long long value,
		   const struct format_spec *spec)
{
	char digits[64];
	char sign = sign_take(&value, spec->flags);
	bool prefix = (spec->flags & FORMAT_PREFIX) && spec->base != 10 &&
		      (value || spec->base == 16);
	int count = digits_make(digits, value, spec);
	int zeros = max(spec->precision - count, 0);
	int blanks = spec->width - count - zeros - !!sign -
		     (prefix ? (spec->base == 16 ? 2 : 1) : 0);

	/* unlike C a precision does not turn zeros into blanks */
	if ((spec->flags & FORMAT_ZERO) && !(spec->flags & FORMAT_LEFT)) {
		zeros += max(blanks, 0);
		blanks = 0;
	}
	if (!(spec->flags & FORMAT_LEFT))
		pad(out, ' ', blanks);
	if (sign)
		format_char(out, sign);
	if (prefix)
		format_char(out, '0');
	if (prefix && spec->base == 16)
		format_char(out, spec->flags & FORMAT_UPPER ? 'X' : 'x');
	pad(out, '0', zeros);
	while (count--)
		format_char(out, digits[count]);
	if (spec->flags & FORMAT_LEFT)
		pad(out, ' ', blanks);
}

void format_hex(struct format_out *out, unsigned long long value, int digits)
{
	struct format_spec spec = { .base = 16, .precision = digits, .width = -1 };

	format_number(out, value, &spec);
}

void format_decimal(struct format_out *out, unsigned long long value)
{
	struct format_spec spec = { .base = 10, .precision = -1, .width = -1 };

	format_number(out, value, &spec);
}

static const char *flags_take(const char *at, struct format_spec *spec)
{
	static const char letters[] = "-+ #0";
	const char *letter;

	while (*at && (letter = strchr(letters, *at))) {
		spec->flags |= 1u << (letter - letters);
		at++;
	}
	return at;
}

/* A number or an asterisk; -1 if there is neither. */
static const char *amount_take(const char *at, int *ret_amount, va_list *arguments)
{
	if (*at == '*') {
		*ret_amount = va_arg(*arguments, int);
		return at + 1;
	}
	if (!isdigit(*at))
		return at;
	for (*ret_amount = 0; isdigit(*at); at++)
		*ret_amount = *ret_amount * 10 + (*at - '0');
	return at;
}

static const char *width_take(const char *at, struct format_spec *spec)
{
	spec->bytes = sizeof(int);
	if (at[0] == 'h' && at[1] == 'h') {
		spec->bytes = sizeof(char);
		return at + 2;
	}
	if (*at == 'h') {
		spec->bytes = sizeof(short);
		return at + 1;
	}
	if (at[0] == 'l' && at[1] == 'l') {
		spec->bytes = sizeof(long long);
		return at + 2;
	}
	if (*at == 'l' || *at == 'L' || *at == 'z' || *at == 'Z' || *at == 't' || *at == 'j') {
		spec->bytes = sizeof(long);
		return at + 1;
	}
	return at;
}

static const char *spec_take(const char *at, struct format_spec *spec, va_list *arguments)
{
	*spec = (struct format_spec){ .width = -1, .precision = -1, .base = 10 };
	at = flags_take(at, spec);
	at = amount_take(at, &spec->width, arguments);
	if (spec->width < -1) {
		spec->flags |= FORMAT_LEFT;
		spec->width = -spec->width;
	}
	if (*at == '.') {
		spec->precision = 0;
		at = amount_take(at + 1, &spec->precision, arguments);
		spec->precision = max(spec->precision, 0);
	}
	return width_take(at, spec);
}

static unsigned long long integer_take(const struct format_spec *spec, va_list *arguments)
{
	bool sign = spec->flags & FORMAT_SIGN;
	int value;

	if (spec->bytes == sizeof(long long))
		return va_arg(*arguments, unsigned long long);
	value = va_arg(*arguments, int);
	if (spec->bytes == sizeof(char))
		return sign ? (unsigned long long)(signed char)value : (unsigned char)value;
	if (spec->bytes == sizeof(short))
		return sign ? (unsigned long long)(short)value : (unsigned short)value;
	return sign ? (unsigned long long)value : (unsigned int)value;
}

/* Return: false if @letter is no conversion of integers. */
static bool integer_spec(struct format_spec *spec, char letter)
{
	switch (letter) {
	case 'd':
	case 'i':
		spec->flags |= FORMAT_SIGN;
		return true;
	case 'u':
		return true;
	case 'o':
		spec->base = 8;
		return true;
	case 'X':
		spec->flags |= FORMAT_UPPER;
		spec->base = 16;
		return true;
	case 'x':
		spec->base = 16;
		return true;
	default:
		return false;
	}
}

static void character_format(struct format_out *out, int c, const struct format_spec *spec)
{
	if (!(spec->flags & FORMAT_LEFT))
		pad(out, ' ', spec->width - 1);
	format_char(out, c);
	if (spec->flags & FORMAT_LEFT)
		pad(out, ' ', spec->width - 1);
}

/* @at is behind the percent sign. Return: behind the conversion. */
static const char *conversion_format(struct format_out *out, const char *at, va_list *arguments)
{
	struct format_spec spec;
	const char *begin = at;

	at = spec_take(at, &spec, arguments);
	if (integer_spec(&spec, *at)) {
		format_number(out, integer_take(&spec, arguments), &spec);
	} else if (*at == 's') {
		format_text(out, va_arg(*arguments, const char *), &spec);
	} else if (*at == 'c') {
		character_format(out, va_arg(*arguments, int), &spec);
	} else if (*at == 'p') {
		at += format_pointer(out, va_arg(*arguments, const void *), at + 1, &spec);
	} else if (*at == '%') {
		format_char(out, '%');
	} else {
		format_char(out, '%');
		return begin;
	}
	return at + 1;
}

void format_into(struct format_out *out, const char *format, va_list arguments)
{
	va_list rest;

	va_copy(rest, arguments);
	while (*format) {
		if (*format == '%')
			format = conversion_format(out, format + 1, &rest);
		else
			format_char(out, *format++);
	}
	va_end(rest);
}

int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments)
{
	struct format_out out = { .buffer = buffer, .size = size };

	format_into(&out, format, arguments);
	if (size)
		buffer[min(out.length, size - 1)] = '\0';
	return out.length;
}

int vscnprintf(char *buffer, size_t size, const char *format, va_list arguments)
{
	int length = vsnprintf(buffer, size, format, arguments);

	return (size_t)length < size ? length : size ? (int)size - 1 : 0;
}

int vsprintf(char *buffer, const char *format, va_list arguments)
{
	return vsnprintf(buffer, INT_MAX, format, arguments);
}

int snprintf(char *buffer, size_t size, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(buffer, size, format, arguments);
	va_end(arguments);
	return length;
}

int scnprintf(char *buffer, size_t size, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vscnprintf(buffer, size, format, arguments);
	va_end(arguments);
	return length;
}

int sprintf(char *buffer, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsprintf(buffer, format, arguments);
	va_end(arguments);
	return length;
}
