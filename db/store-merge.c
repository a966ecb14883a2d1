/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-merge.c - the runs of one database into another
 *
 *   input, read-only -> which runs are not known -> each with all that refers to it
 *
 * Ids are given anew; what refers to them is mapped, run by run.
 */
#include "db/store-merge.h"

#include "db/store-internal.h"
#include "db/store-read.h"
#include "db/store-tables.h"
#include "db/store-trace.h"
#include "model/fail.h"
#include "model/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define uthash_fatal(message) memory_fail()
#include <uthash.h>

/*
 * Who a run is: its recording, or all that it says. Two runs of lint that say the
 * same in the same second are told from one by their number only.
 */
static const char identities_sql[] =
	"SELECT r.id, coalesce('trace ' || t.identity,"
	" quote(r.started) || quote(r.command) || quote(r.tool) || quote(r.version)"
	" || quote(r.seed) || quote(r.fault) || quote(r.status) || quote(r.records)"
	" || quote(r.lost) || coalesce((SELECT group_concat(quote(f.fingerprint)"
	"  || quote(f.rule) || quote(f.file) || quote(f.line) || quote(f.message))"
	"  FROM (SELECT * FROM finding o WHERE o.run = r.id"
	"   ORDER BY o.file, o.line, o.col, o.rule, o.message) f), '')), r.records"
	" FROM run r LEFT JOIN trace t ON t.run = r.id ORDER BY r.id";

/* struct known - how many runs of the store say this and have not been met again */
struct known {
	char *identity;
	size_t count;
	UT_hash_handle hh;
};

/* struct renumbered - an id of the run that is being copied */
struct renumbered {
	int64_t old;
	int64_t new;
	UT_hash_handle hh;
};

/**
 * struct merge - one input
 * @known: the store's runs
 * @ids: of each table, those of the run that is being copied
 * @inserts: of each table, prepared at first use
 */
struct merge {
	struct store *store;
	struct store_reader *reader;
	const char *path;
	struct arena arena;
	struct store_tables tables;
	struct known *known;
	struct renumbered **ids;
	sqlite3_stmt **inserts;
	char **ret_error;
};

/* ---- who is known ---- */

static void known_add(struct merge *merge, const char *identity)
{
	size_t length = strlen(identity);
	struct known *known;

	HASH_FIND(hh, merge->known, identity, length, known);
	if (!known) {
		known = arena_new(&merge->arena, struct known);
		known->identity = arena_strdup(&merge->arena, identity);
		HASH_ADD_KEYPTR(hh, merge->known, known->identity, length, known);
	}
	known->count++;
}

/* Whether the store has this run; each of its own counts once. */
static bool known_take(struct merge *merge, const char *identity)
{
	struct known *known;

	HASH_FIND(hh, merge->known, identity, strlen(identity), known);
	if (!known || !known->count)
		return false;
	known->count--;
	return true;
}

static int known_read(struct merge *merge)
{
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(merge->store->db, identities_sql, -1, &statement, NULL);

	while (!code && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		const unsigned char *identity = sqlite3_column_text(statement, 1);

		if (identity)
			known_add(merge, (const char *)identity);
		code = SQLITE_OK;
	}
	sqlite3_finalize(statement);
	return code == SQLITE_DONE ? 0 : store_fail(merge->store, code, merge->ret_error);
}

/* ---- ids ---- */

static int table_place(const struct merge *merge, const struct store_table *table)
{
	return (int)(table - merge->tables.tables);
}

static void id_add(struct merge *merge, const struct store_table *table, int64_t old,
		   int64_t new)
{
	struct renumbered *id = malloc(sizeof(*id));

	if (!id)
		memory_fail();
	*id = (struct renumbered){ .old = old, .new = new };
	HASH_ADD(hh, merge->ids[table_place(merge, table)], old, sizeof(id->old), id);
}

static const struct renumbered *id_find(const struct merge *merge,
					const struct store_table *table, int64_t old)
{
	struct renumbered *id;

	HASH_FIND(hh, merge->ids[table_place(merge, table)], &old, sizeof(old), id);
	return id;
}

static void ids_forget(struct merge *merge)
{
	for (int i = 0; i < merge->tables.count; i++) {
		struct renumbered *id, *next;

		HASH_ITER(hh, merge->ids[i], id, next) {
			HASH_DEL(merge->ids[i], id);
			free(id);
		}
	}
}

/* ---- rows ---- */

/* Columns of a table, @prefix before each. */
static const char *column_list(struct merge *merge, const struct store_table *table,
			       const char *prefix)
{
	const char *list = "";

	for (int i = 0; i < table->column_count; i++)
		list = arena_printf(&merge->arena, "%s%s%s\"%s\"", list, i ? ", " : "", prefix,
				    table->columns[i].name);
	return list;
}

