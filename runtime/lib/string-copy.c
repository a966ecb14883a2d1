/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * string-copy.c - strings and memory in blocks of their own
 */
#include <stdarg.h>

#include <linux/ctype.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "runtime/kernel/own.h"
#include "runtime/lib/memory.h"

static char *text_copy(const char *s, size_t length, gfp_t flags)
{
	char *copy = kmalloc(length + 1, flags);

	if (!copy)
		return NULL;
	memcpy(copy, s, length);
	copy[length] = '\0';
	return copy;
}

char *kstrdup(const char *s, gfp_t flags)
{
	OWN_SERVES();

	return s ? text_copy(s, strlen(s), flags) : NULL;
}

char *kstrndup(const char *s, size_t size, gfp_t flags)
{
	OWN_SERVES();

	return s ? text_copy(s, strnlen(s, size), flags) : NULL;
}

char *kmemdup_nul(const char *s, size_t size, gfp_t flags)
{
	OWN_SERVES();

	return s ? text_copy(s, size, flags) : NULL;
}

/* Constants are not copied, and not freed. */
const char *kstrdup_const(const char *s, gfp_t flags)
{
	OWN_SERVES();

	return text_holds(s) ? s : kstrdup(s, flags);
}

void kfree_const(const void *pointer)
{
	OWN_SERVES();

	if (!text_holds(pointer))
		kfree(pointer);
}

void *kmemdup(const void *src, size_t size, gfp_t flags)
{
	OWN_SERVES();
	void *copy = kmalloc(size, flags);

	if (!ZERO_OR_NULL_PTR(copy))
		memcpy(copy, src, size);
	return copy;
}

void *kmemdup_array(const void *src, size_t count, size_t element, gfp_t flags)
{
	OWN_SERVES();

	return kmemdup(src, size_mul(count, element), flags);
}

void *kvmemdup(const void *src, size_t size, gfp_t flags)
{
	OWN_SERVES();
	void *copy = kvmalloc(size, flags);

	if (!ZERO_OR_NULL_PTR(copy))
		memcpy(copy, src, size);
	return copy;
}

char *kvasprintf(gfp_t flags, const char *format, va_list arguments)
{
	OWN_SERVES();
	int length = vsnprintf(NULL, 0, format, arguments);
	char *text = kmalloc(length + 1, flags);

	if (text)
		vsnprintf(text, length + 1, format, arguments);
	return text;
}

const char *kvasprintf_const(gfp_t flags, const char *format, va_list arguments)
{
	OWN_SERVES();

	return kvasprintf(flags, format, arguments);
}

char *kasprintf(gfp_t flags, const char *format, ...)
{
	OWN_SERVES();
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = kvasprintf(flags, format, arguments);
	va_end(arguments);
	return text;
}

static const char *word_end(const char *s)
{
	while (*s && !isspace(*s))
		s++;
	return s;
}

static int words_count(const char *s)
{
	int count = 0;

	for (s = skip_spaces(s); *s; s = skip_spaces(word_end(s)))
		count++;
	return count;
}

/* The words follow the array in the same block. */
char **argv_split(gfp_t flags, const char *text, int *ret_count)
{
	OWN_SERVES();
	int count = words_count(text);
	size_t array = (count + 1) * sizeof(char *);
	char **arguments = kzalloc(array + strlen(text) + 1, flags);
	char *at;

	if (!arguments)
		return NULL;
	at = strcpy((char *)arguments + array, text);
	for (int i = 0; i < count; i++) {
		arguments[i] = skip_spaces(at);
		at = (char *)word_end(arguments[i]);
		if (*at)
			*at++ = '\0';
	}
	if (ret_count)
		*ret_count = count;
	return arguments;
}

void argv_free(char **arguments)
{
	OWN_SERVES();

	kfree(arguments);
}
