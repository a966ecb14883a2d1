/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * suppress.c - comments in the source that allow a finding
 *
 * A small lexer of its own, because comments do not reach the AST. It knows
 * strings, character constants and both kinds of comment, and nothing else.
 */
#include "checker/suppress.h"

#include <ctype.h>
#include <string.h>

const struct rule suppression_rule = {
	.slug = "suppression",
	.group = "tool",
	.severity = SEVERITY_NOTE,
	.detectors = DETECTOR_CHECKER,
	.summary = "a comment that allows a finding must be right, reasoned and needed",
	.contract = "A comment that names dmacheck allows one rule, for its own line and the next, and says why.",
	.repair = "Write \"dmacheck: allow SLUG - reason\", or remove the comment.",
	.limits = "A comment for a rule that was not applied is not judged.",
};

/**
 * struct scan - where the lexer is
 * @at: the next byte; @line its line, @start where that line begins
 */
struct scan {
	struct arena *arena;
	const char *at;
	const char *end;
	const char *start;
	unsigned int line;
	struct suppress_list list;
	size_t room;
};

static bool looks_at(const struct scan *scan, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(scan->end - scan->at) >= length &&
	       !memcmp(scan->at, word, length);
}

static void step(struct scan *scan)
{
	if (*scan->at++ == '\n') {
		scan->line++;
		scan->start = scan->at;
	}
}

/* Over a string or a character constant; an open one ends with its line. */
static void skip_quoted(struct scan *scan)
{
	char quote = *scan->at;

	step(scan);
	while (scan->at < scan->end && *scan->at != quote) {
		if (*scan->at == '\\' && scan->at + 1 < scan->end)
			step(scan);
		else if (*scan->at == '\n')
			return;
		step(scan);
	}
	if (scan->at < scan->end)
		step(scan);
}

/* To the end of a comment. Return: where its text ends. */
static const char *skip_comment(struct scan *scan)
{
	bool block = scan->at[1] == '*';
	const char *text_end;

	scan->at += 2;
	while (scan->at < scan->end && !looks_at(scan, block ? "*/" : "\n")) {
		if (!block && looks_at(scan, "\\\n"))
			step(scan);
		step(scan);
	}
	text_end = scan->at;
	if (block && scan->at < scan->end)
		scan->at += 2;
	return text_end;
}

static bool is_decoration(char byte)
{
	return isspace((unsigned char)byte) || byte == '*' || byte == '/';
}


/* The text as one line: a reason may wrap, with a star before each line. */
static char *join_lines(struct arena *arena, const char *text, const char *end)
{
	char *line = arena_alloc(arena, (size_t)(end - text) + 1);
	size_t size = 0;

	for (; text < end; text++) {
		if (*text != '\n') {
			line[size++] = *text;
			continue;
		}
		while (text + 1 < end && is_decoration(text[1]))
			text++;
		line[size++] = ' ';
	}
	while (size && is_decoration(line[size - 1]))
		size--;
	line[size] = '\0';
	return line;
}

/* Behind "dmacheck:" - the word allow, a slug, a dash, a reason. */
static void parse_allow(struct suppression *row, char *line)
{
	char *slug, *rest;

	row->slug = row->reason = "";
	line += strspn(line, " \t");
	if (strncmp(line, "allow", 5) || !isspace((unsigned char)line[5]))
		return;
	slug = line + 5 + strspn(line + 5, " \t\r");
	rest = slug + strcspn(slug, " \t\r");
	if (*rest)
		*rest++ = '\0';
	row->slug = slug;
	row->rule = rule_find(slug);
	rest += strspn(rest, " \t\r");
	if (*rest == '-')
		row->reason = rest + 1 + strspn(rest + 1, "- \t\r");
}

static struct suppression *row_add(struct scan *scan)
{
	struct suppress_list *list = &scan->list;
	struct suppression *rows;

	if (list->count == scan->room) {
		scan->room = scan->room ? 2 * scan->room : 8;
		rows = arena_array(scan->arena, struct suppression, scan->room);
		if (list->count)
			memcpy(rows, list->rows, list->count * sizeof(*rows));
		list->rows = rows;
	}
	return &list->rows[list->count++];
}

static void take_comment(struct scan *scan)
{
	static const char marker[] = "dmacheck:";
	const size_t length = sizeof(marker) - 1;
	unsigned int line = scan->line;
	unsigned int column = (unsigned int)(scan->at - scan->start) + 1;
	const char *text = scan->at + 2;
	const char *end = skip_comment(scan);
	struct suppression *row;

	while (text < end && is_decoration(*text))
		text++;
	if ((size_t)(end - text) < length || memcmp(text, marker, length))
		return;
	row = row_add(scan);
	row->line = line;
	row->last = scan->line;
	row->column = column;
	parse_allow(row, join_lines(scan->arena, text + length, end));
}

void suppress_scan(struct arena *arena, const char *text, size_t size,
		   struct suppress_list *ret_list)
{
	struct scan scan = {
		.arena = arena,
		.at = text,
		.end = text + size,
		.start = text,
		.line = 1,
	};

	if (!memmem(text, size, "dmacheck:", 9))
		scan.at = scan.end;
	while (scan.at < scan.end) {
		if (looks_at(&scan, "/*") || looks_at(&scan, "//"))
			take_comment(&scan);
		else if (*scan.at == '"' || *scan.at == '\'')
			skip_quoted(&scan);
		else
			step(&scan);
	}
	*ret_list = scan.list;
}

bool suppress_allows(struct suppress_list *list, const struct rule *rule,
		     unsigned int line)
{
	bool allowed = false;

	for (size_t i = 0; i < list->count; i++) {
		struct suppression *row = &list->rows[i];

		if (row->rule != rule || !*row->reason || line < row->line ||
		    line > row->last + 1)
			continue;
		row->used = true;
		allowed = true;
	}
	return allowed;
}

const char *suppress_problem(struct arena *arena, const struct suppression *row,
			     bool judged)
{
	if (!*row->slug)
		return "the comment is not understood: write \"dmacheck: allow SLUG - reason\"";
	if (!row->rule)
		return arena_printf(arena,
				    "no rule is called \"%s\"; \"dmacheck rules\" lists them",
				    row->slug);
	if (!*row->reason)
		return arena_printf(arena,
				    "allowing %s without a reason has no effect: write \"dmacheck: allow %s - reason\"",
				    row->slug, row->slug);
	if (!row->used && judged)
		return arena_printf(arena,
				    "nothing here needs %s to be allowed: remove the comment",
				    row->slug);
	return NULL;
}