/* The rows of a table that belong to a run, given as the only value; or all. */
static const char *select_sql(struct merge *merge, const struct store_table *table)
{
	const char *columns = column_list(merge, table, "t.");
	const struct store_column *link;

	if (table == merge->tables.tables)
		return arena_printf(&merge->arena, "SELECT %s FROM \"%s\" t WHERE t.\"%s\" = ?",
				    columns, table->name, table->columns[table->key].name);
	if (table->link < 0)
		return arena_printf(&merge->arena, "SELECT %s FROM \"%s\" t", columns,
				    table->name);
	link = &table->columns[table->link];
	if (link->parent == merge->tables.tables)
		return arena_printf(&merge->arena, "SELECT %s FROM \"%s\" t WHERE t.\"%s\" = ?",
				    columns, table->name, link->name);
	return arena_printf(&merge->arena,
			    "SELECT %s FROM \"%s\" p JOIN \"%s\" t ON t.\"%s\" = p.\"%s\""
			    " WHERE p.\"%s\" = ?",
			    columns, link->parent->name, table->name, link->name,
			    link->parent->columns[link->parent->key].name,
			    link->parent->columns[link->parent->link].name);
}

/* What belongs to no run says the same everywhere. */
static const char *insert_sql(struct merge *merge, const struct store_table *table)
{
	const char *values = "";

	for (int i = 0; i < table->column_count; i++)
		values = arena_printf(&merge->arena, "%s%s", values, i ? ", ?" : "?");
	return arena_printf(&merge->arena, "INSERT%s INTO \"%s\" (%s) VALUES (%s)",
			    table->link < 0 && table != merge->tables.tables ? " OR IGNORE" : "",
			    table->name, column_list(merge, table, ""), values);
}

static int bind_value(sqlite3_stmt *insert, int place, const struct store_query *row,
		      int column)
{
	const void *bytes;
	size_t size;

	switch (store_column_type(row, column)) {
	case STORE_NUMBER:
		return sqlite3_bind_int64(insert, place, store_column_number(row, column));
	case STORE_REAL:
		return sqlite3_bind_double(insert, place, store_column_real(row, column));
	case STORE_TEXT:
		bytes = store_column_bytes(row, column, &size);
		return sqlite3_bind_text64(insert, place, bytes ? bytes : "", size,
					   SQLITE_STATIC, SQLITE_UTF8);
	case STORE_BLOB:
		bytes = store_column_bytes(row, column, &size);
		return sqlite3_bind_blob64(insert, place, bytes ? bytes : "", size,
					   SQLITE_STATIC);
	default:
		return sqlite3_bind_null(insert, place);
	}
}

/* Return: 0, SQLite's code, or -1 where a row refers to one that is not there. */
static int bind_row(struct merge *merge, const struct store_table *table, sqlite3_stmt *insert,
		    const struct store_query *row)
{
	int code = 0;

	for (int i = 0; !code && i < table->column_count; i++) {
		const struct store_table *parent = table->columns[i].parent;
		const struct renumbered *id;

		if (i == table->key && (table->link >= 0 || table == merge->tables.tables)) {
			code = sqlite3_bind_null(insert, i + 1);
		} else if (parent && store_column_type(row, i) != STORE_NULL) {
			id = id_find(merge, parent, store_column_number(row, i));
			code = id ? sqlite3_bind_int64(insert, i + 1, id->new) : -1;
		} else {
			code = bind_value(insert, i + 1, row, i);
		}
	}
	return code;
}

static int copy_row(struct merge *merge, const struct store_table *table, sqlite3_stmt *insert,
		    const struct store_query *row)
{
	int code = bind_row(merge, table, insert, row);

	if (code < 0)
		return fail(merge->ret_error, -EBADMSG,
			    "%s is damaged: a row of %s refers to one that is not there",
			    merge->path, table->name);
	if (!code)
		code = sqlite3_step(insert);
	if (code == SQLITE_DONE)
		code = sqlite3_reset(insert);
	if (code == SQLITE_CONSTRAINT)
		return fail(merge->ret_error, -EBADMSG, "%s does not fit: %s", merge->path,
			    sqlite3_errmsg(merge->store->db));
	if (code)
		return store_fail(merge->store, code, merge->ret_error);
	if (table->key >= 0)
		id_add(merge, table, store_column_number(row, table->key),
		       sqlite3_last_insert_rowid(merge->store->db));
	return 0;
}

