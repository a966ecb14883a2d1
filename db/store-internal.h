/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-internal.h - what the store's files share
 *
 *   store.c          opening, the transaction, closing
 *   store-version.c  whose file it is, and which version
 *   store-rows.c     bound statements, one per table
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

#endif
