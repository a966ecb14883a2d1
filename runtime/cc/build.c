/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * build.c - from sources to objects to a program
 *
 *	a.c --compile--> scratch/0-a.o --+
 *	b.c --compile--> scratch/1-b.o --+--link--> PROGRAM
 *	c.o, -lx ------------------------+
 *	module, access, engine, kernel --+
 */
#include "runtime/cc/build.h"

#include "model/fail.h"
#include "runtime/cc/kernel.h"
#include "runtime/cc/process.h"
#include "runtime/cc/translate.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int build_step(struct build *build, const struct words *command, char **ret_error)
{
	bool verbose = build->toolchain->request.verbose;
	char *text;
	int status;

	if (verbose)
		fprintf(stderr, "%s\n", words_quoted(command));
	status = process_run(command, STDERR_FILENO, &text);
	if (status < 0)
		return fail(ret_error, status, "cannot run %s: %s", command->items[0],
			    strerror(-status));
	if (verbose)
		fputs(text, stderr);
	else if (!status)
		words_add(&build->warnings, text);
	if (!status)
		return 0;
	return fail(ret_error, -EIO, "%s%s",
		    translate(build->arena, text, build->object, build->source),
		    verbose ? "" : "; --verbose shows all");
}

static void start(struct build *build, struct words *command)
{
	words_init(command, build->arena);
	words_add_all(command, &build->toolchain->compiler.command);
}

static void add_argument(struct words *command, const struct argument *argument)
{
	words_add(command, argument->word);
	if (argument->value)
		words_add(command, argument->value);
}

/* ---- compile ------------------------------------------------------------------- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Return: @source's name with another end, as a compiler names its output. */
static char *name_with(struct arena *arena, const char *source, const char *end)
{
	const char *base = base_name(source), *dot = strrchr(base, '.');

	return arena_printf(arena, "%.*s%s", (int)(dot ? dot - base : (long)strlen(base)),
			    base, end);
}

static const char *program_name(const struct request *request)
{
	return request->output ? request->output : "a.out";
}

/* -MD names its list and what it is of after the object, which is not here to stay. */
static void add_dependencies(struct words *command, const struct request *request,
			     const char *source)
{
	if (!request_has(request, "-MD") && !request_has(request, "-MMD"))
		return;
	if (!request_has(request, "-MF")) {
		words_add(command, "-MF");
		words_add(command, name_with(command->arena, source, ".d"));
	}
	if (!request_has(request, "-MT") && !request_has(request, "-MQ")) {
		words_add(command, "-MQ");
		words_add(command, program_name(request));
	}
}

static const char *stop_option(enum stop stop)
{
	switch (stop) {
	case STOP_ASSEMBLED:
		return "-S";
	case STOP_PREPROCESSED:
		return "-E";
	case STOP_CHECKED:
		return "-fsyntax-only";
	case STOP_LINKED:
	case STOP_COMPILED:
		break;
	}
	return "-c";
}

/* Options count from where they stand: -x for the sources behind it. */
static void add_compile_arguments(struct words *command, const struct request *request,
				  size_t source)
{
	for (size_t i = 0; i < request->count; i++) {
		const struct argument *argument = &request->arguments[i];

		if (argument->kind == ARGUMENT_LINK || argument->kind == ARGUMENT_SOURCE)
			continue;
		if (i > source && !strncmp(argument->word, "-x", 2))
			continue;
		add_argument(command, argument);
	}
}

static int compile(struct build *build, size_t index, const char *output, char **ret_error)
{
	const struct request *request = &build->toolchain->request;
	const char *source = request->arguments[index].word;
	struct words command;

	start(build, &command);
	flags_compile(&command, build->toolchain, source);
	add_compile_arguments(&command, request, index);
	if (request->stop == STOP_LINKED || request->stop == STOP_COMPILED)
		flags_assemble(&command, build->toolchain, source);
	words_add(&command, stop_option(request->stop));
	if (output) {
		words_add(&command, "-o");
		words_add(&command, output);
	}
	if (request->stop == STOP_LINKED)
		add_dependencies(&command, request, source);
	words_add(&command, source);
	build->object = output;
	build->source = source;
	build->writes = request->stop == STOP_LINKED ? NULL : output;
	return build_step(build, &command, ret_error);
}