static int insert_of(struct merge *merge, const struct store_table *table,
		     sqlite3_stmt **ret_insert)
{
	sqlite3_stmt **insert = &merge->inserts[table_place(merge, table)];
	int code = 0;

	if (!*insert)
		code = sqlite3_prepare_v2(merge->store->db, insert_sql(merge, table), -1,
					  insert, NULL);
	*ret_insert = *insert;
	return code ? store_fail(merge->store, code, merge->ret_error) : 0;
}

/* The rows of a table that belong to @run. */
static int copy_table(struct merge *merge, const struct store_table *table, int64_t run)
{
	struct store_query *rows;
	sqlite3_stmt *insert;
	int code = insert_of(merge, table, &insert);

	if (!code)
		code = store_query_open(merge->reader, select_sql(merge, table), &rows,
					merge->ret_error);
	if (code)
		return code;
	if (store_query_parameters(rows))
		store_query_number(rows, 1, run);
	while ((code = store_query_next(rows, merge->ret_error)) > 0) {
		code = copy_row(merge, table, insert, rows);
		if (code)
			break;
	}
	store_query_close(rows);
	return code;
}

static int copy_run(struct merge *merge, int64_t run)
{
	int code = 0;

	for (int i = 0; !code && i < merge->tables.count; i++)
		code = copy_table(merge, &merge->tables.tables[i], run);
	ids_forget(merge);
	return code;
}

/* ---- an input ---- */

/* struct unknown - the runs that are to be copied; @records: of all of them */
struct unknown {
	int64_t *runs;
	size_t count;
	size_t room;
	uint64_t records;
};

static int unknown_read(struct merge *merge, struct unknown *unknown, int64_t *known)
{
	struct store_query *runs;
	int code = store_query_open(merge->reader, identities_sql, &runs, merge->ret_error);

	if (code)
		return code;
	while ((code = store_query_next(runs, merge->ret_error)) > 0) {
		if (known_take(merge, store_column_text(runs, 1))) {
			++*known;
			continue;
		}
		unknown->runs = memory_grow(unknown->runs, unknown->count, &unknown->room,
					    sizeof(*unknown->runs));
		unknown->runs[unknown->count++] = store_column_number(runs, 0);
		unknown->records += (uint64_t)store_column_number(runs, 2);
	}
	store_query_close(runs);
	return code;
}

static int copy_unknown(struct merge *merge, struct store_merged *merged)
{
	struct unknown unknown = { 0 };
	int code = unknown_read(merge, &unknown, &merged->known);

	if (!code && store_expect(merge->store, unknown.records))
		code = store_fail(merge->store, merge->store->failed, merge->ret_error);
	for (size_t i = 0; !code && i < unknown.count; i++) {
		code = copy_run(merge, unknown.runs[i]);
		merged->added++;
	}
	free(unknown.runs);
	return code;
}

static int merge_input(struct merge *merge, struct store_merged *merged)
{
	int code = store_tables_read(&merge->arena, &merge->tables, merge->ret_error);

	if (code)
		return code;
	merge->ids = memory_array((size_t)merge->tables.count, sizeof(struct renumbered *));
	merge->inserts = memory_array((size_t)merge->tables.count, sizeof(sqlite3_stmt *));
	code = known_read(merge);
	if (!code)
		code = copy_unknown(merge, merged);
	for (int i = 0; i < merge->tables.count; i++)
		sqlite3_finalize(merge->inserts[i]);
	HASH_CLEAR(hh, merge->known);
	free(merge->inserts);
	free(merge->ids);
	return code;
}

/* To open the store's own file once more would let go of its lock. */
static bool is_store(const struct store *store, const char *path)
{
	struct stat own, other;

	return store->path && !stat(store->path, &own) && !stat(path, &other) &&
	       own.st_dev == other.st_dev && own.st_ino == other.st_ino;
}

static int count_runs(struct store *store, int64_t *ret_count, char **ret_error)
{
	int code = store_pragma_read(store->db, "SELECT count(*) FROM run", ret_count);

	return code ? store_fail(store, code, ret_error) : 0;
}

int store_merge(struct store *store, const char *path, struct store_merged *ret_merged,
		char **ret_error)
{
	struct merge merge = { .store = store, .path = path, .ret_error = ret_error };
	struct store_merged merged = { 0 };
	int code;

	if (is_store(store, path)) {
		*ret_merged = merged;
		return count_runs(store, &ret_merged->known, ret_error);
	}
	code = store_read_open(path, &merge.reader, ret_error);
	if (code)
		return code;
	arena_init(&merge.arena);
	code = merge_input(&merge, &merged);
	arena_release(&merge.arena);
	store_read_close(merge.reader);
	if (!code)
		*ret_merged = merged;
	return code;
}
