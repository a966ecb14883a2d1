/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cache.c - objects that were made before
 *
 *	$XDG_CACHE_HOME/dmacheck/engine-HASH/	complete, or not there
 *	$XDG_CACHE_HOME/dmacheck/.new-XXXXXX/	being made, renamed when complete
 *
 * The hash covers the content of all that goes into the objects, so nothing in the
 * cache is ever wrong or old. Two runs at once may both make a folder; the second
 * finds the place taken and uses what is there.
 */
#include "runtime/cc/cache.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is being made, to be removed also by a signal. */
static char unfinished[PATH_MAX];

void cache_key_init(struct cache_key *key)
{
	key->a = 0xcbf29ce484222325u;
	key->b = 0x9e3779b97f4a7c15u;
}

static void key_byte(struct cache_key *key, unsigned char byte)
{
	key->a = (key->a ^ byte) * 0x100000001b3u;
	key->b = (key->b + byte + 1) * 0xd1342543de82ef95u;
	key->b ^= key->b >> 29;
}

void cache_key_text(struct cache_key *key, const char *text)
{
	for (; *text; text++)
		key_byte(key, (unsigned char)*text);
	key_byte(key, 0);
}

static void key_content(struct cache_key *key, const char *path)
{
	FILE *file = fopen(path, "r");
	unsigned char block[4096];
	size_t got;

	while (file && (got = fread(block, 1, sizeof(block), file)) > 0) {
		for (size_t i = 0; i < got; i++)
			key_byte(key, block[i]);
	}
	if (file)
		fclose(file);
	key_byte(key, 0);
}

static int is_named(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

void cache_key_file(struct cache_key *key, const char *path)
{
	struct dirent **entries;
	struct stat st;
	int count;

	if (stat(path, &st) < 0 || !S_ISDIR(st.st_mode)) {
		key_content(key, path);
		return;
	}
	count = scandir(path, &entries, is_named, alphasort);
	if (count < 0)
		return;
	for (int i = 0; i < count; i++) {
		char *below;

		cache_key_text(key, entries[i]->d_name);
		if (asprintf(&below, "%s/%s", path, entries[i]->d_name) >= 0) {
			cache_key_file(key, below);
			free(below);
		}
		free(entries[i]);
	}
	free(entries);
}

char *cache_place(struct arena *arena, const struct cache_key *key)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	char *folder;

	if (cache && *cache == '/')
		folder = arena_printf(arena, "%s", cache);
	else if (home && *home == '/')
		folder = arena_printf(arena, "%s/.cache", home);
	else
		return NULL;
	return arena_printf(arena, "%s/dmacheck/engine-%016llx%016llx", folder,
			    (unsigned long long)key->a, (unsigned long long)key->b);
}

static void make_parents(struct arena *arena, const char *path)
{
	char *copy = arena_strdup(arena, path);

	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(copy, 0777);
		*slash = '/';
	}
}

char *cache_begin(struct arena *arena, const char *place)
{
	char *folder = arena_printf(arena, "%.*s/.new-XXXXXX",
				    (int)(strrchr(place, '/') - place), place);

	if (strlen(folder) >= sizeof(unfinished))
		return NULL;
	make_parents(arena, place);
	if (!mkdtemp(folder))
		return NULL;
	return strcpy(unfinished, folder);
}

bool cache_end(const char *folder, const char *place)
{
	if (!rename(folder, place)) {
		unfinished[0] = '\0';
		return true;
	}
	cache_remove(folder);
	return !access(place, R_OK | X_OK);
}

void cache_remove(const char *folder)
{
	DIR *entries = opendir(folder);
	struct dirent *entry;

	while (entries && (entry = readdir(entries)))
		unlinkat(dirfd(entries), entry->d_name, 0);
	if (entries)
		closedir(entries);
	rmdir(folder);
}

void cache_stop(void)
{
	if (unfinished[0])
		cache_remove(unfinished);
}
