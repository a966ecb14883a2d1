/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-read.h - asking the database of runs
 *
 *   store_read_open -> store_query_open -> bind -> store_query_next ... -> close
 *
 * Nothing here changes a file. What a program of ours asks goes through
 * store_query_open(), what a user typed through store_query_user(), which also
 * refuses whatever is more than a question.
 */
#ifndef DMACHECK_STORE_READ_H
#define DMACHECK_STORE_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store_reader;
struct store_query;

/* What a column of a row holds. */
enum store_type { STORE_NULL, STORE_NUMBER, STORE_REAL, STORE_TEXT, STORE_BLOB };

/**
 * store_read_open() - open a database to read
 * @path: must be there
 * @ret_reader: store_read_close() it
 * @ret_error: one line, owned by the caller
 *
 * What a killed writer left half is undone first, as far as the file may be
 * written. A database of an older version is read as if it had been brought up to
 * date; the file is not touched. All that is read belongs to one moment.
 *
 * Return: 0 or a negative errno: a newer version, a file of another program and
 * none at all are refused.
 */
int store_read_open(const char *path, struct store_reader **ret_reader,
		    char **ret_error);
void store_read_close(struct store_reader *reader);

/**
 * store_query_open() - a question of ours
 * @sql: one SELECT
 *
 * Return: 0 or a negative errno.
 */
int store_query_open(struct store_reader *reader, const char *sql,
		     struct store_query **ret_query, char **ret_error);

/**
 * store_query_user() - a question of the user
 * @sql: any text
 *
 * One statement that only reads: no ATTACH, no temporary tables, of the pragmas
 * those that show something.
 * Return: 0; -EPERM for what would do more; -EINVAL for what is no SQL.
 */
int store_query_user(struct store_reader *reader, const char *sql,
		     struct store_query **ret_query, char **ret_error);
void store_query_close(struct store_query *query);

/**
 * store_query_parameters() - how many values it takes
 * store_query_parameter() - the name of one, from 1, without its colon; "" for a
 *	plain question mark
 */
int store_query_parameters(const struct store_query *query);
const char *store_query_parameter(const struct store_query *query, int place);

/*
 * Values of parameters, from 1; those that nothing was given for are NULL. A query
 * that was read before begins again. Text is copied.
 * Return: 0 or a negative errno.
 */
int store_query_number(struct store_query *query, int place, int64_t value);
int store_query_text(struct store_query *query, int place, const char *value);

/**
 * store_query_next() - the next row
 *
 * Return: 1 if there is one, 0 after the last, or a negative errno. After the last,
 * the next call begins again.
 */
int store_query_next(struct store_query *query, char **ret_error);

/*
 * Columns are numbered from 0. Names are borrowed until store_query_close(), texts
 * until the next row. A number that is text is read as SQLite does; NULL is 0 and
 * "".
 */
int store_query_columns(const struct store_query *query);
const char *store_query_name(const struct store_query *query, int column);
enum store_type store_column_type(const struct store_query *query, int column);
int64_t store_column_number(const struct store_query *query, int column);
double store_column_real(const struct store_query *query, int column);
const char *store_column_text(const struct store_query *query, int column);
/** store_column_bytes() - of a blob or a text; @ret_size in bytes */
const void *store_column_bytes(const struct store_query *query, int column,
			       size_t *ret_size);

#endif
