/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-segments.c - events of a run, through a virtual table
 *
 * To SQLite the trace is a table that can be read once, from its begin to its end.
 * So one INSERT ... SELECT takes it in, without a statement for each row. The
 * secondary indexes are sorted behind it, where the new rows are many beside the
 * old ones.
 */
#include "db/store-internal.h"
#include "db/store-trace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The columns of the virtual table, in the order of table event behind run. */
enum segment_column {
	COLUMN_NUMBER,
	COLUMN_TIME,
	COLUMN_THREAD,
	COLUMN_KIND,
	COLUMN_TYPE,
	COLUMN_DIRECTION,
	COLUMN_FLAGS,
	COLUMN_FIELDS, /* as many as enum store_field has */
	COLUMN_NAME = COLUMN_FIELDS + STORE_FIELDS,
	COLUMN_STACK,
};

#define COLUMNS "number, time, thread, kind, type, direction, flags, device," \
	" channel, object, address, dma_address, size, value, name, stack"

struct segment_table {
	sqlite3_vtab base;
	const struct store_events *events;
};

struct segment_cursor {
	sqlite3_vtab_cursor base;
	const struct store_events *events;
	struct store_event event;
	bool ended;
};

static int segment_connect(sqlite3 *db, void *data, int argc,
			   const char *const *argv, sqlite3_vtab **ret_table,
			   char **ret_error)
{
	struct segment_table *table;
	int code = sqlite3_declare_vtab(db, "CREATE TABLE segment (" COLUMNS ")");

	(void)argc;
	(void)argv;
	(void)ret_error;
	if (code)
		return code;
	table = calloc(1, sizeof(*table));
	if (!table)
		return SQLITE_NOMEM;
	table->events = data;
	*ret_table = &table->base;
	return SQLITE_OK;
}

static int segment_disconnect(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

static int segment_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
	const struct store_events *events =
		((struct segment_table *)table)->events;

	plan->estimatedCost = (double)events->count;
	plan->estimatedRows = (sqlite3_int64)events->count;
	return SQLITE_OK;
}

static int segment_open(sqlite3_vtab *table, sqlite3_vtab_cursor **ret_cursor)
{
	struct segment_cursor *cursor = calloc(1, sizeof(*cursor));

	if (!cursor)
		return SQLITE_NOMEM;
	cursor->events = ((struct segment_table *)table)->events;
	*ret_cursor = &cursor->base;
	return SQLITE_OK;
}

static int segment_close(sqlite3_vtab_cursor *cursor)
{
	free(cursor);
	return SQLITE_OK;
}

static int segment_next(sqlite3_vtab_cursor *base)
{
	struct segment_cursor *cursor = (struct segment_cursor *)base;

	cursor->ended = !cursor->events->next(cursor->events->data,
					      &cursor->event);
	return SQLITE_OK;
}

static int segment_filter(sqlite3_vtab_cursor *cursor, int number,
			  const char *name, int argc, sqlite3_value **argv)
{
	(void)number;
	(void)name;
	(void)argc;
	(void)argv;
	return segment_next(cursor);
}

static int segment_ended(sqlite3_vtab_cursor *cursor)
{
	return ((struct segment_cursor *)cursor)->ended;
}

static void field_result(sqlite3_context *context,
			 const struct store_event *event, int field)
{
	if (event->has & 1u << field)
		sqlite3_result_int64(context, (int64_t)event->fields[field]);
}

static void name_result(sqlite3_context *context, const char *name)
{
	if (name)
		sqlite3_result_text(context, name, -1, SQLITE_TRANSIENT);
}

/* A column that is given no result is NULL. */
static int segment_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context,
			  int column)
{
	const struct store_event *event =
		&((struct segment_cursor *)cursor)->event;

	switch (column) {
	case COLUMN_NUMBER:
		sqlite3_result_int64(context, event->number);
		break;
	case COLUMN_TIME:
		sqlite3_result_int64(context, event->time);
		break;
	case COLUMN_THREAD:
		sqlite3_result_int64(context, event->thread);
		break;
	case COLUMN_KIND:
		sqlite3_result_int64(context, event->kind);
		break;
	case COLUMN_TYPE:
		sqlite3_result_int64(context, event->type);
		break;
	case COLUMN_DIRECTION:
		sqlite3_result_int64(context, event->direction);
		break;
	case COLUMN_FLAGS:
		sqlite3_result_int64(context, event->flags);
		break;
	case COLUMN_NAME:
		name_result(context, event->name);
		break;
	case COLUMN_STACK:
		sqlite3_result_int64(context, event->stack);
		break;
	default:
		field_result(context, event, column - COLUMN_FIELDS);
	}
	return SQLITE_OK;
}

