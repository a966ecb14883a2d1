/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - the program of `dmacheck merge`: databases in, one out
 */
#include "db/print/command.h"
#include "db/store-merge.h"
#include "model/fail.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static const struct command merge_command = {
	.name = "merge",
	.usage = "OUT.db IN.db...",
	.about = "Adds the runs of databases to OUT.db, which is made if missing. A run that it has\n"
		 "already is not added again.\n",
	.ending = "Exit status: 0, or 2 for wrong usage or input; OUT.db is then what it was.\n",
};

static void print_count(const char *path, const struct store_merged *merged)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "%s: %" PRId64 " runs added, %" PRId64 " were there\n", path,
			merged->added, merged->known);
}

static int merge(char **paths, size_t count, char **ret_error)
{
	struct store *store;
	int code, closed;

	for (size_t i = 0; i < count; i++)
		command_orphans(&merge_command, paths[i]);
	code = store_open(paths[0], &store_schema, &store, ret_error);
	if (code)
		return code;
	for (size_t i = 1; !code && i < count; i++) {
		struct store_merged merged = { 0 };

		code = store_merge(store, paths[i], &merged, ret_error);
		if (!code)
			print_count(paths[i], &merged);
	}
	closed = store_close(store, !code, ret_error);
	return code ? code : closed;
}

int main(int argc, char **argv)
{
	struct command_line line;
	char *error = NULL;
	int code = command_parse(&merge_command, argc, argv, NULL, &line, &error);

	if (!code && (line.help || line.version))
		return command_answer(&merge_command, &line);
	if (!code && line.word_count < 2)
		code = command_usage(&merge_command,
				     line.word_count ? "name a database to merge into " :
						       "name the database to merge into, and others",
				     line.word_count ? line.words[0] : "", &error);
	if (!code)
		code = merge(line.words, line.word_count, &error);
	return code ? command_complain(&merge_command, error) : STATUS_CLEAN;
}
