/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - dmacheck cc: driver code becomes a program that runs here
 *
 *	request (what is asked) + compiler + layout (what there is)
 *	  -> build -> flags -> process -> translate
 *	       \-> kernel -> cache, under --kernel
 */
#include "runtime/cc/build.h"
#include "runtime/cc/cache.h"
#include "runtime/cc/kernel.h"

#include "model/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_USAGE = 2 };

/* The one folder to be removed when the run ends, also by a signal. */
static char scratch[PATH_MAX];

static void stop(int number)
{
	/* not quite what a handler may do; but the run only waits for a child then */
	cache_remove(scratch);
	cache_stop();
	signal(number, SIG_DFL);
	raise(number);
}

static int make_scratch(char **ret_error)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	const char *folder = getenv("TMPDIR");

	if (!folder || !*folder)
		folder = "/tmp";
	if ((size_t)snprintf(scratch, sizeof(scratch), "%s/dmacheck-cc.XXXXXX", folder) >=
	    sizeof(scratch))
		return fail(ret_error, -ENAMETOOLONG, "%s: %s; set TMPDIR to another folder",
			    folder, strerror(ENAMETOOLONG));
	if (!mkdtemp(scratch))
		return fail(ret_error, -errno, "cannot make a folder in %s: %s; set TMPDIR to another one",
			    folder, strerror(errno));
	/* what is ignored, as by nohup, stays so */
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		if (signal(signals[i], stop) == SIG_IGN)
			signal(signals[i], SIG_IGN);
	}
	return 0;
}

/* The flags for a build of one's own: compilation, then link. */
static void print_flags(const struct toolchain *toolchain, struct arena *arena)
{
	struct words words;

	words_init(&words, arena);
	flags_compile(&words, toolchain, NULL);
	puts(words_quoted(&words));
	words_init(&words, arena);
	flags_link(&words, toolchain, NULL);
	puts(words_quoted(&words));
}

/* Return: never 0: this program is the compiler then. */
static int ask_compiler(const struct toolchain *toolchain, char **ret_error)
{
	const struct request *request = &toolchain->request;
	struct words words;

	words_init(&words, toolchain->compiler.command.arena);
	words_add_all(&words, &toolchain->compiler.command);
	for (size_t i = 0; i < request->count; i++) {
		words_add(&words, request->arguments[i].word);
		if (request->arguments[i].value)
			words_add(&words, request->arguments[i].value);
	}
	execvp(words.items[0], words.items);
	return fail(ret_error, -errno, "cannot run %s: %s", words.items[0], strerror(errno));
}

static int build_in_scratch(struct toolchain *toolchain, struct arena *arena,
			    char **ret_error)
{
	struct build build = { .arena = arena, .toolchain = toolchain, .scratch = scratch };
	int error = make_scratch(ret_error);

	if (error)
		return error;
	error = build_run(&build, ret_error);
	cache_remove(scratch);
	return error;
}

static int run(struct toolchain *toolchain, struct arena *arena, char **ret_error)
{
	const struct request *request = &toolchain->request;
	int error = compiler_find(&toolchain->compiler, arena, request->compiler, ret_error);

	if (error)
		return error;
	if (request->asks_only)
		return ask_compiler(toolchain, ret_error);
	error = layout_find(&toolchain->layout, arena, ret_error);
	if (!error && request->kernel)
		error = kernel_find(toolchain, arena, ret_error);
	if (error)
		return error;
	if (request->print_flags) {
		print_flags(toolchain, arena);
		return 0;
	}
	return build_in_scratch(toolchain, arena, ret_error);
}

/* Return: the exit status, 2 where standard output took not all of it. */
static int printed(void)
{
	if (!fflush(stdout) && !ferror(stdout))
		return 0;
	fprintf(stderr, "dmacheck cc: cannot write standard output: %s\n", strerror(errno));
	return EXIT_USAGE;
}

/* Whatever stands in a message, it is one line. */
static int complain(char *text)
{
	for (char *c = text; *c; c++) {
		if ((unsigned char)*c < ' ')
			*c = '?';
	}
	fprintf(stderr, "dmacheck cc: %s\n", text);
	free(text);
	return EXIT_USAGE;
}

static int serve(struct toolchain *toolchain, struct arena *arena, char **argv)
{
	const struct request *request = &toolchain->request;
	char *text;

	if (request_parse(&toolchain->request, arena, argv, &text))
		return complain(text);
	if (request->help)
		request_print_help();
	else if (request->version)
		printf("dmacheck cc %s\n", PACKAGE_VERSION);
	else if (run(toolchain, arena, &text))
		return complain(text);
	return printed();
}

int main(int argc, char **argv)
{
	struct toolchain toolchain = { .tree = NULL };
	struct arena arena;
	int status;

	/* the wordings of translate.c are English */
	setenv("LC_ALL", "C", 1);
	arena_init(&arena);
	status = serve(&toolchain, &arena, argc ? argv + 1 : argv);
	arena_release(&arena);
	return status;
}
