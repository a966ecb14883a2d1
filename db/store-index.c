/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-index.c - indexes made anew behind many rows
 *
 * An index that is sorted when all rows are there costs about a third of one that
 * takes each row to its place.
 */
#include "db/store-internal.h"
#include "db/store-trace.h"

enum { FEW = 1000 };

static const char indexes_sql[] =
	"SELECT name, sql FROM sqlite_schema WHERE type = 'index'"
	" AND tbl_name IN ('event', 'mapping') AND sql IS NOT NULL";

/* Notes how to make it again, then drops it. */
static int drop(struct store *store, const char *name, const char *sql)
{
	char *command = sqlite3_mprintf("DROP INDEX \"%w\"", name);
	char *kept = sqlite3_mprintf("%s", sql);
	int code = SQLITE_NOMEM;

	if (command && kept && store->index_count < STORE_INDEXES) {
		store->indexes[store->index_count++] = kept;
		kept = NULL;
		code = sqlite3_exec(store->db, command, NULL, NULL, NULL);
	}
	sqlite3_free(kept);
	sqlite3_free(command);
	return code;
}

/* One after the other: the list changes below the statement that reads it. */
static int drop_all(struct store *store)
{
	sqlite3_stmt *statement;
	int code, last = SQLITE_ROW;

	do {
		code = sqlite3_prepare_v2(store->db, indexes_sql, -1, &statement, NULL);
		if (code)
			return code;
		last = sqlite3_step(statement);
		if (last == SQLITE_ROW) {
			char *name = sqlite3_mprintf("%s", sqlite3_column_text(statement, 0));
			char *sql = sqlite3_mprintf("%s", sqlite3_column_text(statement, 1));

			sqlite3_finalize(statement);
			code = name && sql ? drop(store, name, sql) : SQLITE_NOMEM;
			sqlite3_free(name);
			sqlite3_free(sql);
		} else {
			sqlite3_finalize(statement);
		}
	} while (!code && last == SQLITE_ROW);
	return code ? code : last == SQLITE_DONE ? SQLITE_OK : last;
}

int store_expect(struct store *store, uint64_t events)
{
	int64_t rows = 0;

	if (store->failed)
		return store_errno(store->failed);
	store->failed = store_pragma_read(store->db,
		"SELECT coalesce(sum(records), 0) FROM run"
		" WHERE id IN (SELECT run FROM trace)", &rows);
	if (!store->failed && events > FEW && events > (uint64_t)rows / 2)
		store->failed = drop_all(store);
	return store->failed ? store_errno(store->failed) : 0;
}

void store_indexes_make(struct store *store)
{
	for (int i = 0; !store->failed && i < store->index_count; i++)
		store->failed = sqlite3_exec(store->db, store->indexes[i], NULL,
					     NULL, NULL);
}

void store_indexes_release(struct store *store)
{
	for (int i = 0; i < store->index_count; i++)
		sqlite3_free(store->indexes[i]);
	store->index_count = 0;
}
