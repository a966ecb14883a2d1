/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.c - a command line under construction
 */
#include "runtime/cc/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 16, DEEPEST = 16 };

static const char blanks[] = " \t\n\r\f\v";

void words_init(struct words *words, struct arena *arena)
{
	words->arena = arena;
	words->count = 0;
	words->room = FIRST_ROOM;
	words->items = arena_array(arena, char *, words->room);
	words->items[0] = NULL;
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
	while (*(text += strspn(text, blanks))) {
		size_t length = strcspn(text, blanks);

		words_addf(words, "%.*s", (int)length, text);
		text += length;
	}
}

/* Return: the next word of *@at, without its quotes, in place; NULL at the end. */
static char *word_take(char **at)
{
	char *from = *at + strspn(*at, blanks), *word = from, *to = from;
	char quote = '\0';

	if (!*from)
		return NULL;
	for (; *from && (quote || !strchr(blanks, *from)); from++) {
		if (*from == quote)
			quote = '\0';
		else if (!quote && strchr("'\"", *from))
			quote = *from;
		else if (*from == '\\' && from[1])
			*to++ = *++from;
		else
			*to++ = *from;
	}
	*at = *from ? from + 1 : from;
	*to = '\0';
	return word;
}

/* Return: the content of @path, NULL if it cannot be read. */
static char *file_text(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL, *text = NULL;
	size_t room = 0;

	if (!file)
		return NULL;
	if (getdelim(&line, &room, '\0', file) >= 0)
		text = arena_strdup(arena, line);
	else if (!ferror(file))
		text = arena_strdup(arena, "");
	free(line);
	fclose(file);
	return text;
}

static void add_response(struct words *words, const char *word, unsigned int depth)
{
	char *text = *word == '@' && depth < DEEPEST ? file_text(words->arena, word + 1) : NULL;

	if (!text) {
		words_add(words, word);
		return;
	}
	while ((word = word_take(&text)))
		add_response(words, word, depth + 1);
}

void words_add_response(struct words *words, const char *word)
{
	add_response(words, word, 0);
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
