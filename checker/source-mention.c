/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * source-mention.c - each API name in the text of the main file
 *
 * The self-check of the analysis: a name that stands in code must be met again as a
 * call in the AST, or some error recovery has dropped it in silence.
 */
#include "checker/source-internal.h"
#include "checker/tree-internal.h"
#include "model/intern.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static enum mention_kind kind_of(enum tree_region_kind region)
{
	switch (region) {
	case REGION_COMMENT:
		return MENTION_COMMENT;
	case REGION_STRING:
		return MENTION_STRING;
	case REGION_DIRECTIVE:
		return MENTION_MACRO;
	case REGION_CODE:
		break;
	}
	return MENTION_CODE;
}

static bool is_call(const char *text, size_t size, size_t at)
{
	while (at < size && isspace((unsigned char)text[at]))
		at++;
	return at < size && text[at] == '(';
}

struct collector {
	struct source *source;
	const struct tree_matcher *matcher;
	size_t room;
	size_t counted; /* bytes whose lines are counted */
	unsigned int line;
	bool conditional;
};

static struct mention *mention_new(struct collector *collector)
{
	struct source *source = collector->source;

	if (source->mention_count == collector->room) {
		struct mention *old = source->mentions;

		collector->room = collector->room ? collector->room * 2 : 16;
		source->mentions = arena_array(&source->arena, struct mention,
					       collector->room);
		if (old)
			memcpy(source->mentions, old, source->mention_count * sizeof(*old));
	}
	return &source->mentions[source->mention_count++];
}

static unsigned int line_at(struct collector *collector, size_t offset)
{
	const char *text = collector->source->text;

	for (; collector->counted < offset; collector->counted++)
		collector->line += text[collector->counted] == '\n';
	return collector->line;
}

static void collect_region(struct collector *collector,
			   const struct tree_region *region)
{
	struct source *source = collector->source;
	size_t offset = region->start;
	const char *name;

	while ((name = tree_matcher_next(collector->matcher, source->text, region->end,
					 &offset))) {
		size_t length = strlen(name);
		struct mention *mention = mention_new(collector);

		mention->name = intern_range(name, length);
		mention->line = line_at(collector, offset);
		mention->offset = (unsigned int)offset;
		mention->kind = kind_of(region->kind);
		mention->call = is_call(source->text, source->size, offset + length);
		if (region->conditional && mention->kind == MENTION_CODE)
			collector->conditional = true;
		offset += length;
	}
}

void source_mentions(struct source *source, const struct tree_matcher *matcher,
		     bool *ret_conditional)
{
	struct collector collector = { .source = source, .matcher = matcher, .line = 1 };
	struct tree_region region;
	struct tree_lexer lexer;

	tree_lexer_init(&lexer, source->text, source->size);
	while (tree_lexer_next(&lexer, &region))
		collect_region(&collector, &region);
	*ret_conditional = collector.conditional;
}

void source_mark_inactive(struct source *source)
{
	CXFile file = clang_getFile(source->unit, source->file->full);
	CXSourceRangeList *ranges = file ? clang_getSkippedRanges(source->unit, file) : NULL;

	for (unsigned int i = 0; ranges && i < ranges->count; i++) {
		unsigned int start, end;

		clang_getExpansionLocation(clang_getRangeStart(ranges->ranges[i]), NULL,
					   NULL, NULL, &start);
		clang_getExpansionLocation(clang_getRangeEnd(ranges->ranges[i]), NULL,
					   NULL, NULL, &end);
		for (size_t m = 0; m < source->mention_count; m++) {
			struct mention *mention = &source->mentions[m];

			if (mention->offset >= start && mention->offset < end &&
			    (mention->kind == MENTION_CODE || mention->kind == MENTION_MACRO))
				mention->kind = MENTION_INACTIVE;
		}
	}
	if (ranges)
		clang_disposeSourceRangeList(ranges);
}