static int segment_row(sqlite3_vtab_cursor *cursor, sqlite3_int64 *ret_row)
{
	*ret_row = ((struct segment_cursor *)cursor)->event.number;
	return SQLITE_OK;
}

/* Without xCreate it is a table by its own name, and of this connection only. */
static const sqlite3_module segment_module = {
	.xConnect = segment_connect,
	.xBestIndex = segment_plan,
	.xDisconnect = segment_disconnect,
	.xOpen = segment_open,
	.xClose = segment_close,
	.xFilter = segment_filter,
	.xNext = segment_next,
	.xEof = segment_ended,
	.xColumn = segment_column,
	.xRowid = segment_row,
};

enum { INDEXES = 8 };

/* struct indexes - the SQL that makes those of table event again */
struct indexes {
	char *name[INDEXES];
	char *sql[INDEXES];
	int count;
};

static void indexes_release(struct indexes *indexes)
{
	for (int i = 0; i < indexes->count; i++) {
		sqlite3_free(indexes->name[i]);
		sqlite3_free(indexes->sql[i]);
	}
}

static int indexes_find(sqlite3 *db, struct indexes *indexes)
{
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(db, "SELECT name, sql FROM sqlite_schema"
		" WHERE type = 'index' AND tbl_name = 'event' AND sql IS NOT NULL",
		-1, &statement, NULL);

	while (!code && indexes->count < INDEXES &&
	       sqlite3_step(statement) == SQLITE_ROW) {
		int i = indexes->count++;

		indexes->name[i] = sqlite3_mprintf("DROP INDEX \"%w\"",
					sqlite3_column_text(statement, 0));
		indexes->sql[i] = sqlite3_mprintf("%s",
					sqlite3_column_text(statement, 1));
		if (!indexes->name[i] || !indexes->sql[i])
			code = SQLITE_NOMEM;
	}
	sqlite3_finalize(statement);
	return code;
}

static int run_all(sqlite3 *db, char *const *sql, int count)
{
	int code = SQLITE_OK;

	for (int i = 0; !code && i < count; i++)
		code = sqlite3_exec(db, sql[i], NULL, NULL, NULL);
	return code;
}

static int fill(struct store *store, int64_t run, const struct store_events *events)
{
	char sql[256];
	int code = sqlite3_create_module(store->db, "segment", &segment_module,
					 (void *)events);

	sqlite3_snprintf(sizeof(sql), sql, "INSERT INTO event (run, " COLUMNS ")"
			 " SELECT %lld, " COLUMNS " FROM segment", run);
	if (!code)
		code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	sqlite3_create_module(store->db, "segment", NULL, NULL);
	return code;
}

/* Sorting all rows costs about a third, for each row, of putting one in its place. */
static bool is_better_anew(struct store *store, const struct store_events *events)
{
	int64_t rows = 0;

	if (store_pragma_read(store->db, "SELECT coalesce(sum(records), 0)"
			      " FROM run WHERE id IN (SELECT run FROM trace)",
			      &rows))
		return false;
	return events->count > 1000 && events->count > (uint64_t)rows / 2;
}

static int fill_anew(struct store *store, int64_t run, const struct store_events *events)
{
	struct indexes indexes = { .count = 0 };
	int code = indexes_find(store->db, &indexes);

	if (!code)
		code = run_all(store->db, indexes.name, indexes.count);
	if (!code)
		code = fill(store, run, events);
	if (!code)
		code = run_all(store->db, indexes.sql, indexes.count);
	indexes_release(&indexes);
	return code;
}

int store_add_events(struct store *store, int64_t run, const struct store_events *events)
{
	if (!store->failed)
		store->failed = is_better_anew(store, events) ?
			fill_anew(store, run, events) : fill(store, run, events);
	return store->failed ? store_errno(store->failed) : 0;
}
