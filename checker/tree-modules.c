/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-modules.c - which composite a file is linked into, and its gates
 *
 *	obj-$(CONFIG_SPI_DW)  += spi-dw.o           gate of the module
 *	spi-dw-y              := spi-dw-core.o      part of it
 *	spi-dw-$(CONFIG_X)    += spi-dw-dma.o       part of it, with its own gate
 *
 * A part may lie in a folder below the Makefile that names it, and a part may
 * be shared: what shares a part is one module here, because the shared file is
 * analysed once.
 */
#include "checker/tree-internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define uthash_fatal(msg) abort()
#include <uthash.h>

enum { FOLDERS_UP = 3 }; /* how far above a file its composite is looked for */

struct tree_folder {
	UT_hash_handle hh;
	const char *path;
	struct tree_makefile makefile;
};

void tree_modules_init(struct tree_modules *modules, const char *root)
{
	modules->root = root;
	modules->folders = NULL;
	arena_init(&modules->arena);
}

void tree_modules_release(struct tree_modules *modules)
{
	HASH_CLEAR(hh, modules->folders);
	arena_release(&modules->arena);
}

static void folder_read(struct tree_modules *modules, struct tree_folder *folder)
{
	static const char *const names[] = { "Kbuild", "Makefile" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *path, *text;
		size_t size;

		path = arena_printf(&modules->arena, "%s%s%s/%s",
				    *folder->path == '/' ? "" : modules->root,
				    *folder->path == '/' ? "" : "/", folder->path,
				    names[i]);
		/* a folder without either has no composites: each file stands alone */
		if (tree_read(path, &text, &size) < 0)
			continue;
		tree_makefile_parse(text, &modules->arena, &folder->makefile);
		free(text);
		return;
	}
}

const struct tree_makefile *tree_modules_makefile(struct tree_modules *modules,
						  const char *path)
{
	struct tree_folder *folder;

	HASH_FIND_STR(modules->folders, path, folder);
	if (!folder) {
		folder = arena_new(&modules->arena, struct tree_folder);
		folder->path = arena_strdup(&modules->arena, path);
		folder_read(modules, folder);
		HASH_ADD_KEYPTR(hh, modules->folders, folder->path,
				strlen(folder->path), folder);
	}
	return &folder->makefile;
}

/** struct place - a file as a Makefile some folders above sees it */
struct place {
	char folder[PATH_MAX];
	const char *below; /* points into the file's path */
	size_t stem;       /* length of @below without its suffix */
	const struct tree_makefile *makefile;
};

/* @up 0: the Makefile of the file's own folder */
static bool place_find(struct tree_modules *modules, const char *path,
		       unsigned int up, struct place *ret_place)
{
	size_t end = strlen(path), dot = end;

	if (end >= sizeof(ret_place->folder) || (*path == '/' && up > FOLDERS_UP))
		return false;
	for (;;) {
		while (end && path[end - 1] != '/')
			end--;
		if (!end || !up--)
			break;
		end--;
	}
	if (end < 2)
		return false;
	memcpy(ret_place->folder, path, end - 1);
	ret_place->folder[end - 1] = '\0';
	ret_place->below = path + end;
	while (dot > end && path[dot - 1] != '.' && path[dot - 1] != '/')
		dot--;
	ret_place->stem = (dot > end && path[dot - 1] == '.' ? dot - 1 : strlen(path)) - end;
	ret_place->makefile = tree_modules_makefile(modules, ret_place->folder);
	return true;
}

static bool is_composite(const struct tree_make *make)
{
	static const char *const others[] = {
		"obj", "lib", "ccflags", "asflags", "subdir-ccflags", "always",
		"targets", "extra", "hostprogs", "subdir", "header-test",
		"clean-files", "dtb",
	};

	if (!*make->suffix)
		return false;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (!strcmp(make->name, others[i]))
			return false;
	return true;
}

static bool names_object(const char *word, const char *stem, size_t length)
{
	return !strncmp(word, stem, length) && !strcmp(word + length, ".o");
}

static bool make_has(const struct tree_make *make, const char *stem, size_t length)
{
	for (size_t i = 0; i < make->count; i++)
		if (names_object(make->words[i], stem, length))
			return true;
	return false;
}

/* ---- one module per set of composites that share a part ---- */

/* The first composite that names @stem, and so on up while it is a part itself */
static const char *composite_of(const struct tree_makefile *makefile,
				const char *stem, size_t length)
{
	for (size_t i = 0; i < makefile->count; i++) {
		const struct tree_make *make = &makefile->vars[i];

		if (is_composite(make) && make_has(make, stem, length) &&
		    !(strlen(make->name) == length &&
		      !strncmp(make->name, stem, length)))
			return make->name;
	}
	return NULL;
}