/* Return: where the output of a source goes, NULL for standard output or none. */
static const char *output_of(struct build *build, const char *source)
{
	const struct request *request = &build->toolchain->request;

	if (request->output)
		return request->output;
	if (request->stop == STOP_COMPILED)
		return name_with(build->arena, source, ".o");
	if (request->stop == STOP_ASSEMBLED)
		return name_with(build->arena, source, ".s");
	return NULL;
}

static int compile_only(struct build *build, char **ret_error)
{
	const struct request *request = &build->toolchain->request;
	int error = 0;

	for (size_t i = 0; !error && i < request->count; i++) {
		if (request->arguments[i].kind != ARGUMENT_SOURCE)
			continue;
		error = compile(build, i, output_of(build, request->arguments[i].word),
				ret_error);
	}
	return error;
}

/* ---- link ------------------------------------------------------------------------ */

static int compile_all(struct build *build, struct words *objects, char **ret_error)
{
	const struct request *request = &build->toolchain->request;
	int error = 0;

	words_init(objects, build->arena);
	for (size_t i = 0; !error && i < request->count; i++) {
		const char *source = request->arguments[i].word;

		if (request->arguments[i].kind != ARGUMENT_SOURCE)
			continue;
		/* cut, where it with the number would be too long for a file */
		words_addf(objects, "%s/%zu-%.200s.o", build->scratch, objects->count,
			   name_with(build->arena, source, ""));
		error = compile(build, i, objects->items[objects->count - 1], ret_error);
	}
	return error;
}

static int link_program(struct build *build, const struct words *objects,
			const struct words *engine, char **ret_error)
{
	const struct request *request = &build->toolchain->request;
	struct words command;
	size_t object = 0;

	start(build, &command);
	if (build->toolchain->compiler.is_clang)
		words_add(&command, "-Qunused-arguments");
	words_add(&command, "-o");
	words_add(&command, program_name(request));
	for (size_t i = 0; i < request->count; i++) {
		if (request->arguments[i].kind == ARGUMENT_SOURCE)
			words_add(&command, objects->items[object++]);
		else if (request->arguments[i].kind != ARGUMENT_COMPILE)
			add_argument(&command, &request->arguments[i]);
	}
	flags_link(&command, build->toolchain, engine);
	build->object = objects->count ? objects->items[0] : NULL;
	build->writes = program_name(request);
	return build_step(build, &command, ret_error);
}

static int build_program(struct build *build, char **ret_error)
{
	bool kernel = build->toolchain->request.kernel != NULL;
	struct words objects, engine;
	int error = compile_all(build, &objects, ret_error);

	if (!error && kernel)
		error = kernel_build(build, &engine, ret_error);
	if (error)
		return error;
	return link_program(build, &objects, kernel ? &engine : NULL, ret_error);
}

/* ---- before and after ---------------------------------------------------------------- */

static bool is_cxx(const char *end)
{
	return end && (!strcmp(end, ".cc") || !strcmp(end, ".cpp") || !strcmp(end, ".cxx") ||
		       !strcmp(end, ".C"));
}

/* A module names itself in 56 bytes, with the end: include/linux/module.h */
static bool name_is_long(const struct request *request, const struct argument *argument,
			 const char *end)
{
	size_t length = (size_t)(end - base_name(argument->word));

	return argument->kind == ARGUMENT_SOURCE && length > 55 &&
	       !request_has(request, "-DKBUILD_MODNAME");
}

