/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-select.c - the files to analyse
 *
 *	requested   below the PATHs and naming the API, or given one by one
 *	+ module    the rest of their composites
 *	+ users     of functions they export that reach the API
 *
 * The last two are context: they are analysed, their findings are not shown.
 */
#include "checker/tree-internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct selection {
	struct tree *tree;
	struct arena *arena;
	struct tree_list requested; /* paths as in struct tree_file */
	struct tree_list naming;    /* those of all that name the API, sorted */
	struct tree_list all;
};

/* Relative to the root, or NULL if it lies outside */
static const char *below_root(const struct tree *tree, const char *path)
{
	size_t length = strlen(tree->root);

	if (strncmp(path, tree->root, length) != 0)
		return NULL;
	if (!path[length])
		return "";
	return path[length] == '/' ? path + length + 1 : NULL;
}

static bool is_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	return !length || (!strncmp(path, folder, length) && path[length] == '/');
}

static bool is_scanned(const char *folder)
{
	return !strcmp(folder, "drivers") || !strcmp(folder, "sound") ||
	       !strncmp(folder, "drivers/", 8) || !strncmp(folder, "sound/", 6);
}

/* Walk and read, for folders the scan of drivers/ and sound/ does not cover */
static void search_folder(struct selection *selection, const char *root,
			  const char *folder, bool relative)
{
	struct tree_list paths = { 0 }, naming = { 0 };

	tree_scan_walk(root, folder, selection->arena, &paths);
	tree_list_sort(&paths);
	tree_scan_naming(root, &paths, selection->tree->matcher, true, true,
			 selection->tree->jobs, &naming);
	for (size_t i = 0; i < naming.count; i++) {
		const char *path = naming.items[i];

		if (!relative)
			path = tree_path(selection->arena, "%s/%s", root, path);
		tree_list_add(&selection->requested, path);
		tree_list_add(&selection->naming, path);
	}
	tree_list_release(&paths);
	tree_list_release(&naming);
}

static void request_folder(struct selection *selection, const char *path)
{
	struct tree *tree = selection->tree;
	const char *folder = below_root(tree, path);

	if (!folder) {
		search_folder(selection, path, "", false);
		return;
	}
	if (!is_scanned(folder) || tree->headers) {
		search_folder(selection, tree->root, folder, true);
		return;
	}
	for (size_t i = 0; i < tree->scan.naming.count; i++)
		if (is_below(tree->scan.naming.items[i], folder))
			tree_list_add(&selection->requested, tree->scan.naming.items[i]);
}

static void request_file(struct selection *selection, const char *path)
{
	const char *below = below_root(selection->tree, path);
	struct tree_list one = { 0 }, naming = { 0 };

	below = below ? below : path;
	tree_list_add(&selection->requested, below);
	tree_list_add(&one, path);
	tree_scan_naming("/", &one, selection->tree->matcher, true, true, 1, &naming);
	if (naming.count)
		tree_list_add(&selection->naming, below);
	tree_list_release(&one);
	tree_list_release(&naming);
}

static const char *full_path(const struct selection *selection, const char *path)
{
	return *path == '/' ? path :
	       tree_path(selection->arena, "%s/%s", selection->tree->root, path);
}

/* Parts of the composites of what names the API; more than one round is not
 * needed, since connected composites are one module */
static void add_modules(struct selection *selection)
{
	struct tree_list parts = { 0 };

	for (size_t i = 0; i < selection->requested.count; i++)
		tree_module_files(&selection->tree->modules, selection->requested.items[i],
				  &parts);
	tree_list_sort(&parts);
	for (size_t i = 0; i < parts.count; i++)
		if (tree_is_file(full_path(selection, parts.items[i])))
			tree_list_add(&selection->all, parts.items[i]);
	tree_list_release(&parts);
}

static void add_exports(struct tree *tree, const char *path, struct arena *arena,
			struct tree_list *exports)
{
	char *text;
	size_t size;

	/* unreadable: said so when it is parsed */
	if (tree_read(*path == '/' ? path : tree_path(arena, "%s/%s", tree->root, path),
		      &text, &size) < 0)
		return;
	tree_reaching_exports(tree->matcher, text, size, arena, exports);
	free(text);
}

void tree_scan_users(struct tree *tree, const struct tree_list *paths,
		     struct tree_list *ret_users)
{
	struct tree_list exports = { 0 };
	struct tree_matcher *matcher;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < paths->count; i++)
		add_exports(tree, paths->items[i], &arena, &exports);
	tree_list_sort(&exports);
	if (exports.count) {
		matcher = tree_matcher_new(exports.items, exports.count);
		tree_scan_naming(tree->root, &tree->scan.all, matcher, true, false,
				 tree->jobs, ret_users);
		tree_matcher_free(matcher);
	}
	tree_list_release(&exports);
	arena_release(&arena);
}

static void fill_files(struct selection *selection)
{
	struct tree *tree = selection->tree;

	tree_list_sort(&selection->all);
	tree_list_sort(&selection->naming);
	tree->files = arena_array(selection->arena, struct tree_file, selection->all.count);
	tree->file_count = selection->all.count;
	for (size_t i = 0; i < selection->all.count; i++) {
		const char *path = selection->all.items[i];

		tree->files[i] = (struct tree_file){
			.path = arena_strdup(selection->arena, path),
			.full = full_path(selection, path),
			.module = tree_module_of(&tree->modules, path),
			.requested = tree_list_has(&selection->requested, path),
			.names_api = tree_list_has(&selection->naming, path) ||
				     tree_list_has(&tree->scan.naming, path),
		};
	}
}

int tree_select(struct tree *tree, const struct tree_file **ret_files,
		size_t *ret_count, char **ret_error)
{
	struct selection selection = { .tree = tree, .arena = &tree->arena };

	(void)ret_error;
	if (!tree->headers)
		tree_scan_run(tree);
	for (size_t i = 0; i < tree->paths.count; i++) {
		const char *path = tree->paths.items[i];

		if (tree_is_folder(path))
			request_folder(&selection, path);
		else
			request_file(&selection, path);
	}
	tree_list_sort(&selection.requested);
	pthread_mutex_lock(&tree->modules_lock);
	for (size_t i = 0; i < selection.requested.count; i++)
		tree_list_add(&selection.all, selection.requested.items[i]);
	add_modules(&selection);
	if (!tree->headers)
		tree_scan_users(tree, &selection.requested, &selection.all);
	fill_files(&selection);
	pthread_mutex_unlock(&tree->modules_lock);
	tree_list_release(&selection.requested);
	tree_list_release(&selection.naming);
	tree_list_release(&selection.all);
	*ret_files = tree->files;
	*ret_count = tree->file_count;
	return 0;
}
