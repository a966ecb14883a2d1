/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-internal.h - what the store's files share
 *
 *   store.c          opening, the transaction, closing
 *   store-version.c  whose file it is, and which version
 *   store-rows.c     bound statements, one per table; rows of lint
 *   store-trace.c    rows of a traced run
 *   store-segments.c its events, through a virtual table
 *   store-batch.c    rows of large tables, many at once
 *   store-index.c    indexes made anew behind them
 *   store-merge.c    runs of another database
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
	UPDATE_RUN,
	INSERT_TRACE,
	INSERT_UNTRACED,
	INSERT_PROCESS,
	INSERT_THREAD,
	INSERT_IMAGE,
	INSERT_FRAME,
	INSERT_STACK,
	INSERT_EVENT_KIND,
	INSERT_DEVICE,
	INSERT_CHANNEL,
	INSERT_OVERLAP,
	INSERT_VIOLATION,
	INSERT_STEP,
	INSERT_CRASH,
	INSERT_MESSAGE,
	INSERT_LOSS,
	STATEMENT_COUNT
};

enum store_value_kind { VALUE_NULL, VALUE_NUMBER, VALUE_TEXT };

/* struct store_value - what one parameter is bound to */
struct store_value {
	enum store_value_kind kind;
	int64_t number;
	const char *text;
};

enum { STORE_BATCHES = 2, STORE_BATCH_COLUMNS = 16, STORE_INDEXES = 16 };

struct store_batch;

/**
 * struct store - an open database inside its one transaction
 * @path: for messages, owned; NULL for one in memory
 * @created: the file was made by store_open()
 * @statements: prepared at first use
 * @batches: rows that are not in their tables yet; owned
 * @indexes: SQL of those that were dropped for a while; owned
 * @failed: the first SQLite error of store_add_...(), or SQLITE_OK
 */
struct store {
	sqlite3 *db;
	char *path;
	bool created;
	sqlite3_stmt *statements[STATEMENT_COUNT];
	struct store_batch *batches[STORE_BATCHES];
	char *indexes[STORE_INDEXES];
	int index_count;
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

/* store_text() - a NULL pointer is SQL's NULL */
struct store_value store_number(int64_t value);
struct store_value store_number_or_null(const int64_t *value);
struct store_value store_text(const char *value);

/** store_bind() - a value to a parameter, from 1; returns SQLite's code */
int store_bind(sqlite3_stmt *statement, int place, const struct store_value *value);

/**
 * store_insert() - one row
 * @sql: with @count parameters; prepared at first use
 *
 * Keeps the first failure: what comes after it would only hide the cause.
 * Return: 0 or a negative errno.
 */
int store_insert(struct store *store, enum store_statement which, const char *sql,
		 const struct store_value *values, int count);

#define STORE_INSERT(store, which, sql, ...) \
	store_insert((store), (which), (sql), \
		     (const struct store_value[]){ __VA_ARGS__ }, \
		     (int)(sizeof((const struct store_value[]){ __VA_ARGS__ }) / \
			   sizeof(struct store_value)))

enum store_batch_table { BATCH_MAPPING, BATCH_DESCRIPTOR };

/**
 * store_batch() - one row of a table that gets many
 * @values: STORE_BATCH_COLUMNS at most; texts are constant
 *
 * Return: 0 or a negative errno, perhaps of an earlier row.
 */
int store_batch(struct store *store, enum store_batch_table table,
		const struct store_value *values, int count);

/** store_batches_flush() - what is not in its table yet; sets @failed */
void store_batches_flush(struct store *store);
void store_batches_release(struct store *store);

/** store_indexes_make() - those that store_expect() dropped; sets @failed */
void store_indexes_make(struct store *store);
void store_indexes_release(struct store *store);

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
