/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * finish.h - the trace of a run becomes a run of the database
 */
#ifndef DMACHECK_FINISH_FINISH_H
#define DMACHECK_FINISH_FINISH_H

#include "db/finish/folder.h"

/**
 * struct finish_options - what the user asked for
 * @database: instead of the one that run.json names, or NULL
 * @keep: the folder stays
 * @stats: say on standard error how long each part took
 */
struct finish_options {
	const char *database;
	bool keep;
	bool stats;
};

/**
 * finish_folder() - bring a trace into its database, and remove its folder
 * @folder: open, of state FOLDER_WHOLE
 * @ret_run: number of the run; of one that was there already, too
 *
 * All in one transaction: whenever it is killed, the next call finds a database
 * with the run or without it, and does the rest.
 * Return: 0 or a negative errno, with the database and the folder as they were.
 */
int finish_folder(const struct finish_options *options, struct folder *folder,
		  int64_t *ret_run, char **ret_error);

#endif
