/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree.c - an unpacked kernel: where it is
 *
 * A kernel tree is a folder with Kconfig, a Makefile that says VERSION, include/linux
 * and arch. A folder that holds a file .dmacheck-headers is taken for one too: a few
 * headers under include/, made for tests, with one architecture and nothing generated.
 */
#include "checker/tree-internal.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const arch_names[ARCH_COUNT] = {
	[ARCH_ARM64] = "arm64", [ARCH_ARM] = "arm", [ARCH_X86] = "x86",
};

const char *tree_arch_name(enum tree_arch arch)
{
	return arch_names[arch];
}

const char *tree_root(const struct tree *tree)
{
	return tree->root;
}

const char *tree_version(const struct tree *tree)
{
	return tree->version;
}

/* ---- the root ---- */

static bool has(const char *folder, const char *name, bool (*is)(const char *))
{
	char *path;
	bool there;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		return false;
	there = is(path);
	free(path);
	return there;
}

static bool is_headers(const char *folder)
{
	return has(folder, ".dmacheck-headers", tree_is_file);
}

static bool is_kernel(const char *folder)
{
	return has(folder, "Kconfig", tree_is_file) &&
	       has(folder, "Makefile", tree_is_file) &&
	       has(folder, "include/linux", tree_is_folder) &&
	       has(folder, "arch", tree_is_folder);
}

/* The nearest tree at or above @path, written over it */
static bool climb(char *path)
{
	for (;;) {
		char *slash;

		if (is_headers(path) || is_kernel(path))
			return true;
		slash = strrchr(path, '/');
		if (!slash || slash == path)
			return false;
		*slash = '\0';
	}
}

static bool make_value(const struct tree_makefile *makefile, const char *name,
		       const char **ret_value)
{
	for (size_t i = 0; i < makefile->count; i++) {
		const struct tree_make *var = &makefile->vars[i];

		if (strcmp(var->name, name) != 0 || var->count != 1)
			continue;
		if (strspn(var->words[0], "0123456789") != strlen(var->words[0]))
			return false;
		*ret_value = var->words[0];
		return true;
	}
	return false;
}

static int read_version(struct tree *tree, char **ret_error)
{
	const char *version, *patchlevel = "0", *sublevel = "0";
	char *path = tree_path(&tree->arena, "%s/Makefile", tree->root);
	struct tree_makefile makefile;
	char *text;
	size_t size;
	int err;

	err = tree_read(path, &text, &size);
	if (err)
		return tree_error(err, ret_error, "cannot read %s: %s", path, strerror(-err));
	tree_makefile_parse(text, &tree->arena, &makefile);
	free(text);
	if (!make_value(&makefile, "VERSION", &version))
		return tree_error(-EINVAL, ret_error,
				  "%s: not the Makefile of a kernel: no VERSION; "
				  "give the kernel's place with --tree DIR", path);
	make_value(&makefile, "PATCHLEVEL", &patchlevel);
	make_value(&makefile, "SUBLEVEL", &sublevel);
	tree->version = tree_path(&tree->arena, "%s.%s.%s", version, patchlevel, sublevel);
	return 0;
}

static const char *path_advice(int err)
{
	switch (err) {
	case EACCES:
	case EPERM:
		return "make it readable, or leave it out";
	case ELOOP:
		return "its links lead in a circle: name what they should lead to";
	default:
		return "name a kernel tree, a folder or files in one";
	}
}

static int path_error(int err, const char *path, char **ret_error)
{
	return tree_error(-err, ret_error, "%s: %s; %s", *path ? path : "\"\"",
			  strerror(err), path_advice(err));
}

static int real_path(const char *path, char **ret_real, char **ret_error)
{
	bool folder;

	*ret_real = realpath(path, NULL);
	if (!*ret_real)
		return path_error(errno, path, ret_error);
	folder = tree_is_folder(*ret_real);
	if (access(*ret_real, R_OK | (folder ? X_OK : 0)) < 0) {
		int err = errno;

		free(*ret_real);
		return path_error(err, path, ret_error);
	}
	if (folder || tree_is_file(*ret_real))
		return 0;
	free(*ret_real);
	return tree_error(-EINVAL, ret_error, "%s: neither a file nor a folder; %s",
			  path, path_advice(EINVAL));
}

