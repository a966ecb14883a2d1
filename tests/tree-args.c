/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-args.c - the arguments clang would get for each selected file
 *
 * For the bench, which lets clang itself parse what lint parses. One line a
 * file: file, then each argument, separated by tabs.
 */
#include "checker/tree.h"
#include "model/model.h"

#include <stdio.h>
#include <stdlib.h>

static int print_file(struct tree *tree, const struct tree_file *file)
{
	enum tree_arch arches[ARCH_COUNT];
	char **args;
	size_t count;

	if (!tree_arches(tree, file, arches))
		return 0;
	if (tree_args(tree, file, arches[0], &args, &count))
		return -1;
	fputs(file->full, stdout);
	for (size_t i = 0; i < count; i++)
		printf("\t%s", args[i]);
	putchar('\n');
	tree_args_free(args);
	return 0;
}

static int fail(char *error)
{
	fprintf(stderr, "tree-args: %s\n", error ? error : "failed");
	free(error);
	return 2;
}

int main(int argc, char **argv)
{
	const struct tree_options options = { .jobs = 1 };
	const struct tree_file *files;
	struct tree *tree;
	struct model *model = model_new();
	char *error = NULL;
	size_t count;

	if (argc < 2)
		return fail(NULL);
	if (tree_open((const char *const *)argv + 1, argc - 1, &options, model, &tree, &error))
		return fail(error);
	if (tree_select(tree, &files, &count, &error))
		return fail(error);
	for (int arch = 0; arch < ARCH_COUNT; arch++)
		if (tree_prepare(tree, arch, &error))
			return fail(error);
	for (size_t i = 0; i < count; i++)
		if (print_file(tree, &files[i]))
			return fail(NULL);
	tree_close(tree);
	model_free(model);
	return 0;
}
