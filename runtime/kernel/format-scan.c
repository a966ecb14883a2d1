/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * format-scan.c - the kernel's sscanf()
 *
 * Conversions: d i u o x X s c n [...] with h hh l ll z, a width and *. A number
 * with a width of digits takes no more of them.
 */
#include <stdarg.h>

#include <linux/ctype.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/sprintf.h>
#include <linux/string.h>

struct scan {
	const char *text;
	const char *at;		/* in text */
	const char *format;	/* behind what has been used of it */
	va_list arguments;
	int stored;
};

struct conversion {
	bool skip;
	int width;		/* INT_MAX if none is given */
	int bytes;
	char letter;
};

static void length_take(struct scan *scan, struct conversion *conversion)
{
	static const struct { const char *letters; int bytes; } lengths[] = {
		{ "hh", 1 }, { "h", 2 }, { "ll", 8 }, { "l", 8 }, { "L", 8 }, { "z", 8 },
	};

	conversion->bytes = 4;
	for (size_t i = 0; i < ARRAY_SIZE(lengths); i++) {
		if (!strstarts(scan->format, lengths[i].letters))
			continue;
		conversion->bytes = lengths[i].bytes;
		scan->format += strlen(lengths[i].letters);
		return;
	}
}

static void conversion_take(struct scan *scan, struct conversion *conversion)
{
	char *end;

	conversion->skip = *scan->format == '*';
	scan->format += conversion->skip;
	conversion->width = INT_MAX;
	if (isdigit(*scan->format)) {
		conversion->width = simple_strtoul(scan->format, &end, 10);
		scan->format = end;
	}
	length_take(scan, conversion);
	conversion->letter = *scan->format;
	if (conversion->letter)
		scan->format++;
}

static void integer_store(struct scan *scan, const struct conversion *conversion,
			  unsigned long long value)
{
	void *to;

	if (conversion->skip)
		return;
	to = va_arg(scan->arguments, void *);
	memcpy(to, &value, conversion->bytes);
	scan->stored++;
}

static unsigned int letter_base(char letter)
{
	return letter == 'i' ? 0 : letter == 'o' ? 8 : letter == 'x' || letter == 'X' ? 16 : 10;
}

static bool integer_scan(struct scan *scan, const struct conversion *conversion)
{
	bool sign = conversion->letter == 'd' || conversion->letter == 'i';
	char digits[72];
	bool minus;
	char *end, *begin = digits;
	unsigned long long value;

	scan->at = skip_spaces(scan->at);
	strscpy(digits, scan->at, min_t(size_t, sizeof(digits), (size_t)conversion->width + 1));
	minus = sign && *digits == '-';
	begin += minus;
	if (!isxdigit(*begin))
		return false;
	value = simple_strtoull(begin, &end, letter_base(conversion->letter));
	if (end == begin)
		return false;
	scan->at += end - digits;
	integer_store(scan, conversion, minus ? -value : value);
	return true;
}

static void text_store(struct scan *scan, const struct conversion *conversion, size_t length,
		       bool terminate)
{
	char *to;

	if (!conversion->skip) {
		to = va_arg(scan->arguments, char *);
		memcpy(to, scan->at, length);
		if (terminate)
			to[length] = '\0';
		scan->stored++;
	}
	scan->at += length;
}

static bool word_scan(struct scan *scan, const struct conversion *conversion)
{
	size_t length = 0;

	scan->at = skip_spaces(scan->at);
	while (scan->at[length] && !isspace(scan->at[length]) &&
	       length < (size_t)conversion->width)
		length++;
	if (!length)
		return false;
	text_store(scan, conversion, length, true);
	return true;
}

static bool characters_scan(struct scan *scan, const struct conversion *conversion)
{
	size_t length = conversion->width == INT_MAX ? 1 : conversion->width;

	if (strnlen(scan->at, length) < length)
		return false;
	text_store(scan, conversion, length, false);
	return true;
}

/* The set ends at the ] that is not its first. */
static void set_take(struct scan *scan, bool *members, bool *ret_others)
{
	const char *at = scan->format, *begin;

	*ret_others = *at == '^';
	at += *ret_others;
	memset(members, 0, 256);
	for (begin = at; *at && (*at != ']' || at == begin); at++) {
		if (*at == '-' && at > begin && at[1] && at[1] != ']') {
			for (int c = (u8)at[-1]; c <= (u8)at[1]; c++)
				members[c] = true;
			at++;
		} else {
			members[(u8)*at] = true;
		}
	}
	scan->format = *at ? at + 1 : at;
}

static bool set_scan(struct scan *scan, const struct conversion *conversion)
{
	bool members[256], others;
	size_t length = 0;

	set_take(scan, members, &others);
	while (scan->at[length] && members[(u8)scan->at[length]] != others &&
	       length < (size_t)conversion->width)
		length++;
	if (!length)
		return false;
	text_store(scan, conversion, length, true);
	return true;
}

/* Return: whether to go on. */
static bool conversion_scan(struct scan *scan)
{
	struct conversion conversion;

	if (*scan->format == '%') {
		scan->format++;
		return *scan->at++ == '%';
	}
	conversion_take(scan, &conversion);
	if (conversion.letter == 'n') {
		*va_arg(scan->arguments, int *) = scan->at - scan->text;
		return true;
	}
	if (!*scan->at)
		return false;
	switch (conversion.letter) {
	case 's':
		return word_scan(scan, &conversion);
	case 'c':
		return characters_scan(scan, &conversion);
	case '[':
		return set_scan(scan, &conversion);
	case 'd':
	case 'i':
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		return integer_scan(scan, &conversion);
	default:
		return false;
	}
}

static bool step(struct scan *scan)
{
	char c = *scan->format++;

	if (c == '%')
		return conversion_scan(scan);
	if (isspace(c)) {
		scan->at = skip_spaces(scan->at);
		return true;
	}
	return *scan->at == c && *scan->at++;
}

int vsscanf(const char *text, const char *format, va_list arguments)
{
	struct scan scan = { .text = text, .at = text, .format = format };

	va_copy(scan.arguments, arguments);
	while (*scan.format && step(&scan))
		;
	va_end(scan.arguments);
	return scan.stored;
}

int sscanf(const char *text, const char *format, ...)
{
	va_list arguments;
	int stored;

	va_start(arguments, format);
	stored = vsscanf(text, format, arguments);
	va_end(arguments);
	return stored;
}
