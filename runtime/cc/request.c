/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.c - what the user asked for, sorted by the step that needs it
 *
 * Sources are compiled one by one and then linked, so that each can have flags of
 * its own and none of the compiler's become flags of the linker. What an option
 * of the compiler means does not matter here; whether a word follows it does.
 */
#include "runtime/cc/request.h"

#include "model/fail.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- the wrapper's own options ------------------------------------------------ */

struct own_option {
	size_t field;
	const char *name;
	const char *argument;
	const char *group;
	const char *help;
};

static const struct own_option own_options[] = {
#define OPTION(field, name, argument, group, help) \
	{ offsetof(struct request, field), name, argument, group, help },
#include "runtime/cc/options.def"
#undef OPTION
};

enum { OWN_COUNT = sizeof(own_options) / sizeof(*own_options) };

void request_print_help(void)
{
	puts("Usage: dmacheck cc [OPTION...] [CC-OPTION...] FILE...\n"
	     "       dmacheck cc --module [OPTION...] [CC-OPTION...] -o PROGRAM FILE...\n"
	     "Compiles driver code for userspace against the reference DMA engine.");
	for (size_t i = 0; i < OWN_COUNT; i++) {
		const struct own_option *option = &own_options[i];
		char name[32];

		if (option->group)
			printf("%s:\n", option->group);
		snprintf(name, sizeof(name), "--%s%s%s", option->name,
			 option->argument ? "=" : "",
			 option->argument ? option->argument : "");
		printf("  %-18s %s\n", name, option->help);
	}
	puts("Every other option is handed to the compiler.");
}

/* Return: what follows "--@name" in @word: "" or "=...", NULL if it is another. */
static const char *own_rest(const struct own_option *option, const char *word)
{
	size_t length = strlen(option->name);

	if (strncmp(word, "--", 2) != 0 || strncmp(word + 2, option->name, length) != 0)
		return NULL;
	word += 2 + length;
	return !*word || *word == '=' ? word : NULL;
}

static int own_set(struct request *request, const struct own_option *option,
		   const char *rest, char ***argv, char **ret_error)
{
	char *field = (char *)request + option->field;

	if (!option->argument && *rest)
		return fail(ret_error, -EINVAL, "--%s takes no value", option->name);
	if (!option->argument) {
		*(bool *)field = true;
		return 0;
	}
	if (*rest)
		rest++;
	else if ((*argv)[1])
		rest = *++*argv;
	if (!*rest)
		return fail(ret_error, -EINVAL, "--%s needs a value: --%s=%s", option->name,
			    option->name, option->argument);
	*(const char **)field = rest;
	return 0;
}

/* Return: 1 if **@argv was one of ours, 0 if not, or what fail() returned. */
static int own_take(struct request *request, char ***argv, char **ret_error)
{
	for (size_t i = 0; i < OWN_COUNT; i++) {
		const char *rest = own_rest(&own_options[i], **argv);
		int error;

		if (!rest)
			continue;
		error = own_set(request, &own_options[i], rest, argv, ret_error);
		return error ? error : 1;
	}
	return 0;
}

/* ---- the compiler's ------------------------------------------------------------- */

/* How a row is found in a word. */
enum join {
	IS,
	BEGINS,
	VALUE, /* exactly, then the next word is its value; or with a value joined on */
};

