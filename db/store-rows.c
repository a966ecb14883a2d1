/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-rows.c - one bound statement per table
 */
#include "db/store-internal.h"

static const char *const inserts[] = {
	[INSERT_RUN] =
		"INSERT INTO run (started, command, tool, version, seed, fault,"
		" status, records, lost) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[INSERT_LINT] =
		"INSERT INTO lint (run, tree_root, tree_version, selected,"
		" analyzed, least, below, suppressed)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[INSERT_FINDING] =
		"INSERT INTO finding (run, rule, confidence, severity, file,"
		" line, col, function, message, fingerprint, context,"
		" replacement, reason)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[INSERT_NOTE] =
		"INSERT INTO note (finding, step, file, line, col, function,"
		" message) VALUES (?, ?, ?, ?, ?, ?, ?)",
	[INSERT_FAILURE] =
		"INSERT INTO failure (run, file, function, reason)"
		" VALUES (?, ?, ?, ?)",
	[INSERT_FIGURE] =
		"INSERT INTO figure (run, name, value) VALUES (?, ?, ?)",
};

struct store_value store_number(int64_t value)
{
	return (struct store_value){ .kind = VALUE_NUMBER, .number = value };
}

struct store_value store_number_or_null(const int64_t *value)
{
	return value ? store_number(*value) :
		       (struct store_value){ .kind = VALUE_NULL };
}

struct store_value store_text(const char *value)
{
	return (struct store_value){
		.kind = value ? VALUE_TEXT : VALUE_NULL,
		.text = value,
	};
}

/* The text lives until the statement has run: nothing is copied. */
int store_bind(sqlite3_stmt *statement, int place,
	       const struct store_value *value)
{
	switch (value->kind) {
	case VALUE_NUMBER:
		return sqlite3_bind_int64(statement, place, value->number);
	case VALUE_TEXT:
		return sqlite3_bind_text(statement, place, value->text, -1,
					 SQLITE_STATIC);
	case VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(statement, place);
}

static int insert_values(struct store *store, enum store_statement which,
			 const char *sql, const struct store_value *values,
			 int count)
{
	sqlite3_stmt **statement = &store->statements[which];
	int code = SQLITE_OK;

	if (!*statement)
		code = sqlite3_prepare_v3(store->db, sql, -1,
					  SQLITE_PREPARE_PERSISTENT, statement,
					  NULL);
	for (int i = 0; !code && i < count; i++)
		code = store_bind(*statement, i + 1, &values[i]);
	if (!code)
		code = sqlite3_step(*statement);
	if (code == SQLITE_DONE)
		code = sqlite3_reset(*statement);
	return code;
}

int store_insert(struct store *store, enum store_statement which,
		 const char *sql, const struct store_value *values, int count)
{
	if (!store->failed)
		store->failed = insert_values(store, which, sql, values, count);
	return store->failed ? store_errno(store->failed) : 0;
}

#define INSERT(store, which, ...) \
	STORE_INSERT((store), (which), inserts[which], __VA_ARGS__)

int store_add_run(struct store *store, const struct store_run *run,
		  int64_t *ret_run)
{
	int code = INSERT(store, INSERT_RUN, store_text(run->started),
			  store_text(run->command), store_text(run->tool),
			  store_text(run->version), store_number_or_null(run->seed),
			  store_number_or_null(run->fault),
			  store_number_or_null(run->status), store_number(run->records),
			  store_number(run->lost));

	if (!code)
		*ret_run = sqlite3_last_insert_rowid(store->db);
	return code;
}

int store_add_lint(struct store *store, int64_t run,
		   const struct store_lint *lint)
{
	return INSERT(store, INSERT_LINT, store_number(run), store_text(lint->tree_root),
		      store_text(lint->tree_version), store_number(lint->selected),
		      store_number(lint->analyzed), store_text(lint->least),
		      store_number(lint->below), store_number(lint->suppressed));
}

int store_add_finding(struct store *store, int64_t run,
		      const struct store_finding *finding, int64_t *ret_finding)
{
	int code = INSERT(store, INSERT_FINDING, store_number(run),
			  store_text(finding->rule), store_text(finding->confidence),
			  store_text(finding->severity), store_text(finding->file),
			  store_number(finding->line), store_number(finding->column),
			  store_text(finding->function), store_text(finding->message),
			  store_text(finding->fingerprint), store_text(finding->context),
			  store_text(finding->replacement), store_text(finding->reason));

	if (!code)
		*ret_finding = sqlite3_last_insert_rowid(store->db);
	return code;
}

int store_add_note(struct store *store, int64_t finding,
		   const struct store_note *note)
{
	return INSERT(store, INSERT_NOTE, store_number(finding), store_number(note->step),
		      store_text(note->file), store_number(note->line),
		      store_number(note->column), store_text(note->function),
		      store_text(note->message));
}

int store_add_failure(struct store *store, int64_t run, const char *file,
		      const char *function, const char *reason)
{
	return INSERT(store, INSERT_FAILURE, store_number(run), store_text(file),
		      store_text(function), store_text(reason));
}

int store_add_figure(struct store *store, int64_t run, const char *name,
		     int64_t value)
{
	return INSERT(store, INSERT_FIGURE, store_number(run), store_text(name),
		      store_number(value));
}

void store_statements_release(struct store *store)
{
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(store->statements[i]);
		store->statements[i] = NULL;
	}
}
