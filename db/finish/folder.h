/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * folder.h - the folder of a trace, once its run is over
 *
 *   folder_open (waits for another finish) -> folder_records -> ... -> folder_remove
 *                                                                  \-> folder_close
 */
#ifndef DMACHECK_FINISH_FOLDER_H
#define DMACHECK_FINISH_FOLDER_H

#include "model/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* What is in a folder. */
enum folder_state {
	FOLDER_WHOLE,		/* a run to be finished */
	FOLDER_EMPTY,		/* nothing was ever run: to be removed */
	FOLDER_RECORDING,	/* a dmacheck run is at it */
	FOLDER_DONE,		/* another finish was at it, and has removed it */
};

/**
 * struct folder - an open folder; texts are in @arena
 * @path: as given
 * @records: path of the file of records
 * @fd, @run, @file: the folder, run.json and records, open; -1: not there
 * @database, @command (for a shell) to @tool: of run.json
 * @fault: 0: none
 * @ended: NULL: the run was cut short, the others are nothing
 * @status: exit status, 128 + n for signal n; -1: unknown
 */
struct folder {
	struct arena arena;
	const char *path;
	const char *records;
	int fd;
	int run;
	int file;
	const char *database;
	const char *command;
	const char *working;
	const char *started;
	const char *schedule;
	const char *cpu_access;
	const char *tool;
	int64_t seed;
	int64_t fault;
	bool pfn_real;
	const char *ended;
	int64_t status;
	bool timeout;
};

/**
 * folder_open() - take a folder for oneself, and read what was run
 * @ret_folder: folder_close() it, also on failure
 *
 * Waits for another finish that is at it; not for a dmacheck run.
 * Return: 0, or a negative errno: it is no folder of a trace, or unreadable.
 */
int folder_open(const char *path, struct folder *ret_folder,
		enum folder_state *ret_state, char **ret_error);

/**
 * folder_alive() - whether a process of the run may still write records
 *
 * One that has the file mapped.
 */
bool folder_alive(const struct folder *folder);

/** folder_shut() - make those processes stop writing */
void folder_shut(const struct folder *folder);

/**
 * folder_remove() - everything that a run made in it, and the folder
 *
 * In an order in which a folder half removed is an empty one.
 * Return: 0 or a negative errno.
 */
int folder_remove(const struct folder *folder, char **ret_error);
void folder_close(struct folder *folder);

#endif
