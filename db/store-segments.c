/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-segments.c - events of a run, through a virtual table
 *
 * To SQLite the trace is a table that can be read once, from its begin to its end.
 * So one INSERT ... SELECT takes it in, without a statement for each row.
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

static int fill(struct store *store, int64_t run, const struct store_events *events)
{
	char *sql = sqlite3_mprintf("INSERT INTO event (run, " COLUMNS ")"
				    " SELECT %lld, " COLUMNS " FROM segment", run);
	int code = sql ? sqlite3_create_module(store->db, "segment", &segment_module,
					       (void *)events) : SQLITE_NOMEM;

	if (!code)
		code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	sqlite3_create_module(store->db, "segment", NULL, NULL);
	sqlite3_free(sql);
	return code;
}

int store_add_events(struct store *store, int64_t run, const struct store_events *events)
{
	if (!store->failed)
		store->failed = fill(store, run, events);
	return store->failed ? store_errno(store->failed) : 0;
}
