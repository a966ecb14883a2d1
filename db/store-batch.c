/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-batch.c - rows of large tables, many at once
 *
 * Rows are kept until there are some thousand; then one statement takes them from a
 * virtual table, as with events.
 */
#include "db/store-internal.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 4096 };

/* struct store_batch - rows that wait */
struct store_batch {
	int count;
	struct store_value rows[ROWS][STORE_BATCH_COLUMNS];
};

static const char *const flushes[] = {
	[BATCH_MAPPING] =
		"INSERT INTO mapping (run, number, device, kind, address,"
		" dma_address, pfn, pfn_kind, size, direction, mapped_at,"
		" mapped_by, unmapped_at, unmapped_by, map_stack, unmap_stack)"
		" SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12,"
		" c13, c14, c15 FROM batch",
	[BATCH_DESCRIPTOR] =
		"INSERT INTO descriptor (run, number, channel, cookie, kind,"
		" size, prepared_at, submitted_at, issued_at, completed_at,"
		" terminated_at, callback_at)"
		" SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11"
		" FROM batch",
};

struct batch_table {
	sqlite3_vtab base;
	const struct store_batch *batch;
};

struct batch_cursor {
	sqlite3_vtab_cursor base;
	const struct store_batch *batch;
	int row;
};

static int batch_connect(sqlite3 *db, void *data, int argc, const char *const *argv,
			 sqlite3_vtab **ret_table, char **ret_error)
{
	struct batch_table *table;
	int code = sqlite3_declare_vtab(db, "CREATE TABLE batch (c0, c1, c2, c3,"
		" c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15)");

	(void)argc;
	(void)argv;
	(void)ret_error;
	if (code)
		return code;
	table = calloc(1, sizeof(*table));
	if (!table)
		return SQLITE_NOMEM;
	table->batch = data;
	*ret_table = &table->base;
	return SQLITE_OK;
}

static int batch_disconnect(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

static int batch_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
	(void)table;
	plan->estimatedRows = ROWS;
	return SQLITE_OK;
}

static int batch_open(sqlite3_vtab *table, sqlite3_vtab_cursor **ret_cursor)
{
	struct batch_cursor *cursor = calloc(1, sizeof(*cursor));

	if (!cursor)
		return SQLITE_NOMEM;
	cursor->batch = ((struct batch_table *)table)->batch;
	*ret_cursor = &cursor->base;
	return SQLITE_OK;
}

static int batch_close(sqlite3_vtab_cursor *cursor)
{
	free(cursor);
	return SQLITE_OK;
}

static int batch_filter(sqlite3_vtab_cursor *cursor, int number, const char *name,
			int argc, sqlite3_value **argv)
{
	(void)number;
	(void)name;
	(void)argc;
	(void)argv;
	((struct batch_cursor *)cursor)->row = 0;
	return SQLITE_OK;
}

static int batch_next(sqlite3_vtab_cursor *cursor)
{
	((struct batch_cursor *)cursor)->row++;
	return SQLITE_OK;
}

static int batch_ended(sqlite3_vtab_cursor *base)
{
	const struct batch_cursor *cursor = (struct batch_cursor *)base;

	return cursor->row >= cursor->batch->count;
}

static int batch_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	const struct batch_cursor *cursor = (struct batch_cursor *)base;
	const struct store_value *value = &cursor->batch->rows[cursor->row][column];

	if (value->kind == VALUE_NUMBER)
		sqlite3_result_int64(context, value->number);
	else if (value->kind == VALUE_TEXT)
		sqlite3_result_text(context, value->text, -1, SQLITE_STATIC);
	return SQLITE_OK;
}

static int batch_row(sqlite3_vtab_cursor *cursor, sqlite3_int64 *ret_row)
{
	*ret_row = ((struct batch_cursor *)cursor)->row;
	return SQLITE_OK;
}

static const sqlite3_module batch_module = {
	.xConnect = batch_connect,
	.xBestIndex = batch_plan,
	.xDisconnect = batch_disconnect,
	.xOpen = batch_open,
	.xClose = batch_close,
	.xFilter = batch_filter,
	.xNext = batch_next,
	.xEof = batch_ended,
	.xColumn = batch_column,
	.xRowid = batch_row,
};

static void flush(struct store *store, enum store_batch_table table)
{
	struct store_batch *batch = store->batches[table];
	int code;

	if (!batch || !batch->count || store->failed)
		return;
	code = sqlite3_create_module(store->db, "batch", &batch_module, batch);
	if (!code)
		code = sqlite3_exec(store->db, flushes[table], NULL, NULL, NULL);
	sqlite3_create_module(store->db, "batch", NULL, NULL);
	store->failed = code;
	batch->count = 0;
}

int store_batch(struct store *store, enum store_batch_table table,
		const struct store_value *values, int count)
{
	struct store_batch *batch = store->batches[table];

	if (!batch && !store->failed) {
		batch = calloc(1, sizeof(*batch));
		store->batches[table] = batch;
		store->failed = batch ? SQLITE_OK : SQLITE_NOMEM;
	}
	if (store->failed)
		return store_errno(store->failed);
	memcpy(batch->rows[batch->count++], values, (size_t)count * sizeof(*values));
	if (batch->count == ROWS)
		flush(store, table);
	return store->failed ? store_errno(store->failed) : 0;
}

void store_batches_flush(struct store *store)
{
	for (int i = 0; i < STORE_BATCHES; i++)
		flush(store, (enum store_batch_table)i);
}

void store_batches_release(struct store *store)
{
	for (int i = 0; i < STORE_BATCHES; i++) {
		free(store->batches[i]);
		store->batches[i] = NULL;
	}
}
