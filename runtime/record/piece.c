// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * piece.c - stacks and words, each different one written once
 *
 * The table is claimed by the hash and answers when the place is in: a signal handler
 * that comes in between writes its own, and so does another thread. It is copied by a
 * fork, as the chunks are: what they name holds for the child, too, and the child goes
 * on in them. Their counters are in the file, where both see them.
 */
#include "runtime/record/piece.h"

#include <stddef.h>

#include "runtime/record/image.h"
#include "runtime/record/process.h"
#include "runtime/record/system.h"

enum {
	TABLE = 1 << 16,
	PROBES = 32,
	PAYLOAD = RECORD_CHUNK - RECORD_SIZE,
	ALIGN = 8,
};

_Static_assert(WRITER_CACHE == 1 << 8, "the cache is indexed by the top 8 bits");

/* struct entry - @hash 0: free; @place 0: being written (atomic) */
struct entry {
	uint64_t hash;
	uint64_t place;
};

static struct entry *table;			/* atomic */
static struct record_chunk *stacks, *words;	/* atomic */

static struct entry *table_get(void)
{
	struct entry *expected = NULL, *made = __atomic_load_n(&table, __ATOMIC_ACQUIRE);

	if (made)
		return made;
	made = process_table(TABLE * sizeof(*made));
	if (!made)
		return NULL;
	if (__atomic_compare_exchange_n(&table, &expected, made, false, __ATOMIC_ACQ_REL,
					__ATOMIC_ACQUIRE))
		return made;
	system_call(SYS_munmap, made, TABLE * sizeof(*made));
	return expected;
}

/* Return: the entry of @hash, perhaps without a place; NULL: it has none. */
static struct entry *table_claim(uint64_t hash)
{
	struct entry *entries = table_get();

	for (unsigned int probe = 0; entries && probe < PROBES; probe++) {
		struct entry *entry = &entries[((hash >> 32) + probe) % TABLE];
		uint64_t found = __atomic_load_n(&entry->hash, __ATOMIC_RELAXED);

		if (!found)
			__atomic_compare_exchange_n(&entry->hash, &found, hash, false,
						    __ATOMIC_RELAXED, __ATOMIC_RELAXED);
		/* a failed exchange has brought what is there */
		if (!found || found == hash)
			return entry;
	}
	return NULL;
}

static void cache_put(struct writer *writer, uint64_t hash, uint64_t place)
{
	struct cached *cached = &writer->cache[hash >> 56];

	__atomic_store_n(&cached->check, hash ^ place, __ATOMIC_RELAXED);
	__atomic_store_n(&cached->place, place, __ATOMIC_RELAXED);
}

/* Without room for a new chunk there may be some later: the old one stays. */
static bool pool_renew(struct record_header *header, struct record_chunk **pool,
		       struct record_chunk *full, enum record_chunk_kind kind)
{
	struct record_chunk *fresh = NULL;
	struct signals_kept kept;
	enum file_lack lack;

	signals_block(&kept);
	if (__atomic_load_n(pool, __ATOMIC_ACQUIRE) == full) {
		fresh = process_chunk(header, 0, false, &lack);
		if (fresh) {
			process_chunk_begin(fresh, kind);
			__atomic_compare_exchange_n(pool, &full, fresh, false, __ATOMIC_RELEASE,
						    __ATOMIC_RELAXED);
		}
	}
	signals_restore(&kept);
	return __atomic_load_n(pool, __ATOMIC_RELAXED) != full || fresh;
}

static void *chunk_reserve(struct record_chunk *chunk, uint32_t size)
{
	uint32_t used = __atomic_load_n(&chunk->used, __ATOMIC_RELAXED);

	do {
		if (used + size > PAYLOAD)
			return NULL;
	} while (!__atomic_compare_exchange_n(&chunk->used, &used, used + size, false,
					      __ATOMIC_RELAXED, __ATOMIC_RELAXED));
	return (char *)(chunk + 1) + used;
}

static void *pool_reserve(struct record_header *header, struct record_chunk **pool,
			  enum record_chunk_kind kind, size_t size)
{
	void *piece = NULL;

	size = (size + ALIGN - 1) & -(size_t)ALIGN;
	while (!piece) {
		struct record_chunk *chunk = __atomic_load_n(pool, __ATOMIC_ACQUIRE);

		if (chunk)
			piece = chunk_reserve(chunk, (uint32_t)size);
		if (!piece && !pool_renew(header, pool, chunk, kind))
			break;
	}
	return piece;
}

/* Known in the table; else what @write writes. Then the thread knows it. */
static uint64_t piece_place(struct record_header *header, struct writer *writer, uint64_t hash,
			    const void *piece,
			    uint64_t (*write)(struct record_header *header, const void *piece))
{
	struct entry *entry = table_claim(hash);
	uint64_t place = entry ? __atomic_load_n(&entry->place, __ATOMIC_ACQUIRE) : 0;

	if (!place) {
		place = write(header, piece);
		if (place && entry)
			__atomic_store_n(&entry->place, place, __ATOMIC_RELEASE);
	}
	if (place)
		cache_put(writer, hash, place);
	return place;
}

/* ---- stacks ------------------------------------------------------------------------ */

static uint64_t stack_write(struct record_header *header, const void *piece)
{
	const struct frames *frames = piece;
	struct record_stack *stack =
		pool_reserve(header, &stacks, RECORD_CHUNK_STACKS,
			     sizeof(*stack) + frames->count * sizeof(uint64_t));

	/* a record has 32 bits for it */
	if (!stack || file_offset(header, stack) / ALIGN > UINT32_MAX)
		return 0;
	for (unsigned int i = 0; i < frames->count; i++)
		stack->addresses[i] = frames->addresses[i];
	__atomic_store_n(&stack->count, frames->count, __ATOMIC_RELEASE);
	return file_offset(header, stack);
}

uint64_t piece_stack(struct record_header *header, struct writer *writer, uint64_t hash,
		     struct frames *frames)
{
	image_trim(header, frames);
	return piece_place(header, writer, hash, frames, stack_write);
}

/* ---- words --------------------------------------------------------------------------- */

struct text {
	const char *start;
	size_t size;
};

static uint64_t word_write(struct record_header *header, const void *piece)
{
	const struct text *text = piece;
	struct record_word *word = pool_reserve(header, &words, RECORD_CHUNK_WORDS,
						sizeof(*word) + text->size);

	if (!word)
		return 0;
	for (size_t i = 0; i < text->size; i++)
		word->text[i] = text->start[i];
	__atomic_store_n(&word->size, (uint32_t)text->size, __ATOMIC_RELEASE);
	return file_offset(header, word);
}

static uint64_t text_hash(const struct text *text)
{
	uint64_t hash = HASH_WORD, eight;
	size_t i = 0;

	for (; i + sizeof(eight) <= text->size; i += sizeof(eight)) {
		__builtin_memcpy(&eight, text->start + i, sizeof(eight));
		hash = hash_add(hash, eight);
	}
	for (eight = text->size; i < text->size; i++)
		eight = eight << 8 | (unsigned char)text->start[i];
	return hash_end(hash_add(hash, eight));
}

uint64_t piece_word(struct record_header *header, struct writer *writer, const char *start)
{
	struct text text = { .start = start };
	uint64_t hash, place;

	while (text.size < RECORD_WORD_SIZE && start[text.size])
		text.size++;
	if (!text.size)
		return 0;
	hash = text_hash(&text);
	place = piece_cached(writer, hash);
	return place ? place : piece_place(header, writer, hash, &text, word_write);
}
