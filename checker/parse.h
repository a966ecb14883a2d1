/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parse.h - files to units with graphs, by several threads
 *
 *     file list  ->  source, ast, cfg, event of each  ->  units
 */
#ifndef DMACHECK_PARSE_H
#define DMACHECK_PARSE_H

#include "checker/ast.h"
#include "checker/cfg.h"
#include "checker/progress.h"
#include "checker/tree.h"

/** struct parsed_unit - one file; a unit that failed has @unit.error */
struct parsed_unit {
	struct unit unit;
	struct cfg **cfgs;       /* per function; NULL: not analysed */
};

/**
 * parse_units() - parse and reduce every file
 * @jobs: threads, at least 1
 * @dump: where --dump=source prints, else NULL; then one thread is used
 * @ret_units: one per file, in the files' order; parse_free() it
 *
 * A file that cannot be parsed is a unit with an error, not a failure.
 */
int parse_units(struct tree *tree, const struct model *model,
		const struct tree_file *files, size_t count, unsigned int jobs,
		FILE *dump, struct progress *progress,
		struct parsed_unit **ret_units, char **ret_error);
void parse_free(struct parsed_unit *units, size_t count);

/** run_threads() - run @work in @jobs threads with deep stacks, and wait */
void run_threads(unsigned int jobs, void *(*work)(void *), void *data);

#endif
