/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-internal.h - what the store's files share
 *
 *   store.c          opening, the transaction, closing
 *   store-version.c  whose file it is, and which version
 *   store-rows.c     bound statements, one per table
 *   store-read.c     questions
 *   store-user.c     questions of a user
 */
#ifndef DMACHECK_STORE_INTERNAL_H
#define DMACHECK_STORE_INTERNAL_H

#include "db/store.h"

#include <sqlite3.h>

enum store_statement {
	INSERT_RUN,
	INSERT_LINT,
	INSERT_FINDING,
	INSERT_NOTE,
	INSERT_FAILURE,
	INSERT_FIGURE,
	STATEMENT_COUNT
};

/**
 * struct store - an open database inside its one transaction
 * @path: for messages, owned; NULL for one in memory
 * @created: the file was made by store_open()
 * @statements: prepared at first use
 * @failed: the first SQLite error of store_add_...(), or SQLITE_OK
 */
struct store {
	sqlite3 *db;
	char *path;
	bool created;
	sqlite3_stmt *statements[STATEMENT_COUNT];
	int failed;
};

/** store_errno() - the negative errno nearest to SQLite's code */
int store_errno(int code);

/** store_fail() - word SQLite's @code; returns its negative errno */
int store_fail(struct store *store, int code, char **ret_error);

/** store_check_file() - refuse a file that is not ours, by reading its head */
int store_check_file(const char *path, int fd,
		     const struct store_schema *schema, char **ret_error);

/**
 * store_upgrade() - bring the database to the schema's version
 *
 * Context: inside a write transaction, which makes it all or nothing.
 */
int store_upgrade(struct store *store, const struct store_schema *schema,
		  char **ret_error);

void store_statements_release(struct store *store);

/**
 * store_connect() - open a file by exactly this name
 * @path: NULL: a database in memory
 * @flags: of sqlite3_open_v2()
 *
 * Return: SQLite's code; @ret_db is to be closed in any case.
 */
int store_connect(const char *path, int flags, sqlite3 **ret_db);

/** store_pragma_read() - a pragma that gives a number; returns SQLite's code */
int store_pragma_read(sqlite3 *db, const char *sql, int64_t *ret_value);

/**
 * store_prepare_user() - a statement that a user typed, if it only reads
 * @ret_statement: sqlite3_finalize() it
 */
int store_prepare_user(sqlite3 *db, const char *sql,
		       sqlite3_stmt **ret_statement, char **ret_error);

#endif
