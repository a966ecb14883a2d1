/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compiler.c - which compiler works behind the wrapper
 */
#include "runtime/cc/compiler.h"

#include "model/fail.h"
#include "runtime/cc/process.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Return: what it prints for @option, NULL if it does not run or know it. */
static char *ask(const struct compiler *compiler, const char *option)
{
	struct words command;
	char *text;

	words_init(&command, compiler->command.arena);
	words_add_all(&command, &compiler->command);
	words_add(&command, option);
	return process_run(&command, 1, &text) ? NULL : text;
}

static bool compiler_try(struct compiler *compiler, struct arena *arena, const char *name)
{
	char *include, *machine;

	words_init(&compiler->command, arena);
	words_split(&compiler->command, name);
	if (!compiler->command.count)
		return false;
	compiler->version = ask(compiler, "--version");
	if (!compiler->version)
		return false;
	compiler->is_clang = strstr(compiler->version, "clang") != NULL;
	machine = ask(compiler, "-dumpmachine");
	compiler->is_x86_64 = machine && !strncmp(machine, "x86_64", 6);
	include = ask(compiler, "-print-file-name=include");
	if (!include || *include != '/')
		return false;
	include[strcspn(include, "\n")] = '\0';
	compiler->include = include;
	return true;
}

int compiler_find(struct compiler *compiler, struct arena *arena, const char *name,
		  char **ret_error)
{
	static const char *const names[] = { "DMACHECK_CC", "CC" };

	for (size_t i = 0; !name && i < 2; i++) {
		name = getenv(names[i]);
		if (name && !name[strspn(name, " \t\n")])
			name = NULL;
	}
	if (name)
		return compiler_try(compiler, arena, name) ? 0 :
			fail(ret_error, -ENOENT,
			     "\"%s\" is no gcc or clang that runs; name one with --compiler or DMACHECK_CC",
			     name);
	if (compiler_try(compiler, arena, "gcc") || compiler_try(compiler, arena, "clang"))
		return 0;
	return fail(ret_error, -ENOENT,
		    "no gcc and no clang in PATH; install one, or name it with --compiler");
}