static int check_input(const struct request *request, const struct argument *argument,
		       char **ret_error)
{
	const char *end = strrchr(argument->word, '.');
	struct stat st;

	if (!strcmp(argument->word, "-"))
		return request->module ?
			fail(ret_error, -EINVAL, "a module is read from files, not from standard input") : 0;
	if (stat(argument->word, &st) < 0)
		return fail(ret_error, -errno, "%s: %s", argument->word, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return fail(ret_error, -EISDIR, "%s: a folder; name the sources in it",
			    argument->word);
	if (access(argument->word, R_OK) < 0)
		return fail(ret_error, -errno, "%s: %s", argument->word, strerror(errno));
	if (is_cxx(end))
		return fail(ret_error, -EINVAL, "%s: C++; the kernel's headers are C",
			    argument->word);
	if (request->module &&
	    (!end || (strcmp(end, ".c") && strcmp(end, ".o") && strcmp(end, ".a") &&
		      strcmp(end, ".S"))))
		return fail(ret_error, -EINVAL, "%s: a module is made of .c and .o files",
			    argument->word);
	if (request->module && name_is_long(request, argument, end))
		return fail(ret_error, -ENAMETOOLONG,
			    "%s: a module's name has at most 55 characters; set it with -DKBUILD_MODNAME",
			    argument->word);
	return 0;
}

static bool is_input(const struct argument *argument)
{
	return argument->word[0] != '-' || !argument->word[1];
}

static int check_inputs(const struct request *request, char **ret_error)
{
	int error = 0;

	if (request_has(request, "-xc++"))
		return fail(ret_error, -EINVAL, "-x c++: the kernel's headers are C");

	for (size_t i = 0; !error && i < request->count; i++) {
		const struct argument *argument = &request->arguments[i];

		if (!is_input(argument))
			continue;
		error = check_input(request, argument, ret_error);
	}
	return error;
}

static int check_not_input(const struct request *request, const struct stat *output,
			   char **ret_error)
{
	for (size_t i = 0; i < request->count; i++) {
		const struct argument *argument = &request->arguments[i];
		struct stat st;

		if (is_input(argument) && !stat(argument->word, &st) &&
		    st.st_dev == output->st_dev && st.st_ino == output->st_ino)
			return fail(ret_error, -EINVAL, "cannot write %s: it is an input",
				    request->output);
	}
	return 0;
}

/* A program's place is looked at first: compiling for nothing takes time. */
static int check_output(struct build *build, char **ret_error)
{
	const char *output = build->toolchain->request.output;
	const char *folder = ".";
	struct stat st;

	if (!output)
		return 0;
	if (!stat(output, &st)) {
		if (S_ISDIR(st.st_mode))
			return fail(ret_error, -EISDIR, "cannot write %s: a folder", output);
		if (access(output, W_OK) < 0)
			return fail(ret_error, -errno, "cannot write %s: %s", output,
				    strerror(errno));
		return check_not_input(&build->toolchain->request, &st, ret_error);
	}
	if (base_name(output) != output)
		folder = arena_printf(build->arena, "%.*s/",
				      (int)(base_name(output) - output), output);
	if (access(folder, W_OK | X_OK) < 0)
		return fail(ret_error, -errno, "cannot write %s: %s", output, strerror(errno));
	return 0;
}

static void remove_output(const char *output)
{
	struct stat st;

	if (output && !lstat(output, &st) && S_ISREG(st.st_mode))
		unlink(output);
}

int build_run(struct build *build, char **ret_error)
{
	const struct request *request = &build->toolchain->request;
	int error = check_inputs(request, ret_error);

	words_init(&build->warnings, build->arena);
	if (!error)
		error = check_output(build, ret_error);
	if (error)
		return error;
	error = request->stop == STOP_LINKED ? build_program(build, ret_error) :
		compile_only(build, ret_error);
	for (size_t i = 0; !error && i < build->warnings.count; i++)
		fputs(build->warnings.items[i], stderr);
	if (error)
		remove_output(build->writes);
	return error;
}
