/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-match.c - many names at once in much text
 *
 * The whole of drivers/ is read on each run to find the few files that name
 * the API, so most bytes must never be looked at. As in the method of Wu and
 * Manber, a window as long as the shortest name slides over the text; its last
 * three bytes say how far it may jump before any name can end there.
 *
 *     text   ...static int probe(struct...
 *     window    [-----------]->
 *                        ^^^ in no name: jump over the window
 */
#include "checker/tree-internal.h"
#include "model/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BLOCK = 3,       /* bytes that decide a jump */
	BUCKETS = 1 << 15,
	WINDOW_MAX = 255,
};

struct tree_matcher {
	const char *const *names;
	size_t *lengths;
	size_t count;
	size_t window;         /* length of the shortest name looked for, 0: no names */
	uint8_t jump[BUCKETS]; /* 0: a name may begin here */
	int *first;            /* per bucket, index into names or -1 */
	int *next;             /* per name */
};

static unsigned int bucket(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	return (byte[0] ^ ((unsigned int)byte[1] << 5) ^
		((unsigned int)byte[2] << 10)) & (BUCKETS - 1);
}

static size_t shortest(const char *const *names, size_t count)
{
	size_t window = WINDOW_MAX;

	for (size_t i = 0; i < count; i++)
		if (strlen(names[i]) < window)
			window = strlen(names[i]);
	return count && window >= BLOCK ? window : 0;
}

static void matcher_fill(struct tree_matcher *matcher)
{
	size_t window = matcher->window;

	memset(matcher->jump, (int)(window - BLOCK + 1), BUCKETS);
	for (unsigned int i = 0; i < BUCKETS; i++)
		matcher->first[i] = -1;
	for (size_t i = 0; i < matcher->count; i++) {
		const char *name = matcher->names[i];
		unsigned int last = bucket(name + window - BLOCK);

		matcher->lengths[i] = strlen(name);
		for (size_t end = BLOCK; end <= window; end++) {
			unsigned int here = bucket(name + end - BLOCK);

			if (matcher->jump[here] > window - end)
				matcher->jump[here] = (uint8_t)(window - end);
		}
		matcher->next[i] = matcher->first[last];
		matcher->first[last] = (int)i;
	}
}

struct tree_matcher *tree_matcher_new(const char *const *names, size_t count)
{
	struct tree_matcher *matcher = memory_array(1, sizeof(*matcher));

	matcher->names = names;
	matcher->count = count;
	matcher->window = shortest(names, count);
	matcher->lengths = memory_array(count, sizeof(*matcher->lengths));
	matcher->next = memory_array(count, sizeof(*matcher->next));
	matcher->first = memory_array(BUCKETS, sizeof(*matcher->first));
	if (matcher->window)
		matcher_fill(matcher);
	return matcher;
}

void tree_matcher_free(struct tree_matcher *matcher)
{
	if (!matcher)
		return;
	free(matcher->lengths);
	free(matcher->next);
	free(matcher->first);
	free(matcher);
}

static bool in_identifier(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static const char *name_at(const struct tree_matcher *matcher, const char *text,
			   size_t size, size_t start, unsigned int here)
{
	if (start && in_identifier(text[start - 1]))
		return NULL;
	for (int i = matcher->first[here]; i >= 0; i = matcher->next[i]) {
		size_t length = matcher->lengths[i];

		if (length <= size - start &&
		    !memcmp(text + start, matcher->names[i], length) &&
		    (length == size - start ||
		     !in_identifier(text[start + length])))
			return matcher->names[i];
	}
	return NULL;
}

const char *tree_matcher_next(const struct tree_matcher *matcher,
			      const char *text, size_t size, size_t *offset)
{
	size_t window = matcher->window, start = *offset;

	if (!window)
		return NULL;
	while (start <= size && window <= size - start) {
		unsigned int here = bucket(text + start + window - BLOCK);
		const char *name;

		if (matcher->jump[here]) {
			start += matcher->jump[here];
			continue;
		}
		name = name_at(matcher, text, size, start, here);
		if (name) {
			*offset = start;
			return name;
		}
		start++;
	}
	return NULL;
}
