/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * options.h - what the user asked lint to do
 */
#ifndef DMACHECK_OPTIONS_H
#define DMACHECK_OPTIONS_H

#include "checker/diagnostic.h"
#include "checker/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_SQLITE, FORMAT_COUNT };

/* The stages of the figure that --dump can show, in its order. */
#define STAGES(X) \
	X(SOURCE, "source") X(AST, "ast") X(CFG, "cfg") X(EVENT, "event") \
	X(LINK, "link") X(SUMMARY, "summary") X(CONTEXT, "context") \
	X(FLOW, "flow") X(PATH, "path")

enum stage {
	STAGE_NONE, /* no --dump: findings are wanted */
#define STAGE(name, word) STAGE_##name,
	STAGES(STAGE)
#undef STAGE
	STAGE_COUNT
};

/**
 * struct options - a command line that made sense
 * @tree: sources; @tree.jobs is at least 1
 * @sink: @sink.color is left to the caller; @sink.command is the command line
 *	without what cannot change the findings (-j, -o, --db), so that a report
 *	is the same for every -j
 * @rules: one flag per row of the registry, at least one set
 * @output: of -o, or NULL
 * @db: of --db, or NULL
 * @models: of --model, in their order
 * @paths: at least one; @paths, @models and all strings are borrowed from argv
 * @help, @version: asked for; nothing else was checked
 */
struct options {
	struct tree_options tree;
	struct sink_options sink;
	bool *rules;
	enum format format;
	enum stage dump;
	const char *output;
	const char *db;
	const char **models;
	size_t model_count;
	const char **paths;
	size_t path_count;
	bool strict;
	bool help;
	bool version;
};

/**
 * options_parse() - read and check lint's command line
 * @argv: NULL terminated; sorted so that PATHs come last
 * @ret_options: filled on success; options_release() it
 * @ret_error: one line, owned by the caller
 *
 * Return: 0, or -EINVAL where the usage is wrong.
 */
int options_parse(int argc, char **argv, struct options *ret_options,
		  char **ret_error);
void options_release(struct options *options);

/** options_help() - the screen of --help */
void options_help(FILE *out);

const char *format_word(enum format format);
const char *stage_word(enum stage stage);

#endif
