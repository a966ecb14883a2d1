/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store.h - the database of runs
 *
 * The one door to SQLite. What writes runs includes this header and never
 * sees SQL: a checker's sink, later the end of a traced run.
 *
 *   store_open or store_new -> store_add_run -> store_add_... -> store_close
 */
#ifndef DMACHECK_STORE_H
#define DMACHECK_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct store;

/* "DMAC": what pragma application_id holds in a database of ours. */
enum { STORE_APPLICATION = 0x444d4143 };

/**
 * struct store_schema - how a database comes to its newest form
 * @steps: SQL; step n (from 0) takes it from version n to n + 1
 * @version: how many steps there are, and pragma user_version behind the last
 */
struct store_schema {
	const char *const *steps;
	int version;
};

/** store_schema - of this program */
extern const struct store_schema store_schema;

/**
 * store_open() - open a database file to add to it
 * @path: made if missing; an empty file counts as missing
 * @schema: &store_schema
 * @ret_store: store_close() it
 * @ret_error: one line, owned by the caller
 *
 * Takes the write lock, waiting some seconds for another writer, and begins the
 * one transaction that store_close() ends. An older version is brought up to
 * date in it. A newer one, a file of another program or no database at all is
 * refused and not touched.
 *
 * Context: one store per file in a process at a time: to look at a file is to
 * lose the POSIX locks that the process holds on it.
 * Return: 0 or a negative errno.
 */
int store_open(const char *path, const struct store_schema *schema,
	       struct store **ret_store, char **ret_error);

/** store_new() - a new database in memory, for store_write() */
int store_new(const struct store_schema *schema, struct store **ret_store,
	      char **ret_error);

/**
 * store_write() - commit a database made by store_new() and print its file
 *
 * Return: 0 or a negative errno.
 */
int store_write(struct store *store, FILE *out, char **ret_error);

/**
 * store_close() - end the transaction and let go
 * @keep: commit; else, and where the commit fails, everything since
 *	store_open() is undone, and a file that it made is gone
 *
 * Return: 0, or the negative errno of the commit; without @keep always 0, and
 * @ret_error may be NULL.
 */
int store_close(struct store *store, bool keep, char **ret_error);

/**
 * store_abandon() - undo everything since store_open(), and let go
 * @code: why; what a store_add_...() returned, or somebody else's errno
 * @ret_error: worded: what the store itself failed with, if it did
 *
 * Return: @code, or the errno of the store's first failure.
 */
int store_abandon(struct store *store, int code, char **ret_error);

/**
 * struct store_run - one invocation
 * @started: ISO 8601, UTC
 * @tool: the subcommand
 * @seed, @fault, @status: NULL if there is none
 */
struct store_run {
	const char *started;
	const char *command;
	const char *tool;
	const char *version;
	const int64_t *seed;
	const int64_t *fault;
	const int64_t *status;
	int64_t records;
	int64_t lost;
};

/** struct store_lint - what a run of lint looked at; see schema.sql */
struct store_lint {
	const char *tree_root;
	const char *tree_version;
	int64_t selected;
	int64_t analyzed;
	const char *least;
	int64_t below;
	int64_t suppressed;
};

/** struct store_finding - one finding; @context to @reason may be NULL */
struct store_finding {
	const char *rule;
	const char *confidence;
	const char *severity;
	const char *file;
	int64_t line;
	int64_t column;
	const char *function;
	const char *message;
	const char *fingerprint;
	const char *context;
	const char *replacement;
	const char *reason;
};

/** struct store_note - one step of a finding's path */
struct store_note {
	int64_t step; /* from 1 */
	const char *file;
	int64_t line;
	int64_t column;
	const char *function;
	const char *message;
};

/*
 * Each adds one row. Strings are UTF-8, copied. After one failed, the others
 * do nothing and return the same; only the last error is worded.
 * Return: 0 or a negative errno.
 */
int store_add_run(struct store *store, const struct store_run *run,
		  int64_t *ret_run);
int store_add_lint(struct store *store, int64_t run,
		   const struct store_lint *lint);
int store_add_finding(struct store *store, int64_t run,
		      const struct store_finding *finding, int64_t *ret_finding);
int store_add_note(struct store *store, int64_t finding,
		   const struct store_note *note);
/** store_add_failure() - @function: NULL for the whole file */
int store_add_failure(struct store *store, int64_t run, const char *file,
		      const char *function, const char *reason);
int store_add_figure(struct store *store, int64_t run, const char *name,
		     int64_t value);

#endif
