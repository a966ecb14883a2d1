/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * frames.c - the stacks that a run's rows refer to, with names
 *
 * Only these are looked up: of millions of records a few stacks matter. A frame has
 * one row, however many stacks it is in.
 */
#include "db/finish/frames.h"
#include "model/arena.h"
#include "model/memory.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* struct noted - a stack that a row refers to, and when it was first seen */
struct noted {
	uint32_t stack;
	int64_t time;
	UT_hash_handle hh;
};

/* struct row - a frame that has a row; @key: symbols keeps one of each */
struct row {
	const struct symbol_frame *key;
	int64_t id;
	UT_hash_handle hh;
};

struct frames {
	const struct trace *trace;
	struct symbols *symbols;
	struct noted *noted;
	struct row *rows;
	struct arena arena;
};

struct frames *frames_new(const struct trace *trace)
{
	struct frames *frames = memory_array(1, sizeof(*frames));

	frames->trace = trace;
	frames->symbols = symbols_new(trace);
	arena_init(&frames->arena);
	return frames;
}

void frames_free(struct frames *frames)
{
	HASH_CLEAR(hh, frames->noted);
	HASH_CLEAR(hh, frames->rows);
	symbols_free(frames->symbols);
	arena_release(&frames->arena);
	free(frames);
}

void frames_note(struct frames *frames, uint32_t stack, int64_t time)
{
	struct noted *noted;

	if (!stack)
		return;
	HASH_FIND(hh, frames->noted, &stack, sizeof(stack), noted);
	if (noted)
		return;
	noted = arena_new(&frames->arena, struct noted);
	noted->stack = stack;
	noted->time = time;
	HASH_ADD(hh, frames->noted, stack, sizeof(stack), noted);
}

bool frames_same(void *data, uint32_t one, uint32_t other)
{
	const struct frames *frames = data;
	const uint64_t *left, *right;
	size_t count;

	if (one == other)
		return true;
	count = trace_stack(frames->trace, one, &left);
	return count && count == trace_stack(frames->trace, other, &right) &&
	       trace_stack_image(frames->trace, one) ==
		       trace_stack_image(frames->trace, other) &&
	       !memcmp(left, right, count * sizeof(*left));
}

/* ---- rows ---------------------------------------------------------------------------- */

static int row_add(struct frames *frames, struct store *store, int64_t run,
		   const struct symbol_frame *frame, struct row **ret_row)
{
	const struct store_frame columns = {
		.function = frame->function,
		.file = frame->file,
		.line = frame->line,
		.module = frame->module,
		.offset = frame->offset,
		.inside = frame->inside,
	};
	struct row *row;
	int code;

	HASH_FIND_PTR(frames->rows, &frame, row);
	if (!row) {
		row = arena_new(&frames->arena, struct row);
		row->key = frame;
		code = store_add_frame(store, run, &columns, &row->id);
		if (code)
			return code;
		HASH_ADD_PTR(frames->rows, key, row);
	}
	*ret_row = row;
	return 0;
}

static int stack_add(struct frames *frames, struct store *store, int64_t run,
		     const struct noted *noted)
{
	uint32_t image = trace_stack_image(frames->trace, noted->stack);
	const uint64_t *addresses;
	size_t count = trace_stack(frames->trace, noted->stack, &addresses);
	int64_t depth = 0;

	for (size_t i = 0; i < count; i++) {
		const struct symbol_frame *found;
		size_t inlined = symbols_find(frames->symbols, image, noted->time,
					      addresses[i], &found);

		for (size_t j = 0; j < inlined; j++) {
			struct row *row;
			int code = row_add(frames, store, run, &found[j], &row);

			if (!code)
				code = store_add_stack(store, run, noted->stack,
						       depth++, row->id);
			if (code)
				return code;
		}
	}
	return 0;
}

static int by_stack(const struct noted *one, const struct noted *other)
{
	return one->stack < other->stack ? -1 : one->stack > other->stack;
}

int frames_store(struct frames *frames, struct store *store, int64_t run)
{
	struct noted *noted, *next;
	int code = 0;

	HASH_SORT(frames->noted, by_stack);
	HASH_ITER(hh, frames->noted, noted, next) {
		code = stack_add(frames, store, run, noted);
		if (code)
			break;
	}
	return code;
}

/* ---- fingerprints ----------------------------------------------------------------------- */

/* FNV-1a over 128 bits: not for secrets, only to tell violations apart. */
static unsigned __int128 hash_text(unsigned __int128 hash, const char *text)
{
	const unsigned __int128 prime = ((unsigned __int128)1 << 88) + 0x13b;

	do {
		hash ^= (unsigned char)*text;
		hash *= prime;
	} while (*text++);
	return hash;
}

static unsigned __int128 hash_stack(struct frames *frames, unsigned __int128 hash,
				    uint32_t stack)
{
	uint32_t image = trace_stack_image(frames->trace, stack);
	const uint64_t *addresses;
	size_t count = trace_stack(frames->trace, stack, &addresses);

	for (size_t i = 0; i < count; i++) {
		const struct symbol_frame *found;
		size_t inlined = symbols_find(frames->symbols, image, 0, addresses[i],
					      &found);

		for (size_t j = 0; j < inlined; j++) {
			if (!found[j].client)
				continue;
			hash = hash_text(hash, found[j].function);
			hash = hash_text(hash, symbol_basename(found[j].module));
		}
	}
	return hash_text(hash, "");
}

void frames_fingerprint(struct frames *frames, const char *rule, const uint32_t *stacks,
			size_t count, char ret_fingerprint[FINGERPRINT])
{
	unsigned __int128 hash = ((unsigned __int128)0x6c62272e07bb0142ULL << 64) |
				 0x62b821756295c58dULL;

	hash = hash_text(hash, rule);
	for (size_t i = 0; i < count; i++)
		hash = hash_stack(frames, hash, stacks[i]);
	for (int i = FINGERPRINT - 2; i >= 0; i--) {
		ret_fingerprint[i] = "0123456789abcdef"[(unsigned int)(hash & 15)];
		hash >>= 4;
	}
	ret_fingerprint[FINGERPRINT - 1] = '\0';
}

const char *frames_function(struct frames *frames, uint32_t stack)
{
	uint32_t image = trace_stack_image(frames->trace, stack);
	const uint64_t *addresses;
	size_t count = trace_stack(frames->trace, stack, &addresses);

	for (size_t i = 0; i < count; i++) {
		const struct symbol_frame *found;
		size_t inlined = symbols_find(frames->symbols, image, 0, addresses[i],
					      &found);

		for (size_t j = 0; j < inlined; j++)
			if (found[j].client && *found[j].function)
				return found[j].function;
	}
	return "";
}
