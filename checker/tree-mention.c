/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-mention.c - where in C text a name stands
 *
 * A lexer of four kinds of region, enough to tell a call from a word in a
 * comment. Trigraphs are not known, as in the kernel.
 */
#include "checker/tree-internal.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

void tree_lexer_init(struct tree_lexer *lexer, const char *text, size_t size)
{
	*lexer = (struct tree_lexer){ .text = text, .size = size, .line_start = true };
}

static char peek(const struct tree_lexer *lexer, size_t ahead)
{
	return ahead < lexer->size - lexer->at ? lexer->text[lexer->at + ahead] : '\0';
}

/* A backslash at the end of a line joins the next one to it */
static size_t splice(const struct tree_lexer *lexer)
{
	if (peek(lexer, 0) != '\\')
		return 0;
	if (peek(lexer, 1) == '\n')
		return 2;
	return peek(lexer, 1) == '\r' && peek(lexer, 2) == '\n' ? 3 : 0;
}

static void skip_block_comment(struct tree_lexer *lexer)
{
	const char *end;

	lexer->at += 2;
	end = memmem(lexer->text + lexer->at, lexer->size - lexer->at, "*/", 2);
	lexer->at = end ? (size_t)(end - lexer->text) + 2 : lexer->size;
}

static void skip_line_comment(struct tree_lexer *lexer)
{
	while (lexer->at < lexer->size && lexer->text[lexer->at] != '\n') {
		size_t joined = splice(lexer);

		lexer->at += joined ? joined : 1;
	}
}

/* An unfinished string ends with its line */
static void skip_string(struct tree_lexer *lexer)
{
	char quote = lexer->text[lexer->at++];

	while (lexer->at < lexer->size) {
		size_t joined = splice(lexer);
		char c = lexer->text[lexer->at];

		if (c == '\n')
			return;
		if (joined)
			lexer->at += joined;
		else
			lexer->at += c == '\\' && peek(lexer, 1) != '\n' ? 2 : 1;
		if (c == quote)
			break;
	}
	if (lexer->at > lexer->size)
		lexer->at = lexer->size;
}

static bool starts_region(const struct tree_lexer *lexer)
{
	char c = peek(lexer, 0);

	return c == '"' || c == '\'' ||
	       (c == '/' && (peek(lexer, 1) == '*' || peek(lexer, 1) == '/'));
}

/* #if and #endif change the depth; #else stays inside */
static void note_directive(struct tree_lexer *lexer)
{
	const char *at = lexer->text + lexer->at + 1;
	const char *end = lexer->text + lexer->size;

	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	if (end - at >= 2 && !memcmp(at, "if", 2))
		lexer->conditional++;
	else if (end - at >= 5 && !memcmp(at, "endif", 5) && lexer->conditional)
		lexer->conditional--;
}

/* Code up to the next comment, string or directive; or the rest of a directive */
static void skip_plain(struct tree_lexer *lexer)
{
	while (lexer->at < lexer->size && !starts_region(lexer)) {
		char c = lexer->text[lexer->at];
		size_t joined = splice(lexer);

		if (!lexer->in_directive && lexer->line_start && c == '#')
			return;
		lexer->at += joined ? joined : 1;
		if (joined)
			continue;
		if (c == '\n') {
			lexer->line_start = true;
			if (lexer->in_directive) {
				lexer->in_directive = false;
				return;
			}
		} else if (!isspace((unsigned char)c)) {
			lexer->line_start = false;
		}
	}
}

bool tree_lexer_next(struct tree_lexer *lexer, struct tree_region *ret_region)
{
	enum tree_region_kind kind = REGION_CODE;
	size_t start = lexer->at;
	char c;

	if (lexer->at >= lexer->size)
		return false;
	c = lexer->text[start];
	if (c == '/' && peek(lexer, 1) == '*') {
		skip_block_comment(lexer);
		kind = REGION_COMMENT;
	} else if (c == '/' && peek(lexer, 1) == '/') {
		skip_line_comment(lexer);
		kind = REGION_COMMENT;
	} else if (c == '"' || c == '\'') {
		skip_string(lexer);
		lexer->line_start = false;
		kind = REGION_STRING;
	} else {
		if (!lexer->in_directive && lexer->line_start && c == '#') {
			note_directive(lexer);
			lexer->in_directive = true;
			lexer->line_start = false;
			lexer->at++;
		}
		kind = lexer->in_directive ? REGION_DIRECTIVE : REGION_CODE;
		skip_plain(lexer);
	}
	*ret_region = (struct tree_region){ start, lexer->at, kind, lexer->conditional };
	return true;
}

bool tree_names_api(const struct tree_matcher *matcher, const char *text,
		    size_t size)
{
	struct tree_region region;
	struct tree_lexer lexer;

	tree_lexer_init(&lexer, text, size);
	while (tree_lexer_next(&lexer, &region)) {
		size_t offset = region.start;

		if (region.kind != REGION_CODE && region.kind != REGION_DIRECTIVE)
			continue;
		if (tree_matcher_next(matcher, text, region.end, &offset))
			return true;
	}
	return false;
}
