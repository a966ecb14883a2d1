/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kernel.c - the DMA engine core of a kernel tree, compiled for userspace
 *
 *	TREE/drivers/dma/{dmaengine,virt-dma}.c --+
 *	our watch layer --------------------------+--> objects, cached by content
 *	our provider -----------------------------+
 *
 * All three against our headers, but for TREE/include/linux/dmaengine.h.
 */
#include "runtime/cc/kernel.h"

#include "model/fail.h"
#include "runtime/cc/build.h"
#include "runtime/cc/cache.h"

#include <errno.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const of_tree[] = { "drivers/dma/dmaengine.c", "drivers/dma/virt-dma.c" };
/* The first one is linked before the tree's, the last one behind all. */
static const char *const of_engine[] = {
	"runtime/engine/own-first.c", "runtime/engine/watch*.c", "runtime/provider/*.c",
	"runtime/engine/own-last.c",
};

/* What they include of the tree, for the hash. */
static const char *const tree_headers[] = {
	"drivers/dma/dmaengine.h", "drivers/dma/virt-dma.h", "include/linux/dmaengine.h",
};

/* Where they include headers of the engine from, likewise. */
static const char *const engine_folders[] = {
	"runtime/engine", "runtime/provider", "runtime/mapping", "runtime/kernel", "runtime/lib",
	"runtime/device",
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static int check_file(const char *tree, const char *file, struct arena *arena,
		      char **ret_error)
{
	char *path = arena_printf(arena, "%s/%s", tree, file);

	if (!access(path, R_OK))
		return 0;
	return fail(ret_error, -errno, "--kernel: cannot read %s: %s; name the top of a kernel tree",
		    path, strerror(errno));
}

/* Return: 0xMMmmss of the tree's Makefile, 0 if it has none. */
static unsigned int tree_version(const char *tree, struct arena *arena)
{
	static const char *const names[] = { "VERSION", "PATCHLEVEL", "SUBLEVEL" };
	unsigned int numbers[COUNT(names)] = { 0 };
	FILE *file = fopen(arena_printf(arena, "%s/Makefile", tree), "r");
	char *line = NULL;
	size_t room = 0;

	while (file && getline(&line, &room, file) > 0) {
		for (size_t i = 0; i < COUNT(names); i++) {
			size_t length = strlen(names[i]);

			if (!strncmp(line, names[i], length) && !strncmp(line + length, " = ", 3))
				numbers[i] = (unsigned int)strtoul(line + length + 3, NULL, 10);
		}
	}
	free(line);
	if (file)
		fclose(file);
	/* as LINUX_VERSION_CODE: long-living kernels have more than 255 releases */
	if (numbers[2] > 255)
		numbers[2] = 255;
	return (numbers[0] & 255) << 16 | (numbers[1] & 255) << 8 | numbers[2];
}

int kernel_find(struct toolchain *toolchain, struct arena *arena, char **ret_error)
{
	const char *tree = toolchain->request.kernel;
	char absolute[PATH_MAX];
	int error = 0;

	for (size_t i = 0; !error && i < COUNT(of_tree); i++)
		error = check_file(tree, of_tree[i], arena, ret_error);
	for (size_t i = 0; !error && i < COUNT(tree_headers); i++)
		error = check_file(tree, tree_headers[i], arena, ret_error);
	if (error)
		return error;
	if (!realpath(tree, absolute))
		return fail(ret_error, -errno, "--kernel: %s: %s", tree, strerror(errno));
	if (strpbrk(absolute, "\"\\\n"))
		return fail(ret_error, -EINVAL, "--kernel: %s: move it to a path without quotes and backslashes",
			    tree);
	toolchain->tree = arena_strdup(arena, absolute);
	toolchain->tree_version = tree_version(tree, arena);
	return 0;
}

/* ---- sources --------------------------------------------------------------------- */

struct sources {
	struct words tree;
	struct words engine;
};

static int find_sources(struct sources *sources, const struct toolchain *toolchain,
			struct arena *arena, char **ret_error)
{
	words_init(&sources->tree, arena);
	words_init(&sources->engine, arena);
	for (size_t i = 0; i < COUNT(of_tree); i++)
		words_addf(&sources->tree, "%s/%s", toolchain->tree, of_tree[i]);
	for (size_t i = 0; i < COUNT(of_engine); i++) {
		char *pattern = arena_printf(arena, "%s/%s", toolchain->layout.sources,
					     of_engine[i]);
		glob_t found;

		if (glob(pattern, 0, NULL, &found))
			return fail(ret_error, -ENOENT, "cannot read %s; install dmacheck again",
				    pattern);
		for (size_t j = 0; j < found.gl_pathc; j++)
			words_addf(&sources->engine, "%s", found.gl_pathv[j]);
		globfree(&found);
	}
	return 0;
}

static void hash_flags(struct cache_key *key, const struct toolchain *toolchain,
		       struct arena *arena, bool tree)
{
	struct words flags;

	words_init(&flags, arena);
	flags_engine(&flags, toolchain, tree);
	for (size_t i = 0; i < flags.count; i++)
		cache_key_text(key, flags.items[i]);
}

static void hash_all(struct cache_key *key, const struct sources *sources,
		     const struct toolchain *toolchain, struct arena *arena)
{
	cache_key_init(key);
	cache_key_text(key, toolchain->compiler.version);
	for (size_t i = 0; i < toolchain->compiler.command.count; i++)
		cache_key_text(key, toolchain->compiler.command.items[i]);
	hash_flags(key, toolchain, arena, true);
	hash_flags(key, toolchain, arena, false);
	for (size_t i = 0; i < sources->tree.count; i++)
		cache_key_file(key, sources->tree.items[i]);
	for (size_t i = 0; i < COUNT(tree_headers); i++)
		cache_key_file(key, arena_printf(arena, "%s/%s", toolchain->tree,
						 tree_headers[i]));
	cache_key_file(key, toolchain->layout.include);
	cache_key_file(key, toolchain->layout.glue);
	for (size_t i = 0; i < COUNT(engine_folders); i++)
		cache_key_file(key, arena_printf(arena, "%s/%s", toolchain->layout.sources,
						 engine_folders[i]));
}

/* ---- objects ----------------------------------------------------------------------- */

static char *object_name(struct arena *arena, const char *folder, const char *source)
{
	const char *name = strrchr(source, '/') + 1;

	return arena_printf(arena, "%s/%.*s.o", folder, (int)strlen(name) - 2, name);
}

static int compile(struct build *build, const char *source, const char *object, bool tree,
		   char **ret_error)
{
	struct words command;

	words_init(&command, build->arena);
	words_add_all(&command, &build->toolchain->compiler.command);
	flags_engine(&command, build->toolchain, tree);
	if (tree) {
		words_add(&command, strstr(source, "virt-dma") ?
			  "-DKBUILD_MODNAME=\"virt_dma\"" : "-DKBUILD_MODNAME=\"dmaengine\"");
	}
	words_add(&command, "-c");
	words_add(&command, "-o");
	words_add(&command, object);
	words_add(&command, source);
	build->object = object;
	build->source = source;
	return build_step(build, &command, ret_error);
}

static int compile_all(struct build *build, const struct words *sources, bool tree,
		       const char *folder, char **ret_error)
{
	int error = 0;

	for (size_t i = 0; !error && i < sources->count; i++)
		error = compile(build, sources->items[i],
				object_name(build->arena, folder, sources->items[i]), tree,
				ret_error);
	return error;
}

static int make_objects(struct build *build, const struct sources *sources,
			const char *folder, char **ret_error)
{
	int error = compile_all(build, &sources->tree, true, folder, ret_error);

	if (!error)
		error = compile_all(build, &sources->engine, false, folder, ret_error);
	return error;
}

static void list_objects(struct words *objects, const struct sources *sources,
			 const char *folder)
{
	words_init(objects, sources->tree.arena);
	words_add(objects, object_name(objects->arena, folder, sources->engine.items[0]));
	for (size_t i = 0; i < sources->tree.count; i++)
		words_add(objects, object_name(objects->arena, folder, sources->tree.items[i]));
	for (size_t i = 1; i < sources->engine.count; i++)
		words_add(objects, object_name(objects->arena, folder, sources->engine.items[i]));
}

int kernel_build(struct build *build, struct words *ret_objects, char **ret_error)
{
	struct sources sources;
	struct cache_key key;
	char *place, *folder;
	int error = find_sources(&sources, build->toolchain, build->arena, ret_error);

	if (error)
		return error;
	hash_all(&key, &sources, build->toolchain, build->arena);
	place = cache_place(build->arena, &key);
	if (place && !access(place, R_OK | X_OK)) {
		list_objects(ret_objects, &sources, place);
		return 0;
	}
	folder = place ? cache_begin(build->arena, place) : NULL;
	error = make_objects(build, &sources, folder ? folder : build->scratch, ret_error);
	if (error) {
		if (folder)
			cache_remove(folder);
		return error;
	}
	if (folder && !cache_end(folder, place))
		return fail(ret_error, -EIO, "cannot write %s", place);
	list_objects(ret_objects, &sources, folder ? place : build->scratch);
	return 0;
}
