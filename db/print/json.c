/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json.c - what the writers of JSON share
 */
#include "db/print/json.h"

#include "db/print/output.h"
#include "model/memory.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* How many bytes follow the first one; -1 if none may begin with it. */
static int tail_length(unsigned char first)
{
	if (first < 0x80)
		return 0;
	if (first >= 0xc2 && first < 0xe0)
		return 1;
	if (first >= 0xe0 && first < 0xf0)
		return 2;
	if (first >= 0xf0 && first < 0xf5)
		return 3;
	return -1;
}

/* Too long, a surrogate, or beyond the last code point: told by two bytes. */
static int pair_is_wrong(unsigned char first, unsigned char second)
{
	return (first == 0xe0 && second < 0xa0) ||
	       (first == 0xed && second >= 0xa0) ||
	       (first == 0xf0 && second < 0x90) ||
	       (first == 0xf4 && second >= 0x90);
}

/* The length in bytes of the character at @text, 0 if it is none. */
static size_t character_length(const char *text)
{
	const unsigned char *bytes = (const unsigned char *)text;
	int tail = tail_length(bytes[0]);

	if (tail < 0 || (tail && pair_is_wrong(bytes[0], bytes[1])))
		return 0;
	for (int i = 1; i <= tail; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
	}
	return (size_t)tail + 1;
}

char *text_clean(const char *text)
{
	static const char unknown[] = "\xef\xbf\xbd"; /* U+FFFD */
	char *clean = malloc(3 * strlen(text) + 1);
	char *end = clean;

	if (!clean)
		memory_fail();
	while (*text) {
		size_t length = character_length(text);

		memcpy(end, length ? text : unknown, length ? length : 3);
		end += length ? length : 3;
		text += length ? length : 1;
	}
	*end = '\0';
	return clean;
}

static json_t *need(json_t *value)
{
	if (!value)
		memory_fail();
	return value;
}

static json_t *json_text(const char *text)
{
	char *clean = text_clean(text);
	json_t *value = need(json_string_nocheck(clean));

	free(clean);
	return value;
}

json_t *json_object_new(void)
{
	return need(json_object());
}

json_t *json_array_new(void)
{
	return need(json_array());
}

void json_add(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new_nocheck(object, key, need(value)))
		memory_fail();
}

void json_add_text(json_t *object, const char *key, const char *text)
{
	json_add(object, key, json_text(text));
}

void json_add_format(json_t *object, const char *key, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		memory_fail();
	va_end(args);
	json_add_text(object, key, text);
	free(text);
}

void json_add_number(json_t *object, const char *key, size_t number)
{
	json_add(object, key, json_integer((json_int_t)number));
}

void json_push(json_t *array, json_t *value)
{
	if (json_array_append_new(array, need(value)))
		memory_fail();
}

void json_push_text(json_t *array, const char *text)
{
	json_push(array, json_text(text));
}

int json_print(json_t *root, FILE *out)
{
	int failed;

	errno = 0;
	failed = json_dumpf(root, out, JSON_INDENT(1) | JSON_ENSURE_ASCII) ||
		 fputc('\n', out) == EOF;
	json_decref(root);
	if (failed)
		return errno ? -errno : -EIO;
	return output_flush(out);
}
