/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * folder.h - the folder that holds a trace while it grows
 *
 *   folder_create -> records, run.json | COMMAND runs | folder_end -> end.json
 */
#ifndef DMACHECK_RUN_FOLDER_H
#define DMACHECK_RUN_FOLDER_H

#include "model/arena.h"
#include "runtime/record/format.h"
#include "runtime/run/options.h"

#include <stdbool.h>

/**
 * struct folder - a trace that is being made
 * @path: absolute
 * @database: absolute
 * @lock: the folder, open; nobody else finishes it while this lives
 * @records: the file of records, open
 * @json: the next of run.json and end.json, open
 * @header: of that file, which is mapped whole, @header->limit bytes
 */
struct folder {
	const char *path;
	const char *database;
	int lock;
	int records;
	int json;
	struct record_header *header;
};

/**
 * folder_create() - make everything that a recorder needs
 * @options: what run.json says of the run
 * @arena: paths are in it
 *
 * Return: 0, or a negative errno with nothing left on the disk.
 */
int folder_create(const struct options *options, struct arena *arena, struct folder *ret_folder,
		  char **ret_error);

/**
 * folder_end() - no more records; say how it ended
 * @status: of COMMAND, as waitpid() gives it
 * @timeout: it was ended because it took too long
 *
 * Lets go of the lock: the folder waits to be finished.
 */
int folder_end(struct folder *folder, int status, bool timeout, char **ret_error);

/* folder_remove() - nothing was run: as if there had been no folder */
void folder_remove(struct folder *folder);

#endif /* DMACHECK_RUN_FOLDER_H */
