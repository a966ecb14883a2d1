/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * piece.c - words and stacks of a trace, by their offset
 *
 * Records name them by where they are in the file. Nothing is believed: the place
 * must be in a chunk of the right kind, and what is there must end in it.
 */
#include "db/print/json.h"
#include "db/trace/trace-internal.h"

#include <stdlib.h>
#include <string.h>

size_t trace_piece(const struct trace *trace, uint64_t offset,
		   enum record_chunk_kind kind, size_t *ret_chunk)
{
	size_t chunk, place, used;

	if (offset % 8 || offset < RECORD_HEADER || offset >= trace->size)
		return 0;
	chunk = (offset - RECORD_HEADER) / RECORD_CHUNK;
	place = offset - chunk_offset(chunk);
	if (chunk >= trace->chunks || place < RECORD_SIZE ||
	    trace_chunk(trace, chunk)->kind != kind)
		return 0;
	place -= RECORD_SIZE;
	used = chunk_used(trace, chunk);
	*ret_chunk = chunk;
	return place < used ? used - place : 0;
}

static const struct record_stack *stack_at(const struct trace *trace,
					   uint32_t number, size_t *ret_chunk)
{
	uint64_t offset = (uint64_t)number * 8;
	size_t left = trace_piece(trace, offset, RECORD_CHUNK_STACKS, ret_chunk);
	const struct record_stack *stack = (const void *)(trace->bytes + offset);

	if (left < sizeof(*stack) || !stack->count ||
	    stack->count > RECORD_FRAMES ||
	    left < sizeof(*stack) + stack->count * sizeof(uint64_t))
		return NULL;
	return stack;
}

size_t trace_stack(const struct trace *trace, uint32_t stack,
		   const uint64_t **ret_addresses)
{
	size_t chunk;
	const struct record_stack *found = stack_at(trace, stack, &chunk);

	if (!found)
		return 0;
	*ret_addresses = found->addresses;
	return found->count;
}

uint32_t trace_stack_image(const struct trace *trace, uint32_t stack)
{
	size_t chunk;

	return stack_at(trace, stack, &chunk) ? trace_chunk(trace, chunk)->image : 0;
}

/* Bytes that are no UTF-8 are replaced, here once for all who print or store it. */
static const char *word_take(struct trace *trace, const char *text, size_t size)
{
	char *copy, *clean;
	const char *word;

	if (size > trace->text_room)
		return NULL;
	trace->text_room -= size;
	copy = strndup(text, size);
	clean = copy ? text_clean(copy) : NULL;
	word = clean ? arena_strdup(&trace->arena, clean) : NULL;
	free(clean);
	free(copy);
	return word;
}

static const char *word_read(struct trace *trace, uint64_t offset, size_t left)
{
	const struct record_word *word = (const void *)(trace->bytes + offset);

	if (left < sizeof(*word) || word->size > RECORD_WORD_SIZE ||
	    left < sizeof(*word) + word->size)
		return NULL;
	return word_take(trace, word->text, word->size);
}

const char *trace_word(struct trace *trace, uint64_t offset)
{
	size_t chunk, left = trace_piece(trace, offset, RECORD_CHUNK_WORDS, &chunk);
	const char **words, **word;

	if (!left)
		return NULL;
	words = trace->words[chunk];
	if (!words) {
		words = arena_array(&trace->arena, const char *, RECORD_CHUNK / 8);
		trace->words[chunk] = words;
	}
	word = &words[(offset - chunk_offset(chunk)) / 8];
	if (!*word)
		*word = word_read(trace, offset, left);
	return *word;
}
