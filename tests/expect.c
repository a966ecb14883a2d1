/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * expect.c - what a test file says of itself, in comments
 *
 * Several may stand on a line, one comment each.
 */
#include "tests/expect.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 4096 };

/**
 * struct reader - a file being read
 * @begun: the name in the last line that began at the margin
 * @function: the one whose body this line is in, or ""
 */
struct reader {
	const struct expect_word *words;
	size_t word_count;
	struct expect *expects;
	size_t count;
	const char *path;
	char begun[64];
	char function[64];
};

void expect_die(const char *what, const char *where)
{
	fprintf(stderr, "%s: %s\n", where, what);
	printf("Bail out! %s: %s\n", where, what);
	exit(99);
}

/* Splits "SLUG words" into its two parts; the comment ends the words. */
static void expect_fill(struct expect *expect, const char *text, bool split)
{
	const char *end = strstr(text, "*/");
	size_t length, word = 0;

	text += strspn(text, " \t");
	length = end && end >= text ? (size_t)(end - text) : strcspn(text, "\n");
	while (length && strchr(" \t\n", text[length - 1]))
		length--;
	if (split)
		word = strcspn(text, " \t*\n");
	if (word > length)
		word = length;
	snprintf(expect->first, sizeof(expect->first), "%.*s", (int)word, text);
	while (word < length && strchr(" \t", text[word]))
		word++;
	snprintf(expect->rest, sizeof(expect->rest), "%.*s", (int)(length - word), text + word);
}

static void expect_add(struct reader *reader, size_t kind, const char *text, unsigned int line,
		       bool alone)
{
	const struct expect_word *word = &reader->words[kind];
	struct expect *expect;

	if (reader->count == EXPECT_MAX)
		expect_die("too many expectations", reader->path);
	expect = &reader->expects[reader->count++];
	*expect = (struct expect){ .kind = kind, .line = line };
	if (!alone)
		memcpy(expect->function, reader->function, sizeof(expect->function));
	expect_fill(expect, text + strlen(word->word), word->split);
}

static void line_read(struct reader *reader, const char *text, unsigned int line)
{
	bool alone = !strncmp(text + strspn(text, " \t"), "/*", 2);
	const char *at = text;

	while ((at = strstr(at, "/*"))) {
		at += 2;
		at += strspn(at, " \t");
		for (size_t kind = 0; kind < reader->word_count; kind++)
			if (!strncmp(at, reader->words[kind].word,
				     strlen(reader->words[kind].word)))
				expect_add(reader, kind, at, line, alone);
	}
}

/* Kernel style: a definition and its braces stand at the margin. */
static void function_follow(struct reader *reader, const char *text)
{
	size_t end = strcspn(text, "("), start;

	if (*text == '{')
		memcpy(reader->function, reader->begun, sizeof(reader->function));
	else if (*text == '}')
		reader->function[0] = '\0';
	if (!isalpha((unsigned char)*text) || !text[end])
		return;
	for (start = end; start && (isalnum((unsigned char)text[start - 1]) || text[start - 1] == '_');)
		start--;
	snprintf(reader->begun, sizeof(reader->begun), "%.*s", (int)(end - start), text + start);
}

size_t expects_read(const char *path, const struct expect_word *words, size_t word_count,
		    struct expect ret_expects[EXPECT_MAX])
{
	struct reader reader = {
		.words = words, .word_count = word_count, .expects = ret_expects, .path = path,
	};
	char text[LINE_MAX_BYTES];
	FILE *in = fopen(path, "r");

	if (!in)
		expect_die(strerror(errno), path);
	for (unsigned int line = 1; fgets(text, sizeof(text), in); line++) {
		function_follow(&reader, text);
		line_read(&reader, text, line);
	}
	fclose(in);
	return reader.count;
}