static int add_paths(struct tree *tree, const char *const *paths, size_t count,
		     char **ret_error)
{
	static const char *const here[] = { "." };

	if (!count) {
		paths = here;
		count = 1;
	}
	for (size_t i = 0; i < count; i++) {
		char *real;
		int err = real_path(paths[i], &real, ret_error);

		if (err)
			return err;
		tree_list_add(&tree->paths, arena_strdup(&tree->arena, real));
		free(real);
	}
	return 0;
}

static int find_root(struct tree *tree, const char *wished, char **ret_error)
{
	char *root, *real;
	int err;

	if (wished) {
		err = real_path(wished, &real, ret_error);
		if (err)
			return err;
		root = arena_strdup(&tree->arena, real);
		free(real);
		if (!is_headers(root) && !is_kernel(root))
			return tree_error(-EINVAL, ret_error,
					  "%s: not a kernel tree (no Kconfig, Makefile, "
					  "include/linux and arch in it); unpack one there",
					  wished);
	} else {
		root = arena_strdup(&tree->arena, tree->paths.items[0]);
		if (!climb(root))
			return tree_error(-EINVAL, ret_error,
					  "%s: not inside a kernel tree; give its place "
					  "with --tree DIR", tree->paths.items[0]);
	}
	tree->root = root;
	tree->headers = is_headers(root);
	return 0;
}

/* Without --tree all paths must lie in the one tree that was found */
static int check_paths(const struct tree *tree, char **ret_error)
{
	size_t length = strlen(tree->root);

	for (size_t i = 0; i < tree->paths.count; i++) {
		const char *path = tree->paths.items[i];

		if (strncmp(path, tree->root, length) != 0 ||
		    (path[length] && path[length] != '/'))
			return tree_error(-EINVAL, ret_error,
					  "%s: not in the kernel tree %s; run once per tree, "
					  "or say which with --tree DIR", path, tree->root);
	}
	return 0;
}

/* ---- options ---- */

static int set_arches(struct tree *tree, const char *wished, char **ret_error)
{
	bool any = !wished || !strcmp(wished, "auto");

	for (unsigned int i = 0; i < ARCH_COUNT; i++) {
		char *folder = tree_path(&tree->arena, "%s/arch/%s", tree->root, arch_names[i]);

		if (!any && strcmp(wished, arch_names[i]) != 0)
			continue;
		if (tree->headers || tree_is_folder(folder))
			tree->arches[tree->arch_count++] = i;
	}
	if (tree->headers && tree->arch_count)
		tree->arch_count = 1;
	if (tree->arch_count)
		return 0;
	if (any)
		return tree_error(-EINVAL, ret_error,
				  "%s: none of arm64, arm and x86 in its arch folder",
				  tree->root);
	return tree_error(-EINVAL, ret_error,
			  "architecture \"%s\": not known or not in the tree; "
			  "use auto, arm64, arm or x86", wished);
}