static bool is_object(const char *word, size_t *ret_stem)
{
	size_t length = strlen(word);

	if (length < 3 || strcmp(word + length - 2, ".o") != 0)
		return false;
	*ret_stem = length - 2;
	return true;
}

static bool list_has(const struct tree_list *list, const char *item)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->items[i], item))
			return true;
	return false;
}

/* The other composites that @word is a part of */
static void add_sharers(const struct tree_makefile *makefile, const char *word,
			struct tree_list *names)
{
	size_t stem;

	if (!is_object(word, &stem))
		return;
	for (size_t i = 0; i < makefile->count; i++) {
		const struct tree_make *make = &makefile->vars[i];

		if (is_composite(make) && make_has(make, word, stem) &&
		    !list_has(names, make->name))
			tree_list_add(names, make->name);
	}
}

/* Composites of @makefile connected with @name through shared parts, sorted */
static void connected(const struct tree_makefile *makefile, const char *name,
		      struct tree_list *ret_names)
{
	tree_list_add(ret_names, name);
	for (size_t done = 0; done < ret_names->count; done++) {
		for (size_t i = 0; i < makefile->count; i++) {
			const struct tree_make *make = &makefile->vars[i];

			if (!is_composite(make) ||
			    strcmp(make->name, ret_names->items[done]) != 0)
				continue;
			for (size_t w = 0; w < make->count; w++)
				add_sharers(makefile, make->words[w], ret_names);
		}
	}
	tree_list_sort(ret_names);
}

static bool module_find(struct tree_modules *modules, const char *path,
			struct place *ret_place, const char **ret_composite)
{
	for (unsigned int up = 0; up <= FOLDERS_UP; up++) {
		if (!place_find(modules, path, up, ret_place))
			return false;
		*ret_composite = composite_of(ret_place->makefile,
					      ret_place->below, ret_place->stem);
		if (*ret_composite)
			return true;
	}
	return false;
}

const char *tree_module_of(struct tree_modules *modules, const char *path)
{
	struct tree_list names = { 0 };
	const char *composite, *module;
	struct place place;

	if (!module_find(modules, path, &place, &composite)) {
		const char *dot = strrchr(path, '.');
		const char *slash = strrchr(path, '/');

		if (!dot || (slash && dot < slash))
			return arena_strdup(&modules->arena, path);
		return arena_printf(&modules->arena, "%.*s", (int)(dot - path), path);
	}
	connected(place.makefile, composite, &names);
	module = arena_printf(&modules->arena, "%s/%s", place.folder, names.items[0]);
	tree_list_release(&names);
	return module;
}

static void add_parts(struct tree_modules *modules, const struct place *place,
		      const char *composite, struct tree_list *ret_paths)
{
	for (size_t i = 0; i < place->makefile->count; i++) {
		const struct tree_make *make = &place->makefile->vars[i];

		if (!is_composite(make) || strcmp(make->name, composite) != 0)
			continue;
		for (size_t w = 0; w < make->count; w++) {
			size_t length = strlen(make->words[w]);

			if (length < 3 || strcmp(make->words[w] + length - 2, ".o") ||
			    strchr(make->words[w], '$') || strstr(make->words[w], "..") ||
			    length > PATH_MAX)
				continue;
			tree_list_add(ret_paths,
				      arena_printf(&modules->arena, "%s/%.*s.c",
						   place->folder, (int)length - 2,
						   make->words[w]));
		}
	}
}

void tree_module_files(struct tree_modules *modules, const char *path,
		       struct tree_list *ret_paths)
{
	struct tree_list names = { 0 };
	const char *composite;
	struct place place;

	if (!module_find(modules, path, &place, &composite))
		return;
	connected(place.makefile, composite, &names);
	for (size_t i = 0; i < names.count; i++)
		add_parts(modules, &place, names.items[i], ret_paths);
	tree_list_release(&names);
}

/* ---- gates ---- */

static void object_gates(const struct tree_makefile *makefile, const char *stem,
			 size_t length, int depth, struct tree_list *ret_symbols)
{
	for (size_t i = 0; i < makefile->count; i++) {
		const struct tree_make *make = &makefile->vars[i];

		if (!*make->suffix || !make_has(make, stem, length))
			continue;
		if (make->symbol)
			tree_list_add(ret_symbols, make->symbol);
		if (is_composite(make) && depth > 0 &&
		    (strlen(make->name) != length || strncmp(make->name, stem, length)))
			object_gates(makefile, make->name, strlen(make->name),
				     depth - 1, ret_symbols);
	}
}

