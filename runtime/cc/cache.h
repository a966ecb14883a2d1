/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cache.h - objects that were made before
 */
#ifndef DMACHECK_CC_CACHE_H
#define DMACHECK_CC_CACHE_H

#include "model/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Two hashes of different arithmetic; together they name a folder of the cache. */
struct cache_key {
	uint64_t a, b;
};

void cache_key_init(struct cache_key *key);
void cache_key_text(struct cache_key *key, const char *text);
/* What is in @path; for a folder, the files below it. One that cannot be read counts as empty. */
void cache_key_file(struct cache_key *key, const char *path);

/**
 * cache_place() - where the objects of @key are, or will be
 * Return: a path in @arena, NULL if there is no place for a cache
 */
char *cache_place(struct arena *arena, const struct cache_key *key);

/**
 * cache_begin() - a new folder to make the objects of @place in
 * Return: a path in @arena, NULL if the cache cannot be written
 */
char *cache_begin(struct arena *arena, const char *place);

/* Makes @folder, of cache_begin(), @place. Return: true if @place is there now. */
bool cache_end(const char *folder, const char *place);

/* Removes @folder and the files in it. */
void cache_remove(const char *folder);

/* The same for what cache_begin() made and nobody has ended; by a handler of signals. */
void cache_stop(void);

#endif /* DMACHECK_CC_CACHE_H */
