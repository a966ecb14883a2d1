/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-rows.c - one bound statement per table
 */
#include "db/store-internal.h"

enum value_kind { VALUE_NULL, VALUE_NUMBER, VALUE_TEXT };

/* struct value - what one parameter is bound to */
struct value {
	enum value_kind kind;
	int64_t number;
	const char *text;
};

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

static struct value number(int64_t value)
{
	return (struct value){ .kind = VALUE_NUMBER, .number = value };
}

static struct value number_or_null(const int64_t *value)
{
	return value ? number(*value) : (struct value){ .kind = VALUE_NULL };
}

/* A NULL pointer is SQL's NULL. */
static struct value text(const char *value)
{
	return (struct value){
		.kind = value ? VALUE_TEXT : VALUE_NULL,
		.text = value,
	};
}

static int bind(sqlite3_stmt *statement, int place, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NUMBER:
		return sqlite3_bind_int64(statement, place, value->number);
	case VALUE_TEXT:
		return sqlite3_bind_text(statement, place, value->text, -1,
					 SQLITE_TRANSIENT);
	case VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(statement, place);
}

static int insert_values(struct store *store, enum store_statement which,
			 const struct value *values, int count)
{
	sqlite3_stmt **statement = &store->statements[which];
	int code = SQLITE_OK;

	if (!*statement)
		code = sqlite3_prepare_v3(store->db, inserts[which], -1,
					  SQLITE_PREPARE_PERSISTENT, statement,
					  NULL);
	for (int i = 0; !code && i < count; i++)
		code = bind(*statement, i + 1, &values[i]);
	if (!code)
		code = sqlite3_step(*statement);
	if (code == SQLITE_DONE)
		code = sqlite3_reset(*statement);
	return code;
}

/* Keeps the first failure: what comes after it would only hide the cause. */
static int insert(struct store *store, enum store_statement which,
		  const struct value *values, int count)
{
	if (!store->failed)
		store->failed = insert_values(store, which, values, count);
	return store->failed ? store_errno(store->failed) : 0;
}

#define INSERT(store, which, ...) \
	insert((store), (which), (const struct value[]){ __VA_ARGS__ }, \
	       (int)(sizeof((const struct value[]){ __VA_ARGS__ }) / \
		     sizeof(struct value)))

int store_add_run(struct store *store, const struct store_run *run,
		  int64_t *ret_run)
{
	int code = INSERT(store, INSERT_RUN, text(run->started),
			  text(run->command), text(run->tool),
			  text(run->version), number_or_null(run->seed),
			  number_or_null(run->fault),
			  number_or_null(run->status), number(run->records),
			  number(run->lost));

	if (!code)
		*ret_run = sqlite3_last_insert_rowid(store->db);
	return code;
}

int store_add_lint(struct store *store, int64_t run,
		   const struct store_lint *lint)
{
	return INSERT(store, INSERT_LINT, number(run), text(lint->tree_root),
		      text(lint->tree_version), number(lint->selected),
		      number(lint->analyzed), text(lint->least),
		      number(lint->below), number(lint->suppressed));
}

int store_add_finding(struct store *store, int64_t run,
		      const struct store_finding *finding, int64_t *ret_finding)
{
	int code = INSERT(store, INSERT_FINDING, number(run),
			  text(finding->rule), text(finding->confidence),
			  text(finding->severity), text(finding->file),
			  number(finding->line), number(finding->column),
			  text(finding->function), text(finding->message),
			  text(finding->fingerprint), text(finding->context),
			  text(finding->replacement), text(finding->reason));

	if (!code)
		*ret_finding = sqlite3_last_insert_rowid(store->db);
	return code;
}

int store_add_note(struct store *store, int64_t finding,
		   const struct store_note *note)
{
	return INSERT(store, INSERT_NOTE, number(finding), number(note->step),
		      text(note->file), number(note->line),
		      number(note->column), text(note->function),
		      text(note->message));
}

int store_add_failure(struct store *store, int64_t run, const char *file,
		      const char *function, const char *reason)
{
	return INSERT(store, INSERT_FAILURE, number(run), text(file),
		      text(function), text(reason));
}

int store_add_figure(struct store *store, int64_t run, const char *name,
		     int64_t value)
{
	return INSERT(store, INSERT_FIGURE, number(run), text(name),
		      number(value));
}

void store_statements_release(struct store *store)
{
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(store->statements[i]);
		store->statements[i] = NULL;
	}
}
