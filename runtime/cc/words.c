/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.c - a command line under construction
 */
#include "runtime/cc/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_ROOM = 16 };

void words_init(struct words *words, struct arena *arena)
{
	words->arena = arena;
	words->count = 0;
	words->room = FIRST_ROOM;
	words->items = arena_array(arena, char *, words->room);
}

static void words_grow(struct words *words)
{
	char **items = arena_array(words->arena, char *, words->room * 2);

	memcpy(items, words->items, words->count * sizeof(*items));
	words->items = items;
	words->room *= 2;
}

void words_add(struct words *words, const char *word)
{
	/* one is kept for the NULL behind the last */
	if (words->count + 1 == words->room)
		words_grow(words);
	words->items[words->count++] = (char *)word;
	words->items[words->count] = NULL;
}

void words_addf(struct words *words, const char *format, ...)
{
	va_list list, again;
	int length;
	char *word;

	va_start(list, format);
	va_copy(again, list);
	length = vsnprintf(NULL, 0, format, list);
	word = arena_alloc(words->arena, (size_t)length + 1);
	vsnprintf(word, (size_t)length + 1, format, again);
	va_end(again);
	va_end(list);
	words_add(words, word);
}

void words_add_all(struct words *words, const struct words *from)
{
	for (size_t i = 0; i < from->count; i++)
		words_add(words, from->items[i]);
}

void words_split(struct words *words, const char *text)
{
	while (*(text += strspn(text, " \t\n"))) {
		size_t length = strcspn(text, " \t\n");

		words_addf(words, "%.*s", (int)length, text);
		text += length;
	}
}

/* Return: behind what was written; @to has room for four bytes a character. */
static char *quote(char *to, const char *word)
{
	static const char plain[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";

	if (*word && !word[strspn(word, plain)])
		return stpcpy(to, word);
	*to++ = '\'';
	for (; *word; word++) {
		if (*word == '\'')
			to = stpcpy(to, "'\\''");
		else
			*to++ = *word;
	}
	*to++ = '\'';
	*to = '\0';
	return to;
}

char *words_quoted(const struct words *words)
{
	size_t size = 1;
	char *text, *to;

	for (size_t i = 0; i < words->count; i++)
		size += 4 * strlen(words->items[i]) + 3;
	text = to = arena_alloc(words->arena, size);
	for (size_t i = 0; i < words->count; i++) {
		if (i)
			*to++ = ' ';
		to = quote(to, words->items[i]);
	}
	return text;
}