static void folder_gates(const struct place *place, struct tree_list *ret_symbols)
{
	size_t length = strcspn(place->below, "/");

	for (size_t i = 0; i < place->makefile->count; i++) {
		const struct tree_make *make = &place->makefile->vars[i];

		if (!make->symbol)
			continue;
		for (size_t w = 0; w < make->count; w++) {
			const char *word = make->words[w];

			if (!strncmp(word, place->below, length) && word[length] == '/')
				tree_list_add(ret_symbols, make->symbol);
		}
	}
}

void tree_module_gates(struct tree_modules *modules, const char *path,
		       struct tree_list *ret_symbols)
{
	enum { COMPOSITE_DEPTH = 3 };
	struct place place;

	for (unsigned int up = 0; place_find(modules, path, up, &place); up++) {
		if (up <= FOLDERS_UP)
			object_gates(place.makefile, place.below, place.stem,
				     COMPOSITE_DEPTH, ret_symbols);
		if (up)
			folder_gates(&place, ret_symbols);
	}
}

/* ---- flags ---- */

static void replace(struct tree_text *text, const char *from, const char *to)
{
	struct tree_text out = { 0 };
	const char *at = text->data, *found;

	while ((found = strstr(at, from))) {
		tree_text_add(&out, at, (size_t)(found - at));
		tree_text_print(&out, "%s", to);
		at = found + strlen(from);
	}
	tree_text_print(&out, "%s", at);
	tree_text_release(text);
	*text = out;
}

static const char *expand_folder(const struct tree_modules *modules,
				 const char *folder, const char *word,
				 struct arena *arena)
{
	struct tree_text text = { 0 };
	char *source, *result = NULL;

	source = *folder == '/' ? arena_strdup(arena, folder) :
				  arena_printf(arena, "%s/%s", modules->root, folder);
	tree_text_print(&text, "%s", word);
	replace(&text, "$(srctree)/$(src)", source);
	replace(&text, "$(srctree)/$(obj)", source);
	replace(&text, "$(srctree)", modules->root);
	replace(&text, "$(src)", source);
	if (!strchr(text.data, '$'))
		result = *text.data == '/' ?
				 arena_printf(arena, "-I%s", text.data) :
				 arena_printf(arena, "-I%s/%s", modules->root, text.data);
	tree_text_release(&text);
	return result;
}

/* -DNAME=\"text\" is written for a shell */
static const char *unquote(const char *word, struct arena *arena)
{
	char *plain = arena_strdup(arena, word), *to = plain;

	for (const char *from = plain; *from; from++)
		if (*from != '\\' && *from != '\'')
			*to++ = *from;
	*to = '\0';
	return plain;
}

static void make_flags(const struct tree_modules *modules,
		       const struct tree_make *make, const char *folder,
		       struct arena *arena, struct tree_list *ret_flags)
{
	for (size_t w = 0; w < make->count; w++) {
		const char *word = make->words[w];
		const char *flag = NULL;

		if (!strcmp(word, "-I") && w + 1 < make->count)
			flag = expand_folder(modules, folder, make->words[++w], arena);
		else if (!strncmp(word, "-I", 2) && word[2])
			flag = expand_folder(modules, folder, word + 2, arena);
		else if (!strncmp(word, "-D", 2) && !make->symbol && !strchr(word, '$'))
			flag = unquote(word, arena);
		if (flag)
			tree_list_add(ret_flags, flag);
	}
}

static bool flags_apply(const struct tree_make *make, unsigned int up,
			const char *object)
{
	if (!strcmp(make->name, "subdir-ccflags"))
		return true;
	if (up)
		return false;
	return !strcmp(make->name, "ccflags") || !strcmp(make->name, "EXTRA_CFLAGS") ||
	       (!strncmp(make->name, "CFLAGS_", 7) && !strcmp(make->name + 7, object));
}

void tree_module_flags(struct tree_modules *modules, const char *path,
		       struct arena *arena, struct tree_list *ret_flags)
{
	struct place place;

	for (unsigned int up = 0; place_find(modules, path, up, &place); up++) {
		const char *object = arena_printf(arena, "%.*s.o", (int)place.stem,
						  place.below);

		for (size_t i = 0; i < place.makefile->count; i++)
			if (flags_apply(&place.makefile->vars[i], up, object))
				make_flags(modules, &place.makefile->vars[i],
					   place.folder, arena, ret_flags);
	}
}
