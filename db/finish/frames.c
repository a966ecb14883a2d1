/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * frames.c - the stacks of a run, with names
 *
 * Millions of records have some thousand stacks, which have some hundred frames. A
 * frame has one row, however many stacks it is in.
 */
#include "db/finish/frames.h"
#include "model/arena.h"
#include "model/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* struct noted - a stack, and when it was first seen */
struct noted {
	uint32_t stack;
	int64_t time;
};

/* struct row - a frame that has a row; @key: symbols keeps one of each */
struct row {
	const struct symbol_frame *key;
	int64_t id;
	UT_hash_handle hh;
};

/* struct print - a fingerprint without its number, and how often it was asked for */
struct print {
	unsigned __int128 hash;
	size_t count;
	UT_hash_handle hh;
};

/**
 * struct frames - what was noted and named so far
 * @seen: a bit for each stack that was noted, by number, or is none; owned
 * @seen_bytes: of @seen
 */
struct frames {
	const struct trace *trace;
	struct symbols *symbols;
	uint8_t *seen;
	size_t seen_bytes;
	struct noted *noted;
	size_t noted_count;
	size_t noted_room;
	struct row *rows;
	struct print *prints;
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
	free(frames->noted);
	free(frames->seen);
	HASH_CLEAR(hh, frames->rows);
	HASH_CLEAR(hh, frames->prints);
	symbols_free(frames->symbols);
	arena_release(&frames->arena);
	free(frames);
}

/* Only numbers of valid stacks come here: they are not larger than the file. */
static void seen_grow(struct frames *frames, uint32_t stack)
{
	size_t bytes = (size_t)stack / 8 * 2 + 4096;

	frames->seen = realloc(frames->seen, bytes);
	if (!frames->seen)
		memory_fail();
	memset(frames->seen + frames->seen_bytes, 0, bytes - frames->seen_bytes);
	frames->seen_bytes = bytes;
}

void frames_note(struct frames *frames, uint32_t stack, int64_t time)
{
	const uint64_t *addresses;

	if (stack / 8 < frames->seen_bytes && frames->seen[stack / 8] & 1u << stack % 8)
		return;
	if (!trace_stack(frames->trace, stack, &addresses))
		return;
	if (stack / 8 >= frames->seen_bytes)
		seen_grow(frames, stack);
	frames->seen[stack / 8] |= (uint8_t)(1u << stack % 8);
	frames->noted = memory_grow(frames->noted, frames->noted_count,
				    &frames->noted_room, sizeof(*frames->noted));
	frames->noted[frames->noted_count++] = (struct noted){ stack, time };
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

static int by_stack(const void *one, const void *other)
{
	const struct noted *left = one, *right = other;

	return left->stack < right->stack ? -1 : left->stack > right->stack;
}

int frames_store(struct frames *frames, struct store *store, int64_t run)
{
	int code = 0;

	if (frames->noted_count)
		qsort(frames->noted, frames->noted_count, sizeof(*frames->noted),
		      by_stack);
	for (size_t i = 0; !code && i < frames->noted_count; i++)
		code = stack_add(frames, store, run, &frames->noted[i]);
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

/* How often this one was there before. */
static size_t ordinal(struct frames *frames, unsigned __int128 hash)
{
	struct print *print;

	HASH_FIND(hh, frames->prints, &hash, sizeof(hash), print);
	if (!print) {
		print = arena_new(&frames->arena, struct print);
		print->hash = hash;
		HASH_ADD(hh, frames->prints, hash, sizeof(hash), print);
	}
	return print->count++;
}

void frames_fingerprint(struct frames *frames, const char *rule, const char *report,
			const uint32_t stacks[2], char ret_fingerprint[FINGERPRINT])
{
	unsigned __int128 hash = ((unsigned __int128)0x6c62272e07bb0142ULL << 64) |
				 0x62b821756295c58dULL;
	char number[24];

	hash = hash_text(hash, rule);
	hash = hash_text(hash, report);
	hash = hash_stack(frames, hash, stacks[0]);
	hash = hash_stack(frames, hash, stacks[1]);
	snprintf(number, sizeof(number), "%zu", ordinal(frames, hash));
	hash = hash_text(hash, number);
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
