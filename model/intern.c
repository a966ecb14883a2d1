/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * intern.c - one pointer per spelling
 *
 * Sixteen tables, each with its own lock, so that parser threads seldom meet.
 */
#include "model/intern.h"

#include "model/arena.h"

#include <pthread.h>
#include <string.h>

#define uthash_fatal(msg) abort()
#include <stdlib.h>
#include <uthash.h>

enum { SHARDS = 16 };

struct word {
	UT_hash_handle hh;
	char text[];
};

static struct shard {
	pthread_mutex_t lock;
	struct arena arena;
	struct word *words; /* protected by lock */
} shards[SHARDS] = {
	[0 ... SHARDS - 1] = { .lock = PTHREAD_MUTEX_INITIALIZER },
};

static struct word *word_add(struct shard *shard, const char *text,
			     size_t length, unsigned int hash)
{
	struct word *word;

	word = arena_alloc(&shard->arena, sizeof(*word) + length + 1);
	memcpy(word->text, text, length);
	HASH_ADD_KEYPTR_BYHASHVALUE(hh, shard->words, word->text, length, hash,
				    word);
	return word;
}

const char *intern_range(const char *text, size_t length)
{
	struct shard *shard;
	struct word *word;
	unsigned int hash;

	HASH_VALUE(text, length, hash);
	shard = &shards[(hash >> 24) % SHARDS];
	pthread_mutex_lock(&shard->lock);
	HASH_FIND_BYHASHVALUE(hh, shard->words, text, length, hash, word);
	if (!word)
		word = word_add(shard, text, length, hash);
	pthread_mutex_unlock(&shard->lock);
	return word->text;
}

const char *intern(const char *text)
{
	return intern_range(text, strlen(text));
}
