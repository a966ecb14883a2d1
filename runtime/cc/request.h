/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.h - what the user asked for, sorted by the step that needs it
 */
#ifndef DMACHECK_CC_REQUEST_H
#define DMACHECK_CC_REQUEST_H

#include "runtime/cc/words.h"

#include <stdbool.h>

/* Where the compiler is to stop. */
enum stop {
	STOP_LINKED,
	STOP_COMPILED,     /* -c */
	STOP_ASSEMBLED,    /* -S */
	STOP_PREPROCESSED, /* -E, -M, -MM */
	STOP_CHECKED,      /* -fsyntax-only */
};

enum argument_kind {
	ARGUMENT_SOURCE,
	ARGUMENT_COMPILE, /* of the compiler proper only */
	ARGUMENT_LINK,	  /* of the linker only: its options, objects, libraries */
	ARGUMENT_BOTH,
};

/**
 * struct argument - one word of the user, or two that belong together
 * @value: the second word, or NULL
 */
struct argument {
	enum argument_kind kind;
	const char *word;
	const char *value;
};

/**
 * struct request - the command line; strings are borrowed from it
 * @arguments: in their order, without ours and without @output and @stop
 * @kernel: the tree of --kernel, @compiler: the name of --compiler, or NULL
 * @optimized: the user chose an -O
 * @asks_only: nothing to compile: a question to the compiler itself
 */
struct request {
	struct argument *arguments;
	size_t count;
	size_t sources;
	size_t inputs;
	enum stop stop;
	const char *output;
	const char *kernel;
	const char *compiler;
	bool module;
	bool bare;
	bool verbose;
	bool print_flags;
	bool help;
	bool version;
	bool optimized;
	bool asks_only;
};

/**
 * request_parse() - sort the words of the command line
 * Return: 0, or -EINVAL with a line for the user in *@ret_error
 */
int request_parse(struct request *request, struct arena *arena, char **argv,
		  char **ret_error);

/* Return: whether the user gave an option that begins with @start. */
bool request_has(const struct request *request, const char *start);

/* The text of --help. */
void request_print_help(void);

#endif /* DMACHECK_CC_REQUEST_H */
