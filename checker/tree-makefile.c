/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-makefile.c - the assignments of a kbuild Makefile
 *
 * Not a make: both sides of an ifdef are read and bear its symbol, variables stay unexpanded. What
 * is wanted is which object is part of which, under which symbol, and where
 * headers lie.
 */
#include "checker/tree-internal.h"

#include <ctype.h>
#include <string.h>

struct line {
	char *name;   /* left side, blanks cut off */
	char *values; /* right side */
};

/* Split at the first of = := += ?= outside $(...); false if there is none */
static bool split_assignment(char *text, struct line *ret_line)
{
	int depth = 0;

	for (char *at = text; *at; at++) {
		if (*at == '(' || *at == '{')
			depth++;
		else if (*at == ')' || *at == '}')
			depth--;
		else if (*at == '=' && depth <= 0) {
			char *end = at;

			while (end > text && strchr(" \t+:?", end[-1]))
				end--;
			*end = '\0';
			ret_line->name = text + strspn(text, " \t");
			ret_line->values = at + 1;
			return *ret_line->name != '\0';
		}
	}
	return false;
}

static void set_name(struct tree_make *make, char *name, struct arena *arena)
{
	static const char *const suffixes[] = { "-y", "-m", "-objs" };
	char *symbol = strstr(name, "-$(CONFIG_");
	size_t length = strlen(name);

	make->suffix = "";
	if (symbol) {
		char *start = symbol + strlen("-$(CONFIG_");

		make->symbol = arena_printf(arena, "%.*s",
					    (int)strcspn(start, ")"), start);
		length = (size_t)(symbol - name);
		make->suffix = "y";
	}
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		size_t tail = strlen(suffixes[i]);

		if (length > tail && !strncmp(name + length - tail, suffixes[i], tail)) {
			make->suffix = suffixes[i] + 1;
			length -= tail;
			break;
		}
	}
	make->name = arena_printf(arena, "%.*s", (int)length, name);
}

/* Blanks inside $(...) do not end a word */
static size_t make_word_length(const char *at)
{
	size_t length = 0;
	int depth = 0;

	while (at[length] && (depth > 0 || !isspace((unsigned char)at[length]))) {
		depth += at[length] == '(' || at[length] == '{';
		depth -= at[length] == ')' || at[length] == '}';
		length++;
	}
	return length;
}

static void set_words(struct tree_make *make, const char *values,
		      struct arena *arena)
{
	struct tree_list words = { 0 };

	for (;;) {
		size_t length;

		values += strspn(values, " \t\r\n");
		length = make_word_length(values);
		if (!length)
			break;
		tree_list_add(&words, arena_printf(arena, "%.*s", (int)length, values));
		values += length;
	}
	make->words = arena_copy(arena, words.items, words.count * sizeof(*words.items));
	make->count = words.count;
	tree_list_release(&words);
}

enum { NESTED_MAX = 16 };

struct makes {
	struct arena *arena;
	const char *conditions[NESTED_MAX]; /* symbol of each open ifdef, or NULL */
	unsigned int nested;
	struct tree_make *list; /* in the arena, moved when it grows */
	size_t count;
	size_t room;
};

static struct tree_make *make_new(struct makes *makes)
{
	if (makes->count == makes->room) {
		struct tree_make *old = makes->list;

		makes->room = makes->room ? makes->room * 2 : 16;
		makes->list = arena_array(makes->arena, struct tree_make, makes->room);
		if (old)
			memcpy(makes->list, old, makes->count * sizeof(*old));
	}
	return &makes->list[makes->count++];
}

/* ifdef CONFIG_X, ifeq ($(CONFIG_X),y): X decides about what stands inside */
static bool read_condition(struct makes *makes, const char *text)
{
	const char *symbol;

	text += strspn(text, " ");
	if (!strncmp(text, "endif", 5)) {
		makes->nested -= makes->nested > 0;
		return true;
	}
	if (strncmp(text, "ifdef", 5) != 0 && strncmp(text, "ifndef", 6) != 0 &&
	    strncmp(text, "ifeq", 4) != 0 && strncmp(text, "ifneq", 5) != 0)
		return !strncmp(text, "else", 4);
	symbol = strstr(text, "CONFIG_");
	symbol = symbol ? symbol + strlen("CONFIG_") : NULL;
	if (makes->nested < NESTED_MAX)
		makes->conditions[makes->nested++] = symbol ?
			arena_printf(makes->arena, "%.*s",
				     (int)strcspn(symbol, "),' \t\r"), symbol) : NULL;
	return true;
}

static const char *innermost(const struct makes *makes)
{
	for (unsigned int i = makes->nested; i > 0; i--)
		if (makes->conditions[i - 1])
			return makes->conditions[i - 1];
	return NULL;
}

static void read_make_line(struct makes *makes, char *text)
{
	struct tree_make *make;
	struct line line;
	char *comment;

	for (comment = strchr(text, '#'); comment; comment = strchr(comment + 1, '#')) {
		if (comment == text || comment[-1] != '\\') {
			*comment = '\0';
			break;
		}
	}
	if (read_condition(makes, text) || !split_assignment(text, &line))
		return;
	make = make_new(makes);
	set_name(make, line.name, makes->arena);
	if (!make->symbol)
		make->symbol = innermost(makes);
	set_words(make, line.values, makes->arena);
}

void tree_makefile_parse(const char *text, struct arena *arena,
			 struct tree_makefile *ret_makefile)
{
	struct makes makes = { .arena = arena };
	struct tree_text line = { 0 };

	while (*text) {
		size_t length = strcspn(text, "\n");
		bool more = text[length] == '\n';
		bool joined = more && length && text[length - 1] == '\\';

		tree_text_add(&line, text, joined ? length - 1 : length);
		text += length + more;
		if (joined) {
			tree_text_add(&line, " ", 1);
			continue;
		}
		read_make_line(&makes, line.data);
		line.size = 0;
	}
	if (line.size)
		read_make_line(&makes, line.data);
	tree_text_release(&line);
	ret_makefile->vars = makes.list;
	ret_makefile->count = makes.count;
}