static const struct option_row {
	const char *start;
	enum join join;
	enum argument_kind kind;
} rows[] = {
	{ "-Wl,", BEGINS, ARGUMENT_LINK },
	{ "-Xlinker", VALUE, ARGUMENT_LINK },
	{ "-fuse-ld=", BEGINS, ARGUMENT_LINK },
	{ "-static", BEGINS, ARGUMENT_LINK },
	{ "-shared", BEGINS, ARGUMENT_LINK },
	{ "-rdynamic", IS, ARGUMENT_LINK },
	{ "-nostartfiles", IS, ARGUMENT_LINK },
	{ "-nodefaultlibs", IS, ARGUMENT_LINK },
	{ "-nostdlib", IS, ARGUMENT_LINK },
	{ "-nolibc", IS, ARGUMENT_LINK },
	{ "-pie", IS, ARGUMENT_LINK },
	{ "-no-pie", IS, ARGUMENT_LINK },
	{ "-r", IS, ARGUMENT_LINK },
	{ "-s", IS, ARGUMENT_LINK },
	{ "-Wa,", BEGINS, ARGUMENT_COMPILE },
	{ "-Wp,", BEGINS, ARGUMENT_COMPILE },
	{ "-Xassembler", VALUE, ARGUMENT_COMPILE },
	{ "-Xpreprocessor", VALUE, ARGUMENT_COMPILE },
	{ "-Xclang", VALUE, ARGUMENT_COMPILE },
	{ "-mllvm", VALUE, ARGUMENT_COMPILE },
	{ "-include", VALUE, ARGUMENT_COMPILE },
	{ "-imacros", VALUE, ARGUMENT_COMPILE },
	{ "-iprefix", VALUE, ARGUMENT_COMPILE },
	{ "-iwithprefix", VALUE, ARGUMENT_COMPILE },
	{ "-iwithprefixbefore", VALUE, ARGUMENT_COMPILE },
	{ "-idirafter", VALUE, ARGUMENT_COMPILE },
	{ "-iquote", VALUE, ARGUMENT_COMPILE },
	{ "-isystem", VALUE, ARGUMENT_COMPILE },
	{ "-imultilib", VALUE, ARGUMENT_COMPILE },
	{ "-aux-info", VALUE, ARGUMENT_COMPILE },
	{ "-isysroot", VALUE, ARGUMENT_BOTH },
	{ "-dumpdir", VALUE, ARGUMENT_BOTH },
	{ "-dumpbase", VALUE, ARGUMENT_BOTH },
	{ "--param", VALUE, ARGUMENT_BOTH },
	{ "--sysroot", VALUE, ARGUMENT_BOTH },
	{ "-target", VALUE, ARGUMENT_BOTH },
	{ "-MF", VALUE, ARGUMENT_COMPILE },
	{ "-MT", VALUE, ARGUMENT_COMPILE },
	{ "-MQ", VALUE, ARGUMENT_COMPILE },
	{ "-M", BEGINS, ARGUMENT_COMPILE },
	{ "-I", VALUE, ARGUMENT_COMPILE },
	{ "-D", VALUE, ARGUMENT_COMPILE },
	{ "-U", VALUE, ARGUMENT_COMPILE },
	{ "-A", VALUE, ARGUMENT_COMPILE },
	{ "-x", VALUE, ARGUMENT_COMPILE },
	{ "-B", VALUE, ARGUMENT_BOTH },
	{ "-L", VALUE, ARGUMENT_LINK },
	{ "-l", VALUE, ARGUMENT_LINK },
	{ "-T", VALUE, ARGUMENT_LINK },
	{ "-u", VALUE, ARGUMENT_LINK },
	{ "-z", VALUE, ARGUMENT_LINK },
	{ "-e", VALUE, ARGUMENT_LINK },
};

static const struct {
	const char *word;
	enum stop stop;
} stops[] = {
	{ "-c", STOP_COMPILED },
	{ "-S", STOP_ASSEMBLED },
	{ "-E", STOP_PREPROCESSED },
	{ "-fsyntax-only", STOP_CHECKED },
};

static bool row_matches(const struct option_row *row, const char *word)
{
	size_t length = strlen(row->start);

	if (row->join == IS)
		return !strcmp(word, row->start);
	if (strncmp(word, row->start, length) != 0)
		return false;
	/* a long one is joined to its value by = only: -include is not -i */
	return row->join == BEGINS || !word[length] || length <= 3 || word[length] == '=';
}

static int option_sort(struct argument *argument, char ***argv, char **ret_error)
{
	argument->kind = ARGUMENT_BOTH;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (!row_matches(&rows[i], argument->word))
			continue;
		argument->kind = rows[i].kind;
		if (rows[i].join != VALUE || argument->word[strlen(rows[i].start)])
			return 0;
		if (!(*argv)[1])
			return fail(ret_error, -EINVAL, "%s needs a value", argument->word);
		argument->value = *++*argv;
		return 0;
	}
	return 0;
}

