/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-args.c - how each file is parsed
 *
 * The search order of kbuild, with the overlay in the place of the build folder:
 *
 *	arch/A/include, generated; include, generated; arch/A/include/uapi, generated;
 *	include/uapi, generated; the file's folder; -I of its Makefiles
 */
#include "checker/tree-internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const language[] = {
	"-std=gnu11", "-fshort-wchar", "-funsigned-char", "-fms-extensions",
	"-fno-strict-aliasing", "-fno-common", "-fbracket-depth=4096",
	"-Wno-everything", "-ferror-limit=0", NULL
};

static const char *const defines[] = {
	"-D__KERNEL__", "-DKBUILD_MODNAME=\"module\"",
	"-DKBUILD_BASENAME=\"module\"", "-DKBUILD_MODFILE=\"module\"",
	"-D__KBUILD_MODNAME=kmod_module", NULL
};

static const char *const machine[ARCH_COUNT][8] = {
	[ARCH_ARM64] = { "--target=aarch64-linux-gnu", "-mgeneral-regs-only",
			 "-DKASAN_SHADOW_SCALE_SHIFT=3" },
	[ARCH_ARM] = { "--target=arm-linux-gnueabi", "-D__LINUX_ARM_ARCH__=7",
		       "-march=armv7-a", "-msoft-float", "-mabi=aapcs-linux",
		       "-Uarm" },
	[ARCH_X86] = { "--target=x86_64-linux-gnu", "-m64", "-mno-sse",
		       "-mcmodel=kernel" },
};

static void add_all(struct tree_list *args, const char *const *list)
{
	for (; *list; list++)
		tree_list_add(args, *list);
}

static void add_searched(struct tree_list *args, const char *root, const char *overlay,
			 const char *arch, struct arena *arena)
{
	static const char *const tails[] = { "", "/uapi" };

	for (size_t i = 0; i < 2; i++) {
		const char *tail = tails[i];

		tree_list_add(args, tree_path(arena, "-I%s/arch/%s/include%s", root, arch, tail));
		tree_list_add(args, tree_path(arena, "-I%s/arch/%s/include/generated%s",
					      overlay, arch, tail));
		tree_list_add(args, tree_path(arena, "-I%s/include%s", root, tail));
		tree_list_add(args, tree_path(arena, i ? "-I%s/include/generated%s" :
							 "-I%s/include%s", overlay, tail));
	}
}

static void add_forced(struct tree_list *args, const char *root, struct arena *arena)
{
	static const char *const forced[] = { "compiler-version", "kconfig", "compiler_types" };

	for (size_t i = 0; i < sizeof(forced) / sizeof(*forced); i++) {
		const char *path = tree_path(arena, "%s/include/linux/%s.h", root, forced[i]);

		if (!tree_is_file(path))
			continue;
		tree_list_add(args, "-include");
		tree_list_add(args, path);
	}
}

static void add_own(struct tree_list *args, struct tree *tree,
		    const struct tree_file *file, struct arena *arena)
{
	const char *slash;

	if (!file)
		return;
	slash = strrchr(file->full, '/');
	if (slash)
		tree_list_add(args, tree_path(arena, "-I%.*s", (int)(slash - file->full),
					      file->full));
	pthread_mutex_lock(&tree->modules_lock);
	tree_module_flags(&tree->modules, file->path, arena, args);
	pthread_mutex_unlock(&tree->modules_lock);
}

static void kernel_args(struct tree *tree, const struct tree_file *file,
			enum tree_arch arch, struct arena *arena, struct tree_list *args)
{
	tree_list_add(args, "-nostdinc");
	tree_list_add(args, "-isystem");
	tree_list_add(args, CLANG_RESOURCE_DIR "/include");
	if (tree->headers)
		tree_list_add(args, tree_path(arena, "-I%s/include", tree->root));
	else
		add_searched(args, tree->root, tree->overlays[arch].folder,
			     tree_arch_name(arch), arena);
	if (!tree->headers) {
		add_forced(args, tree->root, arena);
		add_all(args, defines);
	}
	add_own(args, tree, file, arena);
	add_all(args, language);
	add_all(args, machine[arch]);
}

static int build_args(const struct tree *tree, const struct tree_file *file,
		      struct tree_list *args)
{
	const struct tree_command *command;

	command = file ? tree_commands_find(&tree->commands, file->full) : NULL;
	if (!command)
		return -ENOENT;
	tree_list_add(args, "-isystem");
	tree_list_add(args, CLANG_RESOURCE_DIR "/include");
	for (size_t i = 0; i < command->count; i++)
		tree_list_add(args, command->args[i]);
	tree_list_add(args, "-fbracket-depth=4096");
	tree_list_add(args, "-Wno-everything");
	tree_list_add(args, "-ferror-limit=0");
	return 0;
}

/* One allocation: the pointers, then the strings they point to */
static char **pack(const struct tree_list *list)
{
	size_t size = (list->count + 1) * sizeof(char *);
	char **args, *text;

	for (size_t i = 0; i < list->count; i++)
		size += strlen(list->items[i]) + 1;
	args = malloc(size);
	if (!args)
		return NULL;
	text = (char *)(args + list->count + 1);
	for (size_t i = 0; i < list->count; i++) {
		args[i] = text;
		text = stpcpy(text, list->items[i]) + 1;
	}
	args[list->count] = NULL;
	return args;
}

int tree_args(struct tree *tree, const struct tree_file *file, enum tree_arch arch,
	      char ***ret_args, size_t *ret_count)
{
	struct tree_list args = { 0 };
	struct arena arena;
	char **packed = NULL;
	int err = 0;

	arena_init(&arena);
	if (tree->build)
		err = build_args(tree, file, &args);
	else
		kernel_args(tree, file, arch, &arena, &args);
	if (!err) {
		packed = pack(&args);
		err = packed ? 0 : -ENOMEM;
	}
	if (!err) {
		*ret_args = packed;
		*ret_count = args.count;
	}
	tree_list_release(&args);
	arena_release(&arena);
	return err;
}

void tree_args_free(char **args)
{
	free(args);
}

/* Which architecture a build is for, told by its compiler's target */
static enum tree_arch build_arch(const struct tree_command *command)
{
	for (size_t i = 0; command && i < command->count; i++) {
		const char *arg = command->args[i];

		if (strncmp(arg, "--target=", 9) != 0)
			continue;
		if (!strncmp(arg + 9, "aarch64", 7))
			return ARCH_ARM64;
		if (!strncmp(arg + 9, "arm", 3))
			return ARCH_ARM;
	}
	return ARCH_X86;
}

/* arch/arm/... is only ever built for arm */
static bool lies_in_arch(const char *path, enum tree_arch arch)
{
	const char *name = tree_arch_name(arch);
	size_t length = strlen(name);

	return !strncmp(path, "arch/", 5) && !strncmp(path + 5, name, length) &&
	       path[5 + length] == '/';
}

size_t tree_arches(const struct tree *tree, const struct tree_file *file,
		   enum tree_arch ret_arches[ARCH_COUNT])
{
	if (tree->build) {
		ret_arches[0] = build_arch(tree_commands_find(&tree->commands, file->full));
		return 1;
	}
	for (size_t i = 0; i < tree->arch_count; i++) {
		if (!lies_in_arch(file->path, tree->arches[i]))
			continue;
		ret_arches[0] = tree->arches[i];
		return 1;
	}
	memcpy(ret_arches, tree->arches, tree->arch_count * sizeof(*ret_arches));
	return tree->arch_count;
}
