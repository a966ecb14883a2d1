/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-cache.c - where the generated headers live
 *
 *	$XDG_CACHE_HOME/dmacheck/HASH-arm64/    complete, or not there
 *	$XDG_CACHE_HOME/dmacheck/.new-XXXXXX/   being made, renamed when complete
 *
 * The hash covers all that decides the content: the place and version of the tree,
 * the wished configuration, which files name the API, and this program's version.
 * Two runs at once may both make a folder; the second finds the place taken and
 * uses what is there.
 */
#include "checker/tree-internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LAYOUT = 5 }; /* raise when what is generated changes */

static uint64_t hash_text(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
	return (hash ^ 0xff) * 0x100000001b3u;
}

static uint64_t hash_list(uint64_t hash, const struct tree_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		hash = hash_text(hash, list->items[i]);
	return hash;
}

static uint64_t overlay_hash(struct tree *tree, enum tree_arch arch)
{
	uint64_t hash = 0xcbf29ce484222325u;
	struct stat st = { 0 };
	char *makefile, *stamp;

	if (asprintf(&makefile, "%s/Makefile", tree->root) < 0)
		return hash;
	/* a tree that is gone by now fails where its files are read */
	if (stat(makefile, &st) < 0)
		st.st_mtime = 0;
	free(makefile);
	if (asprintf(&stamp, "%d %s %s %lld %lld", LAYOUT, PACKAGE_VERSION,
		     CLANG_RESOURCE_DIR, (long long)st.st_mtime, (long long)st.st_size) < 0)
		return hash;
	hash = hash_text(hash, stamp);
	free(stamp);
	hash = hash_text(hash, tree->root);
	hash = hash_text(hash, tree->version);
	hash = hash_text(hash, tree_arch_name(arch));
	hash = hash_list(hash, &tree->config);
	if (tree->headers)
		return hash;
	tree_scan_run(tree);
	return hash_list(hash, &tree->scan.naming);
}

/* Leftovers of killed runs; a run in progress is younger */
static void sweep(const char *cache)
{
	enum { OLD = 3600 }; /* seconds */
	DIR *folder = opendir(cache);
	struct dirent *entry;
	struct stat st;
	char *path;

	if (!folder)
		return;
	while ((entry = readdir(folder))) {
		if (strncmp(entry->d_name, ".new-", 5) != 0 ||
		    asprintf(&path, "%s/%s", cache, entry->d_name) < 0)
			continue;
		if (!lstat(path, &st) && st.st_mtime + OLD < time(NULL))
			tree_remove(path);
		free(path);
	}
	closedir(folder);
}

static int overlay_fill(struct tree *tree, enum tree_arch arch, const char *folder)
{
	/* a folder of headers needs a place for its PCH, nothing else */
	return tree->headers ? 0 : tree_overlay_write(tree, arch, folder);
}

/* Make @folder under a temporary name first */
static int overlay_make(struct tree *tree, enum tree_arch arch, const char *folder)
{
	char *temporary;
	int err;

	err = tree_make_folders(tree->cache);
	if (err)
		return err;
	sweep(tree->cache);
	if (asprintf(&temporary, "%s/.new-XXXXXX", tree->cache) < 0)
		return -ENOMEM;
	if (!mkdtemp(temporary)) {
		err = -errno;
		free(temporary);
		return err;
	}
	err = overlay_fill(tree, arch, temporary);
	if (!err && rename(temporary, folder) < 0)
		err = errno == EEXIST || errno == ENOTEMPTY ? 0 : -errno;
	tree_remove(temporary); /* no longer there if it was renamed */
	free(temporary);
	return err;
}

/* Without a cache: a folder of this run, gone with tree_close() */
static int overlay_private(struct tree *tree, enum tree_arch arch,
			   struct tree_overlay *overlay)
{
	const char *place = getenv("TMPDIR");
	char *folder;
	int err;

	if (asprintf(&folder, "%s/dmacheck-XXXXXX", place && *place ? place : "/tmp") < 0)
		return -ENOMEM;
	if (!mkdtemp(folder)) {
		err = -errno;
		free(folder);
		return err;
	}
	err = overlay_fill(tree, arch, folder);
	if (err) {
		tree_remove(folder);
		free(folder);
		return err;
	}
	overlay->folder = folder;
	overlay->private_folder = true;
	return 0;
}

static int overlay_find(struct tree *tree, enum tree_arch arch,
			struct tree_overlay *overlay)
{
	char *folder;
	int err;

	if (!tree->cache)
		return overlay_private(tree, arch, overlay);
	if (asprintf(&folder, "%s/%016llx-%s", tree->cache,
		     (unsigned long long)overlay_hash(tree, arch), tree_arch_name(arch)) < 0)
		return -ENOMEM;
	err = tree_is_folder(folder) ? 0 : overlay_make(tree, arch, folder);
	if (err) {
		free(folder);
		return overlay_private(tree, arch, overlay);
	}
	overlay->folder = folder;
	return 0;
}

/* A folder of headers has a shared one only if somebody wrote it */
static int overlay_name_pch(const struct tree *tree, struct tree_overlay *overlay)
{
	const char *folder = tree->headers ? tree->root : overlay->folder;

	if (asprintf(&overlay->pch_header, "%s/pch.h", folder) < 0 ||
	    asprintf(&overlay->pch_path, "%s/pch.h.pch", overlay->folder) < 0)
		return -ENOMEM;
	if (tree->headers && !tree_is_file(overlay->pch_header)) {
		free(overlay->pch_header);
		overlay->pch_header = NULL;
	}
	return 0;
}

int tree_prepare(struct tree *tree, enum tree_arch arch, char **ret_error)
{
	struct tree_overlay *overlay = &tree->overlays[arch];
	int err = 0;

	if (tree->build)
		return 0;
	pthread_mutex_lock(&overlay->lock);
	if (!overlay->ready) {
		err = overlay_find(tree, arch, overlay);
		if (!err)
			err = overlay_name_pch(tree, overlay);
		overlay->ready = !err;
	}
	pthread_mutex_unlock(&overlay->lock);
	if (err)
		return tree_error(err, ret_error,
				  "cannot write generated headers to %s nor to $TMPDIR: %s; "
				  "make room or set XDG_CACHE_HOME",
				  tree->cache ? tree->cache : "a cache", strerror(-err));
	return 0;
}

const char *tree_pch_header(const struct tree *tree, enum tree_arch arch)
{
	return tree->overlays[arch].pch_header;
}

const char *tree_pch_path(const struct tree *tree, enum tree_arch arch)
{
	return tree->overlays[arch].pch_path;
}