static bool is_source(const char *name)
{
	static const char *const ends[] = { ".c", ".i", ".s", ".S", ".cc", ".cpp", ".cxx", ".C" };
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof(ends) / sizeof(*ends); i++) {
		if (!strcmp(dot, ends[i]))
			return true;
	}
	return !strcmp(name, "-");
}

static void input_sort(struct request *request, struct argument *argument)
{
	argument->kind = is_source(argument->word) || request_has(request, "-x") ?
		ARGUMENT_SOURCE : ARGUMENT_LINK;
	request->sources += argument->kind == ARGUMENT_SOURCE;
	request->inputs++;
}

static bool stop_take(struct request *request, const char *word)
{
	for (size_t i = 0; i < sizeof(stops) / sizeof(*stops); i++) {
		if (strcmp(word, stops[i].word) != 0)
			continue;
		request->stop = stops[i].stop;
		return true;
	}
	return false;
}

/* Return: true if it was -o, which is kept apart. */
static bool output_take(struct request *request, char ***argv)
{
	const char *word = **argv;

	if (strncmp(word, "-o", 2) != 0)
		return false;
	request->output = word + 2;
	if (!*request->output && (*argv)[1])
		request->output = *++*argv;
	return true;
}

static int compiler_take(struct request *request, char ***argv, char **ret_error)
{
	struct argument *argument = &request->arguments[request->count];
	int error;

	if (!***argv)
		return fail(ret_error, -EINVAL, "an argument is empty");
	if (stop_take(request, **argv) || output_take(request, argv))
		return 0;
	request->count++;
	argument->word = **argv;
	if (argument->word[0] != '-' || !argument->word[1]) {
		input_sort(request, argument);
		return 0;
	}
	error = option_sort(argument, argv, ret_error);
	request->optimized |= !strncmp(argument->word, "-O", 2);
	if (!strcmp(argument->word, "-M") || !strcmp(argument->word, "-MM"))
		request->stop = STOP_PREPROCESSED;
	return error;
}

bool request_has(const struct request *request, const char *start)
{
	for (size_t i = 0; i < request->count; i++) {
		const struct argument *argument = &request->arguments[i];

		if (argument->kind == ARGUMENT_SOURCE)
			continue;
		if (!strncmp(argument->word, start, strlen(start)))
			return true;
		if (!strncmp(start, argument->word, 2) && strlen(argument->word) == 2 &&
		    argument->value &&
		    !strncmp(argument->value, start + 2, strlen(start + 2)))
			return true;
	}
	return false;
}

/* ---- what cannot be meant ---------------------------------------------------------- */

static int request_check(struct request *request, char **ret_error)
{
	if (request->output && !*request->output)
		return fail(ret_error, -EINVAL, "-o needs the name of a file");
	if (request->help || request->version || request->print_flags)
		return 0;
	if (request->kernel && !request->module)
		return fail(ret_error, -EINVAL, "--kernel goes with --module");
	if (request->inputs) {
		if (request->output && request->stop != STOP_LINKED && request->sources > 1)
			return fail(ret_error, -EINVAL,
				    "-o names one output, but there are %zu sources: leave it out, or name one",
				    request->sources);
		return 0;
	}
	if (request->module || !request->count)
		return fail(ret_error, -EINVAL,
			    "name a source; \"dmacheck cc --help\" shows how");
	request->asks_only = true;
	return 0;
}

int request_parse(struct request *request, struct arena *arena, char **argv,
		  char **ret_error)
{
	struct words words;

	words_init(&words, arena);
	for (; *argv; argv++)
		words_add_response(&words, *argv);
	*request = (struct request){
		.arguments = arena_array(arena, struct argument, words.count + 1),
	};
	for (argv = words.items; *argv; argv++) {
		int taken = own_take(request, &argv, ret_error);

		if (!taken)
			taken = compiler_take(request, &argv, ret_error);
		if (taken < 0)
			return taken;
	}
	return request_check(request, ret_error);
}