static int set_config(struct tree *tree, const struct tree_options *options,
		      char **ret_error)
{
	for (size_t i = 0; i < options->config_count; i++) {
		const char *wish = options->config[i];
		size_t name;

		if (!strncmp(wish, "CONFIG_", 7))
			wish += 7;
		name = strspn(wish, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789_");
		if (!name || wish[name] != '=' || !wish[name + 1] || strpbrk(wish, "\r\n"))
			return tree_error(-EINVAL, ret_error,
					  "--config %s: not understood; write NAME=y, "
					  "NAME=n or NAME=VALUE", options->config[i]);
		tree_list_add(&tree->config, arena_strdup(&tree->arena, wish));
	}
	return 0;
}

static void set_cache(struct tree *tree, const char *wished)
{
	const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	if (wished)
		tree->cache = arena_strdup(&tree->arena, wished);
	else if (base && *base == '/')
		tree->cache = tree_path(&tree->arena, "%s/dmacheck", base);
	else if (home && *home == '/')
		tree->cache = tree_path(&tree->arena, "%s/.cache/dmacheck", home);
}

static int set_build(struct tree *tree, const char *build, char **ret_error)
{
	char *path, *text;
	size_t size;
	int err;

	if (!build)
		return 0;
	path = tree_path(&tree->arena, "%s/compile_commands.json", build);
	err = tree_read(path, &text, &size);
	if (err)
		return tree_error(err, ret_error,
				  "cannot read %s: %s; make it with the kernel's "
				  "scripts/clang-tools/gen_compile_commands.py", path,
				  strerror(-err));
	err = tree_commands_parse(path, text, size, &tree->commands, ret_error);
	free(text);
	if (!err)
		tree->build = arena_strdup(&tree->arena, build);
	return err;
}

static void tree_init(struct tree *tree)
{
	arena_init(&tree->arena);
	arena_init(&tree->scan.arena);
	arena_init(&tree->commands.arena);
	pthread_mutex_init(&tree->scan.lock, NULL);
	pthread_mutex_init(&tree->modules_lock, NULL);
	for (unsigned int i = 0; i < ARCH_COUNT; i++)
		pthread_mutex_init(&tree->overlays[i].lock, NULL);
	tree_modules_init(&tree->modules, NULL);
}

static int tree_setup(struct tree *tree, const char *const *paths, size_t path_count,
		      const struct tree_options *options, char **ret_error)
{
	int err;

	err = add_paths(tree, paths, path_count, ret_error);
	if (!err)
		err = find_root(tree, options->tree, ret_error);
	if (!err && !options->tree)
		err = check_paths(tree, ret_error);
	if (!err)
		err = read_version(tree, ret_error);
	if (!err)
		err = set_arches(tree, options->arch, ret_error);
	if (!err)
		err = set_config(tree, options, ret_error);
	if (!err)
		err = set_build(tree, options->build, ret_error);
	return err;
}

int tree_open(const char *const *paths, size_t path_count,
	      const struct tree_options *options, const struct model *model,
	      struct tree **ret_tree, char **ret_error)
{
	struct tree *tree = calloc(1, sizeof(*tree));
	const char *const *names;
	size_t count;
	int err;

	if (!tree)
		return tree_error(-ENOMEM, ret_error, "out of memory");
	tree_init(tree);
	err = tree_setup(tree, paths, path_count, options, ret_error);
	if (err) {
		tree_close(tree);
		return err;
	}
	names = model_api_names(model, &count);
	tree->matcher = tree_matcher_new(names, count);
	tree->jobs = options->jobs ? options->jobs : 1;
	tree->modules.root = tree->root;
	set_cache(tree, options->cache);
	*ret_tree = tree;
	return 0;
}

static void overlay_release(struct tree_overlay *overlay)
{
	if (overlay->private_folder)
		tree_remove(overlay->folder);
	free(overlay->folder);
	free(overlay->pch_header);
	free(overlay->pch_path);
	pthread_mutex_destroy(&overlay->lock);
}

void tree_close(struct tree *tree)
{
	if (!tree)
		return;
	for (unsigned int i = 0; i < ARCH_COUNT; i++)
		overlay_release(&tree->overlays[i]);
	tree_list_release(&tree->config);
	tree_list_release(&tree->paths);
	tree_list_release(&tree->scan.all);
	tree_list_release(&tree->scan.naming);
	tree_matcher_free(tree->matcher);
	tree_modules_release(&tree->modules);
	tree_commands_release(&tree->commands);
	arena_release(&tree->scan.arena);
	pthread_mutex_destroy(&tree->scan.lock);
	pthread_mutex_destroy(&tree->modules_lock);
	arena_release(&tree->arena);
	free(tree);
}
