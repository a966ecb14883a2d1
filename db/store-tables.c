/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-tables.c - how the tables hang together, as the schema itself says
 *
 * Read from a new, empty database: a user's own tables in a file are none of ours.
 */
#include "db/store-tables.h"

#include "db/store-internal.h"
#include "model/fail.h"

#include <errno.h>
#include <string.h>

/* All columns, with the table each refers to, and whether it alone is the key. */
static const char columns_sql[] =
	"SELECT m.name, c.name, f.\"table\","
	" c.pk AND c.type = 'INTEGER' AND NOT EXISTS (SELECT 1 FROM"
	"  pragma_table_info(m.name) o WHERE o.pk AND o.cid <> c.cid)"
	" FROM sqlite_schema m, pragma_table_info(m.name) c"
	" LEFT JOIN pragma_foreign_key_list(m.name) f ON f.\"from\" = c.name"
	" WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite@_%' ESCAPE '@'"
	" ORDER BY m.name <> 'run', m.rowid, c.cid";

enum { TABLES = 64, COLUMNS = 64 };

static const char *column_text(struct arena *arena, sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);

	return text ? arena_strdup(arena, (const char *)text) : NULL;
}

static struct store_table *table_find(const struct store_tables *tables, const char *name)
{
	for (int i = 0; i < tables->count; i++)
		if (!strcmp(tables->tables[i].name, name))
			return &tables->tables[i];
	return NULL;
}

/* A table comes up with its first column. */
static struct store_table *table_of(struct arena *arena, struct store_tables *tables,
				    const char *name)
{
	struct store_table *table = table_find(tables, name);

	if (table || tables->count == TABLES)
		return table;
	table = &tables->tables[tables->count++];
	*table = (struct store_table){
		.name = name,
		.columns = arena_array(arena, struct store_column, COLUMNS),
		.key = -1,
		.link = -1,
	};
	return table;
}

/* Parents stand before those that refer to them: the schema is written so. */
static int column_add(struct arena *arena, struct store_tables *tables,
		      sqlite3_stmt *statement)
{
	struct store_table *table = table_of(arena, tables, column_text(arena, statement, 0));
	const char *parent = column_text(arena, statement, 2);
	struct store_column *column;

	if (!table || table->column_count == COLUMNS)
		return -E2BIG;
	column = &table->columns[table->column_count];
	column->name = column_text(arena, statement, 1);
	column->parent = parent ? table_find(tables, parent) : NULL;
	if (parent && !column->parent)
		return -EINVAL;
	if (sqlite3_column_int(statement, 3) && !parent)
		table->key = table->column_count;
	/* the run itself is the shorter way than a parent that belongs to it */
	if (column->parent && (table->link < 0 || column->parent == tables->tables))
		table->link = table->column_count;
	table->column_count++;
	return 0;
}

static int tables_fill(struct arena *arena, struct store_tables *tables, struct store *store,
		       char **ret_error)
{
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(store->db, columns_sql, -1, &statement, NULL);
	int wrong = 0;

	while (!code && !wrong && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		wrong = column_add(arena, tables, statement);
		code = SQLITE_OK;
	}
	sqlite3_finalize(statement);
	if (wrong)
		return fail(ret_error, wrong, "the schema cannot be merged");
	return code == SQLITE_DONE ? 0 : store_fail(store, code, ret_error);
}

int store_tables_read(struct arena *arena, struct store_tables *ret_tables,
		      char **ret_error)
{
	struct store_tables tables = {
		.tables = arena_array(arena, struct store_table, TABLES),
	};
	struct store *store;
	int code = store_new(&store_schema, &store, ret_error);

	if (code)
		return code;
	code = tables_fill(arena, &tables, store, ret_error);
	store_close(store, false, NULL);
	if (!code)
		*ret_tables = tables;
	return code;
}
